import { describe, expect, it } from 'vitest';
import { chooseFace, textOptions } from '../../src/report/face.ts';
import { planOutputs } from '../../src/report/plan.ts';

const terminal = {
  format: null,
  output: false,
  verbose: false,
  stdoutIsTTY: true,
  stdinIsTTY: true,
  env: { TERM: 'xterm-256color' },
};

describe('the face', () => {
  it.each([
    ['a terminal', {}, 'tui'],
    ['piped', { stdoutIsTTY: false }, 'document'],
    ['stdin is no terminal', { stdinIsTTY: false }, 'document'],
    ['CI', { env: { TERM: 'xterm', CI: 'true' } }, 'document'],
    ['CI=false is no CI', { env: { TERM: 'xterm', CI: 'false' } }, 'tui'],
    ['a dumb terminal', { env: { TERM: 'dumb' } }, 'document'],
    ['--json on a terminal', { format: 'json' }, 'document'],
    ['--format text on a terminal', { format: 'text' }, 'document'],
    ['--output', { output: true }, 'document'],
    ['--verbose', { verbose: true }, 'document'],
  ])('%s', (_, change, face) => expect(chooseFace({ ...terminal, ...change })).toBe(face));
});

describe('text options', () => {
  const base = {
    env: { TERM: 'xterm-256color', LANG: 'en_US.UTF-8' },
    isTTY: true,
    columns: 80,
    color: true,
    ascii: false,
    platform: 'linux',
  };
  it.each([
    ['a terminal', {}, { color: true, unicode: true }],
    ['NO_COLOR', { env: { ...base.env, NO_COLOR: '1' } }, { color: false }],
    ['an empty NO_COLOR says nothing', { env: { ...base.env, NO_COLOR: '' } }, { color: true }],
    ['--no-color', { color: false }, { color: false }],
    ['piped', { isTTY: false }, { color: false, hyperlinks: false }],
    ['piped with FORCE_COLOR', { isTTY: false, env: { ...base.env, FORCE_COLOR: '1' } }, { color: true }],
    ['TERM=linux', { env: { TERM: 'linux', LANG: 'C.UTF-8' } }, { unicode: false }],
    ['no UTF-8', { env: { TERM: 'xterm', LANG: 'C' } }, { unicode: false }],
    ['--ascii', { ascii: true }, { unicode: false }],
    ['a terminal with hyperlinks', { env: { ...base.env, VTE_VERSION: '7200' } }, { hyperlinks: true }],
    [
      'tmux hides hyperlinks',
      { env: { ...base.env, VTE_VERSION: '7200', TMUX: 'x' } },
      { hyperlinks: false },
    ],
    [
      'Windows Terminal',
      { platform: 'win32', env: { WT_SESSION: 'x' } },
      { unicode: true, hyperlinks: true },
    ],
    ['the old Windows console', { platform: 'win32', env: {} }, { unicode: false }],
  ])('%s', (_, change, expected) => expect(textOptions({ ...base, ...change })).toMatchObject(expected));
});

describe('which format goes where', () => {
  const plan = (formats: string[], files: string[]) => {
    const planned = planOutputs(formats, files);
    return typeof planned === 'string'
      ? planned
      : planned.map(({ format, file }) => `${format ?? '(any)'} > ${file ?? 'stdout'}`).join(', ');
  };
  it.each([
    ['nothing said', [], [], '(any) > stdout'],
    ['one format', ['json'], [], 'json > stdout'],
    ['one of each', ['json'], ['report.txt'], 'json > report.txt'],
    ['pairs in order', ['json', 'html'], ['a', 'b'], 'json > a, html > b'],
    ['the same format twice', ['json', 'json'], [], 'json > stdout'],
    ['the same format to two files', ['json', 'json'], ['a', 'b'], 'json > a, json > b'],
    ['a file alone tells its format', [], ['report.html'], 'html > report.html'],
    ['a file of no known kind', [], ['report'], '(any) > report'],
    ['one file fewer', ['github', 'json'], ['r.json'], 'json > r.json, github > stdout'],
    ['one file more', ['json'], ['page.html', 'r.json'], 'html > page.html, json > r.json'],
    ['stdout by name', ['html', 'json'], ['p.html', '-'], 'html > p.html, json > -'],
  ])('%s', (_, formats, files, expected) => expect(plan(formats, files)).toBe(expected));

  it('two documents on one stdout, or in one file, are refused', () => {
    expect(plan(['json', 'html'], [])).toContain('only one format can go to stdout');
    expect(plan(['json', 'html'], ['x', 'x'])).toContain('twice');
  });
});
