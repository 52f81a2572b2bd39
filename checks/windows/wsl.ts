import { defineCheck, type Finding, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type Pc, pcFact } from '../../src/facts/win/pc.ts';
import type { WindowsService } from '../../src/facts/win/powershell.ts';
import type { WslFact, WslRun } from '../../src/facts/win/wsl.ts';
import { compareVersions, minimumWsl, NEEDS_PACKAGE } from '../data/windows-support.ts';
import { isFailing, pipeEvidence } from './evidence.ts';

/** wsl.exe of Windows itself: the kernel file is not there (0xFFFFFE44), WSL is not installed. */
const KERNEL_MISSING = 4294966852;
const NOT_INSTALLED = 50;

/** Is WSL there, whole, new enough, and does it have what the product needs in it? */
export default defineCheck({
  id: 'windows.wsl',
  title: 'WSL',
  systems: ['windows'],
  link: 'platform',
  essential: false,
  after: ['client.cli'],
  needs: { pc: pcFact },
  finds: [
    'wsl.missing',
    'wsl.outdated',
    'wsl.kernel',
    'wsl.service',
    'wsl.install-broken',
    'wsl.no-distro',
    'wsl.distro-broken',
    'wsl.version1',
  ],
  judge({ pc }) {
    if (pc === null) return skip('the engine answers, or is not on this PC');
    if (pc.product === null || pc.product === 'windows-engine' || pc.backEnd !== 'wsl')
      return skip('nothing installed here uses it');
    if (!pc.wsl.known) return unknown(pc.wsl.detail);
    const wsl = pc.wsl.value;
    const place = placeOf(pc, wsl);
    if (place === 'unknown') return unknown('neither the registry nor wsl.exe tells whether WSL is there');
    const finding =
      place === 'missing'
        ? missing(pc, wsl, 'Neither its package nor the Windows feature is there')
        : findingIn(pc, wsl, place);
    if (finding) return found(finding);
    return pass(`${wsl.version ?? 'inside Windows'}, ${wsl.distributions.length} distributions`);
  },
});

const findingIn = (pc: Pc, wsl: WslFact, place: string): Finding | null =>
  disabledService(pc) ??
  brokenInstall(pc, wsl) ??
  kernel(pc, wsl, place) ??
  outdated(pc, wsl, place) ??
  refusedComponent(pc, wsl) ??
  distribution(pc, wsl) ??
  component(pc, wsl) ??
  stoppedService(pc) ??
  oldDefault(pc, wsl);

/** The same from inside a distribution, where WSL is there for sure (checks/wsl/docker-desktop.ts). */
export function wslFinding(pc: Pc): Finding | null {
  if (!pc.wsl.known) return null;
  const place = placeOf(pc, pc.wsl.value);
  return place === 'unknown' || place === 'missing' ? null : findingIn(pc, pc.wsl.value, place);
}

const servicesOf = ({ system }: Pc) => (system.known ? system.value.services : null);

/** The package from the Store or the MSI, the one inside Windows ('in-box'), or none. */
function placeOf(pc: Pc, wsl: WslFact): 'package' | 'in-box' | 'missing' | 'unknown' {
  if (wsl.version !== null || wsl.folder !== null) return 'package';
  const services = servicesOf(pc);
  if (services?.wslservice) return 'package';
  if (services?.lxssmanager) return 'in-box';
  const { versionRun, statusRun } = wsl;
  // Windows 11 has a wsl.exe that only offers to install WSL.
  if (statusRun.ran && statusRun.exitCode === NOT_INSTALLED) return 'missing';
  const refuses = (run: WslRun): boolean => (run.ran ? run.exitCode !== 0 : run.code === 'ENOENT');
  if (refuses(versionRun) && refuses(statusRun)) return services === null ? 'unknown' : 'missing';
  if (statusRun.ran && statusRun.exitCode === 0) return 'in-box';
  return 'unknown';
}

const runText = (run: WslRun): string =>
  run.ran
    ? [`exit code ${run.exitCode}`, run.error, run.numbers[0]].filter(Boolean).join(', ')
    : `could not run (${run.code})`;
const wasAsked = (run: WslRun): boolean => run.ran || run.code !== 'not-asked';
const seenOf = (pc: Pc, { versionRun, statusRun }: WslFact) => [
  ...(wasAsked(versionRun) ? [evidence('wsl.exe --version', runText(versionRun))] : []),
  ...(wasAsked(statusRun) ? [evidence('wsl.exe --status', runText(statusRun))] : []),
  pipeEvidence(pc),
];

