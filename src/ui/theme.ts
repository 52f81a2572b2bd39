/**
 * Signs, words and looks. Only the terminal's own 16 colours, on its own background: light and dark
 * themes both stay readable. Every status has a sign of its own, so that colour adds and never tells.
 */
import type { CheckStatus, Severity } from '../report/report.ts';
import type { Tone } from './line.ts';

export interface Theme {
  readonly color: boolean;
  readonly unicode: boolean;
  readonly hyperlinks: boolean;
  /** For a screen reader: words in place of signs, no frame, nothing that changes by itself. */
  readonly spoken: boolean;
  /** Nothing on the screen changes with time alone. */
  readonly still: boolean;
}

export type Status = CheckStatus | 'pending';

const SIGNS: Readonly<Record<Status, readonly [unicode: string, ascii: string, word: string]>> = {
  pending: ['·', '.', 'asked'],
  pass: ['✓', '+', 'ok'],
  warn: ['!', '!', 'warning'],
  fail: ['✗', 'x', 'problem'],
  skip: ['–', '-', 'skipped'],
  error: ['?', '?', 'unknown'],
};
const TONES: Readonly<Record<Status, Tone>> = {
  pending: 'quiet',
  pass: 'good',
  warn: 'doubtful',
  fail: 'bad',
  skip: 'quiet',
  error: 'doubtful',
};

export const signOf = (status: Status, theme: Theme): string =>
  theme.spoken ? `${wordOf(status)}:` : SIGNS[status][theme.unicode ? 0 : 1];
export const wordOf = (status: Status): string => SIGNS[status][2];
export const toneOf = (status: Status): Tone => TONES[status];
export const statusOfSeverity = (severity: Severity): CheckStatus =>
  severity === 'error' ? 'fail' : severity === 'warning' ? 'warn' : 'pass';
export const wordOfSeverity = (severity: Severity): string =>
  severity === 'error' ? 'problem' : severity === 'warning' ? 'warning' : 'note';

/** Drawing characters, each with its stand-in. */
const MARKS = {
  cursor: ['❯', '>'],
  closed: ['▸', '[+]'],
  open: ['▾', '[-]'],
  rule: ['─', '-'],
  more: ['…', '...'],
  dot: [' · ', ' | '],
  up: ['↑', '^'],
  down: ['↓', 'v'],
  upDown: ['↑↓', 'up/down'],
  link: ['│', '|'],
} as const;
const SPOKEN: Partial<Record<keyof typeof MARKS, string>> = { dot: ', ', upDown: 'arrows' };
export const mark = (name: keyof typeof MARKS, theme: Theme): string =>
  (theme.spoken ? SPOKEN[name] : undefined) ?? MARKS[name][theme.unicode ? 0 : 1];

interface Look {
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly color?: 'green' | 'red' | 'yellow' | 'cyan';
}
const LOOKS: Readonly<Record<Tone, Look>> = {
  strong: { bold: true },
  quiet: { dim: true },
  good: { color: 'green' },
  bad: { color: 'red' },
  doubtful: { color: 'yellow' },
  command: { color: 'cyan' },
};

/** How a text of these tones looks; without colour only bold remains. */
export function lookOf(tones: readonly Tone[] = [], theme: Theme): Look {
  const all: Look = Object.assign({}, ...tones.map((tone) => LOOKS[tone]));
  if (theme.spoken) return {};
  return theme.color ? all : all.bold ? { bold: true } : {};
}
