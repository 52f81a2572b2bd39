/** The longest paths of sockets that products make below the home folder. */
import type { Host } from '../../host/host.ts';
import { defineFact, known } from '../fact.ts';
import { joinPath } from '../paths.ts';

export interface InnerSocket {
  readonly product: string;
  readonly path: string;
  /** Bytes that fit. */
  readonly limit: number;
  readonly kind: string;
}

/**
 * Docker Desktop: a user name of 33 bytes is too long (docker/for-mac#6805), so that its longest socket
 * takes 64 bytes after the home folder. Lima wants room for ssh.sock and 17 more bytes (lima's
 * store.NewInstance), in Rancher Desktop's folder and in colima's.
 */
export const longestSocketsFact = defineFact<readonly InnerSocket[]>(
  'mac.longest-sockets',
  'measuring the paths of sockets',
  ({ host }) => {
    const lima = (product: string, ...folder: string[]): InnerSocket => ({
      product,
      path: inHome(host, ...folder, 'ssh.sock.1234567890123456'),
      limit: 103,
      kind: 'lima',
    });
    const desktop = inHome(host, 'Library', 'Containers', 'com.docker.docker', 'Data');
    return Promise.resolve(
      known([
        {
          product: 'docker-desktop',
          path: joinPath(host, desktop, 'filesystem-event.sock'),
          limit: 103,
          kind: 'desktop',
        },
        lima('rancher-desktop', 'Library', 'Application Support', 'rancher-desktop', 'lima', '0'),
        ...(host.env('COLIMA_HOME') ? [] : [lima('colima', '.colima', '_lima', 'colima')]),
      ]),
    );
  },
);

const inHome = (host: Host, ...parts: string[]): string => joinPath(host, host.identity.home, ...parts);
