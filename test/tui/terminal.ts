/** A real terminal for the tests: tmux, with keys sent and the screen read. Conditions are polled, never timed. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLI } from '../support/cli.ts';

const run = promisify(execFile);

export const FIXTURES = join(import.meta.dirname, '../../fixtures/linux');

/** Why these tests cannot run here; null where they can. */
export function whyNoTmux(): string | null {
  if (spawnSync('tmux', ['-V']).status === 0) return null;
  if (process.env.DOCKER_DOCTOR_REQUIRE_REAL === '1')
    throw new Error('DOCKER_DOCTOR_REQUIRE_REAL is set, and tmux is not installed');
  return 'tmux is not installed';
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Longest that anything may take on a busy machine. */
const PATIENCE = 40_000;

/** A process that is there, and is more than an entry in its parent's list. */
export const lives = (pid: number): boolean => {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

export class Terminal {
  readonly #folder = mkdtempSync(join(tmpdir(), 'docker-doctor-tui-'));
  readonly #socket = join(this.#folder, 'tmux');

  /** A shell with job control, as people have it, and a prompt that is easy to find. */
  static async open({ columns = 80, rows = 24, env = {} }: TerminalOptions = {}): Promise<Terminal> {
    const terminal = new Terminal();
    await terminal.tmux(
      'new-session',
      '-d',
      '-x',
      String(columns),
      '-y',
      String(rows),
      'bash --norc --noprofile -i',
    );
    await terminal.until(/[#$]$/);
    // Its own variables would say 'tmux' and 'CI', which the doctor rightly minds.
    const settings = Object.entries({ TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env })
      .map(([name, value]) => `${name}='${value}'`)
      .join(' ');
    await terminal.type(
      `unset TMUX CI CONTINUOUS_INTEGRATION NO_COLOR FORCE_COLOR LC_ALL; export ${settings}`,
    );
    await terminal.type(`cd ${terminal.#folder}; PS1='ready> '; clear`);
    await terminal.until((screen) => screen === 'ready>');
    return terminal;
  }

  get folder(): string {
    return this.#folder;
  }

  /** A command for the terminal itself. */
  async tmux(...args: readonly string[]): Promise<string> {
    const { TMUX: _, ...env } = process.env;
    return (await run('tmux', ['-S', this.#socket, '-f', '/dev/null', ...args], { env })).stdout;
  }

  /** A line for the shell. */
  async type(text: string): Promise<void> {
    await this.tmux('send-keys', '-l', text);
    await this.tmux('send-keys', 'Enter');
  }

  /** Starts the doctor; its exit code will stand in `exitCode`. */
  async doctor(...args: readonly string[]): Promise<void> {
    const quoted = [process.execPath, CLI, ...args].map((arg) => `'${arg}'`).join(' ');
    await this.type(`clear; ${quoted}; echo $? > ${this.#folder}/code`);
  }

  /** Keys by tmux's names: 'Down', 'Enter', 'C-c', 'q' … */
  async keys(...keys: readonly string[]): Promise<void> {
    await this.tmux('send-keys', ...keys);
  }

  /** What is on the screen, without the empty lines at its end. */
  async screen(...options: readonly string[]): Promise<string> {
    return (await this.tmux('capture-pane', '-p', ...options)).replace(/\s+$/, '');
  }

  /** Waits until the screen is as wanted, and answers it. */
  async until(wanted: string | RegExp | ((screen: string) => boolean)): Promise<string> {
    const fits = (screen: string): boolean => {
      if (typeof wanted === 'function') return wanted(screen);
      return typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
    };
    const started = Date.now();
    for (;;) {
      const screen = await this.screen();
      if (fits(screen)) return screen;
      if (Date.now() - started > PATIENCE)
        throw new Error(`the screen never came to be ${wanted}:\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The doctor's exit code, once it has ended and the shell is back. */
  async exitCode(): Promise<number> {
    await this.until((screen) => screen.endsWith('ready>'));
    return Number(readFileSync(join(this.#folder, 'code'), 'utf8'));
  }

  async resize(columns: number, rows: number): Promise<void> {
    await this.tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** One of tmux's variables of the pane: cursor_flag, alternate_on, pane_tty, pane_pid … */
  async ask(name: string): Promise<string> {
    return (await this.tmux('display-message', '-p', `#{${name}}`)).trim();
  }

  /** The process that the shell of this terminal has started: its number. */
  async child(): Promise<number> {
    const shell = await this.ask('pane_pid');
    const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', shell]);
    return Number(stdout.trim().split(/\s+/)[0]);
  }

  /** What a user would curse about after the end: a hidden cursor, another screen, a terminal without echo. */
  async leftovers(): Promise<string[]> {
    const file = join(this.#folder, 'stty');
    await this.type(`stty -a > ${file}; echo modes read`);
    await this.until('modes read\nready>');
    const modes = readFileSync(file, 'utf8');
    const [cursor, alternate] = await Promise.all([this.ask('cursor_flag'), this.ask('alternate_on')]);
    return [
      ...(cursor === '1' ? [] : ['the cursor is hidden']),
      ...(alternate === '0' ? [] : ['the other screen is shown']),
      ...['echo', 'icanon', 'isig', 'opost', 'icrnl'].filter(
        (mode) => !new RegExp(`(?<!-)\\b${mode}\\b`).test(modes),
      ),
    ];
  }

  async close(): Promise<void> {
    await this.tmux('kill-server').catch(() => undefined);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
