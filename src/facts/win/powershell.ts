/**
 * All that only PowerShell tells, in one process and one JSON: CIM, services, processes. Asked only where the
 * engine does not answer. The script calls cmdlets alone, so that Constrained Language Mode lets it through; the
 * one .NET call (UTF-8) may fail. It is passed in the clear: encoded commands alarm security products. Nothing in
 * it needs admin rights, and it holds no double quote, which would have to survive two parsers.
 */
import type { Host } from '../../host/host.ts';
import { defineFact, type FactResult, known, unknownFact, unknownFrom } from '../fact.ts';
import { isObject, parseJson, textAt, valueAt } from '../json-text.ts';
import { system32 } from './programs.ts';

export type FeatureState = 'enabled' | 'disabled' | 'absent' | 'unknown';
export interface WindowsService {
  readonly name: string;
  readonly state: 'running' | 'stopped' | 'other';
  readonly start: 'automatic' | 'manual' | 'disabled' | null;
}
export interface WindowsProcess {
  /** Without '.exe'. */
  readonly name: string;
  /** Milliseconds since 1970; null where Windows does not tell this user. */
  readonly started: number | null;
  /** The login session it runs in; null where Windows does not tell. */
  readonly session: number | null;
}
export interface DriveSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}
export interface Processor {
  readonly name: string;
  readonly vendor: string;
  readonly arm: boolean;
  /** The three are False or empty while a hypervisor runs: they count only where none does. */
  readonly firmware: boolean | null;
  readonly monitor: boolean | null;
  readonly slat: boolean | null;
}

/** A part is null where its query gave nothing. */
export interface WindowsSystem {
  /** True in every virtual machine too. */
  readonly hypervisor: boolean | null;
  readonly manufacturer: string;
  readonly model: string;
  readonly cpu: Processor | null;
  /** Optional features by name; null where WMI does not list them. */
  readonly features: Readonly<Record<string, FeatureState>> | null;
  /** By name in lower case; a service that is not there is missing here. Null: not known. */
  readonly services: Readonly<Record<string, WindowsService>> | null;
  readonly processes: readonly WindowsProcess[] | null;
  readonly antivirus: readonly string[];
  /** Bytes of memory that Windows uses. */
  readonly memory: number | null;
  /** Local drives by their letter: 'C:'. */
  readonly drives: Readonly<Record<string, DriveSpace>>;
  /** The login session of this doctor. */
  readonly session: number | null;
  /** Config Manager's error code of the hypervisor's device (22: disabled), null where it was not found. */
  readonly vidError: number | null;
}

const FEATURES = [
  'VirtualMachinePlatform',
  'Microsoft-Windows-Subsystem-Linux',
  'HypervisorPlatform',
  'Microsoft-Hyper-V',
  'Microsoft-Hyper-V-All',
  'Microsoft-Hyper-V-Hypervisor',
  'Containers',
];
export const SERVICES = [
  'WslService',
  'LxssManager',
  'vmcompute',
  'hns',
  'com.docker.service',
  'docker',
  'Vid',
];
/** Drivers of programs that are known to take VT-x or AMD-V for themselves. */
const DRIVERS = ['aswVmm', 'avgVmm', 'IntelHaxm', 'vmx86', 'VBoxDrv', 'VBoxSup'];
const PROCESSES = [
  'Docker Desktop',
  'com.docker.*',
  'dockerd',
  'Rancher Desktop',
  'podman*',
  'win-sshproxy',
  'VirtualBoxVM',
  'vmware-vmx',
];

export const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(',');
const filter = FEATURES.map((name) => `Name=''${name}''`).join(' OR ');

export const SCRIPT = [
  "$ErrorActionPreference='SilentlyContinue'",
  "$ProgressPreference='SilentlyContinue'",
  'try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $null }',
  '$computer = Get-CimInstance -ClassName Win32_ComputerSystem -Property HypervisorPresent,Manufacturer,Model,TotalPhysicalMemory | Select-Object HypervisorPresent,Manufacturer,Model,TotalPhysicalMemory',
  '$cpu = Get-CimInstance -ClassName Win32_Processor -Property Name,Manufacturer,Architecture,VirtualizationFirmwareEnabled,VMMonitorModeExtensions,SecondLevelAddressTranslationExtensions | Select-Object -First 1 Name,Manufacturer,Architecture,VirtualizationFirmwareEnabled,VMMonitorModeExtensions,SecondLevelAddressTranslationExtensions',
  `$features = @(Get-CimInstance -ClassName Win32_OptionalFeature -Filter '${filter}' | Select-Object Name,InstallState)`,
  `$services = @(Get-Service -Name ${quoted([...SERVICES, ...DRIVERS])} | Select-Object Name,Status,StartType)`,
  `$processes = @(Get-Process -Name ${quoted(PROCESSES)} | Select-Object Name,StartTime,SessionId)`,
  "$drives = @(Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType=3' -Property DeviceID,FreeSpace,Size | Select-Object DeviceID,FreeSpace,Size)",
  '$mine = @(Get-Process -Id $PID | Select-Object SessionId)',
  '$antivirus = @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName AntiVirusProduct | Select-Object displayName)',
  "$vid = @(Get-CimInstance -ClassName Win32_PnPEntity -Filter 'Service=''Vid'' OR Name LIKE ''%Virtualization Infrastructure%''' | Select-Object ConfigManagerErrorCode)",
  // ASCII alone, where the encoding could not be set: in Shift-JIS half of a letter may be a backslash.
  "(@{ done = $true; computer = $computer; cpu = $cpu; features = $features; services = $services; processes = $processes; antivirus = $antivirus; vid = $vid; drives = $drives; mine = $mine } | ConvertTo-Json -Depth 4 -Compress) -replace '[^ -~]','?'",
].join('; ');

