/** The machine this process runs on. */
import { setMaxListeners } from 'node:events';
import {
  access,
  closeSync,
  constants,
  type Dirent,
  fstat,
  fstatSync,
  lstat,
  open,
  openSync,
  read,
  readdir,
  readlink,
  readSync,
  realpath,
  type Stats,
  type StatsFs,
  stat as statFile,
  statfs,
} from 'node:fs';
import { availableParallelism, homedir, hostname, release, totalmem, userInfo } from 'node:os';
import { errorOf, questionError } from './errors.ts';
import type { Answer, FileKind, FileStat, Host, Identity, QuestionName, Questions } from './host.ts';
import { startClock, startTimeLimit } from './time-limit.ts';

type Asker<K extends QuestionName> = (
  question: Questions[K]['ask'],
  signal: AbortSignal,
) => Promise<Questions[K]['answer']>;

/** Milliseconds for a question to the file system: a dead network mount never answers. */
const FILE_LIMIT = 3000;
const DEFAULT_MAX_BYTES = 1024 ** 2;

export function createLiveHost(): Host {
  const closing = new AbortController();
  // One listener per question under way, and all questions are under way at once.
  setMaxListeners(0, closing.signal);
  const ask = async <K extends QuestionName>(
    name: K,
    question: Questions[K]['ask'],
  ): Promise<Answer<Questions[K]['answer']>> => {
    const elapsed = startClock();
    if (closing.signal.aborted)
      return { ok: false, error: questionError('ECANCELED', 'the host is closed'), ms: 0 };
    try {
      const value = await askers[name](question, closing.signal);
      return { ok: true, value, ms: elapsed() };
    } catch (error) {
      return { ok: false, error: errorOf(error), ms: elapsed() };
    }
  };
  return {
    identity: readIdentity(),
    env: (name) => process.env[name],
    ask,
    close() {
      closing.abort();
      return Promise.resolve();
    },
  };
}

function readIdentity(): Identity {
  const { platform } = process;
  const windows = platform === 'win32';
  const home = (windows ? process.env.USERPROFILE : process.env.HOME) || safely(homedir, '/');
  const groups = process.getgroups?.() ?? [];
  return {
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    arch: process.arch,
    release: release(),
    hostname: hostname(),
    // A uid without an entry in the user database has no name.
    user: safely(() => userInfo().username, String(process.getuid?.() ?? '')),
    uid: process.getuid?.() ?? -1,
    gid: process.getgid?.() ?? -1,
    groups,
    home,
    homeBytes: Buffer.byteLength(home),
    cwd: safely(() => process.cwd(), home),
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    now: Date.now(),
  };
}

function safely<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/**
 * Files are asked by callbacks: a run asks two hundred of these questions, and node's promises for them cost
 * twice as much as the question.
 */
