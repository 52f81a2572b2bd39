/** Opens a page in the browser, with the opener that the system has; false where there is none. */
import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['/usr/bin/open'],
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
};

export function openUrl(url: string): Promise<boolean> {
  const [file, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  if (!/^https:\/\//.test(url)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(file, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
