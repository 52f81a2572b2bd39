/** Rootless Docker: its prerequisites and its variables. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import { asRoot, installPackage } from './commands.ts';
import { NOT_STARTED, ROOTLESS_NOT_STARTED } from './daemon.ts';
import { guides } from './guides.ts';
import { LINUX } from './systems.ts';

/** As the user: a unit of their own where systemd runs, else the script itself. */
function startRootless({ init, values }: Target): string[] {
  const runtime = values.runtime && /^[\w/.-]+$/.test(values.runtime) ? values.runtime : null;
  const variable = runtime ? [`export XDG_RUNTIME_DIR=${runtime}`] : [];
  if (init === 'systemd') return [...variable, 'systemctl --user start docker'];
  const script = values.script && /^[\w/.-]+$/.test(values.script) ? values.script : 'dockerd-rootless.sh';
  return [...variable, `PATH=$PATH:/usr/sbin:/sbin ${script} >~/dockerd-rootless.log 2>&1 &`];
}

const guide = () => guides.rootlessTroubleshoot;

export const rootlessProblems: readonly ProblemEntry[] = [
  {
    id: 'rootless.not-running',
    systems: LINUX,
    severity: 'error',
    link: 'transport',
    title: 'Rootless Docker is not running',
    summary: 'It is set up for your user, and has not been started.',
    detection: 'The user unit or context of rootless Docker is there, and nothing answers on its socket.',
    explains: [...NOT_STARTED, 'context.unreachable', 'engine.missing', 'env.docker-host'],
    fixes: (target) => [
      fix('Start it', startRootless(target), {
        automatic: target.init === 'systemd',
        ...(target.init !== 'systemd' && { caution: 'it ends with this terminal' }),
      }),
    ],
    guide: () => guides.rootless,
  },
  {
    id: 'rootless.env',
    systems: LINUX,
    severity: 'error',
    link: 'endpoint',
    title: 'The variables of rootless Docker are not set in this shell',
    summary: '{reason}. The docker command looks for the engine of root instead of yours.',
    detection: 'XDG_RUNTIME_DIR and DOCKER_HOST against the socket of the rootless engine that runs.',
    explains: [
      'daemon.not-running',
      'daemon.unreachable',
      'socket.missing',
      'socket.permission',
      'engine.missing',
      'env.docker-host',
      'rootless.not-running',
    ],
    fixes: ({ values }) => [
      fix('Set them in this shell and for new ones', [
        ...(values.runtime ? [`export XDG_RUNTIME_DIR=${values.runtime}`] : []),
        `export DOCKER_HOST=unix://${values.path ?? '$XDG_RUNTIME_DIR/docker.sock'}`,
      ]),
      fix('Or let a context remember it', [
        `docker context create rootless --docker host=unix://${values.path ?? '$XDG_RUNTIME_DIR/docker.sock'}`,
        'docker context use rootless',
      ]),
    ],
    guide: () => guides.rootless,
  },
  {
    id: 'rootless.uidmap',
    systems: LINUX,
    severity: 'error',
    link: 'platform',
    title: 'newuidmap is missing or has lost its rights',
    summary: 'Rootless Docker maps user ids with newuidmap and newgidmap: {reason}.',
    detection: 'The programs on PATH and their setuid bit or capabilities.',
    explains: ROOTLESS_NOT_STARTED,
    fixes: (target) => [
      fix(
        'Install them again',
        installPackage(target, {
          apt: 'uidmap',
          dnf: 'shadow-utils',
          pacman: 'shadow',
          zypper: 'shadow',
          apk: 'shadow-uidmap',
        }),
      ),
      fix('Then start it', startRootless(target)),
    ],
    guide,
  },
  {
    id: 'rootless.subuid',
    systems: LINUX,
    severity: 'error',
    link: 'platform',
    title: 'Your user has no subordinate ids',
    summary:
      '/etc/subuid or /etc/subgid has no range of 65536 ids for your user, which rootless Docker needs.',
    detection: 'Entries of /etc/subuid and /etc/subgid for this user, by name and number.',
    explains: ROOTLESS_NOT_STARTED,
    fixes: (target) => [
      fix('Give it a range, then start it', [
        asRoot(target, 'usermod --add-subuids 100000-165535 --add-subgids 100000-165535 "$USER"'),
        ...startRootless(target),
      ]),
    ],
    guide,
  },
  {
    id: 'rootless.linger',
    systems: LINUX,
    severity: 'warning',
    link: 'host',
    title: 'Rootless Docker ends when you sign out',
    summary: 'Services of your user end with your last session, because lingering is off.',
    detection: 'A file of your name in /var/lib/systemd/linger.',
    fixes: (target) => [fix('Let them go on', [asRoot(target, 'loginctl enable-linger "$USER"')])],
    guide: () => guides.rootless,
  },
  {
    id: 'rootless.cgroup',
    systems: LINUX,
    severity: 'warning',
    link: 'host',
    title: 'Rootless Docker cannot limit resources',
    summary: '{reason}. Options such as --memory and --cpus are ignored.',
    detection: 'The cgroup version and the controllers delegated to the user.',
    fixes: (target) => [
      fix('Delegate the controllers', [
        asRoot(target, 'mkdir -p /etc/systemd/system/user@.service.d'),
        `printf '[Service]\\nDelegate=cpu cpuset io memory pids\\n' | ${asRoot(target, 'tee /etc/systemd/system/user@.service.d/delegate.conf')}`,
        asRoot(target, 'systemctl daemon-reload'),
      ]),
    ],
    guide,
  },
  {
    id: 'rootless.port',
    systems: LINUX,
    severity: 'error',
    link: 'container',
    title: 'Rootless Docker may not open this port',
    summary: 'Ports below 1024 are for root: {port} cannot be published.',
    detection: 'What the engine says when a container is started.',
    fixes: (target) => [
      fix('Allow low ports', [
        asRoot(
          target,
          `sysctl -w net.ipv4.ip_unprivileged_port_start=${target.values.port && /^\d+$/.test(target.values.port) ? target.values.port : '80'}`,
        ),
      ]),
      fix('Or publish a higher port', ['docker run -p 8080:80 …']),
    ],
    guide,
  },
];
