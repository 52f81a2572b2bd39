/** Rootless Docker of this user: is it set up, does it run, and are its prerequisites there? */
import type { Host } from '../host/host.ts';
import { endpointFact } from './endpoint.ts';
import { askEngine } from './engine.ts';
import { defineFact, known, orAbsent } from './fact.ts';
import { installedEnginesFact } from './installed.ts';
import { findProgram, joinPath } from './paths.ts';

export interface RootlessFact {
  /** Its socket by the usual place: $XDG_RUNTIME_DIR/docker.sock, or /run/user/<uid>/docker.sock. */
  readonly socket: string;
  /** XDG_RUNTIME_DIR as this shell has it. */
  readonly runtimeFolder: string | null;
  /** A user unit is there, or the endpoint in force is its socket. */
  readonly setUp: boolean;
  readonly inForce: boolean;
  /** Something answers on its socket. */
  readonly runs: boolean;
  readonly uidmap: 'ok' | 'missing' | 'no-rights';
  readonly subordinateIds: boolean | null;
  /** Why user namespaces are not allowed, or null. `kind` names the sysctl in the fix. */
  readonly userNamespaces: { readonly kind: string; readonly reason: string } | null;
  readonly linger: boolean | null;
  /** What starts it by hand: dockerd-rootless.sh, on PATH or where Debian puts it; null where there is none. */
  readonly script: string | null;
}

/** Null for root, and where nothing of rootless Docker is here. */
export const rootlessFact = defineFact<RootlessFact | null>(
  'rootless',
  'looking for rootless Docker',
  async ({ host, get }) => {
    const { uid, user, platform } = host.identity;
    if (platform !== 'linux' || uid <= 0) return known(null);
    const runtimeFolder = host.env('XDG_RUNTIME_DIR') || null;
    const usual = `/run/user/${uid}`;
    const [endpoint, installed] = await Promise.all([get(endpointFact), get(installedEnginesFact)]);
    const url = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value.url : '';
    const sockets = [...new Set([runtimeFolder ?? usual, usual])].map((folder) =>
      joinPath(host, folder, 'docker.sock'),
    );
    const inForce = sockets.some((path) => url === `unix://${path}`);
    const unit = installed.known && installed.value.rootless !== null;
    const there = await Promise.all(sockets.map(async (path) => (await host.ask('stat', { path })).ok));
    const socket = sockets[Math.max(0, there.indexOf(true))] ?? '';
    if (!unit && !inForce && !there.includes(true)) return known(null);
    const [runs, uidmap, subordinateIds, userNamespaces, linger, script] = await Promise.all([
      there.includes(true)
        ? askEngine(host, { path: socket }, null).then(({ state }) => state === 'answers')
        : false,
      uidmapState(host),
      hasSubordinateIds(host, user, uid),
      forbiddenNamespaces(host),
      host.ask('stat', { path: `/var/lib/systemd/linger/${user}` }),
      findProgram(host, 'dockerd-rootless.sh', [
        '/usr/share/docker.io/contrib',
        '/usr/bin',
        '/usr/local/bin',
      ]),
    ]);
    return known({
      socket,
      runtimeFolder,
      setUp: unit || inForce,
      inForce,
      runs,
      uidmap,
      subordinateIds,
      userNamespaces,
      script,
      linger: linger.ok ? true : orAbsent('looking for lingering', linger) !== null,
    });
  },
);

/** newuidmap must carry the setuid bit or a file capability; the bit can be seen, the capability only when it is set. */
async function uidmapState(host: Host): Promise<RootlessFact['uidmap']> {
  const path = await findProgram(host, 'newuidmap', ['/usr/bin', '/bin', '/usr/sbin']);
  if (path === null) return 'missing';
  const [stat, getcap] = await Promise.all([
    host.ask('stat', { path }),
    findProgram(host, 'getcap', ['/usr/sbin', '/sbin']),
  ]);
  if (!stat.ok || (stat.value.mode & 0o4000) !== 0) return 'ok';
  // Without getcap nobody can tell whether it has the capability instead.
  if (getcap === null) return 'ok';
  const caps = await host.ask('run', { file: getcap, args: [path], timeoutMs: 1500 });
  return caps.ok && caps.value.exitCode === 0 && !/cap_setuid/.test(caps.value.stdout) ? 'no-rights' : 'ok';
}

const NEEDED_IDS = 65536;

/** subuid(5): name-or-uid:start:count. Null where a directory service may hold them (subid in nsswitch.conf). */
async function hasSubordinateIds(host: Host, user: string, uid: number): Promise<boolean | null> {
  const [subuid, subgid, nsswitch] = await Promise.all(
    ['/etc/subuid', '/etc/subgid', '/etc/nsswitch.conf'].map((path) => host.ask('readFile', { path })),
  );
  if (nsswitch?.ok && /^\s*subid:\s*(?!files)/m.test(nsswitch.value)) return null;
  const has = (text: string): boolean =>
    text.split('\n').some((line) => {
      const [name, , count] = line.trim().split(':');
      return (name === user || name === String(uid)) && Number(count) >= NEEDED_IDS;
    });
  const texts = [subuid, subgid].map((answer) =>
    answer ? (orAbsent('reading subordinate ids', answer) ?? '') : '',
  );
  return texts.every(has);
}

async function forbiddenNamespaces(host: Host): Promise<RootlessFact['userNamespaces']> {
  const [restricted, clone, most] = await Promise.all(
    [
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      '/proc/sys/kernel/unprivileged_userns_clone',
      '/proc/sys/user/max_user_namespaces',
    ].map((path) => host.ask('readFile', { path })),
  );
  if (clone?.ok && clone.value.trim() === '0')
    return { kind: 'clone', reason: 'kernel.unprivileged_userns_clone is 0' };
  if (most?.ok && most.value.trim() === '0') return { kind: 'max', reason: 'user.max_user_namespaces is 0' };
  if (restricted?.ok && restricted.value.trim() === '1') {
    // Docker's packages bring a profile that lets rootlesskit through.
    const profiles = await host.ask('list', { path: '/etc/apparmor.d' });
    const allowed = !profiles.ok || profiles.value.some(({ name }) => /rootlesskit/.test(name));
    return allowed
      ? null
      : {
          kind: 'apparmor',
          reason: 'AppArmor restricts user namespaces (kernel.apparmor_restrict_unprivileged_userns is 1)',
        };
  }
  return null;
}
