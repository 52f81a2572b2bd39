/**
 * The problems this run knows. The composition root (cli.ts, or a test) hands them in, so that the
 * diagnosis itself knows the shape of an entry and none of the entries. They are loaded when the first
 * problem is found: a healthy machine needs none.
 */
import type { ProblemEntry } from './problem.ts';

type Loader = () => Promise<readonly ProblemEntry[]>;

const entries = new Map<string, ProblemEntry>();
let load: Loader | null = null;

/** The catalogue itself, or how to get it. */
export function registerCatalogue(source: readonly ProblemEntry[] | Loader): void {
  if (typeof source === 'function') load = source;
  else for (const entry of source) entries.set(entry.id, entry);
}

/** Before the first use of an entry; costs nothing after the first time. */
export async function loadCatalogue(): Promise<void> {
  if (load === null) return;
  const source = load;
  registerCatalogue(await source());
  load = null;
}

/** Throws for an id that is not in the catalogue: a programming error, caught per check. */
export function problemEntry(id: string): ProblemEntry {
  const entry = entries.get(id);
  if (!entry) throw new Error(`no problem ${id} in the catalogue`);
  return entry;
}

export const allProblems = (): readonly ProblemEntry[] => [...entries.values()];