const missing = (pc: Pc, wsl: WslFact, reason: string, component = false): Finding => ({
  id: 'wsl.missing',
  values: { reason, product: pc.productName, ...(component && { component: 'yes' }) },
  evidence: seenOf(pc, wsl),
});

function serviceFinding(pc: Pc, { name, start }: WindowsService, state: string): Finding {
  const values = { service: name, state, start: /^WslService$/i.test(name) ? 'auto' : 'demand' };
  return {
    id: 'wsl.service',
    values,
    evidence: [evidence(`service ${name}`, `${state}, start type ${start ?? 'not told'}`), pipeEvidence(pc)],
  };
}

function disabledService(pc: Pc): Finding | null {
  const services = servicesOf(pc);
  const names = ['wslservice', 'lxssmanager', 'vmcompute', 'hns'];
  const one = names.map((name) => services?.[name]).find((service) => service?.start === 'disabled');
  return one ? serviceFinding(pc, one, 'disabled') : null;
}

/** WslService starts with Windows; that of the WSL inside Windows starts when it is wanted. */
function stoppedService(pc: Pc): Finding | null {
  const one = servicesOf(pc)?.wslservice;
  const stopped = one?.state === 'stopped' && one.start === 'automatic' && isFailing(pc);
  return one && stopped ? serviceFinding(pc, one, 'stopped') : null;
}

function brokenInstall(pc: Pc, wsl: WslFact): Finding | null {
  const finding = (reason: string, source: string): Finding => ({
    id: 'wsl.install-broken',
    values: { reason },
    evidence: [evidence(source, reason), ...seenOf(pc, wsl)],
  });
  if (wsl.missingFile) return finding(`${wsl.missingFile} is missing`, 'file');
  const code = [wsl.versionRun, wsl.statusRun]
    .map((run) => (run.ran ? run.error : null))
    .find((error) => /REGDB_E_CLASSNOTREG|ERROR_FILE_NOT_FOUND|CLASSNOTREG/.test(error ?? ''));
  if (code) return finding(`wsl.exe itself fails with ${code}`, 'wsl.exe');
  // A distribution's own disk is attached after the virtual machine was made; this one with it.
  const log = lastCode(
    pc,
    /\bWsl\/[\w/]*CreateVm\/[\w/]*ERROR_FILE_NOT_FOUND|\bWsl\/[\w/]*REGDB_E_CLASSNOTREG/,
  );
  return log ? finding(`making WSL's virtual machine fails with ${log}`, "Docker Desktop's log") : null;
}

function lastCode({ desktop }: Pc, pattern: RegExp): string | null {
  for (const line of [...(desktop?.log ?? [])].reverse()) {
    const match = pattern.exec(line);
    if (match) return match[0];
    // An error of another kind came later.
    if (/\bWsl\/[A-Z]/.test(line)) return null;
  }
  return null;
}

function kernel(pc: Pc, wsl: WslFact, place: string): Finding | null {
  const { statusRun } = wsl;
  if (!statusRun.ran) return null;
  const link = statusRun.links.includes('wsl2kernel');
  const code = statusRun.exitCode === KERNEL_MISSING;
  // The WSL inside Windows names its kernel's version, or the command that installs one.
  const advised =
    place === 'in-box' && statusRun.numbers.length === 0 && statusRun.advises.includes('--update');
  if (!link && !code && !advised) return null;
  return {
    id: 'wsl.kernel',
    values: { reason: code ? 'exit code 0xFFFFFE44 of wsl.exe --status' : 'wsl.exe --status asks for it' },
    evidence: seenOf(pc, wsl),
  };
}

function outdated(pc: Pc, wsl: WslFact, place: string): Finding | null {
  if (pc.product !== 'docker-desktop') return null;
  const desktop = pc.desktop?.version ?? null;
  const minimum = minimumWsl(desktop);
  const finding = (reason: string): Finding => ({
    id: 'wsl.outdated',
    values: { reason, minimum },
    evidence: [evidence('Docker Desktop', desktop ?? 'version not told'), ...seenOf(pc, wsl)],
  });
  if (place === 'in-box') {
    const old = desktop !== null && compareVersions(desktop, NEEDS_PACKAGE) < 0;
    return old ? null : finding('Only the WSL that is part of Windows is here, which gets no new versions');
  }
  if (wsl.version === null) return null;
  const tooOld = (version: string): boolean => compareVersions(wsl.version ?? '', version) < 0;
  // Below today's minimum it is a reason only where Desktop was started and none else is found.
  if (tooOld(minimum)) return finding(`WSL is ${wsl.version}`);
  return null;
}

