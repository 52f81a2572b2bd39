/** Where the program begins. Small, so that what comes after it is taken from the cache of compiled code. */
import { writeSync } from 'node:fs';
import { keepCompiledCode } from './compiled-code.ts';
import { BUILD, VERSION } from './version.ts';

const INTERRUPTED = 130;
const NOT_FINISHED = 3;

process.once('SIGINT', () => process.exit(INTERRUPTED));
process.stdout.on('error', endWithoutOutput);
process.stderr.on('error', endWithoutOutput);
void main(process.argv.slice(2)).then((code) => process.exit(code));

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 1 && args[0] === '--version') {
    await new Promise<void>((resolve) => process.stdout.write(`${VERSION}\n`, () => resolve()));
    return 0;
  }
  keepCompiledCode(import.meta.dirname, BUILD);
  const { main: run } = await import('./main.ts');
  return run(args);
}

/** `docker-doctor | head` closes the pipe: that is no error of ours. A full disk is: the report is not there. */
function endWithoutOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  try {
    writeSync(2, `docker-doctor: cannot write its output: ${error.message}\n`);
  } catch {
    // Nowhere to say it.
  }
  process.exit(NOT_FINISHED);
}
