/** Places of engines on Linux, inside WSL as well. */
import { DEFAULT_SOCKET } from '../endpoint.ts';
import { joinPath } from '../paths.ts';
import { type Locator, socketPlace } from './place.ts';

export const locate: Locator = ({ host }) => {
  const { home, uid } = host.identity;
  const inHome = (...parts: string[]): string => joinPath(host, home, ...parts);
  const runtime = host.env('XDG_RUNTIME_DIR') ?? `/run/user/${uid}`;
  return Promise.resolve([
    socketPlace('docker-engine', DEFAULT_SOCKET),
    socketPlace('rancher-desktop', inHome('.rd', 'docker.sock')),
    socketPlace('colima', inHome('.colima', 'default', 'docker.sock')),
    socketPlace('docker-engine', joinPath(host, runtime, 'docker.sock')),
    socketPlace('docker-desktop', inHome('.docker', 'desktop', 'docker.sock')),
    socketPlace('docker-engine', inHome('.docker', 'run', 'docker.sock')),
  ]);
};
