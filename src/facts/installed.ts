/** Which engines are installed on a Linux machine, running or not: programs, units, folders. */
import type { Host } from '../host/host.ts';
import { defineFact, known } from './fact.ts';
import { exists, findProgram, firstFound, joinPath } from './paths.ts';

export interface InstalledEngines {
  /** Path of dockerd, or null. */
  readonly dockerd: string | null;
  readonly containerd: string | null;
  /** Docker Desktop for Linux, as the folder it was installed to. */
  readonly desktop: string | null;
  readonly snap: boolean;
  readonly podman: string | null;
  /** User unit or start script of a rootless set-up. */
  readonly rootless: string | null;
}

const SYSTEM_FOLDERS = [
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/sbin',
  '/run/current-system/sw/bin',
];
const DOCKERD_FOLDERS = [
  ...SYSTEM_FOLDERS,
  '/var/packages/ContainerManager/target/usr/bin',
  '/var/packages/Docker/target/usr/bin',
];

export const installedEnginesFact = defineFact<InstalledEngines>(
  'installed-engines',
  'looking for installed engines',
  async ({ host }) => {
    const [dockerd, containerd, podman, desktop, snap, rootless] = await Promise.all([
      findProgram(host, 'dockerd', [...DOCKERD_FOLDERS, joinPath(host, host.identity.home, 'bin')]),
      findProgram(host, 'containerd', SYSTEM_FOLDERS),
      findProgram(host, 'podman', SYSTEM_FOLDERS),
      firstThere(host, ['/opt/docker-desktop/bin', '/opt/docker-desktop']),
      firstThere(host, ['/var/snap/docker', '/snap/docker/current']),
      firstThere(host, [joinPath(host, host.identity.home, '.config', 'systemd', 'user', 'docker.service')]),
    ]);
    return known({ dockerd, containerd, podman, desktop, snap: snap !== null, rootless });
  },
);

const firstThere = (host: Host, paths: readonly string[]): Promise<string | null> =>
  firstFound(paths, (path) => exists(host, path));

/** True where an engine could be started here. */
export const hasEngine = (installed: InstalledEngines): boolean =>
  installed.dockerd !== null || installed.desktop !== null || installed.snap;
