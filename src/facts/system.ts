/** Which system this is: Linux family, WSL, init system, container, virtual machine. */
import type { System } from '../diagnosis/check.ts';
import type { Distribution, InitSystem } from '../diagnosis/problem.ts';
import type { Host } from '../host/host.ts';
import type { MachineSection } from '../report/report.ts';
import { defineFact, known } from './fact.ts';

export interface SystemFact {
  readonly system: System;
  readonly distribution: Distribution;
  readonly init: InitSystem;
  readonly machine: MachineSection;
  /** /etc/os-release, as far as there is one. */
  readonly osRelease: Readonly<Record<string, string>>;
  /** Kind of container the doctor itself runs in ('docker', 'podman', 'lxc', 'kubernetes' …), or null. */
  readonly container: string | null;
}

export const systemFact = defineFact<SystemFact>('system', 'which system this is', async ({ host }) => {
  const { platform } = host.identity;
  const kernelRelease = host.identity.release;
  const [osRelease, container, init, os, underWsl] = await Promise.all([
    platform === 'linux' ? readOsRelease(host) : noOsRelease,
    platform === 'linux' ? detectContainer(host) : null,
    platform === 'linux' ? detectInit(host) : ('none' as const),
    platform === 'darwin' ? macOs(host) : null,
    platform === 'linux' && isWsl(host),
  ]);
  // A container under WSL's kernel has nothing of WSL but that.
  const wsl = underWsl && container === null;
  const system: System =
    platform === 'darwin' ? 'macos' : platform === 'win32' ? 'windows' : wsl ? 'wsl' : 'linux';
  const machine: MachineSection = {
    platform,
    arch: machineArch(host),
    os: os ?? {
      name: osRelease.NAME ?? (platform === 'win32' ? 'Windows' : null),
      version: osRelease.VERSION_ID ?? (platform === 'win32' ? kernelRelease : null),
      build: platform === 'win32' ? (kernelRelease.split('.')[2] ?? null) : null,
      edition: null,
    },
    wsl: wsl
      ? {
          // WSL 1 has no kernel, and says 4.4.0-19041-Microsoft.
          version: /^4\.4\.0-.*Microsoft$/.test(kernelRelease) ? 1 : 2,
          distribution: host.env('WSL_DISTRO_NAME') ?? null,
        }
      : null,
    container,
    virtualMachine: null,
    cpus: host.identity.cpus,
    memoryBytes: host.identity.memoryBytes,
  };
  return known({ system, distribution: distributionOf(osRelease), init, machine, osRelease, container });
});

/** By the kernel's name; one that people built themselves may lack it, and then WSL's own folder tells. */
async function isWsl(host: Host): Promise<boolean> {
  if (/microsoft/i.test(host.identity.release)) return true;
  const places = ['/run/WSL', '/proc/sys/fs/binfmt_misc/WSLInterop'];
  const stats = await Promise.all(places.map((path) => host.ask('stat', { path })));
  return stats.some(({ ok }) => ok);
}

async function readOsRelease(host: Host): Promise<Record<string, string>> {
  const etc = await host.ask('readFile', { path: '/etc/os-release' });
  const answer = etc.ok ? etc : await host.ask('readFile', { path: '/usr/lib/os-release' });
  return answer.ok ? parseOsRelease(answer.value) : {};
}

/** os-release(5): shell-like assignments, values optionally quoted. */
export function parseOsRelease(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim());
    if (match?.[1]) fields[match[1]] = (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  }
  return fields;
}

/** The family by ID, then by ID_LIKE: derivatives take their parent's commands and guide. */
export function distributionOf(osRelease: Readonly<Record<string, string>>): Distribution {
  const ids = [osRelease.ID ?? '', ...(osRelease.ID_LIKE ?? '').split(/\s+/)];
  for (const id of ids) {
    const family = FAMILIES[id];
    if (family) return family;
    if (id.startsWith('opensuse')) return 'opensuse';
  }
  return 'other';
}

const FAMILIES: Readonly<Record<string, Distribution>> = {
  debian: 'debian',
  ubuntu: 'ubuntu',
  raspbian: 'raspberry-pi-os',
  fedora: 'fedora',
  rhel: 'rhel',
  centos: 'rhel',
  rocky: 'rhel',
  almalinux: 'rhel',
  ol: 'rhel',
  amzn: 'rhel',
  arch: 'arch',
  archarm: 'arch',
  manjaro: 'arch',
  suse: 'opensuse',
  sles: 'opensuse',
  alpine: 'alpine',
  nixos: 'nixos',
};

