/**
 * A WSL distribution from inside, with what it can see of Windows: files under /mnt/c, and programs through
 * interop where that works. Asked only where no engine answers; starts nothing.
 */
import { clientFact, clientVersionFact } from './client.ts';
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { isObject, type JsonObject, parseJson } from './json-text.ts';
import { exists, pathFolders } from './paths.ts';
import { parseTasklist } from './win/powershell.ts';

export interface WslSide {
  readonly version: 1 | 2;
  readonly distribution: string;
  /** `docker` is the script that Docker Desktop puts there for distributions without integration. */
  readonly standIn: boolean;
  /** Docker Desktop is installed on Windows, as far as this side sees. */
  readonly desktop: boolean;
  /** Its processes run on Windows; null where Windows could not be asked. */
  readonly running: boolean | null;
  /** Desktop's settings, or null. */
  readonly settings: JsonObject | null;
  /** What stands where Desktop wants to put its link: a folder or a file of somebody else's. */
  readonly obstacle: string | null;
}

const LINK = '/usr/bin/docker';

/** Null where an engine answers, and outside WSL. */
export const wslSideFact = defineFact<WslSide | null>(
  'wsl.side',
  'looking at both sides of WSL',
  async ({ host, get }) => {
    if (!/microsoft/i.test(host.identity.release)) return known(null);
    const engine = await get(engineFact);
    if (engine.known && engine.value.state === 'answers') return known(null);
    const release = host.identity.release;
    const folders = pathFolders(host);
    const home = folders
      .map((folder) => /^(\/mnt\/\w\/Users\/[^/]+)\/AppData\//i.exec(folder)?.[1])
      .find(Boolean);
    const [client, version, link, mounted, installed] = await Promise.all([
      get(clientFact),
      get(clientVersionFact),
      host.ask('stat', { path: LINK, link: true }),
      exists(host, '/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker'),
      exists(host, '/mnt/c/Program Files/Docker/Docker/Docker Desktop.exe'),
    ]);
    const inUse = client.known ? (client.value.inUse?.path ?? '') : '';
    const said = version.known && version.value?.kind === 'other-program' ? version.value.output : '';
    const standIn =
      /could not be found in this WSL [12] distro/.test(said) ||
      /^\/mnt\/\w\/.*\/Docker\/Docker\/resources\/bin\/docker$/i.test(inUse);
    const onPath = folders.some((folder) => /\/Docker\/Docker\/resources\/bin\/?$/i.test(folder));
    const desktop = installed || mounted || onPath || standIn;
    const [settings, running] = await Promise.all([readSettings(), desktop ? isRunning() : null]);
    return known({
      version: /wsl2|microsoft-standard/i.test(release) ? 2 : 1,
      distribution: host.env('WSL_DISTRO_NAME') ?? '',
      standIn,
      desktop,
      running: running ?? (mounted ? true : null),
      settings,
      obstacle: link.ok && link.value.kind === 'directory' ? LINK : null,
    });

    async function readSettings(): Promise<JsonObject | null> {
      if (!home || !desktop) return null;
      const answer = await host.ask('readFile', {
        path: `${home}/AppData/Roaming/Docker/settings-store.json`,
      });
      const parsed = answer.ok ? parseJson(answer.value) : null;
      return parsed?.ok && isObject(parsed.value) ? parsed.value : null;
    }

    async function isRunning(): Promise<boolean | null> {
      const file = '/mnt/c/Windows/System32/tasklist.exe';
      const answer = await host.ask('run', { file, args: ['/fo', 'csv', '/nh'], timeoutMs: 3000 });
      const names = answer.ok && answer.value.exitCode === 0 ? parseTasklist(answer.value.stdout) : null;
      return names === null
        ? null
        : names.some(({ name }) => /^(Docker Desktop|com\.docker\.backend)$/i.test(name));
    }
  },
);
