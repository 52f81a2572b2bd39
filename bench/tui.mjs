// Runs the TUI in a pseudo-terminal; answers the milliseconds to its first paint and to its verdict.
import { spawn } from 'node:child_process';

export function timeTui(command, env = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, CI: '', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    });
    // It may have left before the 'q' arrives.
    child.stdin.on('error', () => {});
    let seen = '';
    let paint = null;
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.stdout.on('data', (chunk) => {
      seen += chunk;
      paint ??= /[A-Za-z]{3}/.test(seen) ? performance.now() - started : null;
      if (!/Docker works|Docker is not running/.test(seen)) return;
      clearTimeout(timer);
      resolve({ paint, verdict: performance.now() - started });
      child.stdin.write('q');
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`the TUI ended without a verdict: ${JSON.stringify(seen.slice(-300))}`));
    });
  });
}
