/** The command that takes a credential helper out of config.json is run, by every sed at hand. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { settingsProblems } from '../../checks/catalogue/settings.ts';
import { fixesFor } from '../../src/diagnosis/problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-doctor-helper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASES: readonly (readonly [text: string, left: unknown, keys: readonly string[]])[] = [
  ['{"credsStore":"desktop","auths":{}}', { auths: {} }, ['credsStore']],
  ['{\n  "auths": {},\n  "credsStore": "desktop"\n}\n', { auths: {} }, ['credsStore']],
  ['{\n\t"credsStore": "desktop"\n}', {}, ['credsStore']],
  [
    '{"credHelpers":{"https://x.io/v1/":"desktop","localhost":"desktop"},"HttpHeaders":{"X.Y":"desktop"}}',
    { credHelpers: {}, HttpHeaders: { 'X.Y': 'desktop' } },
    ['https://x.io/v1/', 'localhost'],
  ],
  [
    '{"credHelpers":{"x.example.com":"desktop"},"currentContext":"desktop"}',
    { credHelpers: {}, currentContext: 'desktop' },
    ['x.example.com'],
  ],
  [
    '{\n "credsStore": "desktop",\n "credHelpers": {\n  "a.io": "desktop",\n  "localhost:5000": "pass",\n  "b.io": "desktop"\n },\n "auths": {}\n}',
    { credHelpers: { 'localhost:5000': 'pass' }, auths: {} },
    ['credsStore', 'a.io', 'b.io'],
  ],
];

describe.skipIf(process.platform === 'win32')('taking a credential helper out', () => {
  const entry = settingsProblems.find(({ id }) => id === 'credentials.helper-missing');
  it.each(CASES)('%s', (text, left, keys) => {
    const file = join(folder, 'config.json');
    writeFileSync(file, text);
    for (const key of keys) {
      const [fix] = entry
        ? fixesFor(entry, {
            system: 'linux',
            distribution: 'debian',
            init: 'none',
            root: true,
            values: { name: 'desktop', file, key },
          })
        : [];
      for (const command of fix?.commands ?? []) execFileSync('sh', ['-c', command]);
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(left);
  });
});
