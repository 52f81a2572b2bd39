/** The interface in a real terminal: keys, resizing, interruption, and what is left behind. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';
import { FIXTURES, lives, Terminal, type TerminalOptions, whyNoTmux } from './terminal.ts';

const reason = whyNoTmux();
const fixture = (name: string): readonly string[] => ['--replay', join(FIXTURES, `${name}.host.json`)];
const DENIED = 'Your user may not use the Docker socket';

/** What a healthy engine says. */
const engine = (request: IncomingMessage, response: ServerResponse): void => {
  response.setHeader('Api-Version', '1.50');
  response.setHeader('Server', 'Docker/28.2.2 (linux)');
  const version = {
    Version: '28.2.2',
    ApiVersion: '1.50',
    MinAPIVersion: '1.24',
    Os: 'linux',
    Arch: 'amd64',
  };
  if (request.url?.endsWith('/_ping')) return void response.end('OK');
  response.end(
    JSON.stringify(
      request.url?.endsWith('/version') ? version : { ServerVersion: '28.2.2', OSType: 'linux' },
    ),
  );
};

describe.skipIf(reason)(`the interface in a terminal${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const opened: Terminal[] = [];
  const open = async (options: TerminalOptions = {}): Promise<Terminal> => {
    const terminal = await Terminal.open(options);
    opened.push(terminal);
    return terminal;
  };
  /** With the report of a fixture on the screen. */
  const shown = async (name: string, options: TerminalOptions = {}): Promise<Terminal> => {
    const terminal = await open(options);
    await terminal.doctor(...fixture(name));
    await terminal.until('Problems');
    return terminal;
  };
  afterEach(async () => {
    for (const terminal of opened.splice(0)) await terminal.close();
  });

  describe('keys', () => {
    it('quit: the exit code is the verdict, the report stays, the terminal is as before', async () => {
      const terminal = await shown('permission-denied');
      expect(await terminal.ask('alternate_on')).toBe('1');
      await terminal.keys('q');
      expect(await terminal.exitCode()).toBe(1);
      expect(await terminal.screen()).toContain('sudo usermod -aG docker "$USER"');
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('a healthy machine ends with 0', async () => {
      const terminal = await shown('healthy-as-root');
      await terminal.keys('q');
      expect(await terminal.exitCode()).toBe(0);
    });

    it('Ctrl-C ends with 130', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('C-c');
      expect(await terminal.exitCode()).toBe(130);
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('help and back', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('?');
      await terminal.until('look again at everything');
      await terminal.keys('Escape');
      await terminal.until('Every docker command is refused');
    });

    it('views, the cursor, opening and closing', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('Down', 'Down', 'Enter');
      await terminal.until(/▾ . \d+ checks not judged because of 'Your user may not/);
      await terminal.until('- Engine: ');
      await terminal.keys('Enter');
      await terminal.until((screen) => !screen.includes('- Engine: '));
      await terminal.keys('Tab');
      await terminal.until('[All checks');
      await terminal.until('❯ ✓ Docker command');
      await terminal.keys('j');
      await terminal.until(/^❯ . Other docker commands/m);
      await terminal.keys('G');
      await terminal.until((screen) => !screen.includes('Other docker commands'));
      await terminal.keys('Tab');
      await terminal.until('✗ broken here: this user may not use it');
      await terminal.keys('BTab', 'BTab');
      await terminal.until('[Problems');
    });

    it('evidence on demand', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('e');
      await terminal.until('Evidence (socket.permission)');
      await terminal.keys('e');
      await terminal.until((screen) => !screen.includes('Evidence'));
    });

    it('a search', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('Tab', '/', 's', 'o', 'c', 'k', 'x', 'BSpace');
      await terminal.until('Search: sock_');
      await terminal.keys('Enter');
      const screen = await terminal.until("found for 'sock'");
      expect(screen).toContain('Docker socket');
      expect(screen).not.toContain('Credential helpers');
      await terminal.keys('Escape');
      await terminal.until('Credential helpers');
    });

    it('copies to tmux, where the doctor runs inside one, and to the terminal otherwise', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('2');
      await terminal.until("sent to the terminal's clipboard (OSC 52): sudo docker ps");
      await terminal.keys('9');
      await terminal.until('there is no fix 9');
      await terminal.keys('q');
      await terminal.exitCode();
      await terminal.type(`export TMUX=${terminal.folder}/tmux,1,0`);
      await terminal.doctor(...fixture('permission-denied'));
      await terminal.until('Problems');
      await terminal.keys('2');
      await terminal.until("copied to tmux's buffer");
      expect(
        execFileSync('tmux', ['-S', `${terminal.folder}/tmux`, 'show-buffer'], { encoding: 'utf8' }),
      ).toBe('sudo docker ps');
    });

    it('the guide: its address is told where no browser can be opened', async () => {
      const terminal = await open();
      await terminal.type('unset DISPLAY WAYLAND_DISPLAY WSL_DISTRO_NAME WSL_INTEROP');
      await terminal.doctor(...fixture('permission-denied'));
      await terminal.until('Problems');
      await terminal.keys('o');
      await terminal.until('no browser can be opened from here: https://docs.docker.com');
    });

    it('saves the report, and never over another', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('s');
      await terminal.until('docker-doctor-report.txt and .json');
      await terminal.keys('s');
      await terminal.until('docker-doctor-report-2.txt and .json');
      const report = JSON.parse(readFileSync(join(terminal.folder, 'docker-doctor-report.json'), 'utf8'));
      expect(report.problems[0].id).toBe('socket.permission');
      expect(readFileSync(join(terminal.folder, 'docker-doctor-report.txt'), 'utf8')).toContain('Evidence');
      expect(existsSync(join(terminal.folder, 'docker-doctor-report-2.txt'))).toBe(true);
    });

    it('looks again, at everything and at one', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('r');
      await terminal.until('looked again: nothing has changed');
      await terminal.keys('R');
      await terminal.until('looked again, no change');
    });
  });

  describe('a machine that changes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'docker-doctor-engine-'));
    const socket = join(folder, 'engine.sock');
    const sockets = new Set<Socket>();
    let server: Server | null = null;
    const listen = (): Promise<void> =>
      new Promise((resolve) => {
        // Takes the connection and never answers.
        server = createServer((connection) => sockets.add(connection)).listen(socket, resolve);
      });
    afterEach(async () => {
      for (const connection of sockets) connection.destroy();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
      server = null;
      rmSync(socket, { force: true });
    });

    it('a slow engine: the list stands, and what is waited for is told with the seconds left', async () => {
      await listen();
      const terminal = await open();
      await terminal.doctor('--host', `unix://${socket}`);
      const first = await terminal.until('looks at this machine');
      const waiting = await terminal.until(/still waiting for the engine, \d s left/);
      // Every check has its place from the first picture on.
      const places = (screen: string): string[] =>
        screen
          .split('\n')
          .slice(0, 12)
          .map((line) => line.slice(2, 24));
      expect(places(waiting)).toEqual(places(first));
      await terminal.until('[Problems');
      await terminal.keys('q');
      expect(await terminal.exitCode()).toBe(1);
    });

    it('Ctrl-C before the verdict: 130, and nothing is left', async () => {
      await listen();
      const terminal = await open();
      await terminal.doctor('--host', `unix://${socket}`);
      await terminal.until('still waiting');
      await terminal.keys('C-c');
      expect(await terminal.exitCode()).toBe(130);
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('while it runs: another size, to the shell and back, and the terminal goes away', async () => {
      await listen();
      const terminal = await open();
      await terminal.doctor('--offline', '--timeout', '60s', '--host', `unix://${socket}`);
      await terminal.until('looks at this machine');
      await terminal.resize(60, 16);
      await terminal.until((screen) => screen.split('\n').length <= 16 && /q quit$/.test(screen));
      await terminal.keys('C-z');
      await terminal.until(/Stopped[\s\S]*ready>$/);
      expect(await terminal.leftovers()).toEqual([]);
      await terminal.type('fg');
      await terminal.until(/looks at this machine|Problems/);
      expect(await terminal.ask('alternate_on')).toBe('1');
      const child = await terminal.child();
      await terminal.close();
      await expect.poll(() => lives(child), { timeout: 30_000 }).toBe(false);
    });

    it('watch: until Docker works, and then no longer', async () => {
      const terminal = await open({ rows: 40 });
      await terminal.doctor(
        '--offline',
        '--only',
        'daemon.not-running,engine.answers',
        '--host',
        `unix://${socket}`,
      );
      await terminal.until('[Problems');
      await terminal.keys('w');
      await terminal.until('watching: looks again');
      server = createHttpServer(engine).listen(socket);
      await terminal.until('Docker works now: no longer watching');
      await terminal.until('✓ Docker works');
      await terminal.keys('q');
      expect(await terminal.exitCode()).toBe(0);
    });

    it('watch: a change is seen without a key', async () => {
      const terminal = await open();
      await terminal.doctor('--host', `unix://${socket}`);
      await terminal.until('[Problems');
      await terminal.keys('w');
      await terminal.until('watching: looks again');
      await listen();
      await terminal.until(/hangs|does not answer|never answers/);
      await terminal.keys('w');
      await terminal.until('no longer watching');
    });
  });

  describe('the terminal', () => {
    it.each([
      [60, 18],
      [120, 40],
      [200, 50],
      [40, 8],
    ])('is made %d columns wide and %d rows high', async (columns, rows) => {
      const terminal = await shown('permission-denied');
      await terminal.resize(columns, rows);
      const screen = await terminal.until(
        (text) =>
          text.startsWith(`✗ ${DENIED}`.slice(0, columns - 6)) &&
          /quit|help/.test(text.split('\n').at(-1) ?? ''),
      );
      expect(screen.split('\n').length).toBeLessThanOrEqual(rows);
      expect(screen.match(/✗ Your user/g)).toHaveLength(1);
      await terminal.resize(80, 24);
      await terminal.until(
        (text) => text.match(/✗ Your user/g)?.length === 1 && text.includes('sudo docker ps'),
      );
      await terminal.keys('q');
      await terminal.exitCode();
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('Ctrl-Z gives the shell back, fg the picture', async () => {
      const terminal = await shown('permission-denied');
      await terminal.keys('C-z');
      await terminal.until(/Stopped[\s\S]*ready>$/);
      expect(await terminal.leftovers()).toEqual([]);
      await terminal.type('fg');
      await terminal.until('[Problems');
      expect(await terminal.ask('cursor_flag')).toBe('0');
      await terminal.keys('Tab');
      await terminal.until('[All checks');
      await terminal.keys('q');
      await terminal.until(/More: [\s\S]*ready>$/);
      expect(await terminal.leftovers()).toEqual([]);
    });

    it.each([
      ['TERM', 143],
      ['HUP', 129],
      ['INT', 130],
    ])('SIG%s: exit code %d, and the terminal as before', async (signal, code) => {
      const terminal = await shown('permission-denied');
      const child = await terminal.child();
      process.kill(child, `SIG${signal}`);
      expect(await terminal.exitCode()).toBe(code);
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('a terminal that goes away ends the doctor', async () => {
      const terminal = await shown('permission-denied');
      const child = await terminal.child();
      await terminal.close();
      await expect.poll(() => lives(child), { timeout: 30_000 }).toBe(false);
    });

    it('Ctrl-L draws anew', async () => {
      const terminal = await shown('permission-denied');
      execFileSync('bash', ['-c', `printf '\\033[2J' > ${await terminal.ask('pane_tty')}`]);
      await terminal.until((screen) => screen === '');
      await terminal.keys('C-l');
      await terminal.until('sudo docker ps');
    });
  });

  describe('a defect of ours', () => {
    const failing = `--import=${join(import.meta.dirname, 'failing.mjs')}`;
    /** The verdict is told all the same, and nothing of the interface stays. */
    const expectPlainText = async (terminal: Terminal, defect: string): Promise<void> => {
      // The diagnosis is whole: its exit code counts.
      expect(await terminal.exitCode()).toBe(1);
      const screen = await terminal.screen();
      expect(screen).toContain(`docker-doctor: the interface failed (${defect}); here is the plain text`);
      expect(screen).toContain('sudo usermod -aG docker "$USER"');
      expect(await terminal.leftovers()).toEqual([]);
    };

    it.each([
      ['the first picture, before Ink is there', 'looks at this machine', ''],
      ['the verdict', '[Problems', ''],
      ['a picture that Ink draws', 'problem: ', 'ink.mjs'],
    ])('%s cannot be drawn', async (_, failAt, failIn) => {
      const terminal = await open({ columns: 200, rows: 40 });
      await terminal.type(`export NODE_OPTIONS='${failing}' FAIL_AT='${failAt}' FAIL_IN='${failIn}'`);
      await terminal.doctor(...fixture('permission-denied'));
      // Closed and opened again, until it is Ink that draws it; to the shell these keys are nothing.
      for (let screen = ''; failIn !== '' && !screen.includes('interface failed'); ) {
        await terminal.keys('Left');
        await new Promise((resolve) => setTimeout(resolve, 200));
        await terminal.keys('Right');
        screen = await terminal.screen();
      }
      await expectPlainText(terminal, 'a defect in drawing');
    });

    it('an exception that nobody catches', async () => {
      const terminal = await open({ columns: 200, rows: 40 });
      await terminal.type(`export NODE_OPTIONS='${failing}' FAIL_AT='never'`);
      await terminal.doctor(...fixture('permission-denied'));
      await terminal.until('[Problems');
      process.kill(await terminal.child(), 'SIGUSR2');
      await expectPlainText(terminal, 'a defect in a callback');
    });
  });

  describe('other ways out', () => {
    const line = (...args: readonly string[]): string => [process.execPath, CLI, ...args].join(' ');

    it('through a pipe it is plain text, and a reader that goes away is no error', async () => {
      const terminal = await open();
      await terminal.type(
        `${line(...fixture('permission-denied'))} | head -n 1; echo "codes \${PIPESTATUS[*]}"`,
      );
      const screen = await terminal.until('codes 1 0');
      expect(screen).toContain(`✗ ${DENIED}\n`);
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('stdin closed, or from nowhere: plain text', async () => {
      const terminal = await open();
      await terminal.type(
        `${line(...fixture('never-started'))} < /dev/null | cat; clear; ${line(...fixture('never-started'))} <&-; echo "code $?"`,
      );
      await terminal.until('code 1');
      expect(await terminal.ask('alternate_on')).toBe('0');
      expect(await terminal.leftovers()).toEqual([]);
    });

    it('into a file: no escape codes', async () => {
      const terminal = await open();
      await terminal.type(`${line(...fixture('never-started'))} > out; echo "code $?"`);
      await terminal.until('code 1');
      const text = readFileSync(join(terminal.folder, 'out'), 'utf8');
      expect(text).toContain('Docker is not running');
      expect(text).not.toContain('\u001b');
    });
  });

  describe('for everyone', () => {
    it('NO_COLOR: no colour at all', async () => {
      const terminal = await open();
      await terminal.type('export NO_COLOR=1');
      await terminal.doctor(...fixture('permission-denied'));
      await terminal.until('Problems');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what this looks for.
      expect(await terminal.screen('-e')).not.toMatch(/\u001b\[(?:[0-9;]*;)?(?:3[0-7]|9[0-7]|38|48)[;m]/);
    });

    it('--ascii and TERM=linux: nothing but ASCII', async () => {
      for (const term of ['linux', 'xterm-256color']) {
        const terminal = await open({ env: { TERM: term } });
        await terminal.doctor('--ascii', ...fixture('permission-denied'));
        await terminal.until('Problems');
        await terminal.keys('Tab', 'Tab');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there.
        expect(await terminal.until('[Engines')).toMatch(/^[\u0000-\u007f]*$/);
      }
    });

    it('a screen reader gets words, no signs and no frame, and the text stays after the end', async () => {
      const terminal = await open({ rows: 40, env: { INK_SCREEN_READER: 'true' } });
      await terminal.doctor(...fixture('permission-denied'));
      await terminal.until(`problem: ${DENIED}`);
      await terminal.keys('Tab', 'Tab');
      const screen = await terminal.until('broken here: this user may not use it');
      expect(screen).not.toMatch(/[✗✓❯▸▾─│]/);
      expect(await terminal.ask('alternate_on')).toBe('0');
      await terminal.keys('q');
      expect(await terminal.exitCode()).toBe(1);
      expect(await terminal.leftovers()).toEqual([]);
    });
  });
});
