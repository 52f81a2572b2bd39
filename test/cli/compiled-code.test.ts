/** Compiled code is kept beside the program's own files, and nowhere else; whatever becomes of it, the verdict is the same. */
import { spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';

// A context's name is hashed: a module of node's that is only loaded when it is wanted.
const FIXTURE = join(import.meta.dirname, '../../fixtures/linux/a-damaged-context.host.json');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docker-doctor-compiled-'));
  cpSync(join(CLI, '..'), join(folder, 'dist'), {
    recursive: true,
    filter: (source) => !source.includes('.compiled'),
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const kept = (): string => join(folder, 'dist/.compiled');
const files = (): string[] =>
  readdirSync(kept(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What the problems are: the rest of a report tells when it was made. */
function problems(env: Record<string, string> = {}): unknown {
  const { NODE_DISABLE_COMPILE_CACHE: _, ...rest } = process.env;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'dist/cli.js'), '--json', '--replay', FIXTURE],
    { encoding: 'utf8', env: { ...rest, ...env }, maxBuffer: 1e8 },
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout).problems;
}

describe('compiled code', () => {
  it('is kept by the first run and taken by the next', () => {
    const first = problems();
    const made = files();
    expect(made.length).toBeGreaterThan(2);
    const before = made.map((file) => readFileSync(file).toString('base64'));
    expect(first).toMatchObject([{ id: 'context.invalid' }]);
    expect(problems()).toEqual(first);
    expect(files()).toEqual(made);
    expect(made.map((file) => readFileSync(file).toString('base64'))).toEqual(before);
  });

  it('is of files that import nothing later, which it could not', () => {
    problems();
    const names = files().map((file) => basename(file, '.bin'));
    if (names.includes('check.js')) expect(names).not.toContain('check-tui.js');
    for (const name of ['check.js', 'problems.js', 'text.js', 'main.js'])
      expect(readFileSync(join(folder, 'dist', name), 'utf8')).not.toContain('import(');
  });

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', (whole: Buffer) => Buffer.alloc(whole.length, 'docker-doctor')],
  ])('that is %s is made anew', (_, damage) => {
    const first = problems();
    for (const file of files()) writeFileSync(file, damage(readFileSync(file)));
    expect(problems()).toEqual(first);
    expect(problems()).toEqual(first);
  });

  it('is not kept where that is forbidden', () => {
    problems({ NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(existsSync(kept())).toBe(false);
  });

  it.runIf(process.getuid?.() === 0)("is not left in another user's files", () => {
    chownSync(join(folder, 'dist'), 65_534, 65_534);
    problems();
    expect(existsSync(kept())).toBe(false);
  });
});