const askers: { readonly [K in QuestionName]: Asker<K> } = {
  run: async (question, signal) => (await import('./run.ts')).runProgram(question, signal),
  readFile: ({ path, maxBytes = DEFAULT_MAX_BYTES, tail = false }) => readText(path, maxBytes, tail),
  readHead: ({ path, bytes }) => readBytes(path, bytes, 'head').then((head) => head.toString('hex')),
  list: async ({ path }) => {
    const entries = await called<Dirent[]>((done) => readdir(path, { withFileTypes: true }, done));
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  stat: async ({ path, link }) =>
    toFileStat(await called<Stats>((done) => (link ? lstat(path, done) : statFile(path, done)))),
  readlink: ({ path }) => called<string>((done) => readlink(path, done)),
  realpath: ({ path }) => called<string>((done) => realpath.native(path, done)),
  access: ({ path, mode }) =>
    called<true>((done) => access(path, ACCESS[mode], (error) => done(error, true))),
  statfs: async ({ path }) => {
    const stat = await called<StatsFs>((done) => statfs(path, done));
    return {
      type: stat.type,
      totalBytes: stat.blocks * stat.bsize,
      availableBytes: stat.bavail * stat.bsize,
      inodes: stat.files,
      freeInodes: stat.ffree,
    };
  },
  connect: async (question, signal) => (await import('./sockets.ts')).connect(question, signal),
  listen: async (question) => inTime((await import('./sockets.ts')).listen(question)),
  http: async (question, signal) => (await import('./sockets.ts')).request(question, signal),
  smoke: async (question, signal) => (await import('./smoke.ts')).smoke(question, signal),
  tls: async (question, signal) => (await import('./sockets.ts')).handshake(question, signal),
  certificate: async (question) => (await import('./certificate.ts')).readCertificate(question),
  dns: async ({ name, timeoutMs }, signal) => {
    const { resolveName } = await import('./lookup.ts');
    return inTime(
      resolveName(name, signal).then((found) => found.map(({ address }) => address)),
      timeoutMs,
    );
  },
};

const ACCESS = {
  r: constants.R_OK,
  w: constants.W_OK,
  x: constants.X_OK,
  rw: constants.R_OK | constants.W_OK,
} as const;

async function inTime<T>(work: Promise<T>, limit = FILE_LIMIT): Promise<T> {
  let callOff = (): void => {};
  const passed = new Promise<never>((_, reject) => {
    callOff = startTimeLimit(limit, () => reject(questionError('ETIMEDOUT', `no answer within ${limit} ms`)));
  });
  try {
    return await Promise.race([work, passed]);
  } finally {
    callOff();
  }
}

/** One call of node's that calls back, within the time limit of files. */
function called<T>(call: (done: (error: Error | null, value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const callOff = startTimeLimit(FILE_LIMIT, () =>
      reject(questionError('ETIMEDOUT', `no answer within ${FILE_LIMIT} ms`)),
    );
    call((error, value) => {
      callOff();
      if (error) reject(error);
      else resolve(value);
    });
  });
}

interface KindTests {
  isFile(): boolean;
  isDirectory(): boolean;
  isSocket(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

function kindOf(entry: KindTests): FileKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  if (entry.isSocket()) return 'socket';
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isFIFO()) return 'fifo';
  if (entry.isCharacterDevice()) return 'character-device';
  return entry.isBlockDevice() ? 'block-device' : 'other';
}

const toFileStat = (
  stat: KindTests & { mode: number; uid: number; gid: number; size: number; mtimeMs: number },
): FileStat => ({
  kind: kindOf(stat),
  mode: stat.mode & 0o7777,
  uid: stat.uid,
  gid: stat.gid,
  size: stat.size,
  mtimeMs: Math.round(stat.mtimeMs),
});

async function readText(path: string, maxBytes: number, tail: boolean): Promise<string> {
  const bytes = await readBytes(path, maxBytes, tail ? 'tail' : 'whole');
  const { decodeText } = await import('./decode.ts');
  return decodeText(bytes);
}

/**
 * Opened without waiting and checked to be a plain file: a fifo or a device at the path must not
 * hold the run up. Files under /proc and /sys say they are 0 bytes long, so it reads to the end.
 */
async function readBytes(path: string, maxBytes: number, part: 'whole' | 'head' | 'tail'): Promise<Buffer> {
  const { open, stat: statOf, read: readAt } = OWN.test(path) ? atOnce : inTurn;
  const file = await open(path);
  try {
    const stat = await statOf(file);
    if (stat.isDirectory()) throw questionError('EISDIR', `${path} is a folder`);
    if (!stat.isFile()) throw questionError('ENOTREGULAR', `${path} is no plain file`);
    const start = part === 'tail' && stat.size > maxBytes ? stat.size - maxBytes : 0;
    const chunks: Buffer[] = [];
    for (let length = 0; length <= maxBytes; ) {
      const chunk = await readAt(file, Math.min(CHUNK, maxBytes + 1 - length), start + length);
      if (chunk.length === 0) break;
      chunks.push(chunk);
      length += chunk.length;
    }
    const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    if (part === 'head') return bytes.subarray(0, maxBytes);
    if (bytes.length > maxBytes && part === 'whole')
      throw questionError('ETOOLARGE', `${path} is over ${maxBytes} bytes`);
    // The cut falls inside a line: the tail starts with the next one.
    return start > 0 ? bytes.subarray(bytes.indexOf(10) + 1) : bytes;
  } finally {
    closeSync(file);
  }
}

/** The system's own files, most of which the kernel answers from memory: no dead network mount lies there. */
const OWN = /^\/(?:proc|sys|etc|run|var\/run)\//;
const CHUNK = 65_536;
// O_NONBLOCK does not exist on Windows, where it is undefined.
const READING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

interface Reading {
  open(path: string): number | Promise<number>;
  stat(file: number): Stats | Promise<Stats>;
  /** Empty at the end. */
  read(file: number, length: number, at: number): Buffer | Promise<Buffer>;
}

let scratch: Buffer | undefined;
/** A question to one of node's threads costs ten times as much as the answer. */
const atOnce: Reading = {
  open: (path) => openSync(path, READING),
  stat: (file) => fstatSync(file),
  read(file, length, at) {
    scratch ??= Buffer.allocUnsafe(CHUNK);
    return Buffer.from(scratch.subarray(0, readSync(file, scratch, 0, length, at)));
  },
};

const inTurn: Reading = {
  open: (path) => called<number>((done) => open(path, READING, done)),
  stat: (file) => called<Stats>((done) => fstat(file, done)),
  async read(file, length, at) {
    const chunk = Buffer.allocUnsafe(length);
    return chunk.subarray(0, await called<number>((done) => read(file, chunk, 0, length, at, done)));
  },
};
