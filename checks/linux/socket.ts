import { defineCheck, type Finding, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import {
  type GroupsFact,
  groupsFact,
  modeText,
  type SocketFact,
  socketFact,
} from '../../src/facts/socket.ts';
import { userFact } from '../../src/facts/user.ts';
import { type WslSide, wslSideFact } from '../../src/facts/wsl.ts';
import { LINUX } from '../catalogue/systems.ts';

/** What lies at the path of the engine's socket, and may this user open it? */
export default defineCheck({
  id: 'linux.socket',
  title: 'Docker socket',
  systems: LINUX,
  link: 'transport',
  after: ['client.context'],
  needs: { socket: socketFact, engine: engineFact, endpoint: endpointFact, user: userFact },
  uses: { groups: groupsFact, engines: enginesFact, wsl: wslSideFact },
  finds: [
    'socket.permission',
    'socket.group-pending',
    'socket.group',
    'socket.missing',
    'socket.stale',
    'socket.not-a-socket',
    'socket.exposed',
  ],
  judge({ socket, engine, endpoint, user, groups, engines, wsl }) {
    if (!socket) return skip('the engine in force has no socket on this machine');
    const { path, stat } = socket;
    if (engine.state === 'answers' && stat && (stat.mode & 0o002) !== 0) {
      const seen = evidence(`stat ${path}`, modeText(stat));
      const reason = `Everybody on this machine may write to ${path}`;
      return found({ id: 'socket.exposed', values: { kind: 'mode', path, reason }, evidence: [seen] });
    }
    if (engine.state === 'answers')
      return pass(stat ? `${path} ${modeText(stat)} ${stat.uid}:${socket.group ?? stat.gid}` : path);
    if (socket.statError === 'EACCES') return found(folderClosed(socket, user.uid));
    if (!stat) {
      if (socket.statError !== 'ENOENT' && socket.statError !== 'ENOTDIR')
        return unknown(`${path}: ${socket.statError}`);
      const other = engines.known
        ? engines.value.find((candidate) => candidate.state === 'running' && !candidate.inForce)
        : undefined;
      const chosen = endpoint.state === 'resolved' && endpoint.source === 'default';
      if (!other || !chosen) return skip(`${path} does not exist`);
      const values = {
        path,
        other: `${other.product} at ${other.endpoint}`,
        otherUrl: other.endpoint,
        ...(other.context && { better: other.context }),
      };
      return found({
        id: 'socket.missing',
        values,
        evidence: [evidence(path, 'does not exist'), evidence(other.endpoint, 'answers')],
      });
    }
    if (stat.kind !== 'socket') {
      const kind = stat.kind === 'directory' ? 'folder' : 'plain file';
      return found({
        id: 'socket.not-a-socket',
        values: { path, kind },
        evidence: [evidence(`stat ${path}`, modeText(stat))],
      });
    }
    const seen = evidence(
      `stat ${path}`,
      `${modeText(stat)} uid ${stat.uid} gid ${stat.gid} (${socket.group ?? 'no such group'})`,
    );
    if (engine.state === 'denied')
      return found(
        refused(socket, user, groups.known ? groups.value : null, seen, wsl.known ? wsl.value : null),
      );
    if (engine.state === 'refused') {
      const served = wsl.known ? (wsl.value?.product ?? null) : null;
      if (served !== null && served !== 'docker-engine') return skip('a product on Windows makes it');
      return found({
        id: 'socket.stale',
        values: { path },
        evidence: [seen, evidence(`connect ${path}`, engine.code)],
      });
    }
    return skip(`${path} is there; see the engine`);
  },
});

function folderClosed(socket: SocketFact, uid: number): Finding {
  const owner = 'somebody else: its folder is closed to you';
  const text = `EACCES for uid ${uid}`;
  return {
    id: 'socket.permission',
    values: { path: socket.path, owner },
    evidence: [evidence(`stat ${socket.path}`, text)],
  };
}

/** Numeric groups decide: what the session has, what the user database says, what the socket wants. */
function refused(
  { path, stat, group }: SocketFact,
  user: { readonly groups: readonly number[] },
  groups: GroupsFact | null,
  seen: Finding['evidence'][number],
  wsl: WslSide | null,
): Finding {
  const gid = stat?.gid ?? -1;
  const owner = `${stat?.uid === 0 ? 'root' : `user ${stat?.uid}`} and the group ${group ?? gid}`;
  const session = evidence('groups of this session', user.groups.join(' '));
  const listed = groups?.memberOf.some((member) => member.gid === gid) ?? false;
  const inSession = user.groups.includes(gid);
  const groupMayWrite = ((stat?.mode ?? 0) & 0o060) === 0o060;
  if (groupMayWrite && listed && !inSession) {
    const database = evidence('/etc/group', `you are a member of ${group ?? gid}`);
    return {
      id: 'socket.group-pending',
      values: { group: group ?? String(gid) },
      evidence: [seen, session, database],
    };
  }
  // Membership of 'docker' cannot help where the socket belongs to another group.
  const dockerGid = groups?.docker?.gid;
  // Nor where no group may write: dockerd never makes it so, a proxy of Rancher Desktop in WSL does.
  const groupMay = ((stat?.mode ?? 0) & 0o020) !== 0;
  if (
    path.endsWith('docker.sock') &&
    stat?.uid === 0 &&
    groupMay &&
    group !== 'docker' &&
    gid !== dockerGid
  ) {
    const docker = evidence('group docker', dockerGid === undefined ? 'does not exist' : `gid ${dockerGid}`);
    const reason = `${path} belongs to ${owner}, not to the docker group`;
    return { id: 'socket.group', values: { path, owner, reason }, evidence: [seen, session, docker] };
  }
  const values = {
    path,
    owner,
    ...(groups !== null && groups.docker === null && { group: 'none' }),
    ...(wsl?.product === 'rancher-desktop' && { product: wsl.product }),
  };
  return { id: 'socket.permission', values, evidence: [seen, session] };
}
