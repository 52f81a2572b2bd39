/** A thing in a view that the cursor can stand on, and that opens. */

import { widthOf } from '../../report/width.ts';
import { hanging, type Line, plain, span, wrapped } from '../line.ts';
import type { UiState } from '../state.ts';
import { mark, type Theme } from '../theme.ts';

export interface Item {
  readonly id: string;
  /** What a search looks through. */
  readonly text: string;
  readonly lines: readonly Line[];
  /** Absent where it does not open. */
  readonly open?: boolean;
  /** What the keys act on. */
  readonly copy?: readonly { readonly what: string; readonly text: string }[];
  readonly guide?: string;
  /** What `R` looks at again: a check or a problem. */
  readonly again?: string;
  /** The problem that `docker-doctor fix` can do something about. */
  readonly fix?: string;
}

export interface ViewContext {
  readonly ui: UiState;
  readonly theme: Theme;
  /** Columns for the content, after the cursor's two. */
  readonly width: number;
}

export const isOpen = (id: string, byItself: boolean, ui: UiState): boolean =>
  ui.toggled.has(id) !== byItself;

/** The line that stands for an item: a mark that says whether it is open, then its text. */
export function heading(open: boolean, text: Line, { theme, width }: ViewContext): Line[] {
  if (theme.spoken) return [[...text, span(open ? ' (open)' : ' (closed)', 'quiet')]];
  const sign = span(`${mark(open ? 'open' : 'closed', theme)} `, 'quiet');
  const words = plain(text);
  // Almost always one line; only then its pieces keep their looks.
  if (widthOf(sign.text + words) <= width) return [[sign, ...text]];
  return hanging([sign], wrapped(words, width - widthOf(sign.text), ...(text.at(-1)?.tones ?? [])));
}
