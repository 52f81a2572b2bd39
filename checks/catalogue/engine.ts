/** The engine, its socket and its service. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix, Guide } from '../../src/report/report.ts';
import {
  asRoot,
  edit,
  engineService,
  joinDockerGroup,
  restartEngine,
  restartProduct,
  startEngine,
} from './commands.ts';
import { guides, installGuide, troubleshootGuide } from './guides.ts';
import { powershell } from './powershell.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

/** How each product that is not Docker's own is started. */
const PRODUCT_GUIDES: Readonly<Record<string, Guide>> = {
  colima: { title: 'colima: usage', url: 'https://github.com/abiosoft/colima#usage' },
  OrbStack: { title: 'OrbStack: quick start', url: 'https://docs.orbstack.dev/quick-start' },
  'Rancher Desktop': { title: 'Rancher Desktop documentation', url: 'https://docs.rancherdesktop.io/' },
  podman: {
    title: 'podman machine start',
    url: 'https://docs.podman.io/en/latest/markdown/podman-machine-start.1.html',
  },
};

/** A Mac has no docker group: each account has the socket of its own Docker Desktop. */
function macSocketPermission({ values }: Target): Fix[] {
  return [
    fix('See whose it is', [`ls -le ${values.path ?? '/var/run/docker.sock'}`]),
    values.better
      ? fix('Use the engine of your own account', [`docker context use ${values.better}`], {
          automatic: true,
        })
      : fix('Quit Docker in the other account, then start it in yours', [
          'open -a Docker',
          'docker context use desktop-linux',
        ]),
  ];
}

