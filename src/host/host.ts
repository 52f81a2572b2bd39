/**
 * The only door to the machine. Facts ask their questions here and nowhere else, so that a live
 * run, a recording and a replay are one code path (live.ts, recording.ts, replaying.ts).
 *
 * No question changes the machine. Every question has a time limit and a size limit.
 */

export type Platform = 'linux' | 'darwin' | 'win32';

/**
 * Why a question has no answer. `code` is an errno name ('ENOENT', 'EACCES', 'ECONNREFUSED' …), a
 * Node or OpenSSL code ('CERT_HAS_EXPIRED', 'HPE_INVALID_CONSTANT' …), or one of our own:
 * - `ETIMEDOUT`: the time limit of the question passed, before or while connecting
 * - `ENORESPONSE`: connected, request sent, and no complete response within the time limit
 * - `ETOOLARGE`: the answer was over the size limit
 * - `ENOTRECORDED`: a replayed recording holds no answer
 * - `ETLSFILE`: a file of the TLS material cannot be read
 * - `EPROXY_…`: the proxy could not be reached, or refused (an errno or an HTTP status follows)
 * - `EEXIT`: the program that is the connection ended; `exitCode` says how, the message what it printed
 * - `EUNKNOWN`: none of these
 */
export interface HostError {
  readonly code: string;
  readonly message: string;
  readonly exitCode?: number | null;
  /** A time limit passed while this process had to wait for a processor: silence then says little. */
  readonly busy?: true;
}

/** What came back, and how many milliseconds it took, less this process's own waiting for a processor (replayed as recorded). */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly ms: number }
  | { readonly ok: false; readonly error: HostError; readonly ms: number };

export interface RunQuestion {
  /** Absolute path of the program: PATH is resolved by facts, never by the operating system. */
  readonly file: string;
  readonly args: readonly string[];
  /** The folder it runs in; the doctor's own unless told. */
  readonly cwd?: string;
  /** Added to the environment of this process; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; 3000 unless told. The whole process tree is ended then. */
  readonly timeoutMs?: number;
  /** Bytes of stdout and of stderr each; 1 MiB unless told. More is cut off. */
  readonly maxBytes?: number;
  /** What it prints may hold secrets of a project (its variables): no recording keeps it. */
  readonly unrecorded?: true;
  /** What it prints when all is well names persons (logins): dropped at once; a failure is answered as it is. */
  readonly failureOnly?: true;
}

/** A program that ran to its end. One that could not be started is an error with its errno. */
export interface RunOutput {
  /** Null when a signal ended it. On Windows unsigned 32 bit (0xFFFFFE44, not -444). */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Decoded: byte-order mark, UTF-16LE (wsl.exe) or UTF-8. */
  readonly stdout: string;
  readonly stderr: string;
}

export type FileKind =
  | 'file'
  | 'directory'
  | 'socket'
  | 'symlink'
  | 'fifo'
  | 'character-device'
  | 'block-device'
  | 'other';

