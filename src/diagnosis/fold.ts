/** Root cause first: a mere consequence of another problem moves into that one's `explains`. */
import type { Severity } from '../report/report.ts';
import { problemEntry } from './catalogue.ts';
import { CHAIN, type Finding } from './check.ts';

/** A finding with the ids that it explains and that were really found. */
export interface FoldedFinding {
  readonly finding: Finding;
  readonly explained: readonly string[];
}

export const severityOf = (finding: Finding): Severity =>
  finding.severity ?? problemEntry(finding.id).severity;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Errors by their place in the chain, then warnings, then information. */
function compare(a: Finding, b: Finding): number {
  return RANK[severityOf(a)] - RANK[severityOf(b)] || linkIndex(a) - linkIndex(b);
}

const linkIndex = (finding: Finding): number => CHAIN.indexOf(problemEntry(finding.id).link);

const explainedIds = (finding: Finding): readonly string[] => [
  ...(problemEntry(finding.id).explains ?? []),
  ...(finding.explains ?? []),
];

/** True when `consequence` needs no line of its own beside `cause`. */
function isFolded(cause: Finding, consequence: Finding): boolean {
  if (cause === consequence) return false;
  if (explainedIds(cause).includes(consequence.id)) return true;
  // A generic id stands only where nothing narrower was found on the way to it.
  const generic = problemEntry(consequence.id).generic === true && problemEntry(cause.id).generic !== true;
  return generic && severityOf(cause) === 'error' && linkIndex(cause) <= linkIndex(consequence);
}

/** Ordered, folded, without repetitions. */
export function foldFindings(findings: readonly Finding[]): FoldedFinding[] {
  const ordered = withoutRepeats([...findings].sort(compare));
  const causes = ordered.filter(
    (finding) => !ordered.some((other) => isFolded(other, finding) && !isFolded(finding, other)),
  );
  return causes.map((finding) => ({
    finding,
    // A requirement folds the same problem found without it: that is not a consequence to tell.
    explained: [
      ...new Set(ordered.filter((other) => isFolded(finding, other)).map((other) => other.id)),
    ].filter((id) => id !== finding.id),
  }));
}

/** The same id with the same values, seen by two checks, is one problem. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = JSON.stringify([finding.id, finding.values ?? {}]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
