/** Paths of the machine that is asked, which need not be the machine this runs on (replay). */
import { posix, win32 } from 'node:path';
import type { FileStat, Host, Platform } from '../host/host.ts';
import { orAbsent } from './fact.ts';

export const pathsOf = (platform: Platform) => (platform === 'win32' ? win32 : posix);

/** Joins with the separator of the machine that is asked. */
export const joinPath = (host: Host, ...parts: string[]): string =>
  pathsOf(host.identity.platform).join(...parts);

/** The folders of PATH, in order, without empty and repeated ones. */
export function pathFolders(host: Host): string[] {
  const { platform } = host.identity;
  const text = host.env('PATH') ?? '';
  const folders = text.split(platform === 'win32' ? ';' : ':').map((folder) => folder.replace(/^"|"$/g, ''));
  return [...new Set(folders.filter((folder) => folder !== ''))];
}

/** File names a shell tries for a command: on Windows those of PATHEXT, else the name itself. */
export function programNames(host: Host, name: string): string[] {
  if (host.identity.platform !== 'win32') return [name];
  const extensions = (host.env('PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean);
  return extensions.map((extension) => name + extension.toLowerCase());
}

/**
 * The first file of that name on PATH that this user may run, as a shell finds it; null when there
 * is none. Throws CouldNotLook where none was found and a place could not be looked at.
 */
export async function findProgram(
  host: Host,
  name: string,
  more: readonly string[] = [],
): Promise<string | null> {
  const folders = [...new Set([...pathFolders(host), ...more])];
  const files = folders.flatMap((folder) =>
    programNames(host, name).map((file) => joinPath(host, folder, file)),
  );
  return firstFound(files, (path) => isRunnable(host, path));
}

/** The first path for which `look` is true. One that could not be looked at counts only where none is. */
export async function firstFound(
  paths: readonly string[],
  look: (path: string) => Promise<boolean>,
): Promise<string | null> {
  const looks = await Promise.allSettled(paths.map(look));
  const at = looks.findIndex((result) => result.status === 'fulfilled' && result.value);
  if (at >= 0) return paths[at] ?? null;
  const failed = looks.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return null;
}

/** Is there anything at the path? What this user may not see is not there for them. */
export async function exists(host: Host, path: string): Promise<boolean> {
  return (await visibleStat(host, path)) !== null;
}

async function isRunnable(host: Host, path: string): Promise<boolean> {
  const stat = await visibleStat(host, path);
  if (stat?.kind !== 'file') return false;
  return (await host.ask('access', { path, mode: 'x' })).ok;
}

async function visibleStat(host: Host, path: string): Promise<FileStat | null> {
  const answer = await host.ask('stat', { path });
  const hidden = !answer.ok && ['EACCES', 'EPERM', 'ELOOP'].includes(answer.error.code);
  return hidden ? null : orAbsent(`looking at ${path}`, answer);
}
