/** Which packages of Docker and its parts the package manager has installed. */
import type { Host } from '../host/host.ts';
import { defineFact, known } from './fact.ts';

export type PackageSource = 'docker' | 'distribution';

export interface InstalledPackage {
  readonly name: string;
  /** What of Docker it brings: packages of one part own the same files. */
  readonly part: 'engine' | 'client' | 'containerd' | 'runc' | 'docker';
  readonly from: PackageSource;
}

const PACKAGES: readonly InstalledPackage[] = [
  { name: 'docker-ce', part: 'engine', from: 'docker' },
  { name: 'docker.io', part: 'engine', from: 'distribution' },
  { name: 'moby-engine', part: 'engine', from: 'distribution' },
  { name: 'docker-engine', part: 'engine', from: 'docker' },
  { name: 'docker-ce-cli', part: 'client', from: 'docker' },
  { name: 'docker-cli', part: 'client', from: 'distribution' },
  { name: 'moby-cli', part: 'client', from: 'distribution' },
  { name: 'podman-docker', part: 'client', from: 'distribution' },
  { name: 'containerd.io', part: 'containerd', from: 'docker' },
  { name: 'containerd', part: 'containerd', from: 'distribution' },
  { name: 'runc', part: 'runc', from: 'distribution' },
];

/** Null where the package manager is not dpkg: others refuse such pairs, or bring them under one name. */
export const packagesFact = defineFact<readonly InstalledPackage[] | null>(
  'packages',
  'looking at installed packages',
  async ({ host }) => {
    const dpkg = await host.ask('stat', { path: DPKG });
    if (!dpkg.ok) return known(null);
    const there = await Promise.all(PACKAGES.map(({ name }) => isInstalled(host, name)));
    return known(PACKAGES.filter((_, index) => there[index]));
  },
);

const DPKG = '/var/lib/dpkg/info';

/** dpkg keeps this file for a package that is installed, and takes it away with the package (its list may stay). */
async function isInstalled(host: Host, name: string): Promise<boolean> {
  return (await host.ask('stat', { path: `${DPKG}/${name}.md5sums` })).ok;
}
