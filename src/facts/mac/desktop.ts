/**
 * Docker Desktop on a Mac: its settings, and, only where the engine in force does not answer, how far
 * it got: processes, its back end's own word, the end of its log, its helper. Nothing is started.
 */
import type { Host } from '../../host/host.ts';
import { cliConfigFact, settingsOf } from '../cli-config.ts';
import { engineFact } from '../engine.ts';
import { defineFact, known } from '../fact.ts';
import { isObject, type JsonObject, parseJson, valueAt } from '../json-text.ts';
import { exists, joinPath } from '../paths.ts';
import { plistStrings, readPlist } from './plist.ts';
import { macProductsFact } from './products.ts';

export interface DesktopSettings {
  readonly file: string;
  /** Keys in lower case: they changed from useX to UseX in 4.35. Null where there is no such file. */
  readonly values: Readonly<Record<string, unknown>> | null;
  /** Why it cannot be read as JSON, or null. */
  readonly damage: string | null;
}

export const desktopSettingsFact = defineFact<DesktopSettings>(
  'mac.desktop-settings',
  "reading Docker Desktop's settings",
  async ({ host }) => {
    const folder = inHome(host, 'Library', 'Group Containers', 'group.com.docker');
    const files = ['settings-store.json', 'settings.json'].map((name) => joinPath(host, folder, name));
    const answers = await Promise.all(files.map((path) => host.ask('readFile', { path })));
    const at = answers.findIndex((answer) => answer.ok);
    const text = answers[at];
    const file = files[Math.max(at, 0)] ?? folder;
    if (!text?.ok) return known({ file, values: null, damage: null });
    const parsed = parseJson(text.value);
    if (!parsed.ok) {
      const place = `line ${parsed.line}, column ${parsed.column}`;
      return known({ file, values: null, damage: `is not valid JSON: ${parsed.message} (${place})` });
    }
    if (!isObject(parsed.value)) return known({ file, values: null, damage: 'is no JSON object' });
    const values = Object.entries(parsed.value).map(([key, value]) => [key.toLowerCase(), value]);
    return known({ file, values: Object.fromEntries(values), damage: null });
  },
);

const inHome = (host: Host, ...parts: string[]): string => joinPath(host, host.identity.home, ...parts);

export interface DesktopProcesses {
  readonly backend: boolean;
  readonly virtualMachine: boolean;
  readonly window: boolean;
}

export interface DesktopFact {
  /** Null where the processes could not be listed. */
  readonly processes: DesktopProcesses | null;
  /** 'starting', 'running', 'paused' … as the back end itself says, or null. */
  readonly backendState: string | null;
  /** Seconds since it made its sockets, or null. */
  readonly ageSeconds: number | null;
  /** The last lines of the back end's log. */
  readonly log: string;
  /** The last lines of the logs from inside its virtual machine. */
  readonly machineLog: string;
  /** Organisations whose members alone may use it; empty where nobody says so. */
  readonly organisations: readonly string[];
  readonly signedIn: boolean;
  /** A folder where macOS or Desktop needs one is a plain file, or the helper is half there. */
  readonly helper: 'ok' | 'absent' | 'half' | 'disabled';
  /** What codesign says of the app's main program, or null where it is content or was not asked. */
  readonly signature: string | null;
  /** Desktop's daemon.json is no valid JSON: why. */
  readonly daemonJson: { readonly file: string; readonly damage: string } | null;
}

/** Null where Desktop is not installed or the engine in force answers: then nobody needs to know. */
export const desktopFact = defineFact<DesktopFact | null>(
  'mac.desktop',
  'looking at Docker Desktop',
  async ({ host, get }) => {
    const [engine, products, config] = await Promise.all([
      get(engineFact),
      get(macProductsFact),
      get(cliConfigFact),
    ]);
    if (!products.known) return products;
    const app = products.value.desktop;
    if (!app || (engine.known && engine.value.state === 'answers')) return known(null);
    const data = inHome(host, 'Library', 'Containers', 'com.docker.docker', 'Data');
    const backendSocket = joinPath(host, data, 'backend.sock');
    const [processes, backendState, born, log, machineLogs, organisations, helper, signature, daemonJson] =
      await Promise.all([
        listProcesses(host),
        askBackend(host, backendSocket),
        bornOf(host, [inHome(host, '.docker', 'run', 'docker.sock'), backendSocket]),
        tail(host, joinPath(host, data, 'log', 'host', 'com.docker.backend.log')),
        Promise.all(
          ['init.log', 'dockerd.log'].map((name) => tail(host, joinPath(host, data, 'log', 'vm', name))),
        ),
        enforcedOrganisations(host),
        helperState(host),
        verifySignature(host, app.path),
        brokenDaemonJson(host),
      ]);
    const auths = config.known ? valueAt(settingsOf(config.value), 'auths') : null;
    return known({
      processes,
      backendState,
      ageSeconds: born === null ? null : Math.max(0, (host.identity.now - born) / 1000),
      log,
      machineLog: machineLogs.join('\n'),
      organisations,
      signedIn:
        isObject(auths) && Object.keys(auths).some((registry) => registry.includes('index.docker.io')),
      helper,
      signature,
      daemonJson,
    });
  },
);

