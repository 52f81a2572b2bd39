import { defineCheck, type Finding, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import type { BootFact } from '../../src/facts/win/boot.ts';
import { type Pc, pcFact } from '../../src/facts/win/pc.ts';
import type { FeatureState, WindowsSystem } from '../../src/facts/win/powershell.ts';
import { isHome } from '../../src/facts/win/version.ts';
import { answersElsewhere, isFailing, pipeEvidence, virtualizationEvidence } from './evidence.ts';

/**
 * Can this PC run a virtual machine? The order of the table is the order of the machine: processor, firmware,
 * Windows features, the start of the hypervisor, its device. WMI's processor flags count only while no
 * hypervisor runs, and 'a hypervisor is present' is true in every guest.
 */
export default defineCheck({
  id: 'windows.virtualization',
  title: 'Virtualization',
  systems: ['windows'],
  link: 'platform',
  essential: false,
  after: ['client.cli'],
  needs: { pc: pcFact },
  finds: [
    'virt.unsupported',
    'virt.firmware-disabled',
    'virt.vmp-disabled',
    'virt.hyperv-disabled',
    'virt.hypervisor-off',
    'virt.reboot-pending',
    'virt.conflict',
    'virt.hyperv-device',
  ],
  judge({ pc }) {
    if (pc === null) return skip('the engine answers, or is not on this PC');
    if (pc.product === null || pc.product === 'windows-engine')
      return skip('nothing installed here needs it');
    if (answersElsewhere(pc)) return skip('an engine answers on another pipe');
    if (!pc.system.known) return unknown(pc.system.detail);
    const system = pc.system.value;
    if (system.hypervisor === null && system.features === null) return unknown('Windows did not tell (WMI)');
    const boot = pc.boot.known ? pc.boot.value : NO_BOOT;
    const findings = [...hardware(pc, system), ...features(pc, system, boot)];
    if (findings.length === 0) findings.push(...start(pc, system, boot));
    if (findings.length > 0) return found(...findings);
    return pass(system.hypervisor ? 'a hypervisor runs' : 'no reason found against it');
  },
});

const NO_BOOT: BootFact = { launch: null, configured: null, rebootPending: false };

/** What the processor, the firmware, or the machine around this Windows keeps from running. */
export function hardware(pc: Pc, system: WindowsSystem): Finding[] {
  const { hypervisor, cpu } = system;
  const seen = [...virtualizationEvidence(system), pipeEvidence(pc)];
  const values = {
    product: pc.productName,
    cpu: cpu?.name || 'the processor',
    ...(cpu && vendorOf(cpu.vendor) && { vendor: vendorOf(cpu.vendor) ?? '' }),
  };
  const guest = guestOf(system);
  const bits = cpu?.firmware === true || cpu?.monitor === true;
  if (hypervisor === true) {
    // In a guest whose own hypervisor runs the flags read False as well: only a failure to start tells.
    if (!guest || bits || !failsToVirtualize(pc)) return [];
    return [unsupported(values, `Windows runs in a virtual machine (${guest.name})`, guest.kind, seen)];
  }
  // The flags are those of x86; Arm processors have none of them.
  if (hypervisor !== false || cpu === null || cpu.arm || cpu.firmware !== false) return [];
  if (guest)
    return [unsupported(values, `Windows runs in a virtual machine (${guest.name})`, guest.kind, seen)];
  if (cpu.monitor === false && cpu.slat === false)
    return [unsupported(values, `The processor (${cpu.name}) cannot run virtual machines`, null, seen)];
  return [{ id: 'virt.firmware-disabled', values, evidence: seen }];
}

const unsupported = (
  values: Record<string, string>,
  reason: string,
  guest: string | null,
  seen: Finding['evidence'],
): Finding => ({
  id: 'virt.unsupported',
  values: { ...values, reason, ...(guest && { guest }) },
  evidence: seen,
});

const vendorOf = (vendor: string): string | null =>
  /AMD/.test(vendor) ? 'AMD' : /Intel/.test(vendor) ? 'Intel' : null;

/** Is this Windows a guest? By the names that hypervisors give their machines. */
function guestOf({ manufacturer, model }: WindowsSystem): { kind: string; name: string } | null {
  const name = `${manufacturer} ${model}`.trim();
  const kind = GUESTS.find(([, pattern]) => pattern.test(name))?.[0];
  return kind ? { kind, name } : null;
}

const GUESTS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['vmware', /^VMware/i],
  ['virtualbox', /VirtualBox/i],
  ['hyper-v', /^Microsoft Corporation Virtual Machine/i],
  ['parallels', /^Parallels/i],
  ['kvm', /QEMU|KVM|^Red Hat|Bochs|oVirt|OpenStack|Proxmox/i],
  ['xen', /^Xen|HVM domU/i],
  ['cloud', /Amazon EC2|Google Compute Engine|^DigitalOcean|Alibaba Cloud|Nutanix/i],
];

