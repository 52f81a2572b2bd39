/**
 * The problems this run knows. The composition root (cli.ts, or a test) hands them in, so that the
 * diagnosis itself knows the shape of an entry and none of the entries.
 */
import type { ProblemEntry } from './problem.ts';

const entries = new Map<string, ProblemEntry>();

export function registerCatalogue(list: readonly ProblemEntry[]): void {
  for (const entry of list) entries.set(entry.id, entry);
}

/** Throws for an id that is not in the catalogue: a programming error, caught per check. */
export function problemEntry(id: string): ProblemEntry {
  const entry = entries.get(id);
  if (!entry) throw new Error(`no problem ${id} in the catalogue`);
  return entry;
}

export const allProblems = (): readonly ProblemEntry[] => [...entries.values()];
