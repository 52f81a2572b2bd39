/**
 * Names to addresses, as the system resolves them, by a program of its own where there is one: a lookup
 * inside node cannot be stopped, and holds up the end of the process for as long as a dead name server
 * takes (libuv waits for its threads).
 */
import { spawn } from 'node:child_process';
import { lookup as nodeLookup } from 'node:dns';
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
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
/** Milliseconds within which an answer tells that nothing hangs. */
const QUICK = 1000;

/** The process may end before they do. */
const children = new Set<ReturnType<typeof spawn>>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const underWay = new Map<string, Promise<readonly Resolved[]>>();

export function resolveName(name: string, signal?: AbortSignal): Promise<readonly Resolved[]> {
  let result = underWay.get(name);
  if (!result) {
    const program = PROGRAMS[process.platform];
    const own = program && name !== 'localhost' && existsSync(program.file);
    result = own ? byProgram(program.file, program.args(name), name, signal) : byNode(name);
    underWay.set(name, result);
    // Asked again in another run of this process, it may be there.
    result
      .catch(() => underWay.delete(name))
      .then(() => setTimeout(() => underWay.delete(name), 1000).unref());
  }
  return result;
}

const byNode = (name: string): Promise<readonly Resolved[]> =>
  new Promise((resolve, reject) => {
    nodeLookup(name, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

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
    const began = performance.now();
    let output = '';
    const stop = (): boolean => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    children.add(child);
    child.unref();
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.once('error', () => byNode(name).then(resolve, reject));
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
      // dscacheutil may know less than getaddrinfo; as it ended at once, the resolution does not hang.
      if (process.platform === 'darwin' && child.signalCode === null && performance.now() - began < QUICK)
        return byNode(name).then(resolve, unknown);
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
