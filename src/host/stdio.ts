/** HTTP over a program's stdin and stdout: one process for all requests to the same command line. */
import { type ChildProcess, spawn } from 'node:child_process';
import * as http from 'node:http';
import { Duplex } from 'node:stream';
import { questionError } from './errors.ts';
import type { HttpQuestion, HttpResponse } from './host.ts';
import { exchange, requestOptions } from './sockets.ts';

interface Connection {
  readonly stream: Duplex;
  /** How the program ended, once it has. */
  ended: { readonly exitCode: number | null; readonly stderr: string } | null;
  /** The first bytes it sent, should they be no HTTP. */
  head: string;
  /** Requests wait for the one before: the stream is one connection. */
  last: Promise<unknown>;
  /** What dies once costs its time limit once: later requests get the same answer. */
  failure: unknown;
}

const connections = new Map<string, Connection>();

export async function requestOverProgram(question: HttpQuestion, signal: AbortSignal): Promise<HttpResponse> {
  const { address } = question;
  if (!('program' in address)) throw questionError('EUNKNOWN', 'no program is named');
  const key = JSON.stringify([address.program, address.args]);
  let connection = connections.get(key);
  if (!connection) {
    connection = open(address.program, address.args, signal);
    connections.set(key, connection);
    const opened = connection;
    const forget = (): void => {
      if (connections.get(key) === opened) connections.delete(key);
      opened.stream.destroy();
    };
    signal.addEventListener('abort', forget, { once: true });
  }
  const own = connection;
  const turn = own.last.then(() => {
    if (own.failure) throw own.failure;
    return ask(own, question, signal);
  });
  own.last = turn.catch((error: unknown) => (own.failure ??= error));
  return turn;
}

async function ask(
  connection: Connection,
  question: HttpQuestion,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const options = requestOptions(question);
  const headers = { ...(options.headers as http.OutgoingHttpHeaders), connection: 'keep-alive' };
  try {
    if (connection.ended) throw new Error('the program has ended');
    return await exchange(
      question,
      signal,
      // Without an agent, which would connect by itself.
      () => http.request({ ...options, headers, createConnection: () => view(connection.stream) }),
      true,
    );
  } catch (error) {
    // The program's last words come with its end, a moment after its output is closed.
    for (let wait = 0; wait < 20 && !connection.ended; wait += 1) {
      if ((error as { code?: string }).code === 'ENORESPONSE') break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    const head = connection.head.slice(0, 200);
    if (connection.ended && !head.startsWith('HTTP/')) {
      const { exitCode, stderr } = connection.ended;
      throw questionError('EEXIT', (stderr.trim() || head).slice(-500), exitCode);
    }
    if (head !== '' && !head.startsWith('HTTP/')) throw questionError('HPE_INVALID_CONSTANT', head);
    throw error;
  }
}

/** A stream of its own for one request: ends with the request, and leaves the program's alone. */
function view(stream: Duplex): Duplex {
  const onData = (chunk: Buffer): void => void one.push(chunk);
  const onEnd = (): void => void one.push(null);
  const onError = (error: Error): void => void one.destroy(error);
  const one = new Duplex({
    read() {},
    write: (chunk: Buffer, _encoding, done) => void stream.write(chunk, done),
    destroy(error, done) {
      stream.off('data', onData).off('end', onEnd).off('error', onError);
      done(error);
    },
  });
  stream.on('data', onData).on('end', onEnd).on('error', onError);
  return one;
}

function open(program: string, args: readonly string[], signal: AbortSignal): Connection {
  const child = spawn(program, args, {
    env: { ...process.env, LC_ALL: 'C', LANGUAGE: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 10_000) stderr += chunk.toString('utf8');
  });
  const stream = new Duplex({
    read() {},
    write: (chunk: Buffer, _encoding, done) => void child.stdin.write(chunk, () => done()),
    destroy(error, done) {
      endTree(child);
      done(error);
    },
  });
  // Read on, whether or not a request listens.
  stream.on('data', () => {}).on('error', () => {});
  const connection: Connection = { stream, ended: null, head: '', last: Promise.resolve(), failure: null };
  const end = (exitCode: number | null, text: string): void => {
    connection.ended ??= { exitCode, stderr: text };
    stream.push(null);
  };
  child.stdout.on('data', (chunk: Buffer) => {
    if (connection.head.length < 200) connection.head += chunk.toString('utf8');
    stream.push(chunk);
  });
  child.stdin.on('error', () => {});
  child.once('error', (error) => end(null, error.message));
  child.once('close', (code) => end(code, stderr));
  signal.addEventListener('abort', () => stream.destroy(), { once: true });
  return connection;
}

function endTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
