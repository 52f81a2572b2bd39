/** Why an engine does not start, beyond its settings file: what its log says. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import { asRoot, edit, engineService } from './commands.ts';
import { guides } from './guides.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

/** What an engine that does not start looks like from outside. */
export const NOT_STARTED = [
  'daemon.not-running',
  'daemon.failed',
  'daemon.masked',
  'daemon.unreachable',
  'socket.missing',
  'socket.stale',
] as const;

/** The same of rootless Docker, which a variable or a context leads to. */
export const ROOTLESS_NOT_STARTED = [
  ...NOT_STARTED,
  'rootless.not-running',
  'env.docker-host',
  'env.docker-context',
  'context.unreachable',
] as const;

export const daemonProblems: readonly ProblemEntry[] = [
  {
    id: 'daemon.config-conflict',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'platform',
    title: 'A setting is given twice: in daemon.json and on the command line',
    summary: 'The engine refuses "{directive}", which stands in {file} and among its start options ({flag}).',
    detection: 'Directives of daemon.json against the options of the service, and what the engine says.',
    explains: NOT_STARTED,
    fixes: (target) => {
      const { file = '/etc/docker/daemon.json', directive = 'hosts' } = target.values;
      const remove = fix(
        `Take "${directive}" out of the file, then start Docker`,
        [edit(target, file), ...engineService(target, 'restart')],
        { needsAdmin: true },
      );
      if (directive !== 'hosts' || target.init !== 'systemd') return [remove];
      return [
        fix(
          'Let the file alone decide: start the engine without -H',
          [
            asRoot(target, 'mkdir -p /etc/systemd/system/docker.service.d'),
            `printf '[Service]\\nExecStart=\\nExecStart=/usr/bin/dockerd --containerd=/run/containerd/containerd.sock\\n' | ${asRoot(target, 'tee /etc/systemd/system/docker.service.d/hosts.conf')}`,
            asRoot(target, 'systemctl daemon-reload'),
            ...engineService(target, 'restart'),
          ],
          { needsAdmin: true },
        ),
        remove,
      ];
    },
    guide: () => guides.daemonConflict,
  },
  {
    id: 'daemon.containerd',
    systems: LINUX,
    severity: 'error',
    link: 'platform',
    title: 'containerd does not run, and Docker needs it',
    summary: 'Docker starts containers through containerd: {reason}.',
    detection: "containerd's program, unit and socket, and what the engine's log says of it.",
    explains: NOT_STARTED,
    fixes: (target) => {
      const { kind = 'stopped' } = target.values;
      if (kind === 'missing') {
        return [
          fix('Install it, then start Docker', [
            ...(target.distribution === 'alpine'
              ? [asRoot(target, 'apk add containerd')]
              : target.distribution === 'fedora' || target.distribution === 'rhel'
                ? [asRoot(target, 'dnf install -y containerd.io')]
                : [asRoot(target, 'apt-get install -y containerd')]),
            ...engineService(target, 'start'),
          ]),
        ];
      }
      const unmask = kind === 'masked' ? [asRoot(target, 'systemctl unmask containerd')] : [];
      return [
        fix(
          'Start it, then Docker',
          [
            ...unmask,
            target.init === 'openrc'
              ? asRoot(target, 'rc-service containerd start')
              : target.init === 'systemd'
                ? asRoot(target, 'systemctl restart containerd')
                : asRoot(target, "sh -c 'containerd >/var/log/containerd.log 2>&1 &'"),
            ...engineService(target, target.init === 'systemd' ? 'restart' : 'start'),
          ],
          { needsAdmin: true },
        ),
      ];
    },
    guide: () => guides.daemonLogs,
  },
  {
    id: 'daemon.storage',
    systems: LINUX,
    severity: 'error',
    link: 'platform',
    title: 'The storage driver cannot start',
    summary: 'The engine cannot open its image store: {reason}.',
    detection: "The engine's log, and the storage driver of daemon.json.",
    explains: NOT_STARTED,
    fixes: (target) =>
      target.values.kind === 'read-only'
        ? [
            fix(
              'Make it writable, then start Docker',
              [
                asRoot(target, `mount -o remount,rw ${target.values.path}`),
                ...engineService(target, 'start'),
              ],
              {
                needsAdmin: true,
                caution: 'a disk that turned read-only by itself may be failing: see dmesg first',
              },
            ),
          ]
        : [
            fix(
              'Let the engine choose the driver itself: take "storage-driver" and "storage-opts" out of daemon.json',
              [edit(target, '/etc/docker/daemon.json'), ...engineService(target, 'restart')],
              {
                needsAdmin: true,
                caution: 'images and containers of another driver stay on disk but are not seen',
              },
            ),
          ],
    guide: () => guides.storageDriver,
  },
  {
    id: 'daemon.network',
    systems: LINUX,
    severity: 'error',
    link: 'platform',
    title: 'The engine cannot set up its network',
    summary: 'The network controller fails: {reason}.',
    detection: "The engine's log, and whether iptables is there.",
    explains: NOT_STARTED,
    fixes: (target) => [
      ...(target.values.kind === 'store'
        ? [
            fix(
              'Set its record of networks aside, then start Docker',
              [
                asRoot(target, 'mv /var/lib/docker/network/files /var/lib/docker/network/files.broken'),
                ...engineService(target, 'start'),
              ],
              {
                needsAdmin: true,
                caution: 'networks made by hand must be made again; Compose makes its own again',
              },
            ),
          ]
        : []),
      fix('Restart Docker, so that it makes its rules and bridge anew', engineService(target, 'restart'), {
        needsAdmin: true,
      }),
      fix('See the rules that are there', [asRoot(target, 'iptables -t nat -L -n')]),
    ],
    guide: () => guides.packetFiltering,
  },
  {
    id: 'daemon.port-conflict',
    systems: LINUX,
    severity: 'error',
    link: 'platform',
    title: 'Another process holds what the engine needs',
    summary: '{reason}. Two engines cannot share it.',
    detection: "The pid file, the process behind it, and what the engine's log says.",
    explains: NOT_STARTED,
    fixes: (target) => {
      const { pid, file = '/var/run/docker.pid', port, kind } = target.values;
      if (kind === 'root')
        return [
          fix('See which engines run, and keep one of them', ['ps -C dockerd -o pid,user,lstart,args']),
        ];
      if (port) {
        return [
          fix('See who holds the port', [asRoot(target, `ss -ltnp "sport = :${port}"`)]),
          fix('Then start Docker again', engineService(target, 'restart'), { needsAdmin: true }),
        ];
      }
      return [
        fix(
          'Remove the stale pid file, then start Docker',
          [asRoot(target, `rm ${file}`), ...engineService(target, 'start')],
          {
            needsAdmin: true,
            ...(pid && { caution: `only when process ${pid} is no dockerd: ps -p ${pid} -o comm=` }),
          },
        ),
      ];
    },
    guide: () => guides.daemonLogs,
  },
  {
    id: 'socket.exposed',
    systems: LINUX,
    severity: 'warning',
    link: 'host',
    title: 'The engine can be reached by people who should not reach it',
    summary: '{reason}. Whoever can talk to the engine is root on this machine.',
    detection: "The mode of the socket, and the engine's addresses and TLS settings.",
    fixes: (target) =>
      target.values.kind === 'mode'
        ? [
            fix('Close the socket to all but its group', [
              asRoot(target, `chmod 660 ${target.values.path ?? '/var/run/docker.sock'}`),
            ]),
          ]
        : [
            fix('Take the tcp:// address out, or protect it with TLS or SSH', [
              edit(target, '/etc/docker/daemon.json'),
              ...engineService(target, 'restart'),
            ]),
          ],
    guide: () => guides.tls,
  },
  {
    id: 'container.dind',
    systems: ['linux'],
    severity: 'error',
    link: 'platform',
    title: 'The engine inside this container cannot work',
    summary:
      '{reason}. Docker in Docker needs a privileged container, or the dind service must be reachable.',
    detection:
      'This process runs in a container, a dockerd is installed in it, and it fails or DOCKER_HOST names the dind service.',
    explains: [
      ...NOT_STARTED,
      'container.no-socket',
      'kernel.cgroups',
      'daemon.network',
      'daemon.storage',
      'env.docker-host',
      'remote.dns',
      'remote.refused',
      'remote.timeout',
    ],
    fixes: (target) =>
      target.values.kind === 'service'
        ? [
            fix('GitLab CI: run the service, and give both sides the same certificates', [
              '# in .gitlab-ci.yml: services: [docker:dind], and variables:',
              '#   DOCKER_HOST: tcp://docker:2376',
              '#   DOCKER_TLS_CERTDIR: "/certs"',
              '#   DOCKER_TLS_VERIFY: 1',
              '#   DOCKER_CERT_PATH: "$DOCKER_TLS_CERTDIR/client"',
            ]),
            fix(
              'On the runner: the service must be privileged and share the volume of certificates',
              [
                '# in config.toml, [runners.docker]: privileged = true, volumes = ["/certs/client", "/cache"]',
              ],
              { needsAdmin: true, caution: 'a privileged container has full power over its host' },
            ),
          ]
        : privilegedOrShared,
    guide: ({ values }) => (values.kind === 'service' ? guides.gitlabDind : guides.dind),
  },
];

const privilegedOrShared = [
  fix('Start the outer container with the rights an engine needs', ['docker run --privileged …'], {
    caution: 'a privileged container has full power over its host',
  }),
  fix("Or use the host's engine", ['docker run -v /var/run/docker.sock:/var/run/docker.sock …'], {
    caution: 'the container then has root-level power over its host',
  }),
];
