/** Places of engines on a Mac: each product has its socket; a link at /var/run/docker.sock is optional. */
import type { Host } from '../../host/host.ts';
import { DEFAULT_SOCKET } from '../endpoint.ts';
import { type MacProducts, macProductsFact } from '../mac/products.ts';
import { joinPath } from '../paths.ts';
import { type EnginePlace, type Locator, socketPlace } from './place.ts';

export const locate: Locator = async ({ host, get }) => {
  const products = await get(macProductsFact);
  const installed = products.known ? products.value : null;
  const lists = await Promise.all([
    desktop(host, installed),
    orbstack(host, installed),
    colima(host, installed),
    rancher(host, installed),
    lima(host),
    podman(host, installed),
  ]);
  // Nobody owns the default socket: it leads to whichever product put a link there.
  return [...lists.flat(), socketPlace('docker-engine', DEFAULT_SOCKET)];
};

const START_DESKTOP = 'open -a Docker';
const START_ORBSTACK = 'open -a OrbStack';
const START_RANCHER = 'open -a "Rancher Desktop"';

const inHome = (host: Host, ...parts: string[]): string => joinPath(host, host.identity.home, ...parts);

function desktop(host: Host, installed: MacProducts | null): EnginePlace[] {
  const there = (installed?.desktop ?? null) !== null;
  const start = there ? START_DESKTOP : null;
  return [
    socketPlace('docker-desktop', inHome(host, '.docker', 'run', 'docker.sock'), there, start),
    // Before 4.13.
    socketPlace(
      'docker-desktop',
      inHome(host, 'Library', 'Containers', 'com.docker.docker', 'Data', 'docker.sock'),
      false,
      start,
    ),
  ];
}

function orbstack(host: Host, installed: MacProducts | null): EnginePlace[] {
  const there = (installed?.orbstack ?? null) !== null;
  const path = inHome(host, '.orbstack', 'run', 'docker.sock');
  return [socketPlace('orbstack', path, there, there ? START_ORBSTACK : null)];
}

function rancher(host: Host, installed: MacProducts | null): EnginePlace[] {
  const there = (installed?.rancher ?? null) !== null;
  return [
    socketPlace('rancher-desktop', inHome(host, '.rd', 'docker.sock'), there, there ? START_RANCHER : null),
  ];
}

/** A folder a profile; those that begin with an underscore are colima's own. */
async function colima(host: Host, installed: MacProducts | null): Promise<EnginePlace[]> {
  const there = (installed?.colima ?? null) !== null;
  const start = (profile: string): string | null =>
    there ? `colima start${profile === 'default' ? '' : ` ${profile}`}` : null;
  const config = host.env('XDG_CONFIG_HOME') || inHome(host, '.config');
  const homes = [
    ...new Set([host.env('COLIMA_HOME') || inHome(host, '.colima'), joinPath(host, config, 'colima')]),
  ];
  const lists = await Promise.all(
    homes.map(async (home) => {
      const list = await host.ask('list', { path: home });
      const profiles = (list.ok ? list.value : [])
        .filter(({ name, kind }) => kind === 'directory' && !/^[_.]/.test(name))
        .map(({ name }) =>
          socketPlace('colima', joinPath(host, home, name, 'docker.sock'), there, start(name)),
        );
      // 0.3 had one socket, beside the profiles.
      return [
        ...profiles,
        socketPlace('colima', joinPath(host, home, 'docker.sock'), false, start('default')),
      ];
    }),
  );
  const places = lists.flat();
  if (!there || places.some((place) => place.installed)) return places;
  // Never started: it would make the profile 'default'.
  const first = socketPlace(
    'colima',
    inHome(host, '.colima', 'default', 'docker.sock'),
    true,
    start('default'),
  );
  return [...places, first];
}

async function lima(host: Host): Promise<EnginePlace[]> {
  const home = host.env('LIMA_HOME') || inHome(host, '.lima');
  const list = await host.ask('list', { path: home });
  return (list.ok ? list.value : [])
    .filter(({ name, kind }) => kind === 'directory' && !/^[_.]/.test(name))
    .map(({ name }) =>
      socketPlace('lima', joinPath(host, home, name, 'sock', 'docker.sock'), false, `limactl start ${name}`),
    );
}

/** podman's machines put their API sockets below $TMPDIR; Podman 4 put it into the user's data. */
async function podman(host: Host, installed: MacProducts | null): Promise<EnginePlace[]> {
  const there = (installed?.podman ?? null) !== null;
  const start = there ? 'podman machine start' : null;
  const folder = joinPath(host, host.env('TMPDIR') || '/tmp', 'podman');
  const list = await host.ask('list', { path: folder });
  const sockets = (list.ok ? list.value : [])
    .filter(({ name }) => name.endsWith('-api.sock'))
    .map(({ name }) => socketPlace('podman', joinPath(host, folder, name), false, start));
  const data = inHome(host, '.local', 'share', 'containers', 'podman', 'machine');
  const older = ['podman.sock', 'podman-machine-default/podman.sock'].map((name) =>
    socketPlace('podman', joinPath(host, data, name), false, start),
  );
  if (sockets.length > 0 || !there) return [...sockets, ...older];
  return [
    socketPlace('podman', joinPath(host, folder, 'podman-machine-default-api.sock'), true, start),
    ...older,
  ];
}
