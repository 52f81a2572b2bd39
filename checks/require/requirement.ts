/** What all checks of requirements share: they look after the chain of Docker itself, and their unknown is no 'all well'. */
import type { Check, Finding, Verdict } from '../../src/diagnosis/check.ts';
import { found, pass, unknown } from '../../src/diagnosis/check.ts';
import type { Requirements, Wanted } from '../../src/preflight/requirements.ts';

/** A check of one kind of requirement; its wishes are bound to it, so that `judge` stays pure. */
export interface RequirementCheck {
  /** Is anything of this kind required? */
  isWanted(requirements: Requirements): boolean;
  check(requirements: Requirements): Check;
}

/** A requirement is judged after the link of the chain that it is about. */
export const AFTER_ENGINE = ['client.cli', 'client.context', 'engine.endpoint', 'engine.answers'] as const;

/** Of one wish: met, not met, or not to be told. */
export type Judged =
  | { readonly kind: 'met'; readonly summary: string }
  | { readonly kind: 'not-met'; readonly finding: Finding }
  | { readonly kind: 'unknown'; readonly summary: string };

export const met = (summary: string): Judged => ({ kind: 'met', summary });
export const unclear = (summary: string): Judged => ({ kind: 'unknown', summary });
/** Not met is an error, whatever the problem is without anybody's wish. */
export const notMet = (finding: Finding): Judged => ({
  kind: 'not-met',
  finding: { severity: 'error', ...finding },
});

/** All wishes together: a problem counts before what is unknown, and that before what is well. */
export function verdictOf(judged: readonly Judged[]): Verdict {
  const findings = judged.flatMap((one) => (one.kind === 'not-met' ? [one.finding] : []));
  if (findings.length > 0) return found(...findings);
  const unknowns = judged.flatMap((one) => (one.kind === 'unknown' ? [one.summary] : []));
  if (unknowns.length > 0) return unknown([...new Set(unknowns)].join('; '));
  const summaries = judged.flatMap((one) => (one.kind === 'met' ? [one.summary] : []));
  return pass([...new Set(summaries)].join('; '));
}

/** 'required by docker-doctor.json:3:13' */
export const requiredBy = (...wishes: readonly Wanted<unknown>[]): string =>
  [...new Set(wishes.map(({ from }) => from))].join(', ');
