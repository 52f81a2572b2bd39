/** What leaves the interface: the clipboard, the browser, `fix`. With stand-ins for the programs of each desktop. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FIXTURES, Terminal, type TerminalOptions, whyNoTmux } from './terminal.ts';

const reason = whyNoTmux();
const COMMAND = 'sudo docker ps';
const GUIDE = 'https://docs.docker.com/engine/install/linux-postinstall/#manage-docker-as-a-non-root-user';
const NOTHING = 'unset DISPLAY WAYLAND_DISPLAY WSL_DISTRO_NAME WSL_INTEROP SSH_CONNECTION SSH_TTY STY';

describe.skipIf(reason)(`what leaves the interface${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const opened: Terminal[] = [];
  afterEach(async () => {
    for (const terminal of opened.splice(0)) await terminal.close();
  });
  const open = async (options: TerminalOptions = {}): Promise<Terminal> => {
    const terminal = await Terminal.open(options);
    opened.push(terminal);
    await terminal.type(NOTHING);
    return terminal;
  };
  /** Programs that write down what they were given; the first on PATH. */
  const standIns = async (terminal: Terminal, names: readonly string[]): Promise<void> => {
    const bin = join(terminal.folder, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const name of names) {
      const file = join(bin, name);
      const log = join(terminal.folder, `${name}.log`);
      writeFileSync(
        file,
        `#!/bin/sh\n{ printf 'args:%s\\n' "$*"; [ -t 0 ] || cat; } > '${log}.part'\nmv '${log}.part' '${log}'\n`,
      );
      chmodSync(file, 0o755);
    }
    await terminal.type(`export PATH='${bin}':"$PATH"`);
  };
  const shown = async (terminal: Terminal, settings: string): Promise<void> => {
    if (settings) await terminal.type(`export ${settings}`);
    await terminal.doctor('--replay', join(FIXTURES, 'permission-denied.host.json'));
    await terminal.until('[Problems');
  };
  const logOf = (terminal: Terminal, name: string, encoding: BufferEncoding = 'utf8'): string =>
    readFileSync(join(terminal.folder, `${name}.log`)).toString(encoding);
  const MAC = `NODE_OPTIONS='--import=${join(import.meta.dirname, 'as-mac.mjs')}'`;

  it.each([
    ['Wayland', 'wl-copy', 'WAYLAND_DISPLAY=wayland-0', 'utf8'],
    ['X11', 'xclip', 'DISPLAY=:7', 'utf8'],
    ['WSL', 'clip.exe', 'WSL_DISTRO_NAME=Debian', 'utf16le'],
    ['a Mac', 'pbcopy', MAC, 'utf8'],
  ] as const)('%s: copies with %s', async (_, name, settings, encoding) => {
    const terminal = await open();
    await standIns(terminal, [name]);
    await shown(terminal, settings);
    await terminal.keys('2');
    await terminal.until(`copied with ${name}: ${COMMAND}`);
    expect(logOf(terminal, name, encoding)).toContain(COMMAND);
  });

  it('a clipboard program that fails is no success: the terminal is asked instead', async () => {
    const terminal = await open();
    await standIns(terminal, ['xclip']);
    writeFileSync(join(terminal.folder, 'bin/xclip'), '#!/bin/sh\nexit 1\n');
    await shown(terminal, 'DISPLAY=:7');
    await terminal.keys('2');
    await terminal.until("sent to the terminal's clipboard (OSC 52)");
  });

  it('OSC 52: the terminal itself has it afterwards', async () => {
    const terminal = await open();
    await terminal.tmux('set-option', '-s', 'set-clipboard', 'on');
    await shown(terminal, '');
    await terminal.keys('c');
    await terminal.until("sent to the terminal's clipboard (OSC 52): 2 commands");
    await expect
      .poll(() => terminal.tmux('show-buffer').catch(() => ''))
      .toBe('sudo usermod -aG docker "$USER"\nnewgrp docker');
  });

  it.each([
    ['X11', 'xdg-open', 'DISPLAY=:7', `args:${GUIDE}`],
    ['WSL', 'wslview', 'WSL_DISTRO_NAME=Debian', `args:${GUIDE}`],
    [
      'WSL without wslview',
      'rundll32.exe',
      'WSL_DISTRO_NAME=Debian',
      `args:url.dll,FileProtocolHandler ${GUIDE}`,
    ],
    ['a Mac', 'open', MAC, `args:${GUIDE}`],
  ])('%s: the guide opens with %s', async (_, name, settings, args) => {
    const terminal = await open();
    await standIns(terminal, [name]);
    await shown(terminal, settings);
    await terminal.keys('o');
    await terminal.until('opened in the browser: https://docs.docker.com');
    await expect.poll(() => existsSync(join(terminal.folder, `${name}.log`))).toBe(true);
    expect(logOf(terminal, name).trim()).toBe(args);
  });

  it('through SSH the address is told whole, and nothing is opened on the wrong computer', async () => {
    const terminal = await open();
    await standIns(terminal, ['xdg-open', 'xclip']);
    await shown(terminal, 'DISPLAY=:10 SSH_CONNECTION="10.0.0.1 1 10.0.0.2 22"');
    await terminal.keys('o');
    const screen = await terminal.until('no browser can be opened from here');
    expect(screen.replace(/\s+/g, '')).toContain(`fromhere:${GUIDE}`);
    await terminal.keys('2');
    await terminal.until("sent to the terminal's clipboard");
    for (const name of ['xdg-open', 'xclip'])
      expect(existsSync(join(terminal.folder, `${name}.log`))).toBe(false);
  });

  it('f on a recorded machine: said, and nothing is run', async () => {
    const terminal = await open();
    await shown(terminal, '');
    await terminal.keys('f');
    await terminal.until('a recorded machine cannot be mended');
    expect(await terminal.ask('alternate_on')).toBe('1');
  });

  it('f leaves the interface, and nothing is run before a yes', async () => {
    const terminal = await open({ rows: 50 });
    const settings = join(terminal.folder, '.docker/config.json');
    mkdirSync(join(terminal.folder, '.docker'));
    writeFileSync(settings, '{ broken');
    await terminal.type(`unset DOCKER_CONFIG; export HOME='${terminal.folder}'`);
    await terminal.doctor('--offline', '--only', 'config.invalid');
    await terminal.until(/settings file is damaged/);
    await terminal.keys('f');
    await terminal.until(/1\. .*[\s\S]*Run this\? \[y\]es, \[n\]ext, \[q\]uit: *$/);
    expect(await terminal.ask('alternate_on')).toBe('0');
    expect(existsSync(settings)).toBe(true);
    await terminal.type('n');
    await terminal.until(/Run this\?[\s\S]*2\. [\s\S]*Run this\?/);
    await terminal.type('y');
    await terminal.until('no longer found: ');
    expect(existsSync(settings)).toBe(false);
    expect(existsSync(`${settings}.broken`)).toBe(true);
    await terminal.exitCode();
    expect(await terminal.leftovers()).toEqual([]);
  });
});