export interface FileStat {
  readonly kind: FileKind;
  /** Permission bits only, e.g. 0o660. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: FileKind;
}

/** Sizes in bytes, as fs.statfs gives them. `type` is the file system's magic number. */
export interface FileSystemStat {
  readonly type: number;
  readonly totalBytes: number;
  /** What an ordinary user may still write. */
  readonly availableBytes: number;
  readonly inodes: number;
  readonly freeInodes: number;
}

/**
 * A unix socket, a Windows named pipe (as a path), a TCP address, or a program whose stdin and stdout are
 * the connection, as `ssh HOST docker system dial-stdio` is: one process serves all requests to it.
 */
export type Address =
  | { readonly path: string }
  | { readonly host: string; readonly port: number }
  | { readonly program: string; readonly args: readonly string[] };

/** Paths of PEM files; the live host reads them, so that no key ever lies in a recording. */
export interface TlsMaterial {
  readonly caFile?: string;
  /** Further files of authorities, which count together with the system's list where that is asked for. */
  readonly caFiles?: readonly string[];
  /** Also trust what the system trusts, as far as this version of node can read that list. */
  readonly systemAuthorities?: boolean;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly serverName?: string;
  /** Connect although the certificate does not verify (the verdict is in TlsPeer). */
  readonly skipVerify?: boolean;
}

export interface ConnectQuestion {
  readonly address: Address;
  readonly timeoutMs?: number;
}

export interface ListenQuestion {
  readonly host: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

export interface HttpQuestion {
  readonly address: Address;
  readonly tls?: TlsMaterial;
  readonly method?: 'GET' | 'HEAD';
  /** Path with query, e.g. `/_ping`. */
  readonly path: string;
  /** Address of a proxy to go through: http, https or socks5. */
  readonly proxy?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a list of objects in JSON only these members are answered: the rest is nobody's business. */
  readonly pick?: readonly (readonly string[])[];
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SmokeQuestion {
  readonly address: Address;
  readonly tls?: TlsMaterial;
  /** The engine's, in Go's words. */
  readonly architecture: 'amd64' | 'arm64';
}

/** Did a container run? If not, which step failed, and what the engine said. */
export interface SmokeOutcome {
  readonly ran: boolean;
  readonly step: string;
  readonly message: string;
}

export interface TlsQuestion {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsMaterial;
  readonly proxy?: string;
  readonly timeoutMs?: number;
}

/** What a PEM certificate file says; dates are ISO 8601. The key itself never leaves the live host. */
export interface CertificateFile {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Does the key file belong to it? Null where none was asked about. */
  readonly keyMatches: boolean | null;
  /** Did this authority (caFile) sign it? Null where none was asked about. */
  readonly signedByCa: boolean | null;
}

/** The other side of a TLS handshake. Dates are ISO 8601. */
export interface TlsPeer {
  readonly authorized: boolean;
  /** OpenSSL's code when not authorized, e.g. 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'. */
  readonly authorizationError: string | null;
  /** True where the system's own list of authorities was read and counted. */
  readonly systemAuthorities?: boolean;
  readonly protocol: string | null;
  readonly subject: string;
  readonly issuer: string;
  /** Common names of the authorities, from the one that signed it upwards, as far as the server sent them. */
  readonly authorities?: readonly string[];
  readonly names: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
}

/** What is known without asking anyone; the same for the whole run. */
export interface Identity {
  readonly platform: Platform;
  /** Node's name of the architecture this process was built for: 'x64', 'arm64' … */
  readonly arch: string;
  /** os.release(): the kernel on Linux, Darwin's version on macOS, 10.0.build on Windows. */
  readonly release: string;
  readonly hostname: string;
  readonly user: string;
  /** -1 on Windows. */
  readonly uid: number;
  readonly gid: number;
  /** Numeric groups of this process (not of the user database). */
  readonly groups: readonly number[];
  readonly home: string;
  /** Length of the real home folder: a recording hides its name, and sockets below it have a limit. */
  readonly homeBytes?: number;
  readonly cwd: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Milliseconds since 1970, when the run began. */
  readonly now: number;
}

/** Every question by its name: one table, so that recording and replaying need no code per question. */
export interface Questions {
  run: { ask: RunQuestion; answer: RunOutput };
  /** Text of a file (UTF-8; other encodings decoded), 1 MiB unless told; `tail` reads its end. */
  readFile: { ask: { path: string; maxBytes?: number; tail?: boolean }; answer: string };
  /** The first bytes of a file, in hexadecimal. */
  readHead: { ask: { path: string; bytes: number }; answer: string };
  list: { ask: { path: string }; answer: readonly DirectoryEntry[] };
  /** Follows links unless `link` is true. */
  stat: { ask: { path: string; link?: boolean }; answer: FileStat };
  readlink: { ask: { path: string }; answer: string };
  realpath: { ask: { path: string }; answer: string };
  /** May this process read, write or execute it? Answers true, or the errno. */
  access: { ask: { path: string; mode: 'r' | 'w' | 'x' | 'rw' }; answer: true };
  statfs: { ask: { path: string }; answer: FileSystemStat };
  connect: { ask: ConnectQuestion; answer: true };
  /** May a program of this user listen there? The port is let go at once; errno where it may not. */
  listen: { ask: ListenQuestion; answer: true };
  http: { ask: HttpQuestion; answer: HttpResponse };
  /** The one question that makes something (and takes it away again): only under `--deep`. */
  smoke: { ask: SmokeQuestion; answer: SmokeOutcome };
  tls: { ask: TlsQuestion; answer: TlsPeer };
  certificate: { ask: { certFile: string; keyFile?: string; caFile?: string }; answer: CertificateFile };
  /** Addresses as the system's resolver (with its hosts file) gives them. */
  dns: { ask: { name: string; timeoutMs?: number }; answer: readonly string[] };
}

export type QuestionName = keyof Questions;

export interface Host {
  readonly identity: Identity;
  /** One environment variable. Only the variables that facts ask for are recorded. */
  env(name: string): string | undefined;
  /** Asks the machine. Never throws and never rejects. */
  ask<K extends QuestionName>(
    name: K,
    question: Questions[K]['ask'],
  ): Promise<Answer<Questions[K]['answer']>>;
  /** Ends what is still under way (processes, sockets); later questions fail with `ECANCELED`. */
  close(): Promise<void>;
}
