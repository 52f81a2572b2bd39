import { describe, expect, it } from 'vitest';
import { breakText, headOf, widthOf, wrapText } from '../../src/report/width.ts';
import { addressLines, commandLines, cut, hanging, line, plain, span } from '../../src/ui/line.ts';

describe('columns', () => {
  it.each([
    ['plain', 5],
    ['', 0],
    ['Ordner/日本語', 13],
    ['é as e and a mark: e\u0301', 20],
    ['한국', 4],
    ['⚠', 1],
    ['⚠\ufe0f', 2],
    ['🐳', 2],
  ])('%s', (text, width) => expect(widthOf(text)).toBe(width));

  it('cuts before a wide character that does not fit', () => expect(headOf('a日本', 4)).toBe('a日'));
});

describe('wrapping', () => {
  const path =
    '/Users/<user>/Library/Containers/com.docker.docker/Data/a very long folder/日本語日本語日本語日本語';
  it.each([20, 33, 47, 60])('at %d columns no line is wider, and nothing is lost', (width) => {
    const text = `The file ${path} cannot be read: Zugriff verweigert, 拒绝访问。`;
    const lines = wrapText(text, width);
    for (const one of lines) expect(widthOf(one)).toBeLessThanOrEqual(width);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  it('words stay whole where they can', () =>
    expect(wrapText('one two three four', 10)).toEqual(['one two', 'three four']));
  it('a command keeps its spaces', () =>
    expect(breakText('printf "%s  %s" one  two', 12)).toEqual(['printf "%s  ', '%s" one  two']));
  it('a long word may go over the edge, whole', () =>
    expect(wrapText('see /a/very/long/path now', 10, 'whole')).toEqual(['see', '/a/very/long/path', 'now']));
  it('spaces within a line stay', () =>
    expect(wrapText('ok    fine  it is', 12)).toEqual(['ok    fine', 'it is']));
  it('paragraphs stay apart', () => expect(wrapText('one\ntwo', 20)).toEqual(['one', 'two']));
});

describe('lines', () => {
  it('a command breaks between words, goes on further right, and loses nothing', () => {
    const command = 'dism.exe /online /enable-feature  /featurename:VirtualMachinePlatform /all';
    const lines = commandLines(command, 40).map(plain);
    expect(lines).toEqual([
      'dism.exe /online /enable-feature  ',
      '  /featurename:VirtualMachinePlatform ',
      '  /all',
    ]);
    expect(lines.map((text) => text.replace(/^ {2}/, '')).join('')).toBe(command);
  });
  it('an address breaks after its parts', () =>
    expect(
      addressLines('https://docs.docker.com/engine/install/linux-postinstall/#manage', 40).map(plain),
    ).toEqual(['https://docs.docker.com/engine/install/', 'linux-postinstall/#manage']));

  it('a hanging indent', () =>
    expect(hanging([span('1. ')], [line('one'), line('two')]).map(plain)).toEqual(['1. one', '   two']));
  it('a mark where something is cut off', () =>
    expect(plain(cut([span('one '), span('two three')], 9, '…'))).toBe('one two …'));
});
