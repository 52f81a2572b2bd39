/**
 * Windows from inside a WSL distribution: its drives are mounted, its programs start through interop. One
 * PowerShell tells what files do not; where it may not run, tasklist tells the processes; where neither does,
 * Windows is not known, which is no claim about it. Nothing is started, changed or shown there.
 */
import type { Answer, Host, HostError, QuestionName, Questions } from '../host/host.ts';
import { defineFact, type FactResult, known, unknownFact, unknownFrom } from './fact.ts';
import { isObject, parseJson, textAt, valueAt } from './json-text.ts';
import { pathFolders } from './paths.ts';
import { parseSystem, parseTasklist, quoted, type WindowsSystem } from './win/powershell.ts';
import type { Distribution } from './win/wsl.ts';
import { interopFact } from './wsl-interop.ts';

export interface WslWindows {
  /** Services and processes of Windows; null: not told. */
  readonly services: WindowsSystem['services'];
  readonly processes: WindowsSystem['processes'];
  /** Null where PowerShell did not tell. */
  readonly registry: {
    readonly distributions: readonly RegisteredDistribution[];
    /** Version of WSL's package; null where there is only the one inside Windows. */
    readonly wsl: string | null;
    readonly build: number | null;
  } | null;
  /** Windows' variables: APPDATA, LOCALAPPDATA, ProgramFiles, ProgramData. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Also the name of its disk's file. */
export type RegisteredDistribution = Distribution & { readonly disk: string };

const SERVICES = ['WslService', 'LxssManager', 'vmcompute', 'hns', 'com.docker.service'];
const PROCESSES = ['Docker Desktop', 'com.docker.*', 'dockerd', 'Rancher Desktop'];
const VARIABLES = ['APPDATA', 'LOCALAPPDATA', 'ProgramFiles', 'ProgramData'];
const LXSS = 'Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';

/** Reads alone; in the clear, without a double quote, of what Constrained Language Mode lets through. */
export const SCRIPT = [
  "$ErrorActionPreference='SilentlyContinue'",
  "$ProgressPreference='SilentlyContinue'",
  'try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $null }',
  `$services = @(Get-Service -Name ${quoted(SERVICES)} | Select-Object Name,Status,StartType)`,
  `$processes = @(Get-Process -Name ${quoted(PROCESSES)} | Select-Object Name,StartTime)`,
  `$lxss = @(Get-ItemProperty -Path 'HKCU:\\${LXSS}\\*' | Select-Object PSChildName,DistributionName,State,Version,BasePath,VhdFileName)`,
  `$default = Get-ItemProperty -Path 'HKCU:\\${LXSS}' | Select-Object DefaultDistribution`,
  `$msi = Get-ItemProperty -Path 'HKLM:\\${LXSS}\\MSI' | Select-Object Version`,
  "$windows = Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion' | Select-Object CurrentBuild",
  `$variables = @{ ${VARIABLES.map((name) => `${name} = $env:${name}`).join('; ')} }`,
  '@{ done = $true; services = $services; processes = $processes; lxss = $lxss; default = $default; msi = $msi; windows = $windows; variables = $variables } | ConvertTo-Json -Depth 4 -Compress',
].join('; ');

/** Milliseconds that PowerShell may take to start and answer. */
const POWERSHELL_LIMIT = 3000;

export const wslWindowsFact = defineFact<WslWindows>(
  'wsl.windows',
  'asking Windows (PowerShell)',
  async ({ host, get }) => {
    const [interop, drive] = await Promise.all([get(interopFact), get(wslDriveFact)]);
    if (!interop.known) return interop;
    if (!interop.value.works)
      return unknownFact('failed', `interop is off (${interop.value.source}: ${interop.value.text})`);
    if (!drive.known || drive.value === null)
      return unknownFact('failed', 'the drive of Windows is not mounted here');
    const system32 = `${drive.value}/Windows/System32`;
    // Beside each other: a PowerShell that hangs costs its limit once.
    const [asked, processes] = await Promise.all([
      askPowerShell(host, `${system32}/WindowsPowerShell/v1.0/powershell.exe`),
      processesByTasklist(host, `${system32}/tasklist.exe`),
    ]);
    if (asked.known) return known({ ...asked.value, processes: asked.value.processes ?? processes });
    if (processes === null) return asked;
    return known({ services: null, processes, registry: null, variables: {} });
  },
  POWERSHELL_LIMIT,
);

async function askPowerShell(host: Host, file: string): Promise<FactResult<WslWindows>> {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];
  const answer = await host.ask('run', { file, args, timeoutMs: POWERSHELL_LIMIT });
  if (!answer.ok) return unknownFrom('PowerShell', answer.error);
  return parseWindows(answer.value.stdout);
}

async function processesByTasklist(host: Host, file: string): Promise<WindowsSystem['processes']> {
  const args = ['/fo', 'csv', '/nh'];
  const answer = await host.ask('run', { file, args, timeoutMs: POWERSHELL_LIMIT });
  return answer.ok && answer.value.exitCode === 0 ? parseTasklist(answer.value.stdout) : null;
}

