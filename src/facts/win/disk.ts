/** The drive under the engine's data: of Docker Desktop its virtual disk, which may have been moved to another one. */
import type { Host } from '../../host/host.ts';
import { daemonConfigFact } from '../daemon-config.ts';
import { endpointFact } from '../endpoint.ts';
import { engineFact, productOf } from '../engine.ts';
import { defineFact, type FactContext, known, unknownFrom } from '../fact.ts';
import { textAt } from '../json-text.ts';
import { desktopSettings, type SettingsFile, settingOf } from './desktop.ts';
import { type Pc, pcFact } from './pc.ts';
import type { DriveSpace } from './powershell.ts';
import { localAppData, programData } from './programs.ts';

export interface WindowsDisk extends DriveSpace {
  /** The folder that the data lies in. */
  readonly folder: string;
  /** 'D:\\' */
  readonly drive: string;
}

/** Null where the engine in force keeps its data elsewhere. */
export const windowsDiskFact = defineFact<WindowsDisk | null>(
  'windows.disk',
  'looking at free disk space',
  async ({ host, get }) => {
    const [endpoint, engine, pc] = await Promise.all([get(endpointFact), get(engineFact), get(pcFact)]);
    if (!endpoint.known || !engine.known) return known(null);
    if (endpoint.value.state !== 'resolved' || endpoint.value.transport.kind !== 'pipe') return known(null);
    const folder =
      engine.value.state === 'answers'
        ? productOf(engine.value) === 'docker-desktop'
          ? desktopFolder(host, await desktopSettings(host))
          : ofThisWindows(textAt(engine.value.info, 'DockerRootDir'))
        : pc.known && pc.value
          ? await folderOf(host, pc.value, get)
          : null;
    if (folder === null) return known(null);
    // A recording hides the home folder, which is hardly ever on another drive than Windows.
    const drive = /^[a-z]:/i
      .exec(folder.startsWith('~') ? (host.env('SystemRoot') ?? '') : folder)?.[0]
      .toUpperCase();
    if (drive === undefined) return known(null);
    const told = pc.known && pc.value?.system.known ? pc.value.system.value.drives[drive] : undefined;
    if (told) return known({ folder, drive: `${drive}\\`, ...told });
    const stat = await host.ask('statfs', { path: `${drive}\\` });
    if (!stat.ok) return unknownFrom(`statfs ${drive}\\`, stat.error);
    const { availableBytes: freeBytes, totalBytes } = stat.value;
    return known({ folder, drive: `${drive}\\`, freeBytes, totalBytes });
  },
);

/** A Linux path is inside a virtual machine. */
const ofThisWindows = (path: string | null): string | null => (path && /^[a-z]:\\/i.test(path) ? path : null);

function desktopFolder(host: Host, settings: SettingsFile): string {
  const set = ['CustomWslDistroDir', 'DataFolder'].map((name) => settingOf(settings, name));
  const own = set.find((folder) => typeof folder === 'string' && ofThisWindows(folder) !== null);
  return typeof own === 'string' ? own : `${localAppData(host)}\\Docker`;
}

async function folderOf(host: Host, pc: Pc, get: FactContext['get']): Promise<string | null> {
  if (pc.product === 'windows-engine') {
    const config = await get(daemonConfigFact);
    const set =
      config.known && config.value.state === 'read' ? textAt(config.value.value, 'data-root') : null;
    return ofThisWindows(set) ?? `${programData(host)}\\docker`;
  }
  if (pc.product !== 'docker-desktop' || !pc.desktop) return null;
  const registered = pc.wsl.known
    ? pc.wsl.value.distributions.filter(({ name }) => name.startsWith('docker-desktop'))
    : [];
  const [data] = [...registered].sort((a, b) => b.name.length - a.name.length);
  return ofThisWindows(data?.basePath ?? null) ?? desktopFolder(host, pc.desktop.settings);
}
