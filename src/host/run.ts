/**
 * Running a program: no shell, no stdin, an absolute path, limits of time and size, and the whole tree ended.
 * By node's own spawn: execa would take 30 ms of a run that lasts 150 (docs/dependencies.md).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { decodeText } from './decode.ts';
import { errorOf, lateError, questionError } from './errors.ts';
import type { RunOutput, RunQuestion } from './host.ts';
import { startTimeLimit } from './time-limit.ts';

const DEFAULT_LIMIT = 3000;
const DEFAULT_MAX_BYTES = 1024 ** 2;

export async function runProgram(question: RunQuestion, signal: AbortSignal): Promise<RunOutput> {
  const { file, args, timeoutMs = DEFAULT_LIMIT, maxBytes = DEFAULT_MAX_BYTES } = question;
  const child = start(question);
  const stdout = collect(child.stdout, maxBytes);
  const stderr = collect(child.stderr, maxBytes);
  let callOff = (): void => {};
  let abort: (() => void) | undefined;
  let ended = false;
  try {
    const stopped = new Promise<never>((_, reject) => {
      callOff = startTimeLimit(timeoutMs, (busy) =>
        reject(lateError('ETIMEDOUT', `no end within ${timeoutMs} ms: ${file} ${args.join(' ')}`, busy)),
      );
      abort = () => reject(questionError('ECANCELED', 'the host was closed'));
      signal.addEventListener('abort', abort, { once: true });
    });
    const result = await Promise.race([endOf(child, file), stopped]);
    ended = true;
    if (question.failureOnly && result.exitCode === 0) return { ...result, stdout: '', stderr: '' };
    return { ...result, stdout: decodeText(stdout()), stderr: decodeText(stderr()) };
  } finally {
    callOff();
    if (abort) signal.removeEventListener('abort', abort);
    // Also after a proper end: a grandchild in the background may still be there. On Windows that would
    // cost a process for each one that was run, and what ended has no tree by its number any more.
    if (!ended || process.platform !== 'win32') endTree(child.pid);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

function start({ file, args, cwd, env }: RunQuestion): ChildProcess {
  return spawn(file, args, {
    ...(cwd !== undefined && { cwd }),
    // The C locale where programs honour it; error texts of theirs are then the same everywhere.
    env: { ...process.env, LC_ALL: 'C', LANGUAGE: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that what it starts ends with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** Resolves when the program has ended and its output is read; a grandchild may hold the pipes longer. */
function endOf(child: ChildProcess, file: string): Promise<Pick<RunOutput, 'exitCode' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(startFailure(error, file)));
    let callOff: (() => void) | undefined;
    child.once('close', (exitCode, signal) => {
      callOff?.();
      resolve({ exitCode, signal });
    });
    child.once('exit', (exitCode, signal) => {
      callOff = startTimeLimit(PIPE_PATIENCE, () => resolve({ exitCode, signal }));
    });
  });
}

/** Milliseconds that output may still come after the program itself has ended. */
const PIPE_PATIENCE = 200;

function startFailure(cause: Error, file: string): Error {
  const error = errorOf(cause);
  // The file is there, so what is missing is the interpreter or loader it names.
  const code = error.code === 'ENOENT' && existsSync(file) ? 'ENOINTERP' : error.code;
  return questionError(code, error.message);
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
