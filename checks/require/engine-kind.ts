import { defineCheck } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact, isRootless, productOf } from '../../src/facts/engine.ts';
import { ownPlatform } from '../../src/facts/engine-place.ts';
import { evidence } from '../../src/facts/fact.ts';
import type { Requirements, Wanted } from '../../src/preflight/requirements.ts';
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

interface Kind<T> {
  readonly id: string;
  readonly title: string;
  readonly wishes: (requirements: Requirements) => readonly Wanted<T>[];
  /** What it is, or null where nobody can tell. */
  readonly actual: (facts: Facts) => string | null;
  readonly wantedText: (value: T) => readonly string[];
  readonly what: string;
}

interface Facts {
  readonly endpoint: Parameters<typeof contextOf>[0];
  readonly engine: Parameters<typeof productOf>[0];
}

const contextOf = (endpoint: { state: string; context?: string }): string | null => endpoint.context ?? null;

/** Is the engine in force one of those that are allowed here? */
function kind<T>({ id, title, wishes, actual, wantedText, what }: Kind<T>): RequirementCheck {
  return {
    isWanted: (requirements) => wishes(requirements).length > 0,
    check: (requirements) =>
      defineCheck({
        id,
        title,
        systems: EVERYWHERE,
        link: 'host',
        essential: true,
        after: AFTER_ENGINE,
        needs: { endpoint: endpointFact, engine: engineFact },
        finds: ['engine.requirement'],
        judge: (facts) =>
          verdictOf(
            wishes(requirements).map(({ value, from }): Judged => {
              const is = actual(facts);
              const wanted = wantedText(value);
              if (is === null) return unclear(`the ${what} cannot be told`);
              if (wanted.includes(is)) return met(`${what}: ${is}`);
              const list = wanted.join(' or ');
              return notMet({
                id: 'engine.requirement',
                values: { what, actual: is, wanted: list, first: wanted[0] ?? '', from },
                evidence: [evidence(from, `${what}: ${list}`), evidence(what, is)],
              });
            }),
          ),
      }),
  };
}

const answering = ({ engine }: Facts) => (engine.state === 'answers' ? engine : null);
const rootlessWord = (value: boolean): string => (value ? 'rootless' : 'not rootless');

export const engineKindRequirements: readonly RequirementCheck[] = [
  kind({
    id: 'require.context',
    title: 'Required context',
    what: 'context',
    wishes: ({ contexts }) => contexts,
    actual: ({ endpoint }) => contextOf(endpoint),
    wantedText: (list: readonly string[]) => list,
  }),
  kind({
    id: 'require.product',
    title: 'Required product',
    what: 'product',
    wishes: ({ products }) => products,
    actual: (facts) => {
      const engine = answering(facts);
      return engine && productOf(engine);
    },
    wantedText: (list: readonly string[]) => list,
  }),
  kind({
    id: 'require.container-os',
    title: 'Required kind of containers',
    what: 'kind of containers',
    wishes: ({ containerOs }) => containerOs,
    actual: (facts) => {
      const engine = answering(facts);
      return (engine && ownPlatform(engine)?.split('/')[0]) ?? null;
    },
    wantedText: (os: string) => [os],
  }),
  kind({
    id: 'require.rootless',
    title: 'Required mode',
    what: 'mode',
    wishes: ({ rootless }) => rootless,
    actual: (facts) => {
      const engine = answering(facts);
      const is = engine && isRootless(engine);
      return is === null ? null : rootlessWord(is);
    },
    wantedText: (value: boolean) => [rootlessWord(value)],
  }),
];
