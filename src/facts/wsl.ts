/**
 * A WSL distribution from inside, with what it can see of Windows: files of its drives, and what its programs tell
 * through interop where that works. Asked only where no engine answers; starts nothing.
 */
import type { Host } from '../host/host.ts';
import { clientFact, clientVersionFact } from './client.ts';
import { endpointFact, isLocalDefault } from './endpoint.ts';
import { engineFact } from './engine.ts';
import { defineFact, type FactContext, type FactResult, known, unknownFact } from './fact.ts';
import { hasEngine, installedEnginesFact } from './installed.ts';
import { isObject, type JsonObject, parseJson } from './json-text.ts';
import { exists, pathFolders } from './paths.ts';
import { systemFact } from './system.ts';
import type { WindowsDesktop } from './win/desktop.ts';
import type { WslWindows } from './wsl-windows.ts';

/** Whose engine should serve this distribution. */
export type WslProduct = 'docker-desktop' | 'rancher-desktop' | 'docker-engine';

export interface WslSide {
  readonly version: 1 | 2;
  readonly distribution: string;
  /** When the run began, milliseconds since 1970. */
  readonly now: number;
  /** Build of Windows where it is known; that of WSL 1 stands in its kernel's release. */
  readonly build: number | null;
  readonly product: WslProduct | null;
  /** `docker` is the script that Docker Desktop puts there for distributions without integration. */
  readonly standIn: boolean;
  /** Links of Docker Desktop's integration that are here, working or not: '/usr/bin/docker'. */
  readonly links: readonly string[];
  /** Docker Desktop's tools are in WSL's virtual machine, so that its engine is up there. */
  readonly mounted: boolean;
  /** Where Desktop's link should be, and something else is: a folder, or a file of somebody else's. */
  readonly obstacle: { readonly path: string; readonly kind: 'folder' | 'file' } | null;
  /** Docker Desktop on Windows, where its files could be seen. */
  readonly desktop: WindowsDesktop | null;
  /** Rancher Desktop's settings ({} where they could not be read), or null where it is not installed. */
  readonly rancher: JsonObject | null;
  /** What Windows told; unknown where it was not asked or did not answer. */
  readonly windows: FactResult<WslWindows>;
}

const TOOLS = '/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker';
const OWN_LINKS = [
  '/usr/bin/docker',
  '/usr/bin/docker-compose',
  '/usr/local/lib/docker/cli-plugins/docker-compose',
  '/var/run/docker.sock',
];

