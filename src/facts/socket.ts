/** The unix socket of the endpoint in force: what lies at the path, and who may open it. */
import type { FileStat, Host } from '../host/host.ts';
import { endpointFact } from './endpoint.ts';
import { defineFact, known, orAbsent } from './fact.ts';

export interface SocketFact {
  readonly path: string;
  /** Following links; null where nothing is there. */
  readonly stat: FileStat | null;
  /** errno of the stat where it failed. */
  readonly statError: string | null;
  /** Target of a symbolic link at the path, dangling or not. */
  readonly link: string | null;
  /** Name of the socket's group, null where no group has that number. */
  readonly group: string | null;
  /** What this process may do: errno of access(2), or null when it may read and write. */
  readonly accessError: string | null;
}

/** Null where the endpoint in force is no unix socket. */
export const socketFact = defineFact<SocketFact | null>(
  'socket',
  "looking at the engine's socket",
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    if (!endpoint.known) return endpoint;
    if (endpoint.value.state !== 'resolved' || endpoint.value.transport.kind !== 'unix') return known(null);
    const { path } = endpoint.value.transport;
    const [stat, link, access] = await Promise.all([
      host.ask('stat', { path }),
      host.ask('readlink', { path }),
      host.ask('access', { path, mode: 'rw' }),
    ]);
    return known({
      path,
      stat: stat.ok ? stat.value : null,
      statError: stat.ok ? null : stat.error.code,
      link: link.ok ? link.value : null,
      group: stat.ok ? await groupName(host, stat.value.gid) : null,
      accessError: access.ok ? null : access.error.code,
    });
  },
);

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** group(5): name:password:gid:member,member */
export function parseGroups(text: string): Group[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , gid = '', members = ''] = line.split(':');
    return /^\d+$/.test(gid) ? [{ name, gid: Number(gid), members: members.split(',').filter(Boolean) }] : [];
  });
}

export interface GroupsFact {
  /** The user's groups as the user database has them, whatever this session got. */
  readonly memberOf: readonly Group[];
  readonly docker: Group | null;
  readonly all: readonly Group[];
}

/** Groups of the user database. Those of directory services (LDAP …) come from `getent`, for the docker group. */
export const groupsFact = defineFact<GroupsFact>('groups', 'reading the groups', async ({ host }) => {
  const [file, passwd] = await Promise.all([
    host.ask('readFile', { path: '/etc/group' }),
    host.ask('readFile', { path: '/etc/passwd' }),
  ]);
  const local = parseGroups(orAbsent('reading /etc/group', file) ?? '');
  const all = local.some((group) => group.name === 'docker')
    ? local
    : [...local, ...(await getentGroup(host, 'docker'))];
  const { user, uid } = host.identity;
  const primary = passwd.ok ? primaryGroup(passwd.value, uid) : null;
  return known({
    all,
    docker: all.find((group) => group.name === 'docker') ?? null,
    memberOf: all.filter((group) => group.members.includes(user) || group.gid === primary),
  });
});

function primaryGroup(passwd: string, uid: number): number | null {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find((parts) => parts[2] === String(uid));
  return fields?.[3] === undefined ? null : Number(fields[3]);
}

async function getentGroup(host: Host, key: string): Promise<Group[]> {
  const answer = await host.ask('run', { file: '/usr/bin/getent', args: ['group', key], timeoutMs: 1500 });
  return answer.ok && answer.value.exitCode === 0 ? parseGroups(answer.value.stdout) : [];
}

async function groupName(host: Host, gid: number): Promise<string | null> {
  const file = await host.ask('readFile', { path: '/etc/group' });
  const local = file.ok ? parseGroups(file.value).find((group) => group.gid === gid) : undefined;
  return local?.name ?? (await getentGroup(host, String(gid)))[0]?.name ?? null;
}

/** As `ls -l` shows it: srw-rw----. */
export function modeText(stat: FileStat): string {
  const letter = {
    socket: 's',
    directory: 'd',
    symlink: 'l',
    fifo: 'p',
    'character-device': 'c',
    'block-device': 'b',
  };
  const bits = [6, 3, 0].map((shift) => {
    const three = (stat.mode >> shift) & 7;
    return `${three & 4 ? 'r' : '-'}${three & 2 ? 'w' : '-'}${three & 1 ? 'x' : '-'}`;
  });
  return `${letter[stat.kind as keyof typeof letter] ?? '-'}${bits.join('')}`;
}
