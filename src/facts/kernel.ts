/** What containers need of the Linux kernel: cgroups, overlay, and KVM for products with a VM. */
import { defineFact, known, orAbsent } from './fact.ts';

export interface KernelFact {
  /** 'v1', 'v2', 'hybrid', or null where /sys/fs/cgroup is not mounted at all. */
  readonly cgroups: 'v1' | 'v2' | 'hybrid' | null;
  /** Controllers found (v1: mounted hierarchies; v2: cgroup.controllers of the root). */
  readonly controllers: readonly string[];
  /** True, false, or null where /proc/filesystems could not be read. */
  readonly overlay: boolean | null;
  /** Folder /lib/modules/<release> exists; null where it is not to be expected (containers, WSL). */
  readonly modulesFolder: boolean | null;
  readonly kvm: 'usable' | 'denied' | 'absent';
  /** vmx or svm among the CPU's flags; null on other architectures. */
  readonly cpuVirtualization: boolean | null;
}

export const kernelFact = defineFact<KernelFact>('kernel', 'looking at the kernel', async ({ host }) => {
  const modules = `/lib/modules/${host.identity.release}`;
  const [mounts, rootControllers, filesystems, loaded, folder, parent, kvmStat, kvm, cpu] = await Promise.all(
    [
      host.ask('readFile', { path: '/proc/self/mountinfo' }),
      host.ask('readFile', { path: '/sys/fs/cgroup/cgroup.controllers' }),
      host.ask('readFile', { path: '/proc/filesystems' }),
      host.ask('readFile', { path: '/proc/modules' }),
      host.ask('stat', { path: modules }),
      host.ask('list', { path: '/lib/modules' }),
      host.ask('stat', { path: '/dev/kvm' }),
      host.ask('access', { path: '/dev/kvm', mode: 'rw' }),
      host.ask('readFile', { path: '/proc/cpuinfo' }),
    ],
  );
  const cgroups = cgroupMounts(orAbsent('reading the mounts', mounts) ?? '');
  const flags = cpu.ok ? /^flags\s*:(.*)$/m.exec(cpu.value)?.[1] : undefined;
  // Without loadable modules (or without any modules folder) a missing folder proves nothing.
  const modular = loaded.ok && loaded.value.trim() !== '';
  return known({
    cgroups: cgroups.version,
    controllers: rootControllers.ok ? rootControllers.value.trim().split(/\s+/) : cgroups.controllers,
    overlay: filesystems.ok ? /\boverlay\b/.test(filesystems.value) : null,
    modulesFolder: modular && parent.ok ? orAbsent(`looking at ${modules}`, folder) !== null : null,
    kvm: kvm.ok ? 'usable' : orAbsent('looking at /dev/kvm', kvmStat) ? 'denied' : 'absent',
    cpuVirtualization: flags === undefined ? null : /\b(vmx|svm)\b/.test(flags),
  });
});

/** Which cgroup file systems are mounted under /sys/fs/cgroup (proc_pid_mountinfo(5)). */
export function cgroupMounts(mountinfo: string): { version: KernelFact['cgroups']; controllers: string[] } {
  const controllers: string[] = [];
  let unified: string | null = null;
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = before.split(' ')[4] ?? '';
    const [type = '', , options = ''] = after.split(' ');
    if (type === 'cgroup2') unified ??= point;
    if (type === 'cgroup')
      controllers.push(
        ...options.split(',').filter((name) => !/^(rw|ro|relatime|xattr|name=.*)$/.test(name)),
      );
  }
  const version =
    unified === null ? (controllers.length > 0 ? 'v1' : null) : controllers.length > 0 ? 'hybrid' : 'v2';
  return { version, controllers: [...new Set(controllers)] };
}
