/**
 * Copying: the desktop's own program where there is one, since it says whether it worked; else OSC 52,
 * with which the terminal itself copies, also through SSH, and never says so.
 */
import { spawn } from 'node:child_process';
import { findProgram } from './find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Copier {
  readonly names: readonly string[];
  readonly args: readonly string[];
  readonly where: string;
}

const TIME_LIMIT = 2000;

/** Copies, and says what was done. */
export async function copyText(text: string): Promise<string> {
  const what = text.includes('\n') ? `${text.split('\n').length} commands` : text;
  for (const { names, args, where } of copiers(process.env, process.platform)) {
    const file = await findProgram(...names);
    if (file && (await feed(file, args, text))) return `copied ${where}: ${what}`;
  }
  const sequence = osc52(text, process.env);
  if (sequence === null) return `no clipboard was found here; to type: ${what}`;
  process.stdout.write(sequence);
  return `sent to the terminal's clipboard (OSC 52): ${what}`;
}

/** The programs that may reach the user's clipboard from here, the surest first. */
export function copiers(env: Environment, platform: string): readonly Copier[] {
  const tmux: Copier[] = env.TMUX
    ? [{ names: ['tmux'], args: ['load-buffer', '-w', '-'], where: "to tmux's buffer and the clipboard" }]
    : [];
  // Through SSH a program would copy on the wrong computer.
  if (env.SSH_CONNECTION || env.SSH_TTY) return tmux;
  const desktop = (name: string, ...args: string[]): Copier => ({
    names: [name],
    args,
    where: `with ${name}`,
  });
  if (platform === 'darwin') return [desktop('pbcopy'), ...tmux];
  if (platform === 'win32') return [desktop('clip.exe')];
  return [
    ...(env.WSL_DISTRO_NAME || env.WSL_INTEROP ? [desktop('clip.exe')] : []),
    ...(env.WAYLAND_DISPLAY ? [desktop('wl-copy')] : []),
    ...(env.DISPLAY
      ? [desktop('xclip', '-selection', 'clipboard'), desktop('xsel', '--clipboard', '--input')]
      : []),
    ...tmux,
  ];
}

/** Null where the terminal would show the sequence instead of obeying it. */
export function osc52(text: string, env: Environment): string | null {
  if (env.TERM === 'linux') return null;
  const sequence = `\u001b]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
  if (env.STY) return throughScreen(sequence);
  // tmux takes the sequence itself or hands it on, as its settings say; twice the same copy does no harm.
  if (env.TMUX || env.TERM?.startsWith('tmux')) return sequence + throughTmux(sequence);
  return sequence;
}

/** tmux hands on what stands in a string of its own, each escape doubled (`allow-passthrough`). */
const throughTmux = (sequence: string): string =>
  `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

/** GNU screen hands on device control strings, of at most 768 bytes each. */
const throughScreen = (sequence: string): string =>
  (sequence.match(/[\s\S]{1,700}/g) ?? []).map((part) => `\u001bP${part}\u001b\\`).join('');

/** True when the program took the text and ended well, or stays to serve it (as xclip does). */
function feed(file: string, args: readonly string[], text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(false);
    }, TIME_LIMIT);
    const end = (worked: boolean): void => {
      clearTimeout(timer);
      resolve(worked);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
    child.stdin.on('error', () => {});
    // clip.exe takes UTF-16 without loss and anything else in the console's code page.
    child.stdin.end(file.endsWith('clip.exe') ? Buffer.from(text, 'utf16le') : text);
  });
}
