/** Writing to stdout or a file, so that nothing is cut off and a closed pipe is no crash. */
import { writeFile } from 'node:fs/promises';
import { UsageError } from './usage.ts';

/** Resolves when the system has taken it all; a reader that went away (`| head`) is no error. */
export function writeStdout(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve());
    process.stdout.write(text, () => resolve());
  });
}

export async function writeTo(file: string | undefined, text: string): Promise<void> {
  if (file === undefined || file === '-') return writeStdout(text);
  await writeUserFile(file, text);
}

export async function writeUserFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
}