/** Null where an engine answers, and outside WSL. */
export const wslSideFact = defineFact<WslSide | null>(
  'wsl.side',
  'looking at both sides of WSL',
  async (context) => {
    const { host, get } = context;
    const system = await get(systemFact);
    if (!system.known || system.value.system !== 'wsl') return known(null);
    const engine = await get(engineFact);
    if (engine.known && engine.value.state === 'answers') return known(null);
    const [endpoint, client, version, installed, mounted, links, obstacle] = await Promise.all([
      get(endpointFact),
      get(clientFact),
      get(clientVersionFact),
      get(installedEnginesFact),
      exists(host, TOOLS),
      ownLinks(host),
      findObstacle(host),
    ]);
    const path = client.known ? (client.value.inUse?.path ?? '') : '';
    const said = version.known && version.value?.kind === 'other-program' ? version.value.output : '';
    const standIn =
      /could not be found in this WSL [12] distro/.test(said) ||
      /\/Docker(?:\/Docker|Desktop)\/resources\/bin\/docker$/i.test(path);
    const native = installed.known && hasEngine(installed.value);
    // Its own links say that Desktop was meant, whatever else is installed.
    const engineIsMeant = native && links.length === 0 && !standIn;
    const wslVersion = system.value.machine.wsl?.version === 1 ? 1 : 2;
    const enough = engineIsMeant || wslVersion === 1 || !isLocalDefault(endpoint);
    const seen = enough ? NOT_LOOKED : await lookAtWindows(context);
    const { desktop, rancher, windows } = seen;
    const rancherIsMeant =
      rancher !== null && (desktop === null || /\/Rancher Desktop\//i.test(path)) && links.length === 0;
    const byPath = pathFolders(host).some((folder) =>
      /\/Docker(?:\/Docker|Desktop)\/resources\/bin\/?$/i.test(folder),
    );
    // Links that dangle are all that a Desktop leaves which was taken off the PC, unless the PC cannot be looked at.
    const desktopIsMeant =
      desktop !== null || mounted || byPath || standIn || (links.length > 0 && seen.drive === null);
    return known({
      version: wslVersion,
      distribution: host.env('WSL_DISTRO_NAME') ?? '',
      now: host.identity.now,
      build:
        buildOf(host.identity.release) ?? (windows.known ? (windows.value.registry?.build ?? null) : null),
      product: engineIsMeant
        ? 'docker-engine'
        : rancherIsMeant
          ? 'rancher-desktop'
          : desktopIsMeant
            ? 'docker-desktop'
            : native
              ? 'docker-engine'
              : null,
      standIn,
      links,
      mounted,
      obstacle,
      desktop,
      rancher,
      windows,
    });
  },
);

/** '4.4.0-19041-Microsoft' is WSL 1 on build 19041. */
const buildOf = (release: string): number | null =>
  Number(/^4\.4\.0-(\d+)-Microsoft$/.exec(release)?.[1] ?? '') || null;

async function ownLinks(host: Host): Promise<string[]> {
  const targets = await Promise.all(OWN_LINKS.map((path) => host.ask('readlink', { path })));
  return OWN_LINKS.filter((_, index) => {
    const target = targets[index];
    return target?.ok && target.value.startsWith('/mnt/wsl/docker-desktop/');
  });
}

async function findObstacle(host: Host): Promise<WslSide['obstacle']> {
  const paths = ['/usr/bin/docker', '/usr/bin/docker-compose'];
  const stats = await Promise.all(paths.map((path) => host.ask('stat', { path, link: true })));
  for (const [index, path] of paths.entries()) {
    const stat = stats[index];
    if (!stat?.ok) continue;
    if (stat.value.kind === 'directory') return { path, kind: 'folder' };
    // A docker command of its own is somebody's wish; Desktop stops at a docker-compose that is no link of its own.
    if (stat.value.kind === 'file' && path.endsWith('-compose')) return { path, kind: 'file' };
  }
  return null;
}

type Seen = Pick<WslSide, 'desktop' | 'rancher' | 'windows'> & { readonly drive: string | null };
const NOT_LOOKED: Seen = {
  desktop: null,
  rancher: null,
  windows: unknownFact('failed', 'not asked: it does not matter here'),
  drive: null,
};

async function lookAtWindows({ host, options, get }: FactContext): Promise<Seen> {
  const [windowsModule, { windowsDesktopFact }] = await Promise.all([
    import('./wsl-windows.ts'),
    import('./win/desktop.ts'),
  ]);
  const { guessVariables, windowsView, wslDriveFact, wslWindowsFact } = windowsModule;
  const [drive, windows] = await Promise.all([get(wslDriveFact), get(wslWindowsFact)]);
  if (!drive.known || drive.value === null) return { desktop: null, rancher: null, windows, drive: null };
  const told = windows.known ? windows.value.variables : {};
  const variables = told.APPDATA ? told : await guessVariables(host, drive.value);
  const view = windowsView(host, drive.value, variables);
  const [desktop, rancher] = await Promise.all([
    windowsDesktopFact.ask({ host: view, options, get }),
    rancherSettings(view),
  ]);
  const seen = { desktop: desktop.known ? desktop.value : null, rancher, drive: drive.value };
  if (!windows.known || windows.value.registry === null) return { ...seen, windows };
  // Only the disk of Docker's own distribution is looked for.
  const distributions = await Promise.all(
    windows.value.registry.distributions.map(async (one) => {
      if (!one.name.startsWith('docker-desktop') || !(await exists(view, one.basePath))) return one;
      return { ...one, diskMissing: !(await exists(view, `${one.basePath}\\${one.disk}`)) };
    }),
  );
  const registry = { ...windows.value.registry, distributions };
  return { ...seen, windows: known({ ...windows.value, registry }) };
}

async function rancherSettings(view: Host): Promise<JsonObject | null> {
  const local = view.env('LOCALAPPDATA');
  const places = [
    'C:\\Program Files\\Rancher Desktop\\Rancher Desktop.exe',
    ...(local ? [`${local}\\Programs\\Rancher Desktop\\Rancher Desktop.exe`] : []),
  ];
  const here = await Promise.all(places.map((path) => exists(view, path)));
  if (!here.includes(true)) return null;
  const folder = view.env('APPDATA');
  const answer = folder
    ? await view.ask('readFile', { path: `${folder}\\rancher-desktop\\settings.json` })
    : null;
  const parsed = answer?.ok ? parseJson(answer.value) : null;
  return parsed?.ok && isObject(parsed.value) ? parsed.value : {};
}
