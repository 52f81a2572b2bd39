/** Runs the commands of one fix, exactly as they are printed, in front of the user. */
import { execa } from 'execa';
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
