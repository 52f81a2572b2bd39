/** The same Windows PC in another language gives the same ids: no word of a translated program decides. */
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/host/decode.ts';
import { encode, LANGUAGES, localise, translate, utf16le } from '../support/languages.ts';
import { fixtures, idsOf, reportOf } from '../support/replay.ts';

const machines = fixtures.filter(({ name }) => name.startsWith('windows'));

/** What wsl.exe writes to a pipe; other programs write the code page of the console. */
const WSL_BYTES = [
  (text: string) => utf16le(text),
  (text: string) => utf16le(text.replace(/\n/g, '\r\r\n'), true),
  // Newer ones, where WSL_UTF8 asks for it.
  (text: string) => encode(text, 'utf-8'),
] as const;

describe.each(LANGUAGES.map((language, index) => ({ ...language, index })))('$name', (language) => {
  it('gives the same ids on every recorded PC', async () => {
    let changed = 0;
    const wrong: string[] = [];
    for (const [number, { name, recording }] of machines.entries()) {
      // Every PC meets every kind of bytes in some language.
      const wsl = WSL_BYTES[(number + language.index) % WSL_BYTES.length] ?? WSL_BYTES[0];
      const other = translate(recording, language, (text, program) =>
        decodeText(program === 'wsl' ? wsl(text) : encode(text, language.codePage)),
      );
      changed += other.changed;
      const ids = idsOf(await reportOf(other.recording));
      const { expect: expected } = recording as unknown as { expect: string[] };
      if (ids.join() !== expected.join()) wrong.push(`${name}: ${ids.join()} instead of ${expected.join()}`);
    }
    expect(wrong).toEqual([]);
    expect(changed).toBeGreaterThan(machines.length);
  }, 60_000);

  it('is really another language, in bytes of its own', () => {
    const text = localise(
      'The boot configuration data store could not be opened.\nAccess is denied.\n',
      language,
    );
    expect(text).not.toMatch(/access is denied|boot configuration/i);
    // Read as UTF-8 it is damaged, and the damage is what the facts get.
    expect(decodeText(encode(text, language.codePage))).toContain('\uFFFD');
    expect(decodeText(utf16le(text))).toBe(text);
  });
});