export const engineProblems: readonly ProblemEntry[] = [
  {
    id: 'daemon.unreachable',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'engine',
    generic: true,
    title: 'The engine does not answer',
    summary: 'Nothing usable answers at {url}: {reason}. No narrower cause was found.',
    detection: "Asks the engine's API at the endpoint in force.",
    fixes: (target) =>
      target.values.asked
        ? [
            ...(target.values.start ? [startEngine(target)] : []),
            fix('See which addresses the docker command knows', ['docker context ls']),
          ]
        : [startEngine(target)],
    guide: troubleshootGuide,
  },
  {
    id: 'daemon.not-running',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'Docker is not running',
    summary: 'The engine is installed here ({engine}) and has not been started.',
    detection:
      'Nothing listens at the default endpoint, an engine is installed, and no reason is found why it could not start.',
    explains: ['daemon.unreachable', 'socket.missing'],
    fixes: (target) => [
      startEngine(target),
      ...(target.system === 'macos' && target.values.better
        ? [
            fix('And let the docker command use it', [`docker context use ${target.values.better}`], {
              automatic: true,
            }),
          ]
        : []),
    ],
    guide: (target) =>
      target.system === 'wsl' && target.values.product
        ? installGuide(target)
        : target.system === 'linux' || target.system === 'wsl'
          ? guides.daemonStart
          : (PRODUCT_GUIDES[target.values.engine ?? ''] ?? troubleshootGuide(target)),
  },
  {
    id: 'daemon.not-enabled',
    systems: LINUX,
    severity: 'info',
    link: 'host',
    title: 'Docker does not start with the system',
    summary: 'It runs now, and it will not after a restart of this machine.',
    detection: 'The unit is not enabled.',
    fixes: (target) => [
      fix('Start it at boot', [asRoot(target, 'systemctl enable docker.service containerd.service')]),
    ],
    guide: () => guides.startOnBoot,
  },
  {
    id: 'daemon.masked',
    systems: LINUX,
    severity: 'error',
    link: 'transport',
    title: 'systemd does not start Docker any more',
    summary: 'The unit {unit} is {state}. It must be released before Docker can start.',
    detection: "systemd's LoadState and Result of docker.service and docker.socket.",
    explains: ['daemon.not-running', 'daemon.failed', 'daemon.unreachable', 'socket.missing', 'socket.stale'],
    fixes: (target) =>
      target.values.state === 'masked'
        ? [
            fix('Unmask and start it', [
              asRoot(target, 'systemctl unmask docker.service docker.socket'),
              asRoot(target, 'systemctl start docker'),
            ]),
          ]
        : [
            fix('Reset and start it', [
              asRoot(target, 'systemctl reset-failed docker.service docker.socket'),
              asRoot(target, 'systemctl start docker'),
            ]),
          ],
    guide: () => guides.daemonStart,
  },
  {
    id: 'daemon.failed',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    generic: true,
    title: 'Docker was started and failed',
    summary: 'The engine ends on start: {reason}.',
    detection: "The service's state is failed and no narrower cause was found in its log.",
    explains: ['daemon.not-running', 'daemon.unreachable', 'socket.missing', 'socket.stale'],
    fixes: (target) => [
      ...(target.system === 'macos'
        ? [fix('Start it again from nothing', ['colima stop --force', 'colima start --vm-type vz'])]
        : []),
      fix('Read why', [
        target.system === 'macos'
          ? `tail -n 30 ${target.values.log ?? '~/.colima/_lima/colima/ha.stderr.log'}`
          : target.init === 'systemd'
            ? asRoot(target, 'journalctl -u docker -n 50 --no-pager -o cat')
            : 'tail -n 50 /var/log/docker.log',
      ]),
    ],
    guide: (target) =>
      target.system === 'macos'
        ? {
            title: 'colima: frequently asked questions',
            url: 'https://github.com/abiosoft/colima/blob/main/docs/FAQ.md',
          }
        : guides.daemonLogs,
  },
  {
    id: 'daemon.config-invalid',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'platform',
    title: "The engine's settings file is wrong",
    summary: '{file} {reason}. The engine does not start with it.',
    detection: 'Reads daemon.json, checks its JSON, and lets "dockerd --validate" read it.',
    explains: [
      'daemon.not-running',
      'daemon.failed',
      'daemon.masked',
      'daemon.unreachable',
      'socket.missing',
      'socket.stale',
    ],
    fixes: (target) => {
      const { file = '/etc/docker/daemon.json' } = target.values;
      if (target.system === 'macos') {
        return [
          fix('Open it, mend that place, and restart Docker Desktop', [
            `open -e ${file}`,
            'docker desktop restart',
          ]),
          fix('Or set the file aside', [`mv ${file} ${file}.broken`, 'open -a Docker'], {
            caution: 'the settings in it no longer count',
          }),
        ];
      }
      if (target.system === 'windows') {
        return [
          fix(
            'Open it, mend that place, and start the engine',
            [`notepad '${file}'`, 'Start-Service docker'],
            {
              shell: 'powershell',
              needsAdmin: true,
            },
          ),
          fix(
            'Or set the file aside and start with the defaults',
            [`Move-Item '${file}' '${file}.broken'`, 'Start-Service docker'],
            {
              shell: 'powershell',
              needsAdmin: true,
              caution: 'the settings in it no longer count',
            },
          ),
        ];
      }
      return [
        fix(
          'Open it and mend that place, then start Docker',
          [edit(target, file), ...engineService(target, 'restart')],
          { needsAdmin: true },
        ),
        fix(
          'Or set the file aside and start with the defaults',
          [asRoot(target, `mv ${file} ${file}.broken`), ...engineService(target, 'restart')],
          { needsAdmin: true, caution: 'the settings in it no longer count' },
        ),
      ];
    },
    guide: () => guides.daemonConfig,
  },
  {
    id: 'socket.permission',
    systems: ['linux', 'wsl', 'macos'],
    severity: 'error',
    link: 'transport',
    title: 'Your user may not use the Docker socket',
    summary: '{path} belongs to {owner}, and your user is neither. Every docker command is refused.',
    detection: "The socket's owner, group and mode against the numeric groups of this process.",
    explains: ['daemon.unreachable'],
    fixes: (target) =>
      target.system === 'macos'
        ? macSocketPermission(target)
        : [
            joinDockerGroup(target),
            // Its proxy gives the socket to that group when it starts.
            ...(target.values.product === 'rancher-desktop'
              ? [powershell('Then restart Rancher Desktop', ['rdctl shutdown', 'rdctl start'])]
              : []),
            fix('Or run this one command as root', ['sudo docker ps']),
          ],
    guide: (target) => (target.system === 'macos' ? troubleshootGuide(target) : guides.postInstall),
  },
  {
    id: 'socket.group-pending',
    systems: LINUX,
    severity: 'error',
    link: 'transport',
    title: 'Your login session does not have the docker group yet',
    summary:
      'Your user is in the group {group}, but this session was started before that and has the old groups.',
    detection:
      "The user database has the user in the socket's group; the numeric groups of this process do not.",
    explains: ['socket.permission', 'daemon.unreachable'],
    fixes: () => [
      fix('Use the group in this shell now', ['newgrp docker']),
      fix('For every program: sign out and in again', ['exit'], {
        caution: 'some desktops keep the old session until the machine restarts',
      }),
    ],
    guide: () => guides.postInstall,
  },
  {
    id: 'socket.group',
    systems: LINUX,
    severity: 'error',
    link: 'transport',
    title: 'The Docker socket belongs to the wrong group',
    summary: '{reason}. Being in the docker group does not help.',
    detection: "The socket's numeric group against the docker group of the user database.",
    explains: [
      'socket.permission',
      'daemon.unreachable',
      'daemon.not-running',
      'daemon.failed',
      'socket.missing',
      'socket.stale',
    ],
    fixes: (target) => [
      ...(target.values.kind === 'unknown' && /^[\w.-]+$/.test(target.values.group ?? 'docker')
        ? [
            fix(
              'Create that group, then start Docker',
              [
                asRoot(target, `groupadd -f ${target.values.group ?? 'docker'}`),
                ...engineService(target, 'restart'),
              ],
              { needsAdmin: true },
            ),
          ]
        : []),
      fix(
        'Create the group, join it, and restart Docker, so that the socket gets it',
        [
          asRoot(target, 'groupadd -f docker'),
          asRoot(target, 'usermod -aG docker "$USER"'),
          ...engineService(target, 'restart'),
          'newgrp docker',
        ],
        { needsAdmin: true, caution: 'members of the docker group have root-level powers on this machine' },
      ),
    ],
    guide: () => guides.postInstall,
  },
  {
    id: 'socket.missing',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'The engine listens on another socket',
    summary: 'The docker command uses {path}, which does not exist; {other} answers.',
    detection: 'The socket of the endpoint is absent, while another known socket on this machine answers.',
    explains: ['daemon.not-running', 'daemon.unreachable', 'engine.missing'],
    fixes: ({ values }) =>
      values.better
        ? [
            fix(`Use the context "${values.better}"`, [`docker context use ${values.better}`], {
              automatic: true,
            }),
          ]
        : [
            // The socket is that of a product, which makes it when it starts.
            ...(values.start
              ? [fix(`Start ${values.engine ?? 'its engine'}`, [values.start], { automatic: true })]
              : []),
            fix('Tell the docker command where the engine is', [
              `docker context create local --docker host=${values.otherUrl}`,
              'docker context use local',
            ]),
          ],
    guide: () => guides.whichHost,
  },
  {
    id: 'socket.stale',
    systems: ['linux', 'wsl', 'macos'],
    severity: 'error',
    link: 'transport',
    title: 'Docker is not running; it left its socket behind',
    summary: 'The socket {path} is there, and nothing listens on it: the engine was stopped hard or crashed.',
    detection: 'Connecting to the socket is refused (ECONNREFUSED).',
    explains: ['daemon.not-running', 'daemon.unreachable'],
    fixes: (target) =>
      target.system === 'macos' && target.values.better
        ? [
            fix(`Use ${target.values.other ?? 'the engine'}, which answers`, [
              `docker context use ${target.values.better}`,
            ]),
            startEngine(target),
          ]
        : [startEngine(target)],
    guide: troubleshootGuide,
  },
  {
    id: 'socket.not-a-socket',
    systems: ['linux', 'wsl', 'macos'],
    severity: 'error',
    link: 'platform',
    title: 'There is a {kind} where the Docker socket should be',
    summary:
      '{path} is a {kind}, often made by a container that mounted the socket while Docker was off. The engine cannot put its socket there.',
    detection: 'The kind of file at the path of the endpoint.',
    explains: [
      'daemon.not-running',
      'daemon.failed',
      'daemon.masked',
      'daemon.unreachable',
      'socket.stale',
      'socket.missing',
    ],
    fixes: (target) => [
      fix(
        'Remove it and start Docker again',
        [
          asRoot(target, `rm -r${target.values.kind === 'folder' ? '' : 'f'} ${target.values.path}`),
          ...(target.system === 'macos'
            ? [target.values.start ?? 'open -a Docker']
            : engineService(target, 'restart')),
        ],
        { needsAdmin: true, caution: 'look into it first, should somebody have put something there' },
      ),
    ],
    guide: troubleshootGuide,
  },
  {
    id: 'daemon.hung',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'engine',
    title: 'The engine hangs',
    summary: 'Something accepts connections at {url} and does not answer within {seconds} s.',
    detection: 'Connects, asks /_ping, and waits for the time limit.',
    explains: ['daemon.unreachable'],
    fixes: (target) =>
      target.system === 'macos'
        ? [restartProduct(target)]
        : target.system === 'windows'
          ? [fix('Restart Docker Desktop', ['docker desktop restart'], { shell: 'powershell' })]
          : [restartEngine(target)],
    guide: troubleshootGuide,
  },
  {
    id: 'daemon.slow',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'engine',
    title: 'The engine answers slowly',
    summary:
      '{what} took {seconds} s. It works, but something holds it up: disk, memory, or very many containers.',
    detection: 'The time until the first answer, and /info within the time limit.',
    fixes: (target) =>
      target.system === 'linux' || target.system === 'wsl'
        ? [fix('See what keeps the machine busy', ['top -b -n 1 | head -20'])]
        : [],
    guide: troubleshootGuide,
  },
  {
    id: 'daemon.error',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'engine',
    title: 'The engine answers with an error',
    summary: 'At {url} something answers, but not as an engine should: {reason}.',
    detection: 'The status and shape of the answers to /_ping and /version.',
    explains: ['daemon.unreachable'],
    fixes: (target) =>
      target.system === 'linux' || target.system === 'wsl'
        ? [restartEngine(target)]
        : target.system === 'macos'
          ? [restartProduct(target)]
          : [fix('Restart Docker Desktop', ['docker desktop restart'])],
    guide: troubleshootGuide,
  },
  {
    id: 'daemon.warnings',
    systems: LINUX,
    severity: 'warning',
    link: 'host',
    title: 'The engine warns about itself',
    summary: '{reason}',
    detection: "The Warnings of the engine's /info that no narrower problem covers.",
    fixes: () => [],
    guide: troubleshootGuide,
  },
  {
    id: 'container.no-socket',
    systems: ['linux'],
    severity: 'error',
    link: 'platform',
    title: 'You are inside a container that has no engine',
    summary:
      'This shell runs inside a container ({container}). Docker runs outside of it, and its socket was not given to this container.',
    detection:
      "The doctor's own process runs in a container, the default socket is absent, and no engine is installed inside.",
    explains: ['engine.missing', 'socket.missing', 'daemon.not-running', 'daemon.unreachable'],
    fixes: () => [
      fix(
        'Start the container with the socket of the host',
        ['docker run -v /var/run/docker.sock:/var/run/docker.sock …'],
        {
          caution: 'whoever has the socket controls the host',
        },
      ),
    ],
    guide: troubleshootGuide,
  },
];