async function hasSv(exists: (path: string) => Promise<boolean>): Promise<boolean> {
  const found = await Promise.all(['/usr/bin/sv', '/usr/sbin/sv', '/sbin/sv', '/bin/sv'].map(exists));
  return found.includes(true);
}

async function detectInit(host: Host): Promise<InitSystem> {
  const exists = async (path: string): Promise<boolean> => (await host.ask('stat', { path })).ok;
  // /run/systemd/system is what sd_booted(3) looks at: systemd runs, not merely 'is installed'.
  const [systemd, openrc, runit, initScript, service] = await Promise.all([
    exists('/run/systemd/system'),
    exists('/run/openrc'),
    exists('/run/runit'),
    exists('/etc/init.d/docker'),
    exists('/usr/sbin/service'),
  ]);
  if (systemd) return 'systemd';
  if (openrc) return 'openrc';
  // Debian's runit-helper makes the folder for every service, whatever runs them: only with `sv` is it runit.
  if (runit && (await hasSv(exists))) return 'runit';
  return initScript && service ? 'sysvinit' : 'none';
}

/**
 * One sign alone proves nothing: virtual machines made from images carry /.dockerenv too. It takes
 * a sign that the running kernel gives: a cgroup of a container, an overlay as root, or what
 * the container manager put into the environment of process 1.
 */
async function detectContainer(host: Host): Promise<string | null> {
  const [dockerEnv, containerEnv, cgroup, mounts, environment, systemdMark] = await Promise.all([
    host.ask('stat', { path: '/.dockerenv' }),
    host.ask('stat', { path: '/run/.containerenv' }),
    host.ask('readFile', { path: '/proc/1/cgroup' }),
    host.ask('readFile', { path: '/proc/self/mountinfo' }),
    host.ask('readFile', { path: '/proc/1/environ' }),
    host.ask('readFile', { path: '/run/systemd/container' }),
  ]);
  const cgroups = cgroup.ok ? cgroup.value : '';
  const variable = environment.ok ? /(?:^|\0)container=([^\0]+)/.exec(environment.value)?.[1] : undefined;
  const declared =
    variable ?? host.env('container') ?? (systemdMark.ok ? systemdMark.value.trim() : undefined);
  const rootIsOverlay = mounts.ok && mounts.value.split('\n').some(isOverlayRoot);
  if (host.env('KUBERNETES_SERVICE_HOST')) return 'kubernetes';
  if (/lxc|openvz/.test(declared ?? '') || /\/lxc[./]/.test(cgroups))
    return declared === 'openvz' ? 'openvz' : 'lxc';
  if (declared && declared !== 'wsl') return declared === 'oci' ? 'docker' : declared;
  if (/kubepods/.test(cgroups)) return 'kubernetes';
  if (/\/(docker|containerd|buildkit)[/-]/.test(cgroups)) return 'docker';
  if (/libpod/.test(cgroups)) return 'podman';
  if (containerEnv.ok && rootIsOverlay) return 'podman';
  if (dockerEnv.ok && rootIsOverlay) return 'docker';
  return mounts.ok && isChroot(mounts.value) ? 'chroot' : null;
}

/** In a chroot that is no mount of its own, nothing is mounted at `/`. */
const isChroot = (mountinfo: string): boolean =>
  mountinfo.trim() !== '' && !mountinfo.split('\n').some((line) => line.split(' ')[4] === '/');

/** mountinfo: fields 5 is the mount point; the type follows the ' - ' separator. */
function isOverlayRoot(line: string): boolean {
  const [before = '', after = ''] = line.split(' - ');
  return before.split(' ')[4] === '/' && /^(overlay|fuse-overlayfs|aufs)\b/.test(after);
}

async function macOs(host: Host): Promise<MachineSection['os']> {
  const file = '/System/Library/CoreServices/SystemVersion.plist';
  const plist = await host.ask('readFile', { path: file });
  const value = (key: string): string | null =>
    plist.ok
      ? (new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(plist.value)?.[1] ?? null)
      : null;
  return {
    name: 'macOS',
    version: value('ProductVersion'),
    build: value('ProductBuildVersion'),
    edition: null,
  };
}

const noOsRelease: Record<string, string> = {};

/** A node built for x64 runs on Windows for Arm too, and then knows no better; the processor's name stays. */
function machineArch(host: Host): string {
  const { platform, arch } = host.identity;
  return platform === 'win32' && /^ARMv?8/i.test(host.env('PROCESSOR_IDENTIFIER') ?? '') ? 'arm64' : arch;
}
