/** Keys by name: 'up', 'enter', 'ctrl-c' …, or the character itself. */
import type { Key as InkKey } from 'ink';

export type Key = string;

const CHARACTERS: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u0003': 'ctrl-c',
  '\u000c': 'ctrl-l',
  '\u001a': 'ctrl-z',
  '\b': 'backspace',
  '\u007f': 'backspace',
};

/** Ink gives what was typed fast, or pasted, as one text: each character of it is a key. */
export function keysOf(input: string, key: InkKey): Key[] {
  if (key.upArrow) return ['up'];
  if (key.downArrow) return ['down'];
  if (key.leftArrow) return ['left'];
  if (key.rightArrow) return ['right'];
  if (key.pageUp) return ['pageup'];
  if (key.pageDown) return ['pagedown'];
  if (key.home) return ['home'];
  if (key.end) return ['end'];
  if (key.return) return ['enter'];
  if (key.escape) return ['escape'];
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  // Most terminals send DEL for the key that is called backspace.
  if (key.backspace || key.delete) return ['backspace'];
  if (key.ctrl) return [`ctrl-${input}`];
  if (key.meta) return [];
  return [...input].map((character) => CHARACTERS[character] ?? character);
}

const SEQUENCES: Readonly<Record<string, Key>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift-tab',
  '1~': 'home',
  '4~': 'end',
  '5~': 'pageup',
  '6~': 'pagedown',
};

/** The same from what the terminal sends, for as long as Ink is not there to read it. */
export function keysOfText(text: string): Key[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys are told by escape sequences.
  const tokens = text.match(/\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Z]|\[?)|[^\u001b]/gu) ?? [];
  return tokens.flatMap((token) => {
    if (token === '\u001b') return ['escape'];
    if (token.startsWith('\u001b')) return SEQUENCES[token.slice(2)] ?? [];
    return CHARACTERS[token] ?? token;
  });
}
