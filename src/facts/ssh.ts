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

export function parseSshUrl(url: string): SshTarget | null {
  const match = /^ssh:\/\/(?:([^@/:]+)@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?(\/[^?#]*)?$/.exec(url);
  if (!match) return null;
  const [, user, host = '', port, path] = match;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    user: user ?? null,
    port: port ?? null,
    path: path && path !== '/' ? path : null,
  };
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

/** Exit code 255 is ssh's own; everything else is the other side's shell or docker there. */
export function sshFailure(exitCode: number | null | undefined, text: string): SshFailure {
  if (exitCode === 255) {
    if (/REMOTE HOST IDENTIFICATION HAS CHANGED/.test(text)) return 'host-key-changed';
    if (/Host key verification failed|host key is known/.test(text)) return 'host-key';
    if (/Permission denied|Too many authentication failures|No supported authentication/.test(text))
      return 'key';
    if (/Could not resolve hostname/.test(text)) return 'dns';
    if (/Connection refused/.test(text)) return 'refused';
    if (/timed out|No route to host|Network is unreachable/.test(text)) return 'timeout';
    return 'other';
  }
  if (exitCode === 127 || /docker.*(?:not found|not recognized)/i.test(text)) return 'no-docker';
  if (/permission denied/i.test(text)) return 'permission';
  if (
    /Is the docker daemon running|failed to connect to the docker API|no such file or directory/i.test(text)
  )
    return 'not-running';
  return 'other';
}

/** The line that says it: banners and warnings come before. */
export function decisiveLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^@+$/.test(line));
  const telling =
    /denied|failed|refused|timed out|resolve|not found|unreachable|No route|CHANGED|Cannot connect|failed to connect/;
  return lines.findLast((line) => telling.test(line)) ?? lines.at(-1) ?? '';
}