function distribution(pc: Pc, wsl: WslFact): Finding | null {
  const name = OWN[pc.product ?? 'windows-engine'];
  if (name === undefined) return null;
  const own = wsl.distributions.find((one) => one.name.toLowerCase().startsWith(name));
  const broken = (reason: string, gone = false): Finding => ({
    id: 'wsl.distro-broken',
    values: { distribution: own?.name ?? name, reason, ...(gone && { gone: 'yes' }) },
    evidence: [
      evidence(
        'registry (Lxss)',
        own ? `${own.name}: state ${own.state}, version ${own.version}` : `no ${name}`,
      ),
      ...seenOf(pc, wsl),
    ],
  });
  if (own?.version === 1) {
    return {
      id: 'wsl.version1',
      values: { distribution: own.name },
      evidence: [evidence('registry (Lxss)', `${own.name}: version 1`)],
    };
  }
  // Podman starts a machine by its own record of it, and finds no distribution of that name.
  const [machine] = own || pc.product !== 'podman' ? [] : pc.podmanMachines;
  if (machine !== undefined) {
    const record = evidence(
      `the machine "${machine}" of Podman`,
      'has no distribution in the registry (Lxss)',
    );
    return {
      id: 'wsl.distro-broken',
      values: { distribution: machine, reason: 'it is not registered in WSL', podman: machine },
      evidence: [record, ...seenOf(pc, wsl)],
    };
  }
  if (own?.diskMissing) return broken(`its disk is missing in ${own.basePath}`, true);
  if (!isFailing(pc)) return null;
  const code = lastCode(
    pc,
    /\bWsl\/(?:(?!CreateVm)[\w/])*(?:MountVhd|MountDisk|AttachDisk)\/[\w/]*|\bWsl\/[\w/]*WSL_E_DISTRO_NOT_FOUND/,
  );
  if (code) return broken(`starting it fails with ${code}`);
  if (own && own.state !== 1) return broken(`its registration is not finished (state ${own.state})`);
  // A Desktop that has just been started for the first time has not made it yet.
  if (own || (pc.age !== null && pc.age < FIRST_START)) return null;
  if (wsl.distributions.length === 0) {
    return {
      id: 'wsl.no-distro',
      values: { product: pc.productName },
      evidence: [evidence('registry (Lxss)', 'no distribution'), ...seenOf(pc, wsl)],
    };
  }
  return broken('it is not registered, and Docker Desktop does not make it');
}

const FIRST_START = 5 * 60_000;
const OWN: Readonly<Partial<Record<string, string>>> = {
  'docker-desktop': 'docker-desktop',
  'rancher-desktop': 'rancher-desktop',
  podman: 'podman-machine',
};

/** The Windows feature of that name is for WSL 1 and the WSL inside Windows; some set-ups insist on it. */
function component(pc: Pc, wsl: WslFact): Finding | null {
  const features = pc.system.known ? pc.system.value.features : null;
  const isOff = features?.['Microsoft-Windows-Subsystem-Linux'] === 'disabled' && isFailing(pc);
  return isOff ? componentOff(pc, wsl) : null;
}

const componentOff = (pc: Pc, wsl: WslFact): Finding =>
  missing(pc, wsl, 'The Windows feature "Windows Subsystem for Linux" is off', true);

/** WSL itself says that it needs the feature. */
function refusedComponent(pc: Pc, wsl: WslFact): Finding | null {
  const code = lastCode(pc, /WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED/);
  const runs = [wsl.versionRun, wsl.statusRun].some(
    (run) => run.ran && /OPTIONAL_COMPONENT_REQUIRED/.test(run.error ?? ''),
  );
  return code || runs ? componentOff(pc, wsl) : null;
}

/** Last of all: a default distribution of version 1 is what WSL's own tools then trip over. */
function oldDefault(pc: Pc, wsl: WslFact): Finding | null {
  const one = wsl.distributions.find(({ isDefault, version }) => isDefault && version === 1);
  if (!one || !isFailing(pc)) return null;
  return {
    id: 'wsl.version1',
    values: { distribution: one.name },
    evidence: [evidence('registry (Lxss)', `${one.name}: version 1, the default`), pipeEvidence(pc)],
  };
}