/** Signs that making a virtual machine itself fails, not something in it. */
function failsToVirtualize(pc: Pc): boolean {
  const wsl = pc.wsl.known ? [pc.wsl.value.statusRun, pc.wsl.value.versionRun] : [];
  const told = wsl.some(
    (run) =>
      run.ran && (run.links.includes('enablevirtualization') || /HYPERV_NOT_INSTALLED/.test(run.error ?? '')),
  );
  const log = pc.desktop?.log.some((line) => /HYPERV_NOT_INSTALLED|No virtualization available/.test(line));
  return told || log === true || isFailing(pc);
}

function features(
  pc: Pc,
  { features: states, hypervisor, ...system }: WindowsSystem,
  boot: BootFact,
): Finding[] {
  if (states === null) return [];
  const off = (name: string): boolean => isOff(states[name] ?? 'absent');
  const seen = (name: string) => [
    evidence('Win32_OptionalFeature', `${name}: ${states[name] ?? 'absent'}`),
    ...virtualizationEvidence({ features: states, hypervisor, ...system }),
    pipeEvidence(pc),
  ];
  // WSL's installer turns the platform on; it takes a restart to count.
  const waits = boot.rebootPending && hypervisor === false && pc.wsl.known && pc.wsl.value.folder !== null;
  if (pc.backEnd === 'wsl') {
    const name = 'VirtualMachinePlatform';
    // Before a restart it is on, and nothing of it there: that is for the start of the hypervisor below.
    if (!off(name)) return hypervisor === true ? halfInstalled(pc, system.services, seen(name)) : [];
    if (waits) return [pending(seen(name))];
    return [{ id: 'virt.vmp-disabled', values: { product: pc.productName }, evidence: seen(name) }];
  }
  const wanted = [
    'Microsoft-Hyper-V' in states || !('Microsoft-Hyper-V-All' in states)
      ? 'Microsoft-Hyper-V'
      : 'Microsoft-Hyper-V-All',
    ...('Microsoft-Hyper-V-Hypervisor' in states ? ['Microsoft-Hyper-V-Hypervisor'] : []),
    ...(pc.backEnd === 'windows' ? ['Containers'] : []),
  ];
  const missing = wanted.find(off);
  if (missing === undefined) return [];
  const home = pc.windows.known && isHome(pc.windows.value);
  const values = {
    feature: missing,
    ...(home && { home: 'yes' }),
    ...(pc.backEnd === 'windows' && { containers: 'yes' }),
  };
  return [{ id: 'virt.hyperv-disabled', values, evidence: seen(missing) }];
}

/** The platform is on, and the compute service that comes with it is not there. */
function halfInstalled(pc: Pc, services: WindowsSystem['services'], seen: Finding['evidence']): Finding[] {
  if (services === null || services.vmcompute || !isFailing(pc)) return [];
  const values = { product: pc.productName, half: 'yes' };
  const missing = evidence('service vmcompute', 'is not there, though the feature is on');
  return [{ id: 'virt.vmp-disabled', values, evidence: [missing, ...seen] }];
}

