/**
 * What a check is. One file a check, under checks/<system>/; checks/index.ts lists them.
 * A check reads like a sentence: these facts, judged so. It asks nothing and changes nothing.
 */
import type { Fact, FactResult } from '../facts/fact.ts';
import type { Evidence, Severity } from '../report/report.ts';

/** 'linux' is a Linux that is not inside WSL; name both where both are meant. */
export type System = 'linux' | 'macos' | 'windows' | 'wsl';

/** The chain a `docker run` walks, in order: the first broken link is the root cause. */
export const CHAIN = [
  'client',
  'settings',
  'endpoint',
  'platform',
  'transport',
  'engine',
  'version',
  'host',
  'registry',
  'container',
] as const;
export type ChainLink = (typeof CHAIN)[number];

/** A problem as a check found it; title, summary and fixes come from the catalogue's entry. */
export interface Finding {
  readonly id: string;
  /** Values the catalogue's texts and fixes name: path, host, version, user … */
  readonly values?: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
  /** Only where the evidence raises or lowers the catalogue's severity. */
  readonly severity?: Severity;
  /** Ids that this finding explains besides the consequences in the catalogue. */
  readonly explains?: readonly string[];
}

export type Verdict =
  | { readonly kind: 'pass'; readonly summary: string }
  | { readonly kind: 'skip'; readonly summary: string }
  /** Could not look, or could not decide: never counts as a problem, never as 'all well'. */
  | { readonly kind: 'unknown'; readonly summary: string }
  | { readonly kind: 'problems'; readonly findings: readonly Finding[] };

export const pass = (summary: string): Verdict => ({ kind: 'pass', summary });
export const skip = (summary: string): Verdict => ({ kind: 'skip', summary });
export const unknown = (summary: string): Verdict => ({ kind: 'unknown', summary });
export const found = (...findings: Finding[]): Verdict => ({ kind: 'problems', findings });

// biome-ignore lint/suspicious/noExplicitAny: a table of facts of any type; the mapped types below give each its own.
type FactTable = Readonly<Record<string, Fact<any>>>;
type Known<T extends FactTable> = { readonly [K in keyof T]: T[K] extends Fact<infer V> ? V : never };
type Results<T extends FactTable> = {
  readonly [K in keyof T]: T[K] extends Fact<infer V> ? FactResult<V> : never;
};

export interface CheckDefinition<N extends FactTable, U extends FactTable> {
  /** `area.what`, prefixed by the system where it has one: 'linux.socket'. Stable. */
  readonly id: string;
  /** What is looked at, in two to four words: 'Docker socket'. */
  readonly title: string;
  readonly systems: readonly System[];
  readonly link: ChainLink;
  /**
   * May 'Docker works' be said while this is unknown? Without it the place in the chain decides: true for a
   * requirement, which somebody stated; false where an unknown does not matter.
   */
  readonly essential?: boolean;
  /** Ids of checks: when one of them found an error, this one is not judged ('blockedBy'). */
  readonly after?: readonly string[];
  /** Facts without which there is no verdict: one unknown among them makes the check unknown. */
  readonly needs: N;
  /** Facts that help but may be unknown. */
  readonly uses?: U;
  /** Ids of the problems it can find: shown by `list`, and asserted. */
  readonly finds: readonly string[];
  /**
   * Pure. A throw becomes a visible 'error' of this check alone. A promise only where tables that
   * few runs need (message patterns) are loaded late.
   */
  judge(facts: Known<N> & Results<U>): Verdict | Promise<Verdict>;
}

/** A check with its fact types erased: what checks/index.ts lists and the diagnosis runs. */
export type Check = CheckDefinition<FactTable, FactTable>;

// biome-ignore lint/complexity/noBannedTypes: {} is 'no optional facts'.
export function defineCheck<N extends FactTable, U extends FactTable = {}>(
  definition: CheckDefinition<N, U>,
): Check {
  return definition as unknown as Check;
}
