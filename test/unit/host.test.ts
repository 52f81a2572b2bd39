/** The live host against what may lie in wait on a machine: pipes without writers, trees of processes, garbage. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLiveHost } from '../../src/host/live.ts';
import { recordingHost } from '../../src/host/recording.ts';
import { parseRecording, stringifyRecording } from '../../src/host/recording-file.ts';
import { replayingHost } from '../../src/host/replaying.ts';

let folder: string;
const servers: Server[] = [];
const sockets = new Set<Socket>();
const host = createLiveHost();

async function serve(name: string, onConnection: (socket: Socket) => void): Promise<string> {
  const path = join(folder, name);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-host-'));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

const codeOf = (answer: { ok: boolean; error?: { code: string } }): string =>
  answer.ok ? 'ok' : (answer.error?.code ?? '');

describe.skipIf(process.platform === 'win32')('files', () => {
  it('a fifo without a writer does not hold the run up', async () => {
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    expect(codeOf(await host.ask('readFile', { path }))).toBe('ENOTREGULAR');
  });
  it('a folder, a device, a loop of links, nothing', async () => {
    await symlink(join(folder, 'loop'), join(folder, 'loop'));
    expect(codeOf(await host.ask('readFile', { path: folder }))).toBe('EISDIR');
    expect(codeOf(await host.ask('readFile', { path: '/dev/zero' }))).toBe('ENOTREGULAR');
    expect(codeOf(await host.ask('readFile', { path: join(folder, 'loop') }))).toBe('ELOOP');
    expect(codeOf(await host.ask('readFile', { path: join(folder, 'none') }))).toBe('ENOENT');
  });
  it('files under /proc, whose size is 0', async () => {
    if (process.platform !== 'linux') return;
    const answer = await host.ask('readFile', { path: '/proc/self/mountinfo' });
    expect(answer.ok && answer.value.length).toBeGreaterThan(10);
  });
  it('a file over the limit is an error, its tail is not', async () => {
    const path = join(folder, 'large');
    await writeFile(path, `${'x'.repeat(99)}\n`.repeat(1000));
    expect(codeOf(await host.ask('readFile', { path, maxBytes: 1000 }))).toBe('ETOOLARGE');
    const tail = await host.ask('readFile', { path, maxBytes: 1000, tail: true });
    expect(tail.ok && tail.value.startsWith('x'.repeat(99))).toBe(true);
    expect(tail.ok && tail.value.length).toBeLessThanOrEqual(1001);
  });
});

describe.skipIf(process.platform === 'win32')('programs', () => {
  const sh = (script: string, more = {}) =>
    host.ask('run', { file: '/bin/sh', args: ['-c', script], ...more });
  it('exit code, output and stderr', async () => {
    const answer = await sh('echo out; echo err >&2; exit 3');
    expect(answer.ok && answer.value).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });
  it('one that reads stdin gets none', async () => {
    const answer = await sh('cat; echo done');
    expect(answer.ok && answer.value.stdout).toBe('done\n');
  });
  it('the whole tree ends with the time limit', async () => {
    const mark = `987${process.pid}`;
    const answer = await sh(`sleep ${mark} & sleep ${mark}`, { timeoutMs: 300 });
    expect(codeOf(answer)).toBe('ETIMEDOUT');
    const left = (): string => {
      try {
        return execFileSync('pgrep', ['-f', `^sleep ${mark}`], { encoding: 'utf8' });
      } catch {
        return '';
      }
    };
    await expect.poll(left, { timeout: 10_000 }).toBe('');
  });
  it('endless output ends', async () => {
    const answer = await sh('yes', { maxBytes: 10_000, timeoutMs: 5000 });
    expect(answer.ok ? answer.value.stdout.length : 0).toBeLessThanOrEqual(10_000);
  });
  it('a program that is not there, is no program, may not be run', async () => {
    const plain = join(folder, 'plain');
    await writeFile(plain, 'x', { mode: 0o644 });
    expect(codeOf(await host.ask('run', { file: join(folder, 'nothing'), args: [] }))).toBe('ENOENT');
    expect(codeOf(await host.ask('run', { file: plain, args: [] }))).toBe('EACCES');
  });
});

describe.skipIf(process.platform === 'win32')('sockets', () => {
  const ping = (path: string) => host.ask('http', { address: { path }, path: '/_ping', timeoutMs: 300 });
  it('one that accepts and says nothing is hung, not absent', async () => {
    expect(codeOf(await ping(await serve('silent', () => {})))).toBe('ENORESPONSE');
  });
  it('one that sends garbage', async () => {
    const path = await serve('garbage', (socket) => socket.end('\u0000\u0001garbage\r\n\r\n'));
    expect(codeOf(await ping(path))).toMatch(/^HPE_/);
  });
  it('one that closes at once', async () => {
    const path = await serve('closing', (socket) => socket.destroy());
    expect(codeOf(await ping(path))).toMatch(/^(ECONNRESET|EPIPE)$/);
  });
  it('one that never ends its body', async () => {
    const path = await serve('endless', (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx');
    });
    expect(codeOf(await ping(path))).toBe('ENORESPONSE');
  });
  it('none there', async () => {
    expect(codeOf(await ping(join(folder, 'nobody')))).toBe('ENOENT');
  });
});

describe('after close', () => {
  it('questions are refused', async () => {
    const closed = createLiveHost();
    await closed.close();
    expect(codeOf(await closed.ask('stat', { path: '/' }))).toBe('ECANCELED');
  });
});

describe('record and replay', () => {
  it('gives the same answers, in a file, with errors as errors', async () => {
    const recorder = recordingHost(createLiveHost());
    const answers = [
      await recorder.ask('stat', { path: folder }),
      await recorder.ask('readFile', { path: join(folder, 'never') }),
    ];
    const replay = replayingHost(parseRecording(stringifyRecording(recorder.recording())));
    expect([
      await replay.ask('stat', { path: folder }),
      await replay.ask('readFile', { path: join(folder, 'never') }),
    ]).toEqual(answers);
    expect(codeOf(await replay.ask('stat', { path: '/elsewhere' }))).toBe('ENOTRECORDED');
  });
});
