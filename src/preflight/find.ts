/** The requirements file: the one that is named, or the nearest one at or above the current folder. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { member, parseWithPositions } from './positions.ts';
import { MANIFEST_KEY, type RequirementsText } from './read.ts';

const NAMES = ['docker-doctor.json', '.docker-doctor.json'];
const MANIFEST = 'package.json';
const LARGEST = 1024 ** 2;

export interface FoundFile extends RequirementsText {
  /** May its own checks (programs) run? Null: yes; else why not. */
  readonly mistrust: string | null;
}

/** Throws an Error of one line where it cannot be read. */
export async function readNamed(path: string, cwd: string): Promise<FoundFile> {
  const file = resolve(cwd, path);
  const text = await read(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read ${path}: ${error.code ?? error.message}`);
  });
  const manifest = /(?:^|[\\/])package\.json$/.test(path);
  return { text, name: path, folder: dirname(file), manifest, mistrust: dependency(file) };
}

/** Null where there is none up to the root. */
export async function findNearest(cwd: string): Promise<FoundFile | null> {
  let nearest = true;
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of [...NAMES, MANIFEST]) {
      const file = join(folder, name);
      const text = await read(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return null;
        throw new Error(`cannot read ${file}: ${error.code ?? error.message}`);
      });
      if (text === null) continue;
      if (name === MANIFEST) {
        const holds = mayHoldKey(text, nearest);
        nearest = false;
        if (!holds) continue;
      }
      const shown = relative(cwd, file) || name;
      return {
        text,
        name: shown,
        folder,
        manifest: name === MANIFEST,
        mistrust: dependency(file) ?? (await foreign(file)),
      };
    }
    if (dirname(folder) === folder) return null;
  }
}

async function read(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > LARGEST) throw new Error(`it is over ${LARGEST} bytes`);
  return readFile(file, 'utf8');
}

/** A manifest that is no JSON counts where it is the nearest or names the key: its reader then says what is wrong. */
function mayHoldKey(text: string, nearest: boolean): boolean {
  if (!nearest && !text.includes(`"${MANIFEST_KEY}"`)) return false;
  try {
    return member(parseWithPositions(text), MANIFEST_KEY) !== undefined;
  } catch {
    return true;
  }
}

/** What a dependency brings may state needs, and runs nothing. */
const dependency = (file: string): string | null =>
  /[\\/]node_modules[\\/]/.test(file) ? 'it belongs to a dependency' : null;

/** A file that somebody else has put above the current folder (into /tmp, say) runs nothing either. */
async function foreign(file: string): Promise<string | null> {
  const uid = process.getuid?.();
  if (uid === undefined) return null;
  const { uid: owner } = await stat(file);
  return owner === uid || owner === 0
    ? null
    : 'it belongs to another user: name it on the command line to run its checks';
}
