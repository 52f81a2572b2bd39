/** Running a program: no shell, no stdin, an absolute path, limits of time and size, and the whole tree ended. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { execa } from 'execa';
import { decodeText } from './decode.ts';
import { errorOf, questionError } from './errors.ts';
import type { RunOutput, RunQuestion } from './host.ts';

const DEFAULT_LIMIT = 3000;
const DEFAULT_MAX_BYTES = 1024 ** 2;

export async function runProgram(question: RunQuestion, signal: AbortSignal): Promise<RunOutput> {
  const { file, args, timeoutMs = DEFAULT_LIMIT, maxBytes = DEFAULT_MAX_BYTES } = question;
  const child = execa(file, args, {
    // The C locale where programs honour it; error texts of theirs are then the same everywhere.
    env: { LC_ALL: 'C', LANGUAGE: '', ...question.env },
    stdin: 'ignore',
    encoding: 'buffer',
    reject: false,
    buffer: false,
    // A process group of its own, so that what it starts ends with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
    cleanup: false,
  });
  const stdout = collect(child.stdout, maxBytes);
  const stderr = collect(child.stderr, maxBytes);
  const end = (): void => endTree(child.pid);
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  try {
    const stopped = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(questionError('ETIMEDOUT', `no end within ${timeoutMs} ms`)),
        timeoutMs,
      );
      abort = () => reject(questionError('ECANCELED', 'the host was closed'));
      signal.addEventListener('abort', abort, { once: true });
    });
    const result = await Promise.race([child, stopped]);
    const failure = startFailure(result, file);
    if (failure) throw failure;
    return {
      exitCode: result.exitCode ?? null,
      signal: result.signal ?? null,
      stdout: decodeText(stdout()),
      stderr: decodeText(stderr()),
    };
  } finally {
    clearTimeout(timer);
    if (abort) signal.removeEventListener('abort', abort);
    // Also after a proper end: a grandchild in the background may still be there.
    end();
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

/** Why the program did not start, or null when it did. */
function startFailure(
  result: { failed: boolean; exitCode?: number | undefined; signal?: string | undefined; cause?: unknown },
  file: string,
) {
  if (!result.failed || result.exitCode !== undefined || result.signal !== undefined) return null;
  const error = errorOf(result.cause ?? result);
  // The file is there, so what is missing is the interpreter or loader it names.
  const code = error.code === 'ENOENT' && existsSync(file) ? 'ENOINTERP' : error.code;
  return questionError(code, error.message.split('\n')[0] ?? error.message);
}

function collect(stream: NodeJS.ReadableStream | null | undefined, maxBytes: number): () => Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (chunk: Buffer) => {
    // Goes on reading what is over the limit, so that the program is not held up by a full pipe.
    if (length < maxBytes) chunks.push(chunk.subarray(0, maxBytes - length));
    length += chunk.length;
  });
  stream?.on('error', () => {});
  return () => Buffer.concat(chunks);
}

function endTree(pid: number | undefined): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
    spawn(taskkill, ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {},
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}
