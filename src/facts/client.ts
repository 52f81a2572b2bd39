/** The Docker CLI: every `docker` on PATH and in the places where products put it. */
import type { Host, RunOutput } from '../host/host.ts';
import { engineFact } from './engine.ts';
import { defineFact, type FactResult, isAbsent, known, unknownFact, unknownFrom } from './fact.ts';
import { parseJson, textAt, valueAt } from './json-text.ts';
import { joinPath, pathFolders, programNames } from './paths.ts';
import { foreignFormat, programFormat } from './program-format.ts';
import { isNewerLine } from './versions.ts';

/** 'ok' means: a shell would start it. Whether it then works is for `clientVersionFact`. */
export type CliState = 'ok' | 'dangling' | 'not-executable' | 'directory' | 'unreadable';

export interface CliCandidate {
  readonly path: string;
  readonly onPath: boolean;
  readonly state: CliState;
  /** Where the path leads in the end, or the dead target of a dangling link. */
  readonly target: string;
}

export interface ClientFact {
  readonly candidates: readonly CliCandidate[];
  /** What a shell would run for `docker`; null when PATH has none that runs. */
  readonly inUse: CliCandidate | null;
}

export const clientFact = defineFact<ClientFact>(
  'client',
  'looking for the docker command',
  async ({ host }) => {
    const folders = pathFolders(host);
    const elsewhere = knownFolders(host).filter((folder) => !folders.includes(folder));
    const places = [
      ...folders.map((folder) => ({ folder, onPath: true })),
      ...elsewhere.map((folder) => ({ folder, onPath: false })),
    ];
    const found = await Promise.all(
      places.flatMap(({ folder, onPath }) =>
        programNames(host, 'docker').map((name) => inspect(host, joinPath(host, folder, name), onPath)),
      ),
    );
    const candidates = withoutRepeats(
      found.filter((candidate) => candidate !== null && candidate !== 'unknown'),
    );
    // Nothing found, and not everything looked at: that is no 'missing'.
    if (candidates.length === 0 && found.includes('unknown')) {
      return unknownFact('not-recorded', 'not every folder of PATH could be looked at');
    }
    // A shell passes over what it cannot start and takes the next one on PATH.
    const inUse = candidates.find((candidate) => candidate.onPath && candidate.state === 'ok') ?? null;
    return known({ candidates, inUse });
  },
);

/** Folders where the products and distributions put the CLI, besides PATH. */
export function knownFolders(host: Host): string[] {
  const { platform, home } = host.identity;
  const inHome = (...parts: string[]): string => joinPath(host, home, ...parts);
  if (platform === 'win32') {
    const programs = host.env('ProgramFiles') ?? 'C:\\Program Files';
    const local = host.env('LOCALAPPDATA') ?? inHome('AppData', 'Local');
    const data = host.env('ProgramData') ?? 'C:\\ProgramData';
    return [
      `${programs}\\Docker\\Docker\\resources\\bin`,
      `${local}\\Programs\\DockerDesktop\\resources\\bin`,
      `${data}\\DockerDesktop\\version-bin`,
      `${programs}\\Docker`,
      `${programs}\\Rancher Desktop\\resources\\resources\\win32\\bin`,
      `${local}\\Programs\\Rancher Desktop\\resources\\resources\\win32\\bin`,
      `${data}\\chocolatey\\bin`,
      inHome('scoop', 'shims'),
    ];
  }
  const shared = [
    '/usr/local/bin',
    '/usr/bin',
    inHome('.docker', 'bin'),
    inHome('.rd', 'bin'),
    inHome('bin'),
  ];
  if (platform === 'darwin') {
    return [
      ...shared,
      '/opt/homebrew/bin',
      '/Applications/Docker.app/Contents/Resources/bin',
      inHome('Applications', 'Docker.app', 'Contents', 'Resources', 'bin'),
      '/Applications/OrbStack.app/Contents/MacOS/xbin',
      inHome('.orbstack', 'bin'),
      '/opt/local/bin',
    ];
  }
  return [
    ...shared,
    '/bin',
    '/usr/sbin',
    '/snap/bin',
    '/opt/bin',
    '/opt/docker',
    '/opt/docker/bin',
    '/opt/docker-desktop/bin',
    inHome('.local', 'bin'),
    inHome('.nix-profile', 'bin'),
    '/run/current-system/sw/bin',
    '/nix/var/nix/profiles/default/bin',
    '/home/linuxbrew/.linuxbrew/bin',
    '/var/packages/ContainerManager/target/usr/bin',
    '/var/packages/Docker/target/usr/bin',
  ];
}

