/** An ssh:// endpoint: the command line to it, and what its failures mean. */
import type { Address, Host } from '../host/host.ts';
import { findProgram, joinPath } from './paths.ts';

/** Milliseconds; a handshake over a slow line takes a second or two. ssh's own limit ends first. */
export const SSH_TIME_LIMIT = 5000;

export type SshFailure =
  | 'no-client'
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'host-key'
  | 'host-key-changed'
  | 'key'
  /** Why no key was accepted, as this side tells (ssh-keys.ts). */
  | 'passphrase'
  | 'agent-empty'
  | 'no-key'
  | 'key-open'
  | 'many-keys'
  /** ssh's own settings: a mistake, open to others, a command of their own, a jump host that is not there. */
  | 'settings'
  | 'settings-open'
  | 'own-command'
  | 'jump'
  | 'no-login'
  | 'old-docker'
  | 'their-context'
  | 'no-docker'
  | 'permission'
  | 'not-running'
  | 'noise'
  | 'other';

export interface SshTarget {
  readonly host: string;
  readonly user: string | null;
  readonly port: string | null;
  /** Path of the socket on the other side, or null for its default. */
  readonly path: string | null;
}

/** As docker reads it: a URL, whose user and host may be written with %XX. */
export function parseSshUrl(url: string): SshTarget | null {
  const match = /^ssh:\/\/(?:([^@/]+)@)?(\[[^\]]+\]|[^:/?#@]+)(?::(\d+))?(\/[^?#]*)?$/.exec(url);
  if (!match) return null;
  const [, user, host = '', port, path] = match;
  try {
    return {
      host: decodeURIComponent(host.replace(/^\[|\]$/g, '')),
      user: user === undefined ? null : decodeURIComponent(user),
      port: port ?? null,
      path: path && path !== '/' ? path : null,
    };
  } catch {
    return null;
  }
}

/** Why docker does not take an ssh:// address, or null (docker/cli cli/connhelper/ssh). */
export function sshMistake(url: string): string | null {
  const login = /^ssh:\/\/([^@/]+)@/.exec(url)?.[1] ?? '';
  if (login.includes(':')) return 'docker takes no password in an ssh:// address';
  if (/[?#]/.test(url)) return 'docker takes nothing after a ? or # in an ssh:// address';
  return parseSshUrl(url) === null ? 'an ssh:// address is ssh://USER@HOST:PORT' : null;
}

/** The client that docker would find on PATH, or null. */
const findSsh = (host: Host): Promise<string | null> =>
  findProgram(host, 'ssh', host.identity.platform === 'win32' ? [windowsOpenSsh(host)] : []);

const windowsOpenSsh = (host: Host): string =>
  joinPath(host, host.env('SystemRoot') ?? 'C:\\Windows', 'System32', 'OpenSSH');

/**
 * As the CLI connects: `ssh … HOST docker system dial-stdio`. Never a prompt, and nothing that ssh would
 * write down: no new host keys, no shared connection left behind.
 */
export async function sshAddress(host: Host, url: string): Promise<Address | 'no-client' | 'invalid'> {
  const target = parseSshUrl(url);
  if (!target) return 'invalid';
  const program = await findSsh(host);
  if (program === null) return 'no-client';
  const options = [
    'BatchMode=yes',
    `ConnectTimeout=${Math.floor(SSH_TIME_LIMIT / 1000) - 1}`,
    'UpdateHostKeys=no',
    'ControlMaster=no',
    'PermitLocalCommand=no',
    'ClearAllForwardings=yes',
  ];
  return {
    program,
    args: [
      ...options.flatMap((option) => ['-o', option]),
      '-T',
      ...(target.user ? ['-l', target.user] : []),
      ...(target.port ? ['-p', target.port] : []),
      '--',
      target.host,
      'docker',
      ...(target.path ? ['--host', `unix://${target.path}`] : []),
      'system',
      'dial-stdio',
    ],
  };
}

/** ssh's own messages, which are not translated, the narrowest first. */
const SSH_SAYS: readonly (readonly [RegExp, SshFailure])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for \S+ has changed/, 'host-key-changed'],
  // The connection of a jump host has no address: ssh calls it so.
  [/UNKNOWN port 65535|stdio forwarding failed/, 'jump'],
  [/Bad owner or permissions on/, 'settings-open'],
  [/Bad configuration option|bad configuration options|line \d+: .*(?:argument|keyword|value)/i, 'settings'],
  [/Cannot execute command-line and remote command/, 'own-command'],
  [/Host key verification failed|host key is known/, 'host-key'],
  [/UNPROTECTED PRIVATE KEY FILE|Permissions \d+ for .* are too open/, 'key-open'],
  [/Too many authentication failures/, 'many-keys'],
  [/Permission denied|No supported authentication/, 'key'],
  [/Could not resolve hostname/, 'dns'],
  [/Connection refused/, 'refused'],
  [/timed out|No route to host|Network is unreachable/, 'timeout'],
];

/** What the other side's shell and docker say. */
const OTHER_SIDE_SAYS: readonly (readonly [RegExp, SshFailure])[] = [
  [
    /dial-stdio\S* is not a docker command|unknown (?:shorthand )?(?:command|flag).*(?:dial-stdio|system)/i,
    'old-docker',
  ],
  [
    /context\b.*not found|current context .* is not found|unable to resolve docker endpoint/i,
    'their-context',
  ],
  [/account is currently not available|This account/i, 'no-login'],
  [/docker.*(?:not found|not recognized)/i, 'no-docker'],
  [/permission denied/i, 'permission'],
  [
    /Is the docker daemon running|failed to connect to the docker API|no such file or directory/i,
    'not-running',
  ],
];

/** Exit code 255 is ssh's own; everything else is the other side's shell or docker there. */
export function sshFailure(exitCode: number | null | undefined, text: string): SshFailure {
  if (exitCode === 127) return 'no-docker';
  const table = exitCode === 255 ? SSH_SAYS : OTHER_SIDE_SAYS;
  return table.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

/** The line that says it: banners and warnings come before. */
export function decisiveLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^@+$/.test(line));
  const key = lines.find((line) => /^Host key for \S+ has changed/.test(line));
  if (key) return key;
  // 'terminating, 1 bad configuration options' says less than the line before.
  const wrong = lines.find((line) => /Bad configuration option|are too open|Bad owner/i.test(line));
  if (wrong) return wrong;
  const telling =
    /denied|failed|refused|timed out|resolve|not found|unreachable|No route|CHANGED|Cannot connect|failed to connect|Too many|no matching/;
  const jump = lines.some((line) => /UNKNOWN port 65535/.test(line));
  if (jump)
    return lines.find((line) => /^ssh: |refused|timed out|resolve|denied/.test(line)) ?? lines[0] ?? '';
  return lines.findLast((line) => telling.test(line)) ?? lines.at(-1) ?? '';
}
