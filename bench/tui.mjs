// Runs a program in a pseudo-terminal; answers the milliseconds to its first paint and to its verdict (`until`).
import { spawn } from 'node:child_process';

export function timeTui(command, until = /Docker works|Docker is not running/) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, CI: '', TERM: 'xterm-256color', LANG: 'C.UTF-8' },
    });
    // It may have left before the 'q' arrives.
    child.stdin.on('error', () => {});
    let seen = '';
    let paint = null;
    let verdict = null;
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.stdout.on('data', (chunk) => {
      seen += chunk;
      paint ??= /[A-Za-z]{3}/.test(seen) ? performance.now() - started : null;
      if (verdict !== null || !until.test(seen)) return;
      verdict = performance.now() - started;
      child.stdin.write('q');
    });
    // Not before it has ended: what is timed next has the machine for itself.
    child.once('exit', () => {
      clearTimeout(timer);
      if (verdict !== null) resolve({ paint, verdict });
      else reject(new Error(`the TUI ended without a verdict: ${JSON.stringify(seen.slice(-300))}`));
    });
  });
}
