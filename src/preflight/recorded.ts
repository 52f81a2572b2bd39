/** Folders of a replayed machine begin with its own home. */
import { homedir } from 'node:os';
import { isAbsolute, relative } from 'node:path';

/** `home` is that of the machine that is judged: `~` in a recording, this user's own otherwise. */
export function recorded(path: string, home: string): string {
  const way = relative(homedir(), path);
  return way.startsWith('..') || isAbsolute(way) ? path : way === '' ? home : `${home}/${way}`;
}
