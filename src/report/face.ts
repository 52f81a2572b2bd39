/** Which face shows the report, decided before any of them is loaded. */

type Environment = Readonly<Record<string, string | undefined>>;

export type Face = 'tui' | 'document';

export interface FaceQuestion {
  readonly format: string | null;
  readonly output: boolean;
  readonly verbose: boolean;
  readonly stdoutIsTTY: boolean;
  readonly stdinIsTTY: boolean;
  readonly env: Environment;
}

/** The TUI only where somebody sits in front of it: raw mode needs a terminal on both sides. */
export function chooseFace(question: FaceQuestion): Face {
  const { env } = question;
  const watched = question.stdoutIsTTY && question.stdinIsTTY && env.TERM !== 'dumb' && !isCi(env);
  return watched && question.format === null && !question.output && !question.verbose ? 'tui' : 'document';
}

const isCi = (env: Environment): boolean => Boolean(env.CI) && env.CI !== 'false' && env.CI !== '0';

export interface TextOptions {
  readonly color: boolean;
  readonly unicode: boolean;
  readonly hyperlinks: boolean;
  /** Columns. */
  readonly width: number;
}

export interface TextQuestion {
  readonly env: Environment;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  /** False after --no-color. */
  readonly color: boolean;
  readonly ascii: boolean;
  readonly platform: string;
}

/** https://no-color.org, https://force-color.org; OSC 8 only where terminals are known to honour it. */
export function textOptions({ env, isTTY, columns, color, ascii, platform }: TextQuestion): TextOptions {
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  const capable = isTTY && env.TERM !== 'dumb';
  return {
    color: color && !env.NO_COLOR && (forced || capable),
    unicode: !ascii && env.TERM !== 'linux' && env.TERM !== 'dumb' && speaksUtf8(env, platform),
    hyperlinks:
      Boolean(env.FORCE_HYPERLINK && env.FORCE_HYPERLINK !== '0') || (capable && knowsHyperlinks(env)),
    width: Math.max(40, Math.min(columns ?? 80, 100)),
  };
}

function speaksUtf8(env: Environment, platform: string): boolean {
  if (platform === 'win32') return Boolean(env.WT_SESSION || env.TERM_PROGRAM);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  // Without any locale a Mac is UTF-8 all the same.
  return locale ? /utf-?8/i.test(locale) : platform === 'darwin';
}

function knowsHyperlinks(env: Environment): boolean {
  if (env.TMUX || /^(?:screen|tmux)/.test(env.TERM ?? '')) return false;
  if (Number(env.VTE_VERSION ?? 0) >= 5000 || env.WT_SESSION || env.KITTY_WINDOW_ID) return true;
  return (
    /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper)$/.test(env.TERM_PROGRAM ?? '') ||
    /kitty|ghostty/.test(env.TERM ?? '')
  );
}
