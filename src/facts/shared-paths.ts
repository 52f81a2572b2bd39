/** May containers get these folders of this machine? They must be there, and the engine must see them. */
import type { Host } from '../host/host.ts';
import { engineFact } from './engine.ts';
import { engineHomeFact } from './engine-place.ts';
import { defineFact, type Fact, known } from './fact.ts';
import { isObject, parseJson, textAt } from './json-text.ts';
import { joinPath, pathsOf } from './paths.ts';

export interface PathNeed {
  /** Absolute, as the machine writes it. */
  readonly path: string;
  /** Where Docker would make an empty folder of what is missing, which often is what is wanted. */
  readonly createdIfMissing: boolean;
}

export interface PathState {
  readonly wanted: PathNeed;
  readonly state: 'ok' | 'missing' | 'denied' | 'not-shared' | 'unknown';
  readonly reason: string;
  readonly source: string;
}

export const pathsFact = (paths: readonly PathNeed[]): Fact<readonly PathState[]> =>
  defineFact('paths', 'looking at folders that containers get', async ({ host, get }) => {
    const [home, engine] = await Promise.all([get(engineHomeFact), get(engineFact)]);
    if (!home.known) return home;
    const { place, product } = home.value;
    const snap =
      engine.known && (textAt(engine.value.info, 'DockerRootDir') ?? '').startsWith('/var/snap/docker/');
    const shares = place === 'vm' ? await sharedFolders(host, product) : null;
    return known(
      await Promise.all(
        paths.map(async (wanted): Promise<PathState> => {
          if (place === 'remote' || place === 'outside') {
            const reason =
              place === 'remote'
                ? 'the engine is on another machine: its folders count, not those of this one'
                : 'the engine runs outside this container and sees other folders';
            return { wanted, state: 'unknown', reason, source: 'engine' };
          }
          return (await lookAt(host, wanted)) ?? allowed(host, wanted, snap, shares);
        }),
      ),
    );
  });

/** What is wrong with the path itself, or null. */
async function lookAt(host: Host, wanted: PathNeed): Promise<PathState | null> {
  const source = `stat ${wanted.path}`;
  const stat = await host.ask('stat', { path: wanted.path });
  if (stat.ok) return null;
  const { code, message } = stat.error;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return wanted.createdIfMissing ? null : { wanted, state: 'missing', reason: 'it does not exist', source };
  }
  // The engine is root's: what this user may not see it may see all the same.
  return { wanted, state: 'unknown', reason: `${message} (${code})`, source };
}

interface Shares {
  /** Null: every folder is shared. */
  readonly folders: readonly string[] | null;
  readonly source: string;
}

function allowed(host: Host, wanted: PathNeed, snap: boolean, shares: Shares | null): PathState {
  const { path } = wanted;
  const { home } = host.identity;
  if (snap && !inSnapReach(path, home)) {
    const reason =
      'Docker is a snap, which sees only what is not hidden in home folders, and /media and /mnt where it was allowed';
    return { wanted, state: 'not-shared', reason, source: 'DockerRootDir of the engine' };
  }
  const folders = shares?.folders ?? null;
  if (folders !== null && !folders.some((folder) => isInside(host, path, folder))) {
    const reason = `the engine's virtual machine gets ${folders.join(', ')}`;
    return { wanted, state: 'not-shared', reason, source: shares?.source ?? '' };
  }
  return { wanted, state: 'ok', reason: '', source: shares?.source ?? `stat ${path}` };
}

const inSnapReach = (path: string, home: string): boolean =>
  /^\/(?:media|mnt)\//.test(path) ||
  (path.startsWith(`${home}/`) && !path.slice(home.length + 1).startsWith('.'));

function isInside(host: Host, path: string, folder: string): boolean {
  const { relative, isAbsolute } = pathsOf(host.identity.platform);
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** What the products give their machine: by their settings where these say it, else as they come. */
async function sharedFolders(host: Host, product: string): Promise<Shares> {
  const { platform, home } = host.identity;
  if (platform === 'win32' || product === 'orbstack') return { folders: null, source: product };
  switch (product) {
    case 'docker-desktop':
      return desktopShares(host);
    case 'colima': {
      const file = joinPath(host, home, '.colima', 'default', 'colima.yaml');
      const text = await host.ask('readFile', { path: file });
      // Its own list replaces the home folder; what is on it is not read here.
      const own = text.ok && /^mounts:\s*(?!\[\s*\])\S|^mounts:\s*\n\s*-/m.test(text.value);
      return { folders: own ? null : [home, '/tmp/colima'], source: file };
    }
    case 'podman':
      return { folders: ['/Users', '/private', '/var/folders'], source: product };
    default:
      return { folders: null, source: product };
  }
}

async function desktopShares(host: Host): Promise<Shares> {
  const { platform, home } = host.identity;
  const folder =
    platform === 'darwin'
      ? joinPath(host, home, 'Library', 'Group Containers', 'group.com.docker')
      : joinPath(host, home, '.docker', 'desktop');
  for (const name of ['settings-store.json', 'settings.json']) {
    const file = joinPath(host, folder, name);
    const text = await host.ask('readFile', { path: file });
    const parsed = text.ok ? parseJson(text.value) : null;
    const settings = parsed?.ok && isObject(parsed.value) ? parsed.value : {};
    const list = settings.FilesharingDirectories ?? settings.filesharingDirectories;
    if (Array.isArray(list)) return { folders: list.filter((one) => typeof one === 'string'), source: file };
  }
  const usual = platform === 'darwin' ? ['/Users', '/Volumes', '/private', '/tmp', '/var/folders'] : [home];
  return { folders: usual, source: "Docker Desktop's defaults" };
}
