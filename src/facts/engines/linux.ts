/** Places of engines on Linux, inside WSL as well. */
import { DEFAULT_SOCKET } from '../endpoint.ts';
import { joinPath } from '../paths.ts';
import { systemFact } from '../system.ts';
import { type Locator, socketPlace } from './place.ts';

/** What all WSL distributions see of each other, and so of the products' own ones. */
const SHARED = [
  ['docker-desktop', '/mnt/wsl/docker-desktop/shared-sockets/guest-services/docker.proxy.sock'],
  ['rancher-desktop', '/mnt/wsl/rancher-desktop/run/docker.sock'],
  ['podman', '/mnt/wsl/podman-sockets/podman-machine-default/podman-root.sock'],
] as const;

export const locate: Locator = async ({ host, get }) => {
  const system = await get(systemFact);
  const wsl = system.known && system.value.system === 'wsl';
  const { home, uid } = host.identity;
  const inHome = (...parts: string[]): string => joinPath(host, home, ...parts);
  const runtime = host.env('XDG_RUNTIME_DIR') ?? `/run/user/${uid}`;
  return [
    socketPlace('docker-engine', DEFAULT_SOCKET),
    socketPlace('rancher-desktop', inHome('.rd', 'docker.sock')),
    socketPlace('colima', inHome('.colima', 'default', 'docker.sock')),
    socketPlace('docker-engine', joinPath(host, runtime, 'docker.sock')),
    socketPlace('docker-desktop', inHome('.docker', 'desktop', 'docker.sock')),
    socketPlace('docker-engine', inHome('.docker', 'run', 'docker.sock')),
    ...(wsl ? SHARED.map(([product, path]) => socketPlace(product, path)) : []),
  ];
};
