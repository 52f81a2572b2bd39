/** Versions, the kernel, virtualization and resources of the machine. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { asRoot, engineService, installEngine } from './commands.ts';
import { guides, installGuide, troubleshootGuide } from './guides.ts';
import { powershell } from './powershell.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

/** What still runs on an older macOS. */
const olderMac = ({ values }: Target): Fix[] => [
  fix('Update macOS, where this Mac can', ['softwareupdate --list']),
  ...(values.better ? [fix('Or use the engine that runs', [`docker context use ${values.better}`])] : []),
  fix(
    `Or use colima, which runs on older systems${values.last ? `; the last Docker Desktop for this macOS is ${values.last}` : ''}`,
    ['brew install docker colima', 'colima start'],
  ),
];

/** Its own clean-up of temporary files, which touches nothing of Docker's. */
const cleanDrive = ({ values }: Target): Fix =>
  powershell(`Make room on ${values.path}`, [`cleanmgr.exe /d ${(values.path ?? 'C').charAt(0)}`]);

export const hostProblems: readonly ProblemEntry[] = [
  {
    id: 'version.client-too-old',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'version',
    title: 'The docker command is too old for its engine',
    summary: 'The client speaks API versions up to {client}; the engine {engine} takes none below {minimum}.',
    detection:
      "The client's highest API version against the engine's minimum (Api-Version headers, /version).",
    fixes: (target) => [
      ...installEngine(target).map((install) => ({ ...install, title: 'Update the docker command' })),
      ...(target.system === 'linux' || target.system === 'wsl'
        ? [
            fix(
              'Or let the engine take older clients (29.0 and newer)',
              [
                `# in /etc/docker/daemon.json: "min-api-version": "1.24"`,
                ...engineService(target, 'restart'),
              ],
              { needsAdmin: true },
            ),
          ]
        : []),
    ],
    guide: () => guides.apiVersions,
  },
  {
    id: 'version.client-too-new',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'version',
    title: 'The engine is too old for this docker command',
    summary: 'The client takes no API version below {client}; the engine {engine} speaks up to {maximum}.',
    detection: "The client's lowest API version against the engine's highest.",
    fixes: (target) => [
      ...installEngine(target).map((install) => ({ ...install, title: 'Update the engine' })),
      fix('Or use an older docker command for this engine', ['docker context ls']),
    ],
    guide: () => guides.apiVersions,
  },
  {
    id: 'kernel.cgroups',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'Control groups are not available',
    summary: '{reason}. Docker limits and counts the resources of containers with them.',
    detection: 'Mounted cgroup file systems and their controllers.',
    explains: ['daemon.not-running', 'daemon.failed', 'daemon.unreachable', 'socket.missing', 'socket.stale'],
    fixes: (target) => [
      fix('Mount the control groups', [asRoot(target, 'mount -t cgroup2 none /sys/fs/cgroup')]),
      fix('Debian and Ubuntu without systemd: let a package do it', [
        asRoot(target, 'apt-get install -y cgroupfs-mount'),
      ]),
    ],
    guide: () => guides.kernel,
  },
  {
    id: 'kernel.overlay',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'The kernel has no overlay file system',
    summary:
      "Docker's usual storage driver needs the kernel's overlay module, and this kernel does not offer it.",
    detection: '/proc/filesystems, and what the engine says of its storage driver.',
    explains: [
      'daemon.failed',
      'daemon.not-running',
      'daemon.unreachable',
      'daemon.storage',
      'socket.missing',
      'socket.stale',
    ],
    fixes: (target) => [
      fix('Load it', [asRoot(target, 'modprobe overlay'), ...engineService(target, 'restart')], {
        needsAdmin: true,
      }),
    ],
    guide: () => guides.storageDriver,
  },
  {
    id: 'kernel.modules-missing',
    systems: ['linux'],
    severity: 'error',
    link: 'host',
    title: 'The kernel was updated and the machine was not restarted',
    summary:
      'The running kernel {release} has no modules on disk any more, so Docker cannot load what it needs.',
    detection: 'No folder /lib/modules/<running kernel>, while others are there and modules are in use.',
    explains: [
      'daemon.failed',
      'daemon.not-running',
      'daemon.unreachable',
      'daemon.network',
      'daemon.storage',
      'kernel.iptables',
      'kernel.overlay',
      'socket.missing',
      'socket.stale',
    ],
    fixes: (target) => [fix('Restart the machine', [asRoot(target, 'reboot')], { needsAdmin: true })],
    guide: () => guides.kernel,
  },
  {
    id: 'virt.kvm-missing',
    systems: ['linux'],
    severity: 'warning',
    link: 'platform',
    title: 'Docker Desktop needs KVM, and it is not there',
    summary:
      '/dev/kvm does not exist: {reason}. Docker Desktop runs its engine in a virtual machine. Docker Engine needs none of this.',
    detection: '/dev/kvm and the CPU flags, where Docker Desktop for Linux is installed.',
    explains: ['daemon.not-running', 'daemon.unreachable', 'socket.missing'],
    fixes: (target) => [
      fix(
        'Load the module for your CPU',
        [asRoot(target, 'modprobe kvm'), asRoot(target, 'modprobe kvm_intel || modprobe kvm_amd')],
        { needsAdmin: true },
      ),
    ],
    guide: () => guides.kvm,
  },
  {
    id: 'virt.kvm-permission',
    systems: ['linux'],
    severity: 'warning',
    link: 'platform',
    title: 'Docker Desktop needs KVM, and your user may not use it',
    summary: '/dev/kvm is there, and your user is not in the group kvm.',
    detection: 'Access to /dev/kvm, where Docker Desktop for Linux is installed.',
    explains: ['daemon.not-running', 'daemon.unreachable', 'socket.missing'],
    fixes: (target) => [
      fix('Add your user to the group kvm', [asRoot(target, 'usermod -aG kvm "$USER"')], {
        caution: 'sign out and in again afterwards',
      }),
    ],
    guide: () => guides.kvm,
  },
  {
    id: 'disk.full',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'host',
    title: 'The disk is full',
    summary:
      'The file system of {path} has {free} left of {total}. Images cannot be pulled and containers cannot write.',
    explains: [
      'daemon.not-running',
      'daemon.failed',
      'daemon.unreachable',
      'socket.missing',
      'socket.stale',
      'desktop.engine-stopped',
      'desktop.stuck',
      'desktop.starting',
      'desktop.backend-crash',
      'wsl.distro-broken',
    ],
    detection: "Free space of the file system under the engine's data root.",
    fixes: (target) => [
      // Without room the engine of Docker Desktop does not start, and no docker command helps.
      ...(target.system === 'windows' ? [cleanDrive(target)] : []),
      fix('See what Docker uses', ['docker system df']),
      fix('Remove stopped containers, unused networks and dangling images', ['docker system prune'], {
        caution: 'it lists what goes and asks first',
      }),
      ...(target.system === 'windows'
        ? []
        : [
            fix('See what else fills the disk', [
              asRoot(target, `du -xh --max-depth=1 ${target.values.path} | sort -h | tail`),
            ]),
          ]),
    ],
    guide: () => guides.pruning,
  },
  {
    id: 'disk.low',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'The disk is nearly full',
    summary: 'The file system of {path} has {free} left of {total}.',
    detection: "Free space of the file system under the engine's data root: under 2 GB and under 10 %.",
    fixes: (target) => [
      fix('See what Docker uses', ['docker system df']),
      ...(target.system === 'windows' ? [cleanDrive(target)] : []),
    ],
    guide: () => guides.pruning,
  },
  {
    id: 'disk.inodes',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'host',
    title: 'The disk has no room for more files',
    summary:
      'The file system of {path} has free space but only {free} of {total} inodes left: no file can be made.',
    explains: ['daemon.not-running', 'daemon.failed', 'daemon.unreachable', 'socket.missing', 'socket.stale'],
    detection: "Free inodes of the file system under the engine's data root.",
    fixes: () => [
      fix('Remove stopped containers, unused networks and dangling images', ['docker system prune'], {
        caution: 'it lists what goes and asks first',
      }),
    ],
    guide: () => guides.pruning,
  },
  {
    id: 'memory.low',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'There is little memory',
    summary: '{reason}. Containers are slow or get killed.',
    detection: "The machine's memory, and what of it is available.",
    fixes: (target) =>
      target.system === 'linux' || target.system === 'wsl'
        ? [fix('See what uses it', ['ps aux --sort=-rss | head'])]
        : target.system === 'windows'
          ? [
              powershell('See what uses it', [
                'Get-Process | Sort-Object WorkingSet64 -Descending | Select-Object -First 10 Name, WorkingSet64',
              ]),
            ]
          : [],
    guide: (target) => (target.system === 'linux' ? guides.outOfMemory : troubleshootGuide(target)),
  },
  {
    id: 'os.unsupported',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'platform',
    title: 'This system is not supported by {product}',
    summary: '{reason}',
    detection: "The system's version and architecture against what the product supports.",
    fixes: (target) => (target.system === 'macos' ? olderMac(target) : []),
    guide: installGuide,
  },
];
