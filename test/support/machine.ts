/** A machine made of files and programs: what is not listed is not there. */
import type { Answer, Host, Identity, QuestionName, Questions } from '../../src/host/host.ts';

export interface Machine {
  readonly identity?: Partial<Identity>;
  readonly env?: Readonly<Record<string, string>>;
  /** Text of a plain file, or the kind of anything else. */
  readonly files?: Readonly<Record<string, string | { readonly kind: 'directory' | 'socket' }>>;
  /** By file name of the program and its arguments, the beginning of which is enough. */
  readonly programs?: Readonly<Record<string, { readonly stdout?: string; readonly exitCode?: number }>>;
}

const IDENTITY: Identity = {
  platform: 'linux',
  arch: 'x64',
  release: '5.15.167.4-microsoft-standard-WSL2',
  hostname: 'pc-7k2q9pl',
  user: 'maria',
  uid: 1000,
  gid: 1000,
  groups: [1000],
  home: '/home/maria',
  cwd: '/home/maria',
  cpus: 8,
  memoryBytes: 16e9,
  now: Date.parse('2026-11-24T12:00:00Z'),
};

export function machineHost({ identity, env = {}, files = {}, programs = {} }: Machine): Host {
  const absent = { ok: false, error: { code: 'ENOENT', message: 'no such file' }, ms: 0 } as const;
  const answer = (name: QuestionName, question: Record<string, unknown>): Answer<unknown> => {
    const path = String(question.path ?? '');
    const file = files[path];
    const ok = (value: unknown): Answer<unknown> => ({ ok: true, value, ms: 0 });
    switch (name) {
      case 'stat': {
        if (file === undefined) return absent;
        const kind = typeof file === 'string' ? 'file' : file.kind;
        return ok({ kind, mode: 0o755, uid: 0, gid: 0, size: 1, mtimeMs: 0 });
      }
      case 'readFile':
        return typeof file === 'string' ? ok(file) : absent;
      case 'access':
        return file === undefined ? absent : ok(true);
      case 'realpath':
        return file === undefined ? absent : ok(path);
      case 'statfs':
        return ok({ type: 0, totalBytes: 1e12, availableBytes: 5e11, inodes: 1e7, freeInodes: 9e6 });
      case 'run': {
        const line = [question.file, ...(question.args as string[])].join(' ');
        const found = Object.entries(programs).find(([start]) => line.startsWith(start));
        return found ? ok({ exitCode: 0, signal: null, stdout: '', stderr: '', ...found[1] }) : absent;
      }
      default:
        return absent;
    }
  };
  return {
    identity: { ...IDENTITY, ...identity },
    env: (name) => env[name],
    ask: <K extends QuestionName>(name: K, question: Questions[K]['ask']) =>
      Promise.resolve(
        answer(name, question as unknown as Record<string, unknown>) as Answer<Questions[K]['answer']>,
      ),
    close: () => Promise.resolve(),
  };
}
