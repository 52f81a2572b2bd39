import gtr from 'semver/ranges/gtr.js';
import { type Check, defineCheck } from '../../src/diagnosis/check.ts';
import { clientVersionFact } from '../../src/facts/client.ts';
import { engineFact, productOf } from '../../src/facts/engine.ts';
import {
  defineFact,
  evidence,
  type Fact,
  type FactResult,
  known,
  unknownFact,
} from '../../src/facts/fact.ts';
import { textAt } from '../../src/facts/json-text.ts';
import { pluginsFact } from '../../src/facts/plugins.ts';
import { comparable, fitsRange, rangeOf } from '../../src/facts/versions.ts';
import type { Requirements, Versioned, Wanted } from '../../src/preflight/requirements.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import {
  AFTER_ENGINE,
  type Judged,
  met,
  notMet,
  type RequirementCheck,
  unclear,
  verdictOf,
} from './requirement.ts';

interface Version {
  /** Null: it is not there. */
  readonly version: string | null;
  readonly product: string;
}

interface Subject {
  readonly what: Versioned;
  readonly title: string;
  readonly name: string;
  readonly after: readonly string[];
  readonly version: Fact<Version>;
  /** The problem where there is none at all. */
  readonly missing?: string;
}

/** Are the versions in the ranges that are asked for? One check for each thing that has a version. */
export const versionRequirements: readonly RequirementCheck[] = subjects().map((subject) => ({
  isWanted: ({ versions }) => versions[subject.what].length > 0,
  check: (requirements) => versionCheck(subject, requirements),
}));

function versionCheck(subject: Subject, { versions }: Requirements): Check {
  const { what, title, after, version, missing } = subject;
  return defineCheck({
    id: `require.${what}`,
    title,
    systems: EVERYWHERE,
    link: 'host',
    essential: true,
    after,
    needs: { version },
    finds: ['version.requirement', ...(missing ? [missing] : [])],
    judge: (facts) => verdictOf(versions[what].map((wish) => judge(subject, facts.version, wish))),
  });
}

function judge(
  { name, what, missing }: Subject,
  { version, product }: Version,
  wish: Wanted<string>,
): Judged {
  const { value: range, from } = wish;
  const asks = evidence(from, `${name} ${range}`);
  if (version === null) {
    if (!missing) return unclear(`${name} is not there`);
    return notMet({
      id: missing,
      values: { file: from, what },
      evidence: [asks],
      explains: [missing, 'compose.legacy'],
    });
  }
  const fits = fitsRange(version, range);
  if (fits === null) return unclear(`${name} ${version} is no version that can be compared`);
  if (fits) return met(`${name} ${version} (${range})`);
  const number = comparable(version);
  const direction = number && gtr(number, rangeOf(range) ?? '*') ? 'older' : 'newer';
  return notMet({
    id: 'version.requirement',
    values: { name, what, wanted: range, actual: version, from, direction, product },
    evidence: [asks, evidence(name, version)],
  });
}

function subjects(): Subject[] {
  const plugin = (name: 'compose' | 'buildx'): Fact<Version> =>
    defineFact(`version.${name}`, `which ${name} is here`, async ({ get }) => {
      const plugins = await get(pluginsFact);
      if (!plugins.known) return plugins;
      const here = plugins.value.plugins.find((candidate) => candidate.name === name);
      if (here && here.broken === null && here.version === null) {
        return unknownFact('timeout', `${here.path} did not tell its version in time`);
      }
      if (here?.broken === null) return known({ version: here.version, product: 'plugin' });
      // Compose as a program of its own does as well, from 2.0 on.
      const program = name === 'compose' ? (plugins.value.standaloneCompose?.version ?? null) : null;
      const version = program !== null && fitsRange(program, '>=2') ? program : null;
      return known({ version, product: 'plugin' });
    });
  const ofEngine = (key: 'Version' | 'ApiVersion'): Fact<Version> =>
    defineFact(`version.engine.${key}`, "asking for the engine's version", async ({ get }) => {
      const engine = await get(engineFact);
      if (!engine.known) return engine;
      const version = textAt(engine.value.version, key);
      if (version === null) return unknownFact('failed', 'the engine does not tell it');
      return known({ version, product: productOf(engine.value) });
    });
  const client: Fact<Version> = defineFact(
    'version.client',
    'which docker command is here',
    async ({ get }) => {
      const answer = await get(clientVersionFact);
      if (!answer.known) return answer;
      return answer.value?.kind === 'docker'
        ? known({ version: answer.value.version, product: 'client' })
        : (unknownFact('failed', 'there is no docker command that works') as FactResult<Version>);
    },
  );
  return [
    {
      what: 'client',
      title: 'Required client',
      name: 'the docker command',
      after: ['client.cli'],
      version: client,
    },
    {
      what: 'engine',
      title: 'Required engine',
      name: 'Docker Engine',
      after: AFTER_ENGINE,
      version: ofEngine('Version'),
    },
    {
      what: 'api',
      title: 'Required API',
      name: "the engine's API",
      after: AFTER_ENGINE,
      version: ofEngine('ApiVersion'),
    },
    {
      what: 'compose',
      title: 'Required Compose',
      name: 'Docker Compose',
      after: ['client.cli'],
      version: plugin('compose'),
      missing: 'compose.missing',
    },
    {
      what: 'buildx',
      title: 'Required buildx',
      name: 'buildx',
      after: ['client.cli'],
      version: plugin('buildx'),
      missing: 'buildx.missing',
    },
  ];
}
