/** The kernel's own limits and the policies that stand over it. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import { asRoot, engineService, installPackage } from './commands.ts';
import { NOT_STARTED, ROOTLESS_NOT_STARTED } from './daemon.ts';
import { guides, installGuide } from './guides.ts';
import { LINUX } from './systems.ts';

export const kernelProblems: readonly ProblemEntry[] = [
  {
    id: 'kernel.too-old',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'The kernel is too old for Docker',
    summary: 'This kernel is {release}; Docker needs 3.10 or newer.',
    detection: 'The release of the running kernel.',
    explains: NOT_STARTED,
    fixes: () => [],
    guide: () => guides.kernel,
  },
  {
    id: 'kernel.config',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'The kernel lacks something Docker needs',
    summary: '{reason}.',
    detection: "The kernel's configuration where it can be read, and what the engine and the runtime say.",
    fixes: () => [
      fix('Check the whole list', [
        'curl -fsSL https://raw.githubusercontent.com/moby/moby/master/contrib/check-config.sh -o check-config.sh',
        'sh check-config.sh',
      ]),
    ],
    guide: () => guides.kernel,
  },
  {
    id: 'kernel.iptables',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'iptables is missing or does not fit the kernel',
    summary: 'Docker makes the rules for its networks with iptables: {reason}.',
    detection: 'The program iptables on the engine’s PATH, and what the engine’s log says of it.',
    explains: [...NOT_STARTED, 'daemon.network'],
    fixes: (target) =>
      target.values.kind === 'missing'
        ? [
            fix(
              'Install it, then start Docker',
              [
                ...installPackage(target, { apt: 'iptables', dnf: 'iptables-nft', pacman: 'iptables-nft' }),
                ...engineService(target, 'start'),
              ],
              { needsAdmin: true },
            ),
          ]
        : [
            fix(
              'Load the modules, then start Docker',
              [
                asRoot(target, 'modprobe -a ip_tables iptable_nat nf_tables nft_compat'),
                ...engineService(target, 'restart'),
              ],
              { needsAdmin: true },
            ),
            ...(target.distribution === 'debian' ||
            target.distribution === 'ubuntu' ||
            target.system === 'wsl'
              ? [
                  fix(
                    'Or use the older kind of iptables',
                    [
                      asRoot(target, 'update-alternatives --set iptables /usr/sbin/iptables-legacy'),
                      ...engineService(target, 'restart'),
                    ],
                    { needsAdmin: true },
                  ),
                ]
              : []),
          ],
    guide: () => guides.packetFiltering,
  },
  {
    id: 'kernel.userns',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'User namespaces are not allowed here',
    summary: '{reason}. Rootless Docker and user remapping need them.',
    detection: 'The sysctls that govern user namespaces, and what rootlesskit says.',
    explains: ROOTLESS_NOT_STARTED,
    fixes: (target) => {
      const { kind } = target.values;
      const setting =
        kind === 'apparmor'
          ? 'kernel.apparmor_restrict_unprivileged_userns=0'
          : kind === 'clone'
            ? 'kernel.unprivileged_userns_clone=1'
            : 'user.max_user_namespaces=28633';
      return [
        fix('Allow them, now and after a restart', [
          asRoot(target, `sysctl -w ${setting}`),
          `echo ${setting} | ${asRoot(target, 'tee /etc/sysctl.d/99-docker-rootless.conf')}`,
        ]),
      ];
    },
    guide: () => guides.rootlessTroubleshoot,
  },
  {
    id: 'kernel.seccomp',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: "The engine's seccomp filter does not fit",
    summary: '{reason}. Programs in containers get "operation not permitted" for ordinary calls.',
    detection: 'What the engine, the runtime or programs in containers say.',
    fixes: (target) => [
      fix(
        'Update libseccomp and the engine',
        installPackage(target, { apt: 'libseccomp2', dnf: 'libseccomp', apk: 'libseccomp' }),
      ),
    ],
    guide: installGuide,
  },
  {
    id: 'kernel.lxc',
    systems: ['linux'],
    severity: 'error',
    link: 'host',
    title: 'This LXC container does not allow Docker',
    summary: '{reason}. Docker inside LXC or OpenVZ needs nesting.',
    detection: 'This system runs in LXC or OpenVZ, and the engine or the runtime is refused.',
    explains: [
      ...NOT_STARTED,
      'security.apparmor',
      'kernel.cgroups',
      'daemon.network',
      'daemon.storage',
      'kernel.iptables',
    ],
    fixes: () => [
      fix(
        'Proxmox: allow nesting, on the host',
        ['pct set <id> --features nesting=1,keyctl=1', 'pct reboot <id>'],
        {
          needsAdmin: true,
        },
      ),
      fix('LXD or Incus: allow nesting, on the host', [
        'lxc config set <name> security.nesting=true',
        'lxc restart <name>',
      ]),
    ],
    guide: () => guides.kernel,
  },
  {
    id: 'security.selinux',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'SELinux denies what Docker does',
    summary: '{reason}.',
    detection: 'SELinux enforces, and a denial names Docker or a container.',
    fixes: (target) => [
      fix('See what was denied', [asRoot(target, 'ausearch -m avc -ts recent')]),
      fix(
        "Install Docker's policy",
        [asRoot(target, 'dnf install -y container-selinux'), ...engineService(target, 'restart')],
        { needsAdmin: true },
      ),
      fix('For a bind mount: let it be relabelled', ['docker run -v /path:/path:z …']),
    ],
    guide: () => guides.selinux,
  },
  {
    id: 'security.apparmor',
    systems: LINUX,
    severity: 'error',
    link: 'host',
    title: 'AppArmor stands in the way',
    summary: '{reason}.',
    detection: 'What the engine and the runtime say of AppArmor, and whether its tools are there.',
    fixes: (target) => [
      fix(
        'Install its tools, then restart Docker',
        [...installPackage(target, { apt: 'apparmor' }), ...engineService(target, 'restart')],
        {
          needsAdmin: true,
        },
      ),
    ],
    guide: () => guides.apparmor,
  },
];
