/** Opens a page in the browser, with the opener that the system has, and says what was done. */
import { spawn } from 'node:child_process';
import { findProgram } from './find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export async function openUrl(url: string): Promise<string> {
  if (!/^https:\/\//.test(url)) return url;
  for (const [name, ...args] of openers(process.env, process.platform)) {
    const file = await findProgram(name);
    if (file && (await started(file, [...args, url]))) return `opened in the browser: ${url}`;
  }
  return `no browser can be opened from here: ${url}`;
}

/** Through SSH, and without a display, a browser would open where nobody sees it. */
export function openers(env: Environment, platform: string): readonly (readonly [string, ...string[]])[] {
  if (env.SSH_CONNECTION || env.SSH_TTY) return [];
  if (platform === 'darwin') return [['open']];
  const windows = ['rundll32.exe', 'url.dll,FileProtocolHandler'] as const;
  if (platform === 'win32') return [windows];
  if (env.WSL_DISTRO_NAME || env.WSL_INTEROP) return [['wslview'], windows];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? [['xdg-open']] : [];
}

function started(file: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
