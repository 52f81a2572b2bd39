/** Runs the commands of one fix, exactly as they are printed, in front of the user. */
import { spawn } from 'node:child_process';
import type { Fix, Shell } from '../report/report.ts';

/** What of a fix can be run for the user, and what is theirs to type. */
export interface Division {
  readonly run: readonly string[];
  readonly typed: readonly string[];
  /** Why the rest is theirs; '' where there is none. */
  readonly because: string;
}

/** Commands depend on those before them: from the first that is the user's, all are. */
export function divide({ commands }: Fix): Division {
  const at = commands.findIndex((command) => whoseOwn(command) !== null);
  if (at < 0) return { run: commands, typed: [], because: commands.length > 0 ? '' : 'it has no command' };
  const because = whoseOwn(commands[at] ?? '') ?? '';
  return { run: commands.slice(0, at), typed: commands.slice(at), because };
}

function whoseOwn(command: string): string | null {
  if (CHANGES_THIS_SHELL.test(command)) return 'it changes your own shell';
  if (/<[a-z-]+>/i.test(command)) return 'a name in it is yours to fill in';
  return /^\s*#/.test(command) ? 'it is done by hand' : null;
}

/** What a child process cannot do for its parent. */
const CHANGES_THIS_SHELL =
  /^\s*(?:unset|export|source|alias|newgrp|exec|set|setx|hash)\b|^\s*(?:\.|eval)\s|\$env:|Remove-Item\s+Env:|docker-env\b.*\|/i;

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
