/** CLI plugins: compose, buildx and the rest, from the folders the CLI looks into, in its order. */
import type { Host } from '../host/host.ts';
import { cliConfigFact, configFolder, settingsOf } from './cli-config.ts';
import { clientFact } from './client.ts';
import { defineFact, known, orAbsent } from './fact.ts';
import { parseJson, textAt, valueAt } from './json-text.ts';
import { exists, findProgram, firstFound, joinPath } from './paths.ts';

export interface CliPlugin {
  /** 'compose', 'buildx' … */
  readonly name: string;
  readonly path: string;
  /** Null where the plugin works, else why it does not. */
  readonly broken: string | null;
  readonly version: string | null;
}

export interface PluginsFact {
  /** The first of each name wins, as for the CLI. */
  readonly plugins: readonly CliPlugin[];
  /** A program docker-compose beside the plugins; its version only where there is no plugin and one is wanted. */
  readonly standaloneCompose: { readonly path: string; readonly version: string | null } | null;
  /** A Compose file lies in the current folder, so Compose is wanted. */
  readonly composeFileHere: string | null;
}

/** Plugins whose version the report tells; the others are looked at, not started. */
const ASKED = new Set(['compose', 'buildx']);
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

export const pluginsFact = defineFact<PluginsFact>(
  'plugins',
  'looking for Compose and buildx',
  async ({ host, get }) => {
    const config = await get(cliConfigFact);
    const docker = async (): Promise<string | null> => {
      const client = await get(clientFact);
      return client.known ? (client.value.inUse?.path ?? null) : null;
    };
    const extra = config.known ? valueAt(settingsOf(config.value), 'cliPluginsExtraDirs') : [];
    const folders = pluginFolders(
      host,
      Array.isArray(extra) ? extra.filter((dir) => typeof dir === 'string') : [],
    );
    const [lists, program, composeFileHere] = await Promise.all([
      Promise.all(folders.map((folder) => pluginFiles(host, folder))),
      findProgram(host, 'docker-compose'),
      firstFound(COMPOSE_FILES, (name) => exists(host, joinPath(host, host.identity.cwd, name))),
    ]);
    const first = new Map<string, string>();
    for (const { name, path } of lists.flat()) if (!first.has(name)) first.set(name, path);
    const plugins = await Promise.all([...first].map(([name, path]) => inspect(host, name, path, docker)));
    const wanted = composeFileHere !== null && !first.has('compose');
    const version = program !== null && wanted ? await standaloneVersion(host, program) : null;
    const standaloneCompose = program === null || version === STAND_IN ? null : { path: program, version };
    return known({ plugins, standaloneCompose, composeFileHere });
  },
);

/** A Dockerfile in the current folder, so that something is to be built; or null. */
export const dockerfileFact = defineFact<string | null>(
  'dockerfile',
  'looking for a Dockerfile',
  async ({ host }) =>
    known((await exists(host, joinPath(host, host.identity.cwd, 'Dockerfile'))) ? 'Dockerfile' : null),
);

/** No Compose at all: Docker Desktop's script for WSL distributions that it does not serve. */
const STAND_IN = Symbol('stand-in');

/** '1.29.2' or '2.36.0'; the retired one is written in Python and takes its time. */
async function standaloneVersion(host: Host, file: string): Promise<string | null | typeof STAND_IN> {
  const answer = await host.ask('run', { file, args: ['version', '--short'], timeoutMs: 2500 });
  if (answer.ok && /could not be found in this WSL [12] distro/.test(answer.value.stdout)) return STAND_IN;
  return answer.ok ? (/\bv?(\d+\.\d+\.\d+)/.exec(answer.value.stdout)?.[1] ?? null) : null;
}

const desktopPlugins = (host: Host): string =>
  `${host.env('ProgramFiles') ?? 'C:\\Program Files'}\\Docker\\Docker\\resources\\cli-plugins`;

/** docker/cli cli-plugins/manager: the user's folder, those of the settings, then the system's. */
function pluginFolders(host: Host, extra: readonly string[]): string[] {
  const own = joinPath(host, configFolder(host), 'cli-plugins');
  if (host.identity.platform === 'win32') {
    const data = host.env('ProgramData') ?? 'C:\\ProgramData';
    const programs = host.env('ProgramFiles') ?? 'C:\\Program Files';
    return [
      own,
      ...extra,
      `${data}\\Docker\\cli-plugins`,
      `${programs}\\Docker\\cli-plugins`,
      // Older Desktops linked them from here into the user's folder.
      desktopPlugins(host),
    ];
  }
  return [
    own,
    ...extra,
    '/usr/local/lib/docker/cli-plugins',
    '/usr/local/libexec/docker/cli-plugins',
    '/usr/lib/docker/cli-plugins',
    '/usr/libexec/docker/cli-plugins',
  ];
}

async function pluginFiles(host: Host, folder: string): Promise<{ name: string; path: string }[]> {
  const list = await host.ask('list', { path: folder });
  const entries = !list.ok && list.error.code === 'EACCES' ? [] : (orAbsent(`listing ${folder}`, list) ?? []);
  return entries.flatMap((entry) => {
    const name = /^docker-([a-z][a-z0-9]*)(?:\.exe)?$/.exec(entry.name)?.[1];
    return name && entry.kind !== 'directory' ? [{ name, path: joinPath(host, folder, entry.name) }] : [];
  });
}

/** Path of the docker command in use, asked where it is needed. */
type Cli = () => Promise<string | null>;

/** What counts is whether the docker command takes it: asked where its own answer is not understood. */
async function versionIn(host: Host, name: string, inUse: Cli): Promise<string | null> {
  const docker = await inUse();
  if (docker === null) return null;
  const answer = await host.ask('run', { file: docker, args: [name, 'version'], timeoutMs: 2500 });
  if (!answer.ok || answer.value.exitCode !== 0) return null;
  return /\bv?(\d+\.\d+\.\d+[\w.-]*)/.exec(answer.value.stdout)?.[1] ?? null;
}

async function inspect(host: Host, name: string, path: string, docker: Cli): Promise<CliPlugin> {
  const plugin = (broken: string | null, version: string | null = null): CliPlugin => ({
    name,
    path,
    broken,
    version,
  });
  const stat = await host.ask('stat', { path });
  if (!stat.ok) {
    const link = await host.ask('readlink', { path });
    return plugin(
      link.ok ? `leads to ${link.value}, which is not there` : `${stat.error.message} (${stat.error.code})`,
    );
  }
  const access = await host.ask('access', { path, mode: 'x' });
  if (!access.ok) return plugin('is not executable');
  // Those in Desktop's own folder are not what the CLI starts: it looks elsewhere first.
  if (!ASKED.has(name) || path.startsWith(desktopPlugins(host))) return plugin(null);
  const answer = await host.ask('run', { file: path, args: ['docker-cli-plugin-metadata'], timeoutMs: 2500 });
  if (!answer.ok) {
    // Slow is not broken.
    return answer.error.code === 'ETIMEDOUT' || answer.error.code === 'ENOTRECORDED'
      ? plugin(null)
      : plugin(`cannot be started (${answer.error.code})`);
  }
  const metadata = parseJson(answer.value.stdout.trim());
  const version = metadata.ok ? textAt(metadata.value, 'Version') : null;
  const shown = version ?? (await versionIn(host, name, docker));
  if (shown === null) return plugin(`does not answer as a plugin (exit code ${answer.value.exitCode})`);
  return plugin(null, shown.replace(/^v/, ''));
}
