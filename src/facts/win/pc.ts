/**
 * The PC as far as it explains an engine that does not answer. Asked only then: a healthy check starts no
 * PowerShell, no wsl.exe, and reads no more of the registry than which Windows this is.
 */
import type { Host } from '../../host/host.ts';
import { endpointFact, type Transport } from '../endpoint.ts';
import { type EngineFact, engineFact } from '../engine.ts';
import { defineFact, type FactResult, known, unknownFact } from '../fact.ts';
import { parseJson, textAt } from '../json-text.ts';
import { exists } from '../paths.ts';
import { type BootFact, bootFact } from './boot.ts';
import { settingOf, type WindowsDesktop, windowsDesktopFact } from './desktop.ts';
import { type PipeName, type PipeState, pipeName, pipesFact } from './pipes.ts';
import { type WindowsSystem, windowsSystemFact } from './powershell.ts';
import { appData, localAppData, programFiles } from './programs.ts';
import { numberOf, readValues } from './registry.ts';
import { type WindowsVersion, windowsVersionFact } from './version.ts';
import { type WslFact, wslFact } from './wsl.ts';

export type Product = 'docker-desktop' | 'rancher-desktop' | 'podman' | 'windows-engine';
export type BackEnd = 'wsl' | 'hyper-v' | 'windows';

export interface Pc {
  readonly engine: EngineFact;
  readonly url: string;
  /** The pipe in force, without the path. */
  readonly pipe: string;
  /** Whose engine should serve it; null where none is installed. */
  readonly product: Product | null;
  readonly productName: string;
  readonly backEnd: BackEnd;
  readonly desktop: WindowsDesktop | null;
  /** Do the product's processes run? */
  readonly up: boolean | null;
  /** Milliseconds since they were started, where Windows tells. */
  readonly age: number | null;
  readonly windows: FactResult<WindowsVersion>;
  readonly system: FactResult<WindowsSystem>;
  readonly boot: FactResult<BootFact>;
  readonly wsl: FactResult<WslFact>;
  readonly pipes: FactResult<Readonly<Record<PipeName, PipeState>>>;
  /** What Rancher Desktop runs: 'moby', 'containerd'; null where it is not the product, or does not say. */
  readonly rancherEngine: string | null;
  /** Podman's machines on WSL, by the files that describe them. */
  readonly podmanMachines: readonly string[];
}

const OWN_PIPES = /^(?:docker_engine|dockerDesktop(?:Linux|Windows)Engine|podman-machine-[\w-]+)$/i;

const NAMES: Readonly<Record<Product, string>> = {
  'docker-desktop': 'Docker Desktop',
  'rancher-desktop': 'Rancher Desktop',
  podman: 'Podman',
  'windows-engine': 'Docker Engine',
};
const PROCESSES: Readonly<Record<Product, RegExp>> = {
  'docker-desktop': /^(Docker Desktop|com\.docker\.backend)$/i,
  'rancher-desktop': /^Rancher Desktop$/i,
  podman: /^(win-sshproxy|podman.*)$/i,
  'windows-engine': /^dockerd$/i,
};

