/** Which Docker products are installed on a Mac, running or not. Nothing is started. */
import type { Host } from '../../host/host.ts';
import { defineFact, known } from '../fact.ts';
import { exists, findProgram, firstFound, joinPath } from '../paths.ts';
import { programFormat } from '../program-format.ts';
import { plistText, readPlist } from './plist.ts';

/** An app as its Info.plist describes it. */
export interface MacApp {
  readonly path: string;
  readonly version: string | null;
  /** LSMinimumSystemVersion. */
  readonly minimumMacOs: string | null;
  /** Of its main program; null for universal ones and where it could not be read. */
  readonly arch: string | null;
}

export interface MacProducts {
  readonly desktop: MacApp | null;
  readonly orbstack: MacApp | null;
  readonly rancher: MacApp | null;
  /** Paths of the programs. */
  readonly colima: string | null;
  readonly lima: string | null;
  readonly podman: string | null;
  readonly homebrew: string | null;
}

/** Folders of programs that a short PATH (ssh, apps) leaves out. */
const MORE_FOLDERS = ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin', '/opt/podman/bin'];

export const macProductsFact = defineFact<MacProducts>(
  'mac.products',
  'looking for installed products',
  async ({ host }) => {
    const program = (name: string): Promise<string | null> => findProgram(host, name, MORE_FOLDERS);
    const [desktop, orbstack, rancher, colima, lima, podman, homebrew] = await Promise.all([
      findApp(host, 'Docker.app', 'com.docker.backend'),
      findApp(host, 'OrbStack.app', 'OrbStack'),
      findApp(host, 'Rancher Desktop.app', 'Rancher Desktop'),
      program('colima'),
      program('limactl'),
      program('podman'),
      firstFound(['/opt/homebrew/bin/brew', '/usr/local/bin/brew'], (path) => exists(host, path)),
    ]);
    return known({ desktop, orbstack, rancher, colima, lima, podman, homebrew });
  },
);

async function findApp(host: Host, name: string, program: string): Promise<MacApp | null> {
  const places = ['/Applications', joinPath(host, host.identity.home, 'Applications')].map((folder) =>
    joinPath(host, folder, name),
  );
  // The folder alone is left behind by a half-finished removal; without Info.plist it is no app.
  const path = await firstFound(places, (place) =>
    exists(host, joinPath(host, place, 'Contents', 'Info.plist')),
  );
  if (path === null) return null;
  const [xml, format] = await Promise.all([
    readPlist(host, joinPath(host, path, 'Contents', 'Info.plist')),
    programFormat(host, joinPath(host, path, 'Contents', 'MacOS', program)),
  ]);
  return {
    path,
    version: xml && plistText(xml, 'CFBundleShortVersionString'),
    minimumMacOs: xml && plistText(xml, 'LSMinimumSystemVersion'),
    arch: format?.arch ?? null,
  };
}

/** True where an engine of any product could be started here. */
export const hasMacEngine = (products: MacProducts): boolean =>
  [products.desktop, products.orbstack, products.rancher, products.colima, products.podman].some(
    (product) => product !== null,
  );
