/** Runs the commands of one fix, exactly as they are printed, in front of the user. */
import { execa } from 'execa';
import type { Fix, Shell } from '../report/report.ts';

/** Milliseconds: an installation downloads hundreds of megabytes. */
const TIME_LIMIT = 15 * 60_000;

const INTERPRETERS: Readonly<Record<Shell, (command: string) => readonly [string, readonly string[]]>> = {
  sh: (command) => ['/bin/sh', ['-c', command]],
  powershell: (command) => ['powershell.exe', ['-NoLogo', '-NoProfile', '-Command', command]],
  cmd: (command) => ['cmd.exe', ['/d', '/s', '/c', command]],
};

export interface CommandResult {
  readonly ok: boolean;
  /** 'exit code 1', 'ended by SIGINT' …; '' when it went well. */
  readonly reason: string;
}

/**
 * stdin is the user's where they sit in front of it (sudo asks for a password, an editor opens), and
 * empty elsewhere. What the command prints goes to stderr: stdout is for the report.
 */
export async function runCommand(
  command: string,
  { shell }: Fix,
  interactive: boolean,
): Promise<CommandResult> {
  const [file, args] = INTERPRETERS[shell](command);
  const result = await execa(file, args, {
    stdin: interactive ? 'inherit' : 'ignore',
    // An editor draws on the terminal itself.
    stdout: interactive ? 'inherit' : process.stderr,
    stderr: 'inherit',
    reject: false,
    timeout: TIME_LIMIT,
    windowsHide: false,
  });
  if (!result.failed) return { ok: true, reason: '' };
  if (result.timedOut) return { ok: false, reason: `no end within ${TIME_LIMIT / 60_000} minutes` };
  if (result.signal) return { ok: false, reason: `ended by ${result.signal}` };
  if (result.exitCode !== undefined) return { ok: false, reason: `exit code ${result.exitCode}` };
  return { ok: false, reason: result.shortMessage ?? 'it could not be started' };
}