/** Null where the engine in force answers, or is none of this PC's. */
export const pcFact = defineFact<Pc | null>('windows.pc', 'looking at Windows', async ({ host, get }) => {
  const [endpoint, engine] = await Promise.all([get(endpointFact), get(engineFact)]);
  if (!endpoint.known) return endpoint;
  if (!engine.known) return engine;
  if (endpoint.value.state !== 'resolved' || engine.value.state === 'answers') return known(null);
  const pipe = pipeOf(endpoint.value.transport);
  // A pipe of another name is a context's own business (checks/any/endpoint.ts).
  if (pipe === null || !OWN_PIPES.test(pipe)) return known(null);
  const [desktop, rancher, podman, service] = await Promise.all([
    get(windowsDesktopFact),
    rancherFolder(),
    podmanFolder(),
    readValues(host, 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\docker'),
  ]);
  if (!desktop.known) return desktop;
  const product: Product | null = /^podman/i.test(pipe)
    ? 'podman'
    : desktop.value
      ? 'docker-desktop'
      : rancher
        ? 'rancher-desktop'
        : numberOf(service, 'Start') !== null
          ? 'windows-engine'
          : podman
            ? 'podman'
            : null;
  const backEnd =
    product === 'windows-engine' ? 'windows' : backEndOf(product === 'docker-desktop' ? desktop.value : null);
  const needsVm = product !== null && product !== 'windows-engine';
  const [windows, system, boot, wsl, pipes, rancherEngine, podmanMachines] = await Promise.all([
    get(windowsVersionFact),
    product === null ? NOT_NEEDED : get(windowsSystemFact),
    needsVm ? get(bootFact) : NOT_NEEDED,
    needsVm && backEnd === 'wsl' ? get(wslFact) : NOT_NEEDED,
    product === 'docker-desktop' && engine.value.state === 'absent' ? get(pipesFact) : NOT_NEEDED,
    product === 'rancher-desktop' ? rancherSetting(host) : null,
    product === 'podman' ? podmanMachinesOf(host) : [],
  ]);
  const running =
    product && system.known && system.value.processes
      ? system.value.processes.filter(({ name }) => PROCESSES[product].test(name))
      : null;
  const started = (running ?? []).flatMap(({ started }) => started ?? []);
  return known({
    engine: engine.value,
    url: endpoint.value.url,
    pipe,
    product,
    productName: product ? NAMES[product] : '',
    backEnd,
    desktop: desktop.value,
    up: running ? running.length > 0 : null,
    age: started.length > 0 ? host.identity.now - Math.min(...started) : null,
    windows,
    system,
    boot,
    wsl,
    pipes,
    rancherEngine,
    podmanMachines,
  });

  async function rancherFolder(): Promise<boolean> {
    const folders = [
      `${localAppData(host)}\\Programs\\Rancher Desktop\\Rancher Desktop.exe`,
      `${programFiles(host)}\\Rancher Desktop\\Rancher Desktop.exe`,
      `${appData(host)}\\rancher-desktop\\settings.json`,
    ];
    return (await Promise.all(folders.map((path) => exists(host, path)))).includes(true);
  }
  async function podmanFolder(): Promise<boolean> {
    const files = [
      `${programFiles(host)}\\RedHat\\Podman\\podman.exe`,
      `${localAppData(host)}\\Programs\\Podman\\podman.exe`,
    ];
    return (await Promise.all(files.map((path) => exists(host, path)))).includes(true);
  }
});

/** Only dockerd (moby) has a Docker API. The folder has changed with its versions, and the key too. */
async function rancherSetting(host: Host): Promise<string | null> {
  for (const folder of [appData(host), localAppData(host)]) {
    const file = await host.ask('readFile', { path: `${folder}\\rancher-desktop\\settings.json` });
    const parsed = file.ok ? parseJson(file.value) : null;
    if (!parsed?.ok) continue;
    return (
      textAt(parsed.value, 'containerEngine', 'name') ?? textAt(parsed.value, 'kubernetes', 'containerEngine')
    );
  }
  return null;
}

async function podmanMachinesOf(host: Host): Promise<string[]> {
  const path = `${host.identity.home}\\.config\\containers\\podman\\machine\\wsl`;
  const list = await host.ask('list', { path });
  if (!list.ok) return [];
  return list.value.flatMap(({ name }) => /^(.+)\.json$/.exec(name)?.[1] ?? []);
}

const NOT_NEEDED = unknownFact('failed', 'not asked: not needed here');

const pipeOf = (transport: Transport): string | null =>
  transport.kind === 'pipe' ? pipeName(transport.path) : null;

/** The WSL 2 back end came with 2.3; before 2.0 the numbers were those of the engine (17.12, 18.09). */
const BEFORE_WSL2 = /^(?:1[78]|2\.[0-2])\./;

function backEndOf(desktop: WindowsDesktop | null): BackEnd {
  if (!desktop) return 'wsl';
  if (settingOf(desktop.settings, 'UseWindowsContainers') === true) return 'windows';
  if (BEFORE_WSL2.test(desktop.version ?? '')) return 'hyper-v';
  return settingOf(desktop.settings, 'WslEngineEnabled') === false ? 'hyper-v' : 'wsl';
}
