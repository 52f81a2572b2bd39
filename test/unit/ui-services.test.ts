import { describe, expect, it } from 'vitest';
import { copiers, osc52 } from '../../src/commands/clipboard.ts';
import { openers } from '../../src/commands/open-url.ts';
import { engineChains } from '../../src/report/chain.ts';
import type { Fix } from '../../src/report/report.ts';
import { fixNeeds } from '../../src/report/summary.ts';
import { waiting } from '../../src/ui/view/checks.ts';
import { brokenReport } from '../support/reports.ts';

describe('what copies', () => {
  it.each([
    ['a Mac', {}, 'darwin', ['pbcopy']],
    ['Windows', {}, 'win32', ['clip.exe']],
    ['WSL', { WSL_DISTRO_NAME: 'Debian', DISPLAY: ':0' }, 'linux', ['clip.exe', 'xclip', 'xsel']],
    ['Wayland', { WAYLAND_DISPLAY: 'wayland-0' }, 'linux', ['wl-copy']],
    ['X11', { DISPLAY: ':0' }, 'linux', ['xclip', 'xsel']],
    ['through SSH nothing of this computer', { SSH_CONNECTION: '1', DISPLAY: ':10' }, 'linux', []],
    ['tmux through SSH', { SSH_CONNECTION: '1', TMUX: '/tmp/x' }, 'linux', ['tmux']],
    ['a bare console', {}, 'linux', []],
  ])('%s', (_, env, platform, names) =>
    expect(copiers(env, platform).flatMap((copier) => copier.names)).toEqual(names),
  );

  it('OSC 52 carries the text, and is not sent where it would be shown', () => {
    expect(osc52('sudo x', {})).toBe(`\u001b]52;c;${Buffer.from('sudo x').toString('base64')}\u0007`);
    expect(osc52('sudo x', { TERM: 'linux' })).toBeNull();
    expect(osc52('sudo x', { STY: '1' })?.startsWith('\u001bP\u001b]52;')).toBe(true);
  });
});

it.each([
  ['darwin', {}, ['open']],
  ['win32', {}, ['rundll32.exe']],
  ['linux', { WSL_DISTRO_NAME: 'x' }, ['wslview', 'rundll32.exe']],
  ['linux', { DISPLAY: ':0' }, ['xdg-open']],
  ['linux', {}, []],
  ['darwin', { SSH_TTY: '/dev/ttys1' }, []],
])('what opens a page on %s with %o', (platform, env, names) =>
  expect(openers(env, platform).map(([name]) => name)).toEqual(names),
);

describe('what a fix needs', () => {
  const fix = (change: Partial<Fix>): Fix => ({
    title: 'Do it',
    commands: [],
    shell: 'sh',
    needsAdmin: false,
    automatic: false,
    caution: null,
    ...change,
  });
  it.each([
    [{ needsAdmin: true, commands: ['sudo x'] }, ['sudo']],
    [{ needsAdmin: true, commands: ['x'] }, ['admin rights']],
    [
      { needsAdmin: true, shell: 'powershell' as const, commands: ['Restart-Computer'] },
      ['administrator', 'PowerShell', 'restart'],
    ],
    [{ commands: ['newgrp docker'] }, ['sign-out']],
    [{ caution: 'restart Windows afterwards' }, ['restart']],
    [{ title: 'Sign out and in again' }, ['sign-out']],
    [{ commands: ['docker restart web'], title: 'Restart Docker' }, []],
  ])('%o', (change, needs) => expect(fixNeeds(fix(change))).toEqual(needs));
});

describe('the chain to an engine', () => {
  const brokenAt = (report: ReturnType<typeof brokenReport>): string[] =>
    engineChains(report).flatMap(({ parts }) =>
      parts.flatMap(({ name, obstacle }) => (obstacle ? [name] : [])),
    );
  const { docker, engines } = brokenReport();
  const [engine] = engines;
  it('denied at the endpoint', () => expect(brokenAt(brokenReport())).toEqual(['endpoint']));
  it('stopped at the engine', () =>
    expect(brokenAt(brokenReport({ engines: engine ? [{ ...engine, state: 'stopped' }] : [] }))).toEqual([
      'engine',
    ]));
  it('no client', () =>
    expect(brokenAt(brokenReport({ docker: { ...docker, client: null } }))).toEqual(['client', 'endpoint']));
  it('a context that leads nowhere', () =>
    expect(brokenAt(brokenReport({ docker: { ...docker, endpoint: null }, engines: [] }))).toEqual([
      'context',
    ]));
  it('the one in force comes first', () => {
    const other = engine ? [{ ...engine, inForce: false, state: 'running' as const, product: 'colima' }] : [];
    expect(
      engineChains(brokenReport({ engines: [...other, ...engines] })).map(({ inForce }) => inForce),
    ).toEqual([true, false]);
  });
});

it('what is waited for, with the seconds left', () => {
  const theme = { color: false, unicode: true, hyperlinks: false, spoken: false, still: false };
  expect(waiting('waiting for the engine', 0, 3000, theme)).toBe('waiting for the engine');
  expect(waiting('waiting for the engine', 1, 3000, theme)).toBe('still waiting for the engine, 2 s left');
  expect(waiting('waiting for the engine', 9, 3000, theme)).toBe(
    'still waiting for the engine, a moment longer',
  );
  expect(waiting('waiting for the engine', 2, 3000, { ...theme, still: true })).toBe(
    'still waiting for the engine, at most 3 s',
  );
});
