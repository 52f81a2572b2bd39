/**
 * The terminal while the interface has it: its other screen, the cursor hidden, only changed lines
 * written. Whatever ends the program, `leave` gives it back as it was; it is safe to call twice.
 */

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  enter(): void;
  /** Shows these lines, from the top; what is there already is not written again. */
  paint(frame: readonly string[]): void;
  /** Forgets what is there, clears, and paints the last frame once more. */
  repaint(): void;
  /** The next frame begins on an empty screen: what is there was made for another size. */
  outdate(): void;
  leave(): void;
}

export interface Output {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

const OTHER_SCREEN = '\u001b[?1049h';
const FIRST_SCREEN = '\u001b[?1049l';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR = '\u001b[2J\u001b[H';
const RESET = '\u001b[0m';
const ERASE_LINE = '\u001b[2K';

export function createScreen(output: Output, env: Readonly<Record<string, string | undefined>>): Screen {
  let shown: readonly string[] | null = null;
  let wanted: readonly string[] = [];
  let entered = false;
  let outdated = false;
  // The Linux console has one screen only: what stands there is pushed up, not wiped.
  const single = env.TERM === 'linux';
  const rows = (): number => output.rows || 24;

  const screen: Screen = {
    get columns() {
      return output.columns || 80;
    },
    get rows() {
      return rows();
    },
    enter() {
      if (entered) return;
      entered = true;
      shown = null;
      output.write((single ? '\n'.repeat(rows()) : OTHER_SCREEN) + HIDE_CURSOR + CLEAR);
    },
    paint(frame) {
      wanted = frame.slice(0, rows());
      if (!entered) return;
      const before = outdated ? null : shown;
      const height = Math.max(wanted.length, before?.length ?? 0);
      let text = outdated ? CLEAR : '';
      outdated = false;
      for (let row = 0; row < height; row++) {
        const content = wanted[row] ?? '';
        if (content === (before?.[row] ?? '')) continue;
        text += `\u001b[${row + 1};1H${ERASE_LINE}${content}${RESET}`;
      }
      shown = wanted;
      // One write a frame, so that no half of one is ever seen.
      if (text !== '') output.write(text);
    },
    repaint() {
      outdated = true;
      screen.paint(wanted);
    },
    outdate() {
      outdated = true;
    },
    leave() {
      if (!entered) return;
      entered = false;
      shown = null;
      output.write(RESET + (single ? CLEAR : FIRST_SCREEN) + SHOW_CURSOR);
    },
  };
  return screen;
}