async function inspect(host: Host, path: string, onPath: boolean): Promise<CliCandidate | 'unknown' | null> {
  const link = await host.ask('stat', { path, link: true });
  // A folder of PATH that this user may not enter is passed over by the shell too.
  if (!link.ok) return isAbsent(link) || link.error.code === 'EACCES' ? null : 'unknown';
  const isLink = link.value.kind === 'symlink';
  const [target, stat, executable] = await Promise.all([
    // Also a plain file may be reached by a link above it: /bin is /usr/bin on merged systems.
    targetOf(host, path),
    isLink ? host.ask('stat', { path }) : link,
    host.ask('access', { path, mode: 'x' }),
  ]);
  if (!stat.ok) {
    return { path, onPath, target, state: stat.error.code === 'EACCES' ? 'unreadable' : 'dangling' };
  }
  if (stat.value.kind === 'directory') return { path, onPath, target, state: 'directory' };
  return { path, onPath, target, state: executable.ok ? 'ok' : 'not-executable' };
}

async function targetOf(host: Host, path: string): Promise<string> {
  const real = await host.ask('realpath', { path });
  if (real.ok) return real.value;
  const link = await host.ask('readlink', { path });
  return link.ok ? link.value : path;
}

/** /bin is /usr/bin on merged systems: one file counts once, at its first place. Folders are no programs. */
function withoutRepeats(candidates: readonly CliCandidate[]): CliCandidate[] {
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    const key = candidate.state === 'ok' ? candidate.target : candidate.path;
    if (candidate.state === 'directory' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What the CLI in use says of itself and, through its own connection, of the engine. */
export type ClientVersionFact =
  | {
      readonly kind: 'docker';
      readonly version: string;
      /** Highest API version it can speak; null where only `docker --version` answered. */
      readonly apiVersion: string | null;
      /** The engine's version as the CLI saw it; null when the CLI did not reach one. */
      readonly serverVersion: string | null;
      /** Who built it: 'Docker Engine - Community' for Docker's own packages; null for most distributions'. */
      readonly platform: string | null;
      /** What it printed to stderr besides: its view of the connection, warnings of its config. */
      readonly stderr: string;
    }
  /** It runs and is something else: podman, a script, a tray icon. */
  | { readonly kind: 'other-program'; readonly output: string; readonly podman: boolean }
  /** It cannot run: errno, or the signal or exit code it died with. */
  | { readonly kind: 'broken'; readonly reason: string; readonly code: string };

export const clientVersionFact = defineFact<ClientVersionFact | null>(
  'client.version',
  'asking the docker command for its version',
  async ({ host, options, get }) => {
    const client = await get(clientFact);
    if (!client.known) return client;
    if (!client.value.inUse) return known(null);
    const hung = get(engineFact).then((engine) =>
      engine.known && engine.value.state === 'hung' ? null : NEVER,
    );
    return askVersion(host, client.value.inUse.path, connectionFlags(options), hung);
  },
);

function connectionFlags(options: { host?: string; context?: string }): string[] {
  if (options.host !== undefined) return ['--host', options.host];
  return options.context === undefined ? [] : ['--context', options.context];
}

const CANNOT_RUN = new Set([
  'ENOEXEC',
  'ENOINTERP',
  'EBADARCH',
  'EACCES',
  'ENOENT',
  'EPERM',
  'ELOOP',
  'EUNKNOWN',
  'UNKNOWN',
]);

const NEVER = new Promise<never>(() => {});

/** `hung` resolves when the engine is known not to answer: then the CLI is not waited for either. */
async function askVersion(
  host: Host,
  file: string,
  flags: string[],
  hung: Promise<null>,
): Promise<FactResult<ClientVersionFact>> {
  // The CLI's own view of the connection. It prints its half as JSON also where no engine answers.
  const full = host.ask('run', {
    file,
    args: [...flags, 'version', '--format', '{{json .}}'],
    timeoutMs: 3000,
  });
  const early = await Promise.race([full, laterThan(PATIENCE)]);
  const details = early?.ok ? fullVersion(early.value) : null;
  if (details) return known(details);
  // Answers without an engine and with a broken context, and tells Docker's CLI from other programs.
  const short = await host.ask('run', { file, args: ['--version'], timeoutMs: 3000 });
  if (!short.ok) {
    if (CANNOT_RUN.has(short.error.code)) {
      return known({ kind: 'broken', code: short.error.code, reason: short.error.message });
    }
    return unknownFrom(`${file} --version`, short.error);
  }
  const said = `${short.value.stdout}\n${short.value.stderr}`.trim();
  const version = dockerVersionIn(short.value.stdout);
  if (!version) {
    // Node hands what the kernel refuses (ENOEXEC) to sh, so the file itself must tell.
    const format = await programFormat(host, file);
    const foreign = format && foreignFormat(format, host.identity);
    if (foreign) return known({ kind: 'broken', code: 'ENOEXEC', reason: `it is ${foreign}` });
    if (short.value.signal !== null) {
      return known({ kind: 'broken', code: short.value.signal, reason: `ended by ${short.value.signal}` });
    }
    // Desktop's wrapper of 2020 to 2023 starts a program beside it, which is not there.
    if (/exec: "com\.docker\.cli": executable file not found/.test(said)) {
      return known({
        kind: 'broken',
        code: 'ENOENT',
        reason: 'it starts com.docker.cli, which is not there',
      });
    }
    if (short.value.exitCode === 126 || short.value.exitCode === 127 || said === '') {
      const code = String(short.value.exitCode);
      return known({ kind: 'broken', code, reason: said || `exit code ${code} and no output` });
    }
    // Docker's own stumbles over an address of another system, with any command: 'protocol not available'.
    const plain = await host.ask('run', { file, args: ['--version'], env: WITHOUT_ADDRESS, timeoutMs: 3000 });
    const plainVersion = plain.ok ? dockerVersionIn(plain.value.stdout) : undefined;
    if (plainVersion) {
      const none = { apiVersion: null, serverVersion: null, platform: null };
      return known({ kind: 'docker', version: plainVersion, ...none, stderr: said });
    }
    return known({ kind: 'other-program', output: said, podman: /podman/i.test(said) });
  }
  const late = await Promise.race([full, hung]);
  const lateDetails = late?.ok ? fullVersion(late.value) : null;
  const stderr = late?.ok ? late.value.stderr.trim() : '';
  return known(
    lateDetails ?? { kind: 'docker', version, apiVersion: null, serverVersion: null, platform: null, stderr },
  );
}

const WITHOUT_ADDRESS = { DOCKER_HOST: undefined, DOCKER_CONTEXT: 'default' };

/** Milliseconds that `docker version` gets before `docker --version` is asked beside it: an engine may hang. */
const PATIENCE = 500;

function laterThan(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms).unref());
}