/** Takes what PowerShell printed. */
export function parseWindows(stdout: string): FactResult<WslWindows> {
  const system = parseSystem(stdout);
  if (!system.known) return system;
  const line = stdout.split('\n').find((text) => text.trimStart().startsWith('{'));
  const parsed = parseJson(line ?? '');
  const value = parsed.ok ? parsed.value : null;
  const found = valueAt(value, 'lxss');
  const rows = (Array.isArray(found) ? found : [found]).filter(isObject);
  const defaultId = textAt(value, 'default', 'DefaultDistribution')?.toLowerCase();
  const variables = VARIABLES.flatMap((name) => {
    const text = textAt(value, 'variables', name);
    return text ? [[name, text] as const] : [];
  });
  return known({
    services: system.value.services,
    processes: system.value.processes,
    registry: {
      distributions: rows.flatMap((row) => {
        const name = textAt(row, 'DistributionName');
        if (!name) return [];
        const disk = textAt(row, 'VhdFileName') ?? 'ext4.vhdx';
        return [
          {
            name,
            version: Number(valueAt(row, 'Version')) === 1 ? 1 : 2,
            isDefault: defaultId !== undefined && textAt(row, 'PSChildName')?.toLowerCase() === defaultId,
            state: Number(valueAt(row, 'State') ?? 1),
            basePath: (textAt(row, 'BasePath') ?? '').replace(/^\\\\\?\\/, ''),
            disk,
            diskMissing: null,
          } satisfies RegisteredDistribution,
        ];
      }),
      wsl: textAt(value, 'msi', 'Version'),
      build: Number(textAt(value, 'windows', 'CurrentBuild')) || null,
    },
    variables: Object.fromEntries(variables),
  });
}

/** Where Windows' system drive is mounted ('/mnt/c'), or null. wsl.conf may have another root for the drives. */
export const wslDriveFact = defineFact<string | null>(
  'wsl.drive',
  "looking for Windows' drive",
  async ({ host }) => {
    const mounts = await host.ask('readFile', { path: '/proc/self/mountinfo' });
    const named = mounts.ok ? driveIn(mounts.value) : null;
    if (named !== null) return known(named);
    // Newer ways to mount it do not name the drive.
    const usual = await host.ask('stat', { path: '/mnt/c/Windows/System32' });
    return known(usual.ok ? '/mnt/c' : null);
  },
);

/** mountinfo: the mount point is field 5; type, source and options follow ' - '. Octal escapes stand for `\`. */
export function driveIn(mountinfo: string): string | null {
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [root = '', point = ''] = before.split(' ').slice(3);
    const [, source = '', ...options] = after.split(' ');
    const text = source.replaceAll('\\134', '\\');
    if (root === '/' && (/^C:\\?$/i.test(text) || /(?:^|[;,])path=C:/i.test(options.join(' ')))) return point;
  }
  return null;
}

const ABSENT: HostError = { code: 'ENOENT', message: 'not asked from inside WSL' };

/**
 * Windows as the facts of a PC know it (src/facts/win/): its files by their Windows paths, its variables. No
 * program of Windows is run by way of it.
 */
export function windowsView(host: Host, drive: string, variables: Readonly<Record<string, string>>): Host {
  return {
    ...host,
    identity: { ...host.identity, platform: 'win32' },
    env: (name) => variables[name],
    ask<K extends QuestionName>(name: K, question: Questions[K]['ask']) {
      const path = 'path' in question ? linuxPath(drive, String(question.path)) : null;
      if (path === null)
        return Promise.resolve({ ok: false, error: ABSENT, ms: 0 } as Answer<Questions[K]['answer']>);
      return host.ask(name, { ...question, path });
    },
  };
}

/** 'C:\Users\maria' is /mnt/c/Users/maria; other drives lie beside it. */
export function linuxPath(drive: string, path: string): string | null {
  const match = /^([A-Za-z]):[\\/](.*)$/.exec(path);
  if (!match) return null;
  const [, letter = 'c', rest = ''] = match;
  const root = /^c$/i.test(letter) ? drive : drive.replace(/c$/i, letter.toLowerCase());
  return `${root}/${rest.replaceAll('\\', '/')}`;
}

/**
 * The user's folders on Windows where PowerShell did not tell them: PATH usually names them, otherwise the only
 * user of the PC who has settings of such a product.
 */
export async function guessVariables(host: Host, drive: string): Promise<Record<string, string>> {
  const users = `${drive}/Users`;
  const inPath = pathFolders(host)
    .map((folder) =>
      folder.startsWith(`${users}/`)
        ? /^([^/]+)\/AppData\//i.exec(folder.slice(users.length + 1))?.[1]
        : null,
    )
    .find(Boolean);
  const list = inPath ? null : await host.ask('list', { path: users });
  const names = inPath ? [inPath] : list?.ok ? list.value.map(({ name }) => name) : [];
  const owners = await Promise.all(
    names.map(async (name) => {
      const places = ['Docker', 'rancher-desktop'].map(
        (product) => `${users}/${name}/AppData/Roaming/${product}`,
      );
      const stats = await Promise.all(places.map((path) => host.ask('stat', { path })));
      return inPath || stats.some(({ ok }) => ok) ? name : null;
    }),
  );
  const [name, other] = owners.filter((owner) => owner !== null);
  if (name === undefined || other !== undefined) return {};
  const home = `C:\\Users\\${name}`;
  return { APPDATA: `${home}\\AppData\\Roaming`, LOCALAPPDATA: `${home}\\AppData\\Local` };
}
