/**
 * The whole interface is a list of lines, made by pure functions (src/ui/view/). Ink draws them once it
 * is loaded; the first picture is painted without it, since loading Ink takes longer than a person waits.
 */
import { breakAt, headOf, widthOf, wrapText } from '../report/width.ts';

/** What a piece of text is; the theme decides how that looks. */
export type Tone = 'strong' | 'quiet' | 'good' | 'bad' | 'doubtful' | 'command';

export interface Span {
  readonly text: string;
  readonly tones?: readonly Tone[];
  /** The address this text leads to. */
  readonly url?: string;
}
export type Line = readonly Span[];

export const EMPTY: Line = [];
export const span = (text: string, ...tones: Tone[]): Span => ({ text, tones });
export const line = (text: string, ...tones: Tone[]): Line => [span(text, ...tones)];
export const plain = (content: Line): string => content.map(({ text }) => text).join('');

/** Lines of at most `width` columns, broken between words; a word that is too long (a path) is broken too. */
export const wrapped = (text: string, width: number, ...tones: Tone[]): Line[] =>
  wrapText(text, width).map((part) => line(part, ...tones));

/** A command stays as it is typed, but for line ends between its words; these go on further right. */
export const commandLines = (command: string, width: number): Line[] =>
  command.split('\n').flatMap((text) => {
    const [first = '', ...others] = breakAt(text, width - CONTINUED.length, /(?<= )(?! )/g);
    return [line(first, 'command'), ...others.map((part): Line => [span(CONTINUED), span(part, 'command')])];
  });

const CONTINUED = '  ';

/** An address, broken after one of its parts where it is too long. */
export const addressLines = (url: string, width: number): Line[] =>
  breakAt(url, width, /(?<=[^/:]\/)(?!\/)|(?=[#?&])/g).map(
    (text): Line => [{ text, tones: ['command'], url }],
  );

export const indented = (lines: readonly Line[], by: string): Line[] =>
  lines.map((content) => (content.length === 0 ? content : [span(by), ...content]));

/** `first` before the first line, as many spaces before the others. */
export function hanging(first: Line, lines: readonly Line[]): Line[] {
  const indent = span(' '.repeat(widthOf(plain(first))));
  return lines.map((content, index) =>
    index === 0 ? [...first, ...content] : content.length === 0 ? content : [indent, ...content],
  );
}

/** Cut to `width` columns, with a mark where something is missing. */
export function cut(content: Line, width: number, mark: string): Line {
  if (widthOf(plain(content)) <= width) return content;
  const kept: Span[] = [];
  let room = Math.max(0, width - widthOf(mark));
  for (const piece of content) {
    const text = headOf(piece.text, room);
    if (text !== '') kept.push({ ...piece, text });
    room -= widthOf(text);
    if (text !== piece.text) break;
  }
  return [...kept, span(mark, 'quiet')];
}

export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));