export const windowsSystemFact = defineFact<WindowsSystem>(
  'windows.system',
  'asking Windows (PowerShell)',
  async ({ host }) => {
    const asked = await askPowerShell(host);
    if (asked.known && asked.value.services && asked.value.processes) return asked;
    // PowerShell is locked down, broken or gone: services and processes are told by small programs too.
    const [services, processes] = await Promise.all([servicesBySc(host), processesByTasklist(host)]);
    const base = asked.known ? asked.value : NOTHING;
    if (!asked.known && services === null && processes === null) return asked;
    return known({ ...base, services: base.services ?? services, processes: base.processes ?? processes });
  },
);

/** Where nothing was told. */
export const NOTHING: WindowsSystem = {
  hypervisor: null,
  manufacturer: '',
  model: '',
  cpu: null,
  features: null,
  services: null,
  processes: null,
  antivirus: [],
  memory: null,
  drives: {},
  session: null,
  vidError: null,
};

async function askPowerShell(host: Host): Promise<FactResult<WindowsSystem>> {
  const file = system32(host, 'WindowsPowerShell\\v1.0\\powershell.exe');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];
  const answer = await host.ask('run', { file, args, timeoutMs: 5000 });
  if (!answer.ok) return unknownFrom('PowerShell', answer.error);
  return parseSystem(answer.value.stdout);
}

/** Takes what PowerShell printed; a profile or a policy may have printed before it. */
export function parseSystem(stdout: string): FactResult<WindowsSystem> {
  const line = stdout.split('\n').find((text) => text.trimStart().startsWith('{'));
  const parsed = parseJson(line ?? '');
  if (!parsed.ok || valueAt(parsed.value, 'done') !== true)
    return unknownFact('unparsable', 'PowerShell did not answer with JSON');
  const { value } = parsed;
  const [computer] = rows(value, 'computer');
  const [cpu] = rows(value, 'cpu');
  const features = rows(value, 'features');
  const services = rows(value, 'services');
  return known({
    hypervisor: flagAt(computer, 'HypervisorPresent'),
    manufacturer: textAt(computer, 'Manufacturer') ?? '',
    model: textAt(computer, 'Model') ?? '',
    cpu: isObject(cpu)
      ? {
          name: (textAt(cpu, 'Name') ?? '').replace(/\s+/g, ' ').trim(),
          vendor: textAt(cpu, 'Manufacturer') ?? '',
          arm: [5, 12].includes(Number(valueAt(cpu, 'Architecture'))),
          firmware: flagAt(cpu, 'VirtualizationFirmwareEnabled'),
          monitor: flagAt(cpu, 'VMMonitorModeExtensions'),
          slat: flagAt(cpu, 'SecondLevelAddressTranslationExtensions'),
        }
      : null,
    features:
      features.length === 0
        ? null
        : Object.fromEntries(
            features.map((row) => [
              textAt(row, 'Name') ?? '',
              INSTALL_STATES[Number(valueAt(row, 'InstallState'))] ?? 'unknown',
            ]),
          ),
    services: services.length === 0 ? null : byName(services.map(toService)),
    processes: rows(value, 'processes').map((row) => ({
      name: textAt(row, 'Name') ?? '',
      started: dateAt(row, 'StartTime'),
      session: numberAt(row, 'SessionId'),
    })),
    antivirus: rows(value, 'antivirus').flatMap((row) => textAt(row, 'displayName') ?? []),
    memory: numberAt(computer, 'TotalPhysicalMemory'),
    drives: Object.fromEntries(
      rows(value, 'drives').flatMap((row) => {
        const [freeBytes, totalBytes] = [numberAt(row, 'FreeSpace'), numberAt(row, 'Size')];
        // A locked BitLocker drive has neither.
        return freeBytes === null || !totalBytes
          ? []
          : [[(textAt(row, 'DeviceID') ?? '').toUpperCase(), { freeBytes, totalBytes }]];
      }),
    ),
    session: numberAt(rows(value, 'mine')[0], 'SessionId'),
    vidError: numberAt(rows(value, 'vid')[0], 'ConfigManagerErrorCode'),
  });
}