/** What `docker version --format '{{json .}}'` told, or null where it told nothing of the client. */
function fullVersion({ stdout, stderr }: RunOutput): Extract<ClientVersionFact, { kind: 'docker' }> | null {
  const parsed = parseJson(stdout.trim());
  const client = parsed.ok ? valueAt(parsed.value, 'Client') : null;
  const version = textAt(client, 'Version');
  // podman answers this question in the same shape; its own --version tells it apart.
  if (!parsed.ok || version === null || !isDockerClient(client)) return null;
  return {
    kind: 'docker',
    version,
    apiVersion: textAt(client, 'DefaultAPIVersion') ?? textAt(client, 'ApiVersion'),
    serverVersion: textAt(parsed.value, 'Server', 'Version'),
    platform: textAt(client, 'Platform', 'Name') || null,
    stderr: stderr.trim(),
  };
}

/** Docker's CLI names the context or the default API version it uses; podman's client does neither. */
const isDockerClient = (client: unknown): boolean =>
  textAt(client, 'DefaultAPIVersion') !== null || textAt(client, 'Context') !== null;

/** Versions of all docker commands on PATH, by path; asked only where one may be newer than the one in use. */
export const otherCliVersionsFact = defineFact<Readonly<Record<string, string>>>(
  'client.other-versions',
  'asking other docker commands for their version',
  async ({ host, get }) => {
    const client = await get(clientFact);
    if (!client.known) return client;
    const onPath = client.value.candidates.filter(({ onPath, state }) => onPath && state === 'ok');
    if (onPath.length < 2) return known({});
    const first = get(clientVersionFact);
    // One that is newer than its engine lacks nothing, and each question is a process.
    if (isAheadOfEngine(await Promise.race([first, laterThan(PATIENCE)]))) return known({});
    const others = onPath.filter(({ path }) => path !== client.value.inUse?.path);
    const [mine, ...versions] = await Promise.all([
      first,
      ...others.map(({ path }) => versionOf(host, path)),
    ]);
    if (!mine.known || mine.value?.kind !== 'docker') return known({});
    const inUse = [client.value.inUse?.path ?? '', mine.value.version] as const;
    return known(Object.fromEntries([inUse, ...versions.filter((entry) => entry !== null)]));
  },
);

const isAheadOfEngine = (client: FactResult<ClientVersionFact | null> | null): boolean =>
  client?.known === true &&
  client.value?.kind === 'docker' &&
  client.value.serverVersion !== null &&
  isNewerLine(client.value.version, client.value.serverVersion);

async function versionOf(host: Host, path: string): Promise<readonly [string, string] | null> {
  const answer = await host.ask('run', { file: path, args: ['--version'], timeoutMs: 2000 });
  const version = answer.ok ? dockerVersionIn(answer.value.stdout) : undefined;
  return version ? [path, version] : null;
}

const dockerVersionIn = (output: string): string | undefined =>
  /^Docker version ([^\s,]+)/m.exec(output)?.[1];
