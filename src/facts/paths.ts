/** Paths of the machine that is asked, which need not be the machine this runs on (replay). */
import { posix, win32 } from 'node:path';
import type { Host, Platform } from '../host/host.ts';

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

/** The first file of that name on PATH that this user may run, as a shell finds it; null when there is none. */
export async function findProgram(
  host: Host,
  name: string,
  more: readonly string[] = [],
): Promise<string | null> {
  const folders = [...pathFolders(host), ...more];
  const files = folders.flatMap((folder) =>
    programNames(host, name).map((file) => joinPath(host, folder, file)),
  );
  const found = await Promise.all(files.map(async (path) => ((await isRunnable(host, path)) ? path : null)));
  return found.find((path) => path !== null) ?? null;
}

async function isRunnable(host: Host, path: string): Promise<boolean> {
  const stat = await host.ask('stat', { path });
  if (!stat.ok || stat.value.kind !== 'file') return false;
  return (await host.ask('access', { path, mode: 'x' })).ok;
}
