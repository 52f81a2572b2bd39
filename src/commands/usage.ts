/** The command line, a file it names or a replay is wrong: one clear line on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
