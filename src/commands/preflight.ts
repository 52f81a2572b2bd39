/** `docker-doctor preflight [FILE]`: does this machine meet what a project, or an organisation, requires of it? */
import { homedir } from 'node:os';
import { relative, resolve } from 'node:path';
import { checksOf } from '../../checks/index.ts';
import { everyRequirementCheck, requirementChecks } from '../../checks/require/index.ts';
import type { Check } from '../diagnosis/check.ts';
import type { FactContext } from '../facts/fact.ts';
import type { Platform } from '../host/host.ts';
import { type FoundFile, findNearest, readNamed } from '../preflight/find.ts';
import { readRequirements } from '../preflight/read.ts';
import { recorded } from '../preflight/recorded.ts';
import {
  isEmpty,
  NOTHING,
  type Requirements,
  together,
  VERSIONED,
  type Wanted,
} from '../preflight/requirements.ts';
import {
  parseCount,
  parseName,
  parseOs,
  parsePlatform,
  parsePorts,
  parseRange,
  parseRegistry,
  parseSize,
} from '../preflight/values.ts';
import { check, type Plan } from './check.ts';
import type { CommonOptions } from './options.ts';
import { UsageError } from './usage.ts';

/** As commander gives them: what is given twice is there twice, and both count. */
export interface PreflightFlags {
  readonly engine?: readonly string[];
  readonly client?: readonly string[];
  readonly api?: readonly string[];
  readonly composeVersion?: readonly string[];
  readonly buildx?: readonly string[];
  readonly memory?: readonly string[];
  readonly cpus?: readonly string[];
  readonly disk?: readonly string[];
  readonly platform?: readonly string[];
  readonly containerOs?: readonly string[];
  readonly allowContext?: readonly string[];
  readonly product?: readonly string[];
  readonly rootless?: readonly boolean[];
  readonly signedIn?: readonly string[];
  readonly port?: readonly string[];
  readonly path?: readonly string[];
  readonly gpu?: boolean;
  /** True without a name. */
  readonly compose?: readonly string[] | true;
  /** True without a name. */
  readonly devcontainer?: readonly string[] | true;
  /** False after --no-file. */
  readonly file: boolean;
  /** True after --custom, false after --no-custom. */
  readonly custom?: readonly boolean[];
}

/** Longer than a check's: programs of the organisation and Compose are run. */
const TIME_LIMIT = 20_000;

export async function preflight(
  named: string | undefined,
  flags: PreflightFlags,
  options: CommonOptions,
): Promise<number> {
  const stated = await statedRequirements(named, flags, options);
  let whole = stated;
  let tell: (registries: readonly string[]) => void = () => undefined;
  const plan: Plan = {
    more: everyRequirementCheck(),
    registries: new Promise((resolve) => {
      tell = resolve;
    }),
    async checksOf(system, context): Promise<readonly Check[]> {
      const [chain, requirements] = await Promise.all([checksOf(system), withProject(context, stated)]);
      whole = requirements;
      tell([...new Set(requirements.images.map(({ value }) => value.registry))]);
      return [...chain, ...requirementChecks(requirements)];
    },
    renamed: (rename) => {
      const renamed = rename(whole);
      return {
        more: everyRequirementCheck(),
        registries: Promise.resolve(renamed.images.map(({ value }) => value.registry)),
        checksOf: async (system) => [...(await checksOf(system)), ...requirementChecks(renamed)],
      };
    },
  };
  const registry = [...new Set(stated.registries.map(({ value }) => value.host))];
  return check({ ...options, registry, timeout: options.timeout ?? TIME_LIMIT }, plan);
}

/** What the file and the flags say together; the Compose files among it are looked into later. */
async function statedRequirements(
  named: string | undefined,
  flags: PreflightFlags,
  options: CommonOptions,
): Promise<Requirements> {
  const cwd = process.cwd();
  const wishes = await inOneLine(async () => {
    const custom = oneWay('custom', flags.custom);
    const found = !flags.file
      ? null
      : named !== undefined
        ? await readNamed(named, cwd)
        : await findNearest(cwd);
    const place = await recordedPlace(options);
    return together(
      found ? fromFile(found, place, custom) : NOTHING,
      await fromFlags(flags, options, cwd, place?.home ?? homedir()),
    );
  });
  if (isEmpty(wishes)) {
    throw new UsageError(
      `no requirements: no docker-doctor.json (or key "docker-doctor" in package.json) in ${cwd} or above, and no flag such as --engine '>=24'`,
    );
  }
  return wishes;
}

/** Paths are written as the machine that is judged has them, which a replay need not run on. */
async function recordedPlace({
  replay,
}: CommonOptions): Promise<{ platform: Platform; home: string } | null> {
  if (replay === undefined) return null;
  const { openHost } = await import('./check.ts');
  const { host } = await openHost({ replay, color: false });
  const { platform, home } = host.identity;
  return { platform, home };
}

