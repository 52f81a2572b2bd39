/** Writing to stdout or a file, so that nothing is cut off and a closed pipe is no crash. */
import { constants, promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import type { PlannedOutput } from '../report/plan.ts';
import { UsageError } from './usage.ts';

/** Resolves when the system has taken it all; a reader that went away (`| head`) is no error. */
export function writeStdout(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve());
    process.stdout.write(text, () => resolve());
  });
}

/** A document that is ready, and where it goes. */
export type RenderedOutput<F extends string> = PlannedOutput<F> & { readonly text: string };

const isStdout = ({ file }: PlannedOutput<string>): boolean => file === null || file === '-';

/** Each document to its place; stdout comes last, so that nothing is there when a file fails after all. */
export async function writeDocuments(documents: readonly RenderedOutput<string>[]): Promise<void> {
  const inOrder = [...documents].sort((a, b) => Number(isStdout(a)) - Number(isStdout(b)));
  for (const { format, file, text } of inOrder) {
    if (file === null || file === '-') await writeStdout(text);
    else if (format === 'prometheus') await replaceFile(file, text);
    else await writeUserFile(file, text);
  }
}

/** Throws where a file could not be written; nothing is created for the question. One that is replaced needs its folder alone. */
export async function assertWritable(file: string, replaced = false): Promise<void> {
  const cannot = (reason: string): never => {
    throw new UsageError(`cannot write ${file || "a file called ''"}: ${reason}`);
  };
  if (file === '') return cannot('it has no name');
  const ask = <T>(question: Promise<T>): Promise<T | NodeJS.ErrnoException> =>
    question.catch((error: NodeJS.ErrnoException) => error);
  const there = await ask(fs.stat(file));
  const fresh = there instanceof Error && there.code === 'ENOENT';
  if (there instanceof Error && !fresh) return cannot(there.message);
  if (!(there instanceof Error) && there.isDirectory()) return cannot('it is a folder');
  const writable = (path: string) => ask(fs.access(path, constants.W_OK));
  if (replaced && !((await writable(dirname(file))) instanceof Error)) return;
  const refused = await writable(fresh ? dirname(file) : file);
  if (!(refused instanceof Error)) return;
  cannot(refused.code === 'ENOENT' ? `there is no folder ${dirname(file)}` : refused.message);
}

/** Writes a file that the user named; what keeps it from being written is wrong use. */
export async function writeUserFile(file: string, text: string): Promise<void> {
  try {
    await fs.writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
}

/** node_exporter may read the folder at any moment: the file changes as a whole. */
async function replaceFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.tmp`;
  try {
    await fs.writeFile(fresh, text);
    await fs.rename(fresh, file);
  } catch {
    // A folder without room for a second name, or a device: written in place, or the reason is told.
    await fs.rm(fresh, { force: true }).catch(() => undefined);
    await writeUserFile(file, text);
  }
}