/** Only Docker's own programs are listed: what else runs here is nobody's business. */
async function listProcesses(host: Host): Promise<DesktopProcesses | null> {
  const answer = await host.ask('run', {
    file: '/usr/bin/pgrep',
    args: ['-f', '-l', '/Docker\\.app/Contents/MacOS/'],
    timeoutMs: 1500,
  });
  // Exit code 1: no process matches.
  if (!answer.ok || answer.value.exitCode === null || answer.value.exitCode > 1) return null;
  const lines = answer.value.stdout;
  return {
    backend: /\/com\.docker\.backend\b/.test(lines),
    virtualMachine: /\/com\.docker\.(?:virtualization|hyperkit)\b/.test(lines),
    window: /\/Docker Desktop(?: |$)/m.test(lines),
  };
}

async function askBackend(host: Host, path: string): Promise<string | null> {
  const stat = await host.ask('stat', { path });
  if (!stat.ok) return null;
  const answer = await host.ask('http', { address: { path }, path: '/engine/status', timeoutMs: 1000 });
  if (!answer.ok || answer.value.status !== 200) return null;
  const parsed = parseJson(answer.value.body);
  const state = parsed.ok ? (valueAt(parsed.value, 'state') ?? valueAt(parsed.value, 'status')) : null;
  return typeof state === 'string' ? state.toLowerCase() : null;
}

/** When Desktop was opened: it makes its sockets anew each time. Milliseconds since 1970. */
async function bornOf(host: Host, paths: readonly string[]): Promise<number | null> {
  const stats = await Promise.all(paths.map((path) => host.ask('stat', { path })));
  const times = stats.flatMap((stat) => (stat.ok ? [stat.value.mtimeMs] : []));
  return times.length === 0 ? null : Math.max(...times);
}

async function tail(host: Host, path: string): Promise<string> {
  const answer = await host.ask('readFile', { path, maxBytes: 16_384, tail: true });
  return answer.ok ? answer.value.trimEnd().split('\n').slice(-40).join('\n') : '';
}

/** registry.json, or a configuration profile that the company's management put there. */
async function enforcedOrganisations(host: Host): Promise<string[]> {
  const folder = '/Library/Application Support/com.docker.docker';
  const [file, ...plists] = await Promise.all([
    host.ask('readFile', { path: `${folder}/registry.json` }),
    readPlist(host, `${folder}/desktop.plist`),
    readPlist(host, '/Library/Managed Preferences/com.docker.config.plist'),
  ]);
  const parsed = file.ok ? parseJson(file.value) : null;
  const listed = parsed?.ok ? valueAt(parsed.value as JsonObject, 'allowedOrgs') : [];
  const fromFile = Array.isArray(listed) ? listed.filter((name) => typeof name === 'string') : [];
  return [...fromFile, ...plists.flatMap((xml) => (xml ? plistStrings(xml, 'allowedOrgs') : []))];
}

/** Up to 4.88 a program of root's and its launchd job; 'half' is what clean-up scripts of 2025 left. */
async function helperState(host: Host): Promise<DesktopFact['helper']> {
  const [program, job] = await Promise.all([
    exists(host, '/Library/PrivilegedHelperTools/com.docker.vmnetd'),
    exists(host, '/Library/LaunchDaemons/com.docker.vmnetd.plist'),
  ]);
  if (!program && !job) return 'absent';
  if (program !== job) return 'half';
  const disabled = await host.ask('run', {
    file: '/bin/launchctl',
    args: ['print-disabled', 'system'],
    timeoutMs: 1000,
  });
  const listed = disabled.ok && /"com\.docker\.vmnetd"\s*=>\s*(?:disabled|true)/.test(disabled.value.stdout);
  return listed ? 'disabled' : 'ok';
}

/** The main program alone: to check every file of the app takes seconds. */
async function verifySignature(host: Host, app: string): Promise<string | null> {
  const answer = await host.ask('run', {
    file: '/usr/bin/codesign',
    args: ['--verify', '--ignore-resources', app],
    timeoutMs: 1500,
  });
  if (!answer.ok || answer.value.exitCode === 0 || answer.value.exitCode === null) return null;
  return answer.value.stderr.trim().split('\n')[0] ?? '';
}

async function brokenDaemonJson(host: Host): Promise<DesktopFact['daemonJson']> {
  const file = inHome(host, '.docker', 'daemon.json');
  const answer = await host.ask('readFile', { path: file });
  if (!answer.ok || answer.value.trim() === '') return null;
  const parsed = parseJson(answer.value);
  if (parsed.ok) return null;
  return {
    file,
    damage: `is not valid JSON: ${parsed.message} (line ${parsed.line}, column ${parsed.column})`,
  };
}
