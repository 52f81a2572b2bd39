/** Writing to stdout or a file, so that nothing is cut off and a closed pipe is no crash. */
import { promises as fs } from 'node:fs';
import { UsageError } from './usage.ts';

/** Resolves when the system has taken it all; a reader that went away (`| head`) is no error. */
export function writeStdout(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve());
    process.stdout.write(text, () => resolve());
  });
}

/** To stdout, or to the file or files that `--output` names. */
export async function writeTo(output: string | readonly string[] | undefined, text: string): Promise<void> {
  const files = typeof output === 'string' ? [output] : (output ?? []);
  if (files.length === 0) return writeStdout(text);
  for (const file of files) await (file === '-' ? writeStdout(text) : writeUserFile(file, text));
}

export async function writeUserFile(file: string, text: string): Promise<void> {
  try {
    await fs.writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
}