/** What WMI does not know ('unknown', installing) is not off. */
const isOff = (state: FeatureState): boolean => state === 'disabled' || state === 'absent';

const pending = (seen: Finding['evidence']): Finding => ({
  id: 'virt.reboot-pending',
  evidence: [evidence('Component Based Servicing', 'RebootPending'), ...seen],
});

/** Processor, firmware and features are fine: why does no hypervisor run, or why is it of no use? */
function start(pc: Pc, system: WindowsSystem, boot: BootFact): Finding[] {
  const seen = [
    evidence(
      'start options',
      `hypervisorlaunchtype ${boot.launch ?? 'not told'}; boot loader: ${boot.configured ?? 'not told'}`,
    ),
    ...virtualizationEvidence(system),
    pipeEvidence(pc),
  ];
  const conflict = conflictOf(pc, system);
  if (system.hypervisor === true) {
    const disabled = system.services?.vid?.start === 'disabled';
    if (system.vidError !== null && system.vidError !== 0)
      return [device(`reports problem code ${system.vidError} in Device Manager`, seen)];
    if (disabled) return [device('has its driver (Vid) disabled', seen)];
    const refused = pc.desktop?.log.some((line) => /HCS\/ERROR_NOT_SUPPORTED/.test(line));
    return refused && isFailing(pc) ? [conflicting(pc, conflict, seen)] : [];
  }
  if (system.hypervisor !== false) return [];
  if (boot.launch === 'off' || boot.configured === 'off') {
    const where = boot.configured === 'off' ? 'the boot loader' : 'the start options of this Windows';
    return [
      {
        id: 'virt.hypervisor-off',
        values: { reason: `hypervisorlaunchtype is off in ${where}` },
        evidence: seen,
      },
    ];
  }
  if (boot.rebootPending) return [pending(seen)];
  if (conflict) return [conflicting(pc, conflict, seen)];
  // Without features' state it may just be off there, and without the processor's in the firmware.
  if (system.features === null || (system.cpu?.firmware !== true && !system.cpu?.arm)) return [];
  return [
    {
      id: 'virt.hypervisor-off',
      values: { reason: 'nothing says why; restarting may be all it takes' },
      evidence: seen,
    },
  ];
}

const device = (reason: string, seen: Finding['evidence']): Finding => ({
  id: 'virt.hyperv-device',
  values: { reason },
  evidence: [evidence('device Vid', reason), ...seen],
});

const conflicting = (pc: Pc, program: string | null, seen: Finding['evidence']): Finding => ({
  id: 'virt.conflict',
  values: {
    product: pc.productName,
    reason: program
      ? `${program} runs here and takes VT-x or AMD-V for itself`
      : 'Windows refuses a virtual machine as "not supported" although nothing is turned off',
    ...(program && { program }),
  },
  evidence: seen,
});

function conflictOf(_pc: Pc, { services, processes, antivirus }: WindowsSystem): string | null {
  const runs = (driver: string): boolean => services?.[driver.toLowerCase()]?.state === 'running';
  const driver = Object.entries(DRIVERS).find(([name]) => runs(name))?.[1];
  if (driver) return driver;
  const names = (processes ?? []).map(({ name }) => name);
  if (names.includes('VirtualBoxVM')) return 'VirtualBox';
  if (names.includes('vmware-vmx')) return 'VMware';
  // Their "hardware-assisted virtualization" is on unless somebody turned it off.
  return antivirus.find((name) => /\b(avast|avg)\b/i.test(name)) ?? null;
}

const DRIVERS: Readonly<Record<string, string>> = {
  aswVmm: 'Avast Antivirus',
  avgVmm: 'AVG AntiVirus',
  IntelHaxm: 'Intel HAXM',
};
