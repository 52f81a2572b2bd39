/** The composition root: hands catalogue and patterns to those who use them, and chooses how a command line is read. */
import { plainFlags } from './commands/flags.ts';
import { putTogether } from './put-together.ts';

const USAGE = 2;

/** Answers the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  putTogether();
  try {
    const options = plainFlags(args);
    if (options) return await (await import('./commands/check.ts')).check(options);
    return await (await import('./program.ts')).runCommandLine(args);
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): number {
  if (error instanceof Error && error.name === 'UsageError') {
    process.stderr.write(`docker-doctor: ${error.message}\n`);
    return USAGE;
  }
  process.stderr.write(
    `docker-doctor: internal error: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  if (process.env.DOCKER_DOCTOR_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 3;
}
