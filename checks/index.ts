/**
 * The room of the checks. Each system's list is loaded only where it is looked at; a new check is one
 * file in the folder of its system, and one line in that folder's index.ts.
 */
import { CHAIN, type Check, type System } from '../src/diagnosis/check.ts';

const LISTS: Readonly<Record<System, () => Promise<{ readonly checks: readonly Check[] }>>> = {
  linux: () => import('./linux/index.ts'),
  wsl: () => import('./wsl/index.ts'),
  macos: () => import('./macos/index.ts'),
  windows: () => import('./windows/index.ts'),
};

/** The checks of one system, in the order in which they are shown: along the chain. */
export async function checksOf(system: System): Promise<readonly Check[]> {
  const [any, own] = await Promise.all([import('./any/index.ts'), LISTS[system]()]);
  return alongTheChain([...any.checks, ...own.checks]);
}

/** Every check of every system, for `list`, `show` and the tests. */
export async function allChecks(): Promise<readonly Check[]> {
  const systems = Object.keys(LISTS) as System[];
  const lists = await Promise.all(systems.map(checksOf));
  return alongTheChain([...new Set(lists.flat())]);
}

/** A stable order: checks of one link stay as their lists have them. */
const alongTheChain = (checks: readonly Check[]): Check[] =>
  [...checks].sort((a, b) => CHAIN.indexOf(a.link) - CHAIN.indexOf(b.link));