/** Windows PowerShell 5.1 turns a list of one into its only item. */
function rows(value: unknown, key: string): unknown[] {
  const found = valueAt(value, key);
  if (found === null || found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

const flagAt = (value: unknown, ...keys: string[]): boolean | null => {
  const found = valueAt(value, ...keys);
  return typeof found === 'boolean' ? found : null;
};

const numberAt = (value: unknown, key: string): number | null => {
  const found = valueAt(value, key);
  return typeof found === 'number' ? found : null;
};

/** Windows PowerShell writes /Date(milliseconds)/, PowerShell 7 ISO 8601. */
function dateAt(value: unknown, key: string): number | null {
  const found = valueAt(value, key);
  const text = typeof found === 'string' ? found : (textAt(found, 'DateTime') ?? '');
  const time = Number(/^\/Date\((\d+)/.exec(text)?.[1] ?? Date.parse(text));
  return Number.isNaN(time) ? null : time;
}

const INSTALL_STATES: Readonly<Record<number, FeatureState>> = { 1: 'enabled', 2: 'disabled', 3: 'absent' };

/** Enumerations are numbers in JSON, or their names (-EnumsAsStrings, wrappers). */
function toService(row: unknown): WindowsService {
  const status = String(valueAt(row, 'Status'));
  const start = String(valueAt(row, 'StartType'));
  return {
    name: textAt(row, 'Name') ?? '',
    state: /^(4|Running)$/.test(status) ? 'running' : /^(1|Stopped)$/.test(status) ? 'stopped' : 'other',
    start: /^(2|0|1|Automatic|Boot|System)$/.test(start)
      ? 'automatic'
      : /^(3|Manual)$/.test(start)
        ? 'manual'
        : /^(4|Disabled)$/.test(start)
          ? 'disabled'
          : null,
  };
}

const byName = (services: readonly WindowsService[]): Record<string, WindowsService> =>
  Object.fromEntries(services.map((service) => [service.name.toLowerCase(), service]));

/**
 * sc.exe: the words of its states are the same in every language, those around them are not. One process lists
 * all; why a stopped one does not run is asked for those alone that matter here.
 */
async function servicesBySc(host: Host): Promise<Record<string, WindowsService> | null> {
  const file = system32(host, 'sc.exe');
  const args = ['query', 'type=', 'all', 'state=', 'all', 'bufsize=', '262144'];
  const answer = await host.ask('run', { file, args, timeoutMs: 3000 });
  const listed = answer.ok && answer.value.exitCode === 0 ? parseServices(answer.value.stdout) : null;
  if (listed === null) return null;
  const wanted = SERVICES.flatMap((name) => listed.get(name.toLowerCase()) ?? []);
  const services = wanted.map(async ({ name, state }): Promise<WindowsService> => {
    if (state !== 'stopped') return { name, state, start: null };
    const config = await host.ask('run', { file, args: ['qc', name], timeoutMs: 3000 });
    const start = config.ok
      ? /:\s+[0-4]\s+(AUTO|DEMAND|DISABLED|BOOT|SYSTEM)/.exec(config.value.stdout)?.[1]
      : undefined;
    return {
      name,
      state,
      start: start === 'DISABLED' ? 'disabled' : start === 'DEMAND' ? 'manual' : start ? 'automatic' : null,
    };
  });
  return byName(await Promise.all(services));
}

type Listed = Pick<WindowsService, 'name' | 'state'>;

/** What `sc query` prints of each service: its name on the first line, its state after a number. Null: nothing. */
export function parseServices(text: string): ReadonlyMap<string, Listed> | null {
  const services = text.split(/\n\s*\n/).flatMap((block): Listed[] => {
    const name = /^[^\n:]*:\s*(\S[^\n]*?)\s*$/m.exec(block.trimStart())?.[1];
    const state = /:[ \t]+[1-7][ \t]+(STOPPED|RUNNING|PAUSED|[A-Z]+_PENDING)[ \t]*$/m.exec(block)?.[1];
    if (name === undefined || state === undefined) return [];
    return [{ name, state: state === 'RUNNING' ? 'running' : state === 'STOPPED' ? 'stopped' : 'other' }];
  });
  return services.length === 0
    ? null
    : new Map(services.map((service) => [service.name.toLowerCase(), service]));
}

async function processesByTasklist(host: Host): Promise<WindowsProcess[] | null> {
  const answer = await host.ask('run', {
    file: system32(host, 'tasklist.exe'),
    args: ['/fo', 'csv', '/nh'],
    timeoutMs: 3000,
  });
  return answer.ok && answer.value.exitCode === 0 ? parseTasklist(answer.value.stdout) : null;
}

/** `tasklist /fo csv /nh`: the image's name, and in the fourth column its session. */
export function parseTasklist(text: string): WindowsProcess[] | null {
  const rows = [...text.matchAll(/^"([^"]+)","\d+"(?:,"[^"]*","(\d+)")?/gm)];
  return rows.length === 0
    ? null
    : rows.map(([, image = '', session]) => ({
        name: image.replace(/\.exe$/i, ''),
        started: null,
        session: session === undefined ? null : Number(session),
      }));
}
