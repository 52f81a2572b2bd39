/**
 * Columns on a terminal, and lines of so many. Not wrap-ansi and string-width: loading them takes longer than
 * anything else here, for escape codes and emoji sequences that no text of ours holds.
 */
import { eastAsianWidth } from 'get-east-asian-width';

const NARROW = /^[\u0020-\u007e]*$/;
/** Combining marks and what only formats: no column of their own. */
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
/** Asks for the coloured picture of the character before it, which is two columns wide. */
const AS_PICTURE = '\ufe0f';
const SMALLEST = 10;

/** Wide characters count two, combining ones none. */
export function widthOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  let last = 0;
  for (const character of text) {
    if (character === AS_PICTURE && last === 1) width += 1;
    else if (!NO_WIDTH.test(character)) {
      last = eastAsianWidth(character.codePointAt(0) ?? 0);
      width += last;
    }
  }
  return width;
}

/** As much of the start as fits into `width` columns. */
export function headOf(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > width) break;
    kept += character;
  }
  return kept;
}

/** Broken only at the edge: nothing is trimmed. */
export function breakText(text: string, width: number): string[] {
  const room = Math.max(SMALLEST, width);
  return text.split('\n').flatMap((line) => {
    const parts: string[] = [];
    let rest = line;
    while (widthOf(rest) > room) {
      const part = headOf(rest, room);
      parts.push(part);
      rest = rest.slice(part.length);
    }
    return [...parts, rest];
  });
}

/**
 * Broken where one of `places` begins (or the space before a word ends), at the edge where there is none.
 * Nothing is trimmed: put together, the lines are the text.
 */
export function breakAt(text: string, width: number, places: RegExp): string[] {
  const room = Math.max(SMALLEST, width);
  const lines: string[] = [];
  let rest = text;
  while (widthOf(rest) > room) {
    const full = headOf(rest, room);
    let at = full.length;
    for (const { index } of rest.slice(0, full.length + 1).matchAll(places)) {
      if (index > 0 && index <= full.length) at = index;
    }
    // A short first half would make the text harder to read, and a part longer than a line is broken anyhow.
    const [next = ''] = rest.slice(at).split(places, 1);
    if (at < full.length / 3 || widthOf(next.trimEnd()) > room) at = full.length;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...lines, rest];
}

/**
 * Broken between words. A word that is longer than a line fills up the line it begins on and is broken at the
 * edge; or, where it must stay whole (a path to be copied), stands on a line of its own and goes over the edge.
 */
export function wrapText(text: string, width: number, longWords: 'broken' | 'whole' = 'broken'): string[] {
  const room = Math.max(SMALLEST, width);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let current = '';
    for (const [, gap = '', word = ''] of paragraph.trim().matchAll(/([ \t]*)([^ \t]+)/g)) {
      const joined = current + gap + word;
      if (widthOf(joined) <= room) current = joined;
      else if (longWords === 'whole' || widthOf(word) <= room) {
        if (current !== '') lines.push(current);
        current = word;
      } else {
        const parts = breakText(joined, room);
        lines.push(...parts.slice(0, -1));
        current = parts.at(-1) ?? '';
      }
    }
    return [...lines, current];
  });
}
