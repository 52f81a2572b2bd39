/** Folders of a replayed machine begin with its own home. */
import { homedir } from 'node:os';
import { isAbsolute, relative } from 'node:path';

/** The way back: where a folder of the machine that is judged lies on this one. */
export const unrecorded = (path: string, home: string): string =>
  path === home || path.startsWith(`${home}/`) ? `${homedir()}${path.slice(home.length)}` : path;

/** `home` is that of the machine that is judged: `~` in a recording, this user's own otherwise. */
export function recorded(path: string, home: string): string {
  const way = relative(homedir(), path);
  return way.startsWith('..') || isAbsolute(way) ? path : way === '' ? home : `${home}/${way}`;
}
