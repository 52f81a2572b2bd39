/** A line as the terminal understands it, painted as it is or handed to Ink. */
import type { Line } from './line.ts';
import { lookOf, type Theme } from './theme.ts';

const COLORS = { red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export const ansiLine = (content: Line, theme: Theme): string =>
  content
    .map(({ text, tones, url }) => {
      const { bold, dim, color } = lookOf(tones, theme);
      const codes = [bold ? 1 : null, dim ? 2 : null, color ? COLORS[color] : null].filter(
        (code) => code !== null,
      );
      const linked = url !== undefined ? hyperlink(text, url, theme) : text;
      return codes.length === 0 ? linked : `\u001b[${codes.join(';')}m${linked}\u001b[0m`;
    })
    .join('')
    .trimEnd();

/** OSC 8, where the terminal honours it; the text itself is always the readable address. */
export const hyperlink = (text: string, url: string, theme: Theme): string =>
  theme.hyperlinks ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;
