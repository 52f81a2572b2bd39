/** What `fix` is about, and how it words a fix. */
import type { Fix, Problem, Report } from '../report/report.ts';
import { counted, fixNotes } from '../report/summary.ts';

/** The problems to mend, the root cause first: those that count, or the one that was asked for. */
export const problemsToFix = (report: Report, wanted: string | undefined): readonly Problem[] =>
  counted(report).filter(({ id, severity }) => (wanted === undefined ? severity !== 'info' : id === wanted));

/** What is said where there is nothing to mend. */
export const nothingToFix = (wanted: string | undefined): string =>
  wanted === undefined ? 'Nothing to fix.' : `${wanted}: not found on this machine.`;

/** A fix in one line: its title, what it needs, what to mind. */
export function fixLine(fix: Fix): string {
  const notes = fixNotes(fix);
  return `${fix.title}${notes ? ` (${notes})` : ''}`;
}
