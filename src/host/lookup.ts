/**
 * Names to addresses, as the system resolves them, by a program of its own: a lookup inside node cannot be
 * stopped, and holds up the end of the process for as long as a dead name server takes (libuv waits for its
 * threads). Where the system has no such program, that is a second node, which can be ended.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isIP, type Socket } from 'node:net';
import { questionError } from './errors.ts';

interface Resolved {
  readonly address: string;
  readonly family: number;
}

const PROGRAMS: Partial<Record<NodeJS.Platform, { file: string; args: (name: string) => string[] }>> = {
  linux: { file: '/usr/bin/getent', args: (name) => ['ahosts', name] },
  darwin: { file: '/usr/bin/dscacheutil', args: (name) => ['-q', 'host', '-a', 'name', name] },
};

/** Ended when the process ends, whatever they wait for. */
const LONGEST = 10_000;

/** The process may end before they do. */
const children = new Set<ReturnType<typeof spawn>>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const underWay = new Map<string, Promise<readonly Resolved[]>>();

/** `platform` is the system's own unless a test says otherwise. */
export function resolveName(
  name: string,
  signal?: AbortSignal,
  platform: NodeJS.Platform = process.platform,
): Promise<readonly Resolved[]> {
  let result = underWay.get(name);
  if (!result) {
    const program = PROGRAMS[platform];
    const own = program && name !== 'localhost' && existsSync(program.file);
    result = own ? byProgram(program.file, program.args(name), name, signal) : byOtherNode(name);
    underWay.set(name, result);
    // Asked again in another run of this process, it may be there.
    result
      .catch(() => underWay.delete(name))
      .then(() => setTimeout(() => underWay.delete(name), 1000).unref());
  }
  return result;
}

/** Reads names, a line each, and answers each with a line as soon as it is known. */
const HELPER = `const { lookup } = require('node:dns');
require('node:readline').createInterface({ input: process.stdin }).on('line', (name) =>
  lookup(name, { all: true }, (error, found) =>
    process.stdout.write(JSON.stringify({ name, code: error?.code, found }) + '\\n')));`;

interface Helper {
  readonly child: ChildProcessWithoutNullStreams;
  readonly waiting: Map<string, { resolve(found: Resolved[]): void; reject(error: Error): void }>;
}

let helper: Helper | null = null;

function byOtherNode(name: string): Promise<readonly Resolved[]> {
  if (isIP(name) > 0) return Promise.resolve([{ address: name, family: isIP(name) }]);
  helper ??= startHelper();
  const { child, waiting } = helper;
  return new Promise((resolve, reject) => {
    waiting.set(name, { resolve, reject });
    child.stdin.write(`${name.replaceAll('\n', '')}\n`);
  });
}

/** It holds nothing up: whoever asks has a time limit of his own, and at the end of this process it is ended. */
function startHelper(): Helper {
  const child = spawn(process.execPath, ['-e', HELPER], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Many names at a time, and one that hangs does not keep the others.
    env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '16' },
    windowsHide: true,
  });
  const waiting: Helper['waiting'] = new Map();
  children.add(child);
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as unknown as Socket).unref();
  const end = (): void => {
    children.delete(child);
    if (helper?.child === child) helper = null;
    for (const [name, { reject }] of waiting)
      reject(questionError('EUNKNOWN', `the lookup of ${name} came to no end`));
    waiting.clear();
  };
  child.stdin.on('error', () => {});
  child.once('error', end).once('close', end);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const { name, code, found } = JSON.parse(line) as { name: string; code?: string; found?: Resolved[] };
      const one = waiting.get(name);
      waiting.delete(name);
      if (found && found.length > 0) one?.resolve(found);
      else one?.reject(questionError(code ?? 'ENOTFOUND', `${name} is not known to the name resolution`));
    }
  });
  return { child, waiting };
}

function byProgram(
  file: string,
  args: readonly string[],
  name: string,
  signal: AbortSignal | undefined,
): Promise<readonly Resolved[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: LONGEST,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const stop = (): boolean => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    children.add(child);
    child.unref();
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.once('error', () => byOtherNode(name).then(resolve, reject));
    child.once('close', () => {
      children.delete(child);
      signal?.removeEventListener('abort', stop);
      const addresses = [
        ...new Set(output.match(/(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*:[\da-f:.]+)(?![\w:])/gi)),
      ];
      const found = addresses.filter((address) => isIP(address) > 0);
      const unknown = (): void =>
        reject(questionError('ENOTFOUND', `${name} is not known to the name resolution`));
      if (found.length > 0) return resolve(found.map((address) => ({ address, family: isIP(address) })));
      // dscacheutil may know less than getaddrinfo.
      if (process.platform === 'darwin' && child.signalCode === null)
        return void byOtherNode(name).then(resolve, unknown);
      unknown();
    });
  });
}

type Callback = (error: NodeJS.ErrnoException | null, address?: unknown, family?: number) => void;

/** In the shape that net.connect, http and tls take. */
export function lookup(
  name: string,
  options: { readonly all?: boolean | undefined; readonly family?: unknown },
  done: Callback,
): void {
  resolveName(name).then(
    (found) => {
      const fitting = found.filter(({ family }) => !options.family || family === options.family);
      const [first] = fitting;
      if (!first) return done(questionError('ENOTFOUND', `${name} has no address of that kind`));
      if (options.all) return done(null, fitting);
      done(null, first.address, first.family);
    },
    (error: NodeJS.ErrnoException) => done(error),
  );
}
