/** Signs and colours: 16 colours at most, and every status has a sign of its own. */
import type { CheckStatus, Severity } from '../report/report.ts';

export interface Theme {
  readonly color: boolean;
  readonly unicode: boolean;
  readonly hyperlinks: boolean;
}

const SIGNS: Readonly<Record<CheckStatus | 'pending', readonly [string, string]>> = {
  pending: ['·', '.'],
  pass: ['✓', '+'],
  warn: ['!', '!'],
  fail: ['✗', 'x'],
  skip: ['–', '-'],
  error: ['?', '?'],
};
const COLORS: Readonly<Record<CheckStatus | 'pending', string | undefined>> = {
  pending: undefined,
  pass: 'green',
  warn: 'yellow',
  fail: 'red',
  skip: undefined,
  error: 'yellow',
};

export const signOf = (status: CheckStatus | 'pending', theme: Theme): string =>
  SIGNS[status][theme.unicode ? 0 : 1];

/** Props for Ink's <Text>: nothing where colours are off. */
export const colorOf = (status: CheckStatus | 'pending', theme: Theme): { color?: string } => {
  const color = COLORS[status];
  return theme.color && color ? { color } : {};
};

export const accent = (theme: Theme): { color?: string } => (theme.color ? { color: 'cyan' } : {});
export const dim = (theme: Theme): { dimColor?: boolean } => (theme.color ? { dimColor: true } : {});

export const statusOfSeverity = (severity: Severity): CheckStatus =>
  severity === 'error' ? 'fail' : severity === 'warning' ? 'warn' : 'pass';

/** OSC 8 where the terminal honours it; the address itself is always readable. */
export const link = (url: string, theme: Theme): string =>
  theme.hyperlinks ? `\u001b]8;;${url}\u001b\\${url}\u001b]8;;\u001b\\` : url;
