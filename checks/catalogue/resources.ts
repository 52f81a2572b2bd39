/** Limits, the clock, and what Docker itself could give back. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import { asRoot } from './commands.ts';
import { guides } from './guides.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

export const resourceProblems: readonly ProblemEntry[] = [
  {
    id: 'disk.reclaimable',
    systems: EVERYWHERE,
    severity: 'info',
    link: 'host',
    title: "Much of the disk is Docker's own unused data",
    summary: '{size} of images, containers and build cache are not in use.',
    detection: "The engine's own account (/system/df), asked only with --deep.",
    fixes: () => [
      fix('See what it is', ['docker system df']),
      fix('Remove what is not in use', ['docker system prune'], {
        caution: 'it lists what goes and asks first',
      }),
    ],
    guide: () => guides.pruning,
  },
  {
    id: 'clock.skew',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'The clock is wrong',
    summary: 'This machine says {here}; {reason}. Certificates are refused and signatures fail.',
    detection: "This machine's time against the engine's, and against the time this program was made.",
    fixes: ({ system, ...target }) =>
      system === 'windows'
        ? [fix('Set it by the network', ['w32tm /resync'], { shell: 'powershell', needsAdmin: true })]
        : system === 'macos'
          ? [fix('Set it by the network', ['sudo sntp -sS time.apple.com'])]
          : system === 'wsl'
            ? [fix('Set it by the clock of the machine', [asRoot({ system, ...target }, 'hwclock -s')])]
            : [fix('Set it by the network', [asRoot({ system, ...target }, 'timedatectl set-ntp true')])],
    guide: () => guides.tls,
  },
  {
    id: 'limits.files',
    systems: LINUX,
    severity: 'warning',
    link: 'host',
    title: 'The limit of open files is too low',
    summary: '{reason}. Databases and build tools in containers fail with "too many open files".',
    detection: "The engine's own limit in /proc, and what programs say.",
    fixes: (target) => [
      fix('Raise it for the engine', [
        asRoot(target, 'mkdir -p /etc/systemd/system/docker.service.d'),
        `printf '[Service]\\nLimitNOFILE=1048576\\n' | ${asRoot(target, 'tee /etc/systemd/system/docker.service.d/limits.conf')}`,
        asRoot(target, 'systemctl daemon-reload'),
        asRoot(target, 'systemctl restart docker'),
      ]),
    ],
    guide: () => guides.daemonConfig,
  },
  {
    id: 'limits.inotify',
    systems: LINUX,
    severity: 'warning',
    link: 'host',
    title: 'The limit of watched files is too low',
    summary: '{reason}. Tools that watch files fail with "no space left on device" or "too many open files".',
    detection: 'fs.inotify.max_user_watches and max_user_instances.',
    fixes: (target) => [
      fix('Raise it, now and after a restart', [
        asRoot(target, 'sysctl -w fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512'),
        `printf 'fs.inotify.max_user_watches=524288\\nfs.inotify.max_user_instances=512\\n' | ${asRoot(target, 'tee /etc/sysctl.d/99-docker-inotify.conf')}`,
      ]),
    ],
    guide: () => guides.daemonConfig,
  },
];
