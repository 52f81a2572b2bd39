import { describe, expect, it } from 'vitest';
import { copiers, osc52 } from '../../src/commands/clipboard.ts';
import { openers } from '../../src/commands/open-url.ts';
import { engineChains } from '../../src/report/chain.ts';
import type { CheckResult, Fix } from '../../src/report/report.ts';
import { checkWords, fixNeeds, fixRun } from '../../src/report/summary.ts';
import { waiting } from '../../src/ui/view/checks.ts';
import { brokenReport, CHECKS, PROBLEM } from '../support/reports.ts';

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
    const bare = osc52('sudo x', {}) ?? '';
    // Inside tmux both: for itself, and through it with each escape doubled.
    expect(osc52('sudo x', { TMUX: 'x' })).toBe(`${bare}\u001bPtmux;\u001b${bare}\u001b\\`);
    expect(osc52('sudo x', { TERM: 'tmux-256color', SSH_TTY: 'x' })).toContain('\u001bPtmux;');
    // GNU screen takes short strings only; put together they are the sequence.
    const parts = osc52('x'.repeat(2000), { STY: '1' })?.split('\u001b\\') ?? [];
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part.length).toBeLessThan(768);
    expect(parts.map((part) => part.replace('\u001bP', '')).join('')).toBe(osc52('x'.repeat(2000), {}));
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

it.each([
  [['sudo x'], false, 'sh; docker-doctor fix runs it'],
  [['sudo x'], true, 'sh; docker-doctor fix --yes runs it'],
  [['unset DOCKER_HOST'], false, 'sh; yours to type: it changes your own shell'],
  [
    ['sudo x', 'newgrp docker'],
    false,
    'sh; docker-doctor fix runs 1 of its 2 commands; the rest is yours to type: it changes your own shell',
  ],
])('how fix deals with %j', (commands, automatic, text) =>
  expect(fixRun({ ...(PROBLEM.fixes[0] as Fix), commands, automatic })).toBe(text),
);

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

it('problems are named by their titles, and quoted within a sentence', () => {
  const words = (summary: string): string =>
    checkWords({ ...CHECKS[0], summary } as CheckResult, brokenReport());
  expect(words('socket.permission')).toBe(PROBLEM.title);
  expect(words('socket.permission, disk.low')).toBe(`${PROBLEM.title}, disk.low`);
  expect(words('follows from socket.permission')).toBe(`follows from '${PROBLEM.title}'`);
  expect(words('/run/socket.permission.sock')).toBe('/run/socket.permission.sock');
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
