/**
 * Commands of fixes carry values that came from files and programs. Whatever a value holds, a shell reads it
 * as one word: printed commands are typed by people, and `fix` runs them.
 */
import type { Shell } from '../report/report.ts';

type Quotes = 'none' | 'single' | 'double';

/** Which quotes are open at `index` of a command. */
function quotesAt(command: string, index: number, escapeMark: string): Quotes {
  let open: Quotes = 'none';
  for (let at = 0; at < index; at++) {
    const letter = command[at];
    if (letter === escapeMark && open !== 'single') at++;
    else if (letter === "'" && open !== 'double') open = open === 'single' ? 'none' : 'single';
    else if (letter === '"' && open !== 'single') open = open === 'double' ? 'none' : 'double';
  }
  return open;
}

/** Values that are several words on purpose (package names) are not paths, and hold nothing but names. */
const NAMES_A_PATH = /path|file|folder|socket|target|other/i;
const PLAIN = {
  sh: /^[\w@%+=:,./~ -]*$/,
  powershell: /^[\w@%+=:,./~ \\()-]*$/,
  cmd: /^[\w@+=:,./~ \\()-]*$/,
};

const QUOTED: Readonly<Record<Shell, Readonly<Record<Quotes, (value: string) => string>>>> = {
  sh: {
    none: (value) => `'${value.replaceAll("'", "'\\''")}'`,
    single: (value) => value.replaceAll("'", "'\\''"),
    double: (value) => value.replace(/[\\"$`]/g, '\\$&'),
  },
  powershell: {
    none: (value) => `'${value.replace(/['\u2018-\u201b]/g, '$&$&')}'`,
    single: (value) => value.replace(/['\u2018-\u201b]/g, '$&$&'),
    double: (value) => value.replace(/["$`\u201c-\u201e]/g, '`$&'),
  },
  cmd: {
    none: (value) => `"${value.replace(/["%]/g, '')}"`,
    single: (value) => value.replace(/["%]/g, ''),
    double: (value) => value.replace(/["%]/g, ''),
  },
};

/** The same command with each value from outside as one word of the shell. */
export function quoteValues(command: string, values: Readonly<Record<string, string>>, shell: Shell): string {
  const unsafe = Object.entries(values)
    .filter(([name, value]) => !PLAIN[shell].test(value) || (NAMES_A_PATH.test(name) && value.includes(' ')))
    .map(([, value]) => value)
    .sort((a, b) => b.length - a.length);
  return unsafe.reduce((text, value) => quoteEach(text, value, shell), command);
}

function quoteEach(command: string, value: string, shell: Shell): string {
  let text = '';
  let at = 0;
  for (;;) {
    const next = command.indexOf(value, at);
    if (next < 0) return text + command.slice(at);
    const before = text + command.slice(at, next);
    const open = quotesAt(before, before.length, ESCAPES[shell]);
    text = before + QUOTED[shell][open](value);
    at = next + value.length;
  }
}

const ESCAPES: Readonly<Record<Shell, string>> = { sh: '\\', powershell: '`', cmd: '^' };

/** Redaction writes the home folder as `~`, which a shell knows only at the start of a word and outside quotes. */
export function expandableHome(command: string, shell: Shell): string {
  if (shell === 'cmd') return command.replace(/(^|[\s"=;:])~(?=[\\/]|$|")/g, '$1%USERPROFILE%');
  return command.replace(/~(?=[\\/"']|$)/g, (tilde, index: number) => {
    const open = quotesAt(command, index, ESCAPES[shell]);
    const atStart = index === 0 || /\s/.test(command[index - 1] ?? '');
    if (open === 'none') return atStart ? tilde : '$HOME';
    if (open === 'double') return '$HOME';
    // PowerShell's own commands take a quoted ~ for the home folder.
    return shell === 'sh' ? `'"$HOME"'` : tilde;
  });
}
