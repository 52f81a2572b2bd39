import { describe, expect, it } from 'vitest';
import { chooseFace, textOptions } from '../../src/report/face.ts';

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
    ['piped', { stdoutIsTTY: false }, 'text'],
    ['stdin is no terminal', { stdinIsTTY: false }, 'text'],
    ['CI', { env: { TERM: 'xterm', CI: 'true' } }, 'text'],
    ['CI=false is no CI', { env: { TERM: 'xterm', CI: 'false' } }, 'tui'],
    ['a dumb terminal', { env: { TERM: 'dumb' } }, 'text'],
    ['--json on a terminal', { format: 'json' }, 'json'],
    ['--format text on a terminal', { format: 'text' }, 'text'],
    ['--output', { output: true }, 'text'],
    ['--verbose', { verbose: true }, 'text'],
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
