/** Runs the commands of one fix, exactly as they are printed, in front of the user. */
import { spawn } from 'node:child_process';
import type { Fix, Shell } from '../report/report.ts';

/** Milliseconds: an installation downloads hundreds of megabytes. */
const TIME_LIMIT = 15 * 60_000;

const INTERPRETERS: Readonly<Record<Shell, (command: string) => readonly [string, readonly string[]]>> = {
  sh: (command) => ['/bin/sh', ['-c', command]],
  powershell: (command) => ['powershell.exe', ['-NoLogo', '-NoProfile', '-Command', command]],
  cmd: (command) => ['cmd.exe', ['/d', '/s', '/c', `"${command}"`]],
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
export function runCommand(command: string, { shell }: Fix, interactive: boolean): Promise<CommandResult> {
  const [file, args] = INTERPRETERS[shell](command);
  const child = spawn(file, args, {
    // An editor draws on the terminal itself.
    stdio: interactive ? 'inherit' : ['ignore', process.stderr, 'inherit'],
    // cmd takes the outer quotes away; node would escape the inner ones in a way that only others understand.
    windowsVerbatimArguments: shell === 'cmd',
  });
  // It must not outlive the one who asked for it.
  const stop = (): boolean => child.kill();
  process.once('exit', stop);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, TIME_LIMIT);
  return new Promise<CommandResult>((resolve) => {
    const failed = (reason: string): void => resolve({ ok: false, reason });
    child.once('error', (error) => failed(error.message));
    child.once('exit', (exitCode, signal) => {
      if (late) failed(`no end within ${TIME_LIMIT / 60_000} minutes`);
      else if (signal) failed(`ended by ${signal}`);
      else if (exitCode !== 0) failed(`exit code ${exitCode}`);
      else resolve({ ok: true, reason: '' });
    });
  }).finally(() => {
    clearTimeout(timer);
    process.off('exit', stop);
  });
}
