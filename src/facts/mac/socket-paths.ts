/** The longest paths of sockets that products make below the home folder. */
import type { Host } from '../../host/host.ts';
import { endpointFact } from '../endpoint.ts';
import { defineFact, known } from '../fact.ts';
import { joinPath } from '../paths.ts';

export interface InnerSocket {
  readonly product: string;
  readonly path: string;
  readonly bytes: number;
  readonly kind: 'endpoint' | 'desktop' | 'lima';
}

/**
 * Docker Desktop: a user name of 33 bytes is too long (docker/for-mac#6805), so that its longest socket
 * takes 64 bytes after the home folder. Lima wants room for ssh.sock and 17 more bytes (lima's
 * store.NewInstance), in Rancher Desktop's folder and in colima's.
 */
export const longestSocketsFact = defineFact<readonly InnerSocket[]>(
  'mac.longest-sockets',
  'measuring the paths of sockets',
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    const transport = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value.transport : null;
    const one = (product: string, kind: InnerSocket['kind'], path: string): InnerSocket => ({
      product,
      kind,
      path,
      bytes: bytesOf(host, path),
    });
    const lima = (product: string, ...folder: string[]): InnerSocket =>
      one(product, 'lima', inHome(host, ...folder, 'ssh.sock.1234567890123456'));
    const desktop = inHome(host, 'Library', 'Containers', 'com.docker.docker', 'Data');
    return known([
      ...(transport?.kind === 'unix' ? [one('', 'endpoint', transport.path)] : []),
      one('docker-desktop', 'desktop', joinPath(host, desktop, 'filesystem-event.sock')),
      lima('rancher-desktop', 'Library', 'Application Support', 'rancher-desktop', 'lima', '0'),
      ...(host.env('COLIMA_HOME') ? [] : [lima('colima', '.colima', '_lima', 'colima')]),
    ]);
  },
);

/** In a recording the home folder has a shorter name than on the machine. */
function bytesOf(host: Host, path: string): number {
  const { home, homeBytes } = host.identity;
  const length = Buffer.byteLength(path);
  return path.startsWith(`${home}/`)
    ? length - Buffer.byteLength(home) + (homeBytes ?? Buffer.byteLength(home))
    : length;
}

const inHome = (host: Host, ...parts: string[]): string => joinPath(host, host.identity.home, ...parts);