function fromFile(
  found: FoundFile,
  place: { platform: Platform; home: string } | null,
  custom: boolean | undefined,
): Requirements {
  const here = place ?? { platform: process.platform as Platform, home: homedir() };
  // The folders of a recording begin with its own home.
  const folder = place ? recorded(found.folder, place.home) : found.folder;
  const requirements = readRequirements({ ...found, folder }, here);
  if (requirements.custom.length === 0) return requirements;
  if (custom === false) return { ...requirements, custom: [] };
  // A repository that somebody cloned must not run programs because its requirements are looked at.
  const mistrust = custom ? found.mistrust : 'add --custom to run them, or --no-custom to leave them out';
  if (mistrust === null) return requirements;
  return {
    ...requirements,
    custom: requirements.custom.map(({ value, from }) => ({ value: { ...value, mistrust }, from })),
  };
}

async function fromFlags(
  flags: PreflightFlags,
  options: CommonOptions,
  cwd: string,
  home: string,
): Promise<Partial<Requirements>> {
  const each = <T>(
    flag: string,
    texts: readonly string[] | undefined,
    parse: (text: string) => T,
  ): Wanted<T>[] => (texts ?? []).map((text) => ({ value: parsed(flag, text, parse), from: flag }));
  const oneOf = (flag: string, texts: readonly string[] | undefined): Wanted<readonly string[]>[] =>
    texts && texts.length > 0
      ? [{ value: texts.map((text) => parsed(flag, text, parseName)), from: flag }]
      : [];
  const rootless = oneWay('rootless', flags.rootless);
  const flagOf = {
    client: 'client',
    engine: 'engine',
    api: 'api',
    compose: 'composeVersion',
    buildx: 'buildx',
  } as const;
  return {
    versions: Object.fromEntries(
      VERSIONED.map((what) => [
        what,
        each(what === 'compose' ? '--compose-version' : `--${what}`, flags[flagOf[what]], parseRange),
      ]),
    ) as unknown as Requirements['versions'],
    memory: each('--memory', flags.memory, parseSize),
    disk: each('--disk', flags.disk, parseSize),
    cpus: each('--cpus', flags.cpus, parseCount),
    platforms: each('--platform', flags.platform, parsePlatform),
    containerOs: each('--container-os', flags.containerOs, parseOs),
    contexts: oneOf('--allow-context', flags.allowContext),
    products: oneOf('--product', flags.product),
    rootless:
      rootless === undefined ? [] : [{ value: rootless, from: rootless ? '--rootless' : '--no-rootless' }],
    registries: [
      ...each('--registry', options.registry, (text) => ({ host: parseRegistry(text), signedIn: false })),
      ...each('--signed-in', flags.signedIn, (text) => ({ host: parseRegistry(text), signedIn: true })),
    ],
    ports: (flags.port ?? []).flatMap((text) =>
      parsed('--port', text, parsePorts).map((value) => ({ value, from: '--port' })),
    ),
    paths: each('--path', flags.path, (text) => ({
      path: recorded(resolve(cwd, text), home),
      createdIfMissing: false,
    })),
    gpu: flags.gpu ? [{ value: true, from: '--gpu' }] : [],
    composeFiles:
      flags.compose === undefined
        ? []
        : [{ value: await composeFiles(flags.compose, cwd), from: '--compose' }],
    devcontainers:
      flags.devcontainer === undefined
        ? []
        : (await devcontainerFiles(flags.devcontainer, cwd)).map((value) => ({
            value,
            from: '--devcontainer',
          })),
  };
}

/** Named together they are one project, as `docker compose -f A -f B` has it. */
async function composeFiles(named: readonly string[] | true, cwd: string): Promise<readonly string[]> {
  const { foundComposeFiles, withOverride } = await import('../preflight/compose-files.ts');
  if (named !== true) return withOverride(named.map((file) => resolve(cwd, file)));
  return foundComposeFiles(cwd, (name) => process.env[name]);
}

async function devcontainerFiles(named: readonly string[] | true, cwd: string): Promise<readonly string[]> {
  if (named !== true) return named.map((file) => resolve(cwd, file));
  const { findDevcontainer } = await import('../preflight/devcontainer.ts');
  return [await findDevcontainer(cwd)];
}

/** A switch, unless its opposite is given as well. */
function oneWay(name: string, given: readonly boolean[] = []): boolean | undefined {
  if (new Set(given).size > 1) throw new Error(`--${name} and --no-${name} cannot be used together`);
  return given[0];
}

function parsed<T>(flag: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${flag}: ${(error as Error).message}`);
  }
}

/** Adds what the Compose files and dev containers need. */
async function withProject(context: FactContext, stated: Requirements): Promise<Requirements> {
  const { composeFiles, devcontainers } = stated;
  if (composeFiles.length === 0 && devcontainers.length === 0) return stated;
  const cwd = process.cwd();
  return inOneLine(async () => {
    const [{ composeNeeds }, { devcontainerNeeds }, { withOverride }] = await Promise.all([
      import('../preflight/compose.ts'),
      import('../preflight/devcontainer.ts'),
      import('../preflight/compose-files.ts'),
    ]);
    const parts = await Promise.all([
      ...composeFiles.map(async ({ value, from }) =>
        composeNeeds(context, {
          // What flags name has been settled already.
          files: from === '--compose' ? value : await withOverride(value),
          name: value.map((file) => relative(cwd, file) || file).join(', '),
        }),
      ),
      ...devcontainers.map(({ value }) => devcontainerNeeds(context, value, cwd)),
    ]);
    return together(stated, ...parts);
  });
}

/** What is wrong with a file or a flag: one line, exit code 2. */
async function inOneLine<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}
