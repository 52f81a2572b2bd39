/** WSL: under Docker Desktop on Windows, and as the system that the shell runs in. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import { asRoot } from './commands.ts';
import { page } from './guides.ts';
import { ENGINE_DOWN, elevated, openedDesktop, powershell, RESTART, restartNow } from './powershell.ts';

const microsoft = (title: string, path: string) => ({
  title,
  url: `https://learn.microsoft.com/windows/wsl/${path}`,
});
const desktopWsl = page('Docker Desktop and WSL 2', '/desktop/features/wsl/');
const releases = { title: 'WSL releases', url: 'https://github.com/microsoft/WSL/releases/latest' };

/** Inside a distribution: what is seen where Desktop gives it no docker command and no socket. */
export const NOTHING_HERE = [
  'client.missing',
  'client.wrong-program',
  'client.broken',
  'client.not-on-path',
  'engine.missing',
  'socket.missing',
  'socket.stale',
  'daemon.not-running',
  'daemon.unreachable',
  'daemon.error',
  'context.unreachable',
  'plugin.broken',
  'compose.missing',
  'buildx.missing',
  'credentials.helper-missing',
] as const;

/** A section that is there already must not be written a second time. */
const systemdOn = (target: Target): string[] =>
  target.values.conf === 'section'
    ? [
        asRoot(target, "sed -i '/^[[:space:]]*systemd[[:space:]]*=/d' /etc/wsl.conf"),
        asRoot(target, "sed -i 's/^[[:space:]]*\\[boot\\].*/[boot]\\nsystemd=true/' /etc/wsl.conf"),
      ]
    : [`printf '[boot]\\nsystemd=true\\n' | ${asRoot(target, 'tee -a /etc/wsl.conf')}`];

export const wslProblems: readonly ProblemEntry[] = [
  {
    id: 'wsl.missing',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: 'WSL is not installed',
    summary: '{reason}. {product} runs its engine in WSL 2 and cannot start it.',
    detection: "WSL's package, services, Windows feature and the exit code of wsl.exe; not its words.",
    explains: [
      ...ENGINE_DOWN,
      'virt.vmp-disabled',
      'virt.hypervisor-off',
      'virt.reboot-pending',
      'wsl.no-distro',
      'wsl.distro-broken',
    ],
    fixes: ({ values }) => [
      values.component
        ? elevated(
            'Turn the feature on and restart',
            [
              'dism.exe /online /enable-feature /featurename:Microsoft-Windows-Subsystem-Linux /all /norestart',
              'shutdown /r /t 60',
            ],
            RESTART,
          )
        : elevated(
            'Install WSL and restart (Docker Desktop brings its own distribution)',
            ['wsl --install --no-distribution', 'shutdown /r /t 60'],
            RESTART,
          ),
    ],
    guide: () => microsoft('Install WSL', 'install'),
  },
  {
    id: 'wsl.outdated',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: 'WSL is too old for Docker Desktop',
    summary: '{reason}; Docker Desktop needs {minimum} or newer and does not start its engine.',
    detection:
      "The version of WSL's package in the registry and from wsl --version, against Desktop's minimum.",
    explains: [...ENGINE_DOWN, 'wsl.kernel', 'wsl.no-distro', 'wsl.distro-broken'],
    fixes: () => [
      elevated('Update WSL, then restart Docker Desktop', [
        'wsl --update',
        'wsl --shutdown',
        'docker desktop restart',
      ]),
      elevated(
        'If that says that there are no updates: install the newest package by hand',
        ['winget install --exact --id Microsoft.WSL'],
        'without winget: the .msi from https://github.com/microsoft/WSL/releases/latest',
      ),
    ],
    guide: () =>
      page(
        'WSL: verification and setup',
        '/desktop/setup/install/windows-install/#wsl-verification-and-setup',
      ),
  },
  {
    id: 'wsl.kernel',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: 'The Linux kernel of WSL 2 is missing',
    summary: 'WSL is installed without its kernel ({reason}). No WSL 2 distribution can start.',
    detection: 'The exit code and the link that wsl.exe --status gives, in whatever language.',
    explains: [...ENGINE_DOWN, 'wsl.no-distro', 'wsl.distro-broken'],
    fixes: () => [
      elevated('Install the kernel', ['wsl --update', 'wsl --shutdown']),
      elevated('Or install the newest WSL, which brings its own', [
        'winget install --exact --id Microsoft.WSL',
      ]),
    ],
    guide: () => microsoft('Manual installation: the kernel package', 'install-manual'),
  },
  {
    id: 'wsl.install-broken',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: 'The installation of WSL is damaged',
    summary:
      "{reason}. Every distribution fails, Docker's own too. Repair the package; your distributions stay as they are.",
    detection:
      "Files of WSL's package that are missing, and error codes that every distribution gives alike.",
    explains: [...ENGINE_DOWN, 'wsl.distro-broken', 'wsl.no-distro', 'wsl.outdated', 'wsl.missing'],
    fixes: () => [
      elevated(
        'Install the package again over the old one',
        ['winget install --exact --id Microsoft.WSL --force', 'wsl --shutdown'],
        'never unregister a distribution for this: that deletes its files',
      ),
    ],
    guide: () => releases,
  },
  {
    id: 'wsl.version1',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: 'The distribution {distribution} runs on WSL 1',
    summary:
      'WSL 1 has no Linux kernel: no engine can run in it, and Docker Desktop serves only WSL 2 distributions.',
    detection: "The kernel's release inside, the registry (Lxss) from outside.",
    explains: [
      ...NOTHING_HERE,
      ...ENGINE_DOWN,
      'desktop.wsl-integration',
      'wsl.no-systemd',
      'socket.permission',
    ],
    fixes: ({ values }) => [
      ...(values.build
        ? [
            powershell(
              `Update Windows first: build ${values.build} has WSL 2 only since its updates of August 2020, or not at all`,
              ['start ms-settings:windowsupdate'],
            ),
          ]
        : []),
      powershell(
        'Convert it to WSL 2',
        [`wsl --set-version ${values.distribution || '<distribution>'} 2`, 'wsl --set-default-version 2'],
        { caution: 'takes minutes; back up what you cannot lose (wsl --export)' },
      ),
    ],
    guide: () => microsoft('Upgrade from WSL 1 to WSL 2', 'install#upgrade-version-from-wsl-1-to-wsl-2'),
  },
  {
    id: 'wsl.no-distro',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: 'WSL has no distribution',
    summary: 'No distribution is registered, not even the one of {product}: its engine has nowhere to run.',
    detection: 'The registry (Lxss) of this user.',
    explains: ENGINE_DOWN,
    fixes: () => [
      powershell('Let Docker Desktop make its own again', ['docker desktop restart']),
      elevated('If it does not: update WSL, then restart Docker Desktop', [
        'wsl --update',
        'docker desktop restart',
      ]),
    ],
    guide: () => desktopWsl,
  },
  {
    id: 'wsl.distro-broken',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: "The engine's own WSL distribution does not start",
    summary: '{distribution}: {reason}.',
    detection: "The registry (Lxss), the disk of the distribution, and error codes in Desktop's log.",
    explains: ENGINE_DOWN,
    fixes: ({ values }) => [
      ...(values.podman
        ? [
            powershell(
              'Let Podman make its machine anew',
              [
                `podman machine rm ${values.podman}`,
                `podman machine init ${values.podman}`,
                `podman machine start ${values.podman}`,
              ],
              { caution: 'images and volumes of that machine, whose distribution is gone, do not come back' },
            ),
          ]
        : [
            powershell('End WSL and start Docker Desktop again', [
              'wsl --shutdown',
              'docker desktop restart',
            ]),
          ]),
      ...(values.gone
        ? [
            powershell(
              'Its disk is gone: let Docker Desktop make a new one',
              [`wsl --unregister ${values.distribution}`, 'docker desktop restart'],
              { caution: 'images and volumes that were on the lost disk do not come back' },
            ),
          ]
        : []),
    ],
    guide: () => desktopWsl,
  },
  {
    id: 'wsl.service',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: 'A Windows service that WSL needs is {state}',
    summary: 'The service {service} is {state}, so that no WSL 2 distribution can start.',
    detection: 'State and start type of WslService or LxssManager, vmcompute and hns.',
    explains: [...ENGINE_DOWN, 'wsl.distro-broken', 'wsl.no-distro'],
    fixes: ({ values }) => [
      elevated('Enable and start it', [
        ...(values.state === 'disabled'
          ? [`sc.exe config ${values.service} start= ${values.start ?? 'demand'}`]
          : []),
        `sc.exe start ${values.service}`,
      ]),
      restartNow('If it is disabled again later, an antivirus program does that: exempt WSL there, restart'),
    ],
    guide: () => microsoft('Troubleshooting WSL', 'troubleshooting'),
  },
  {
    id: 'wsl.no-systemd',
    systems: ['wsl'],
    severity: 'error',
    link: 'platform',
    title: 'Nothing starts Docker Engine in this distribution',
    summary: 'Docker Engine is installed here, and {reason}.',
    detection: 'dockerd is installed, /run/systemd/system does not exist, and no engine answers.',
    explains: ['daemon.not-running', 'daemon.unreachable', 'socket.missing', 'socket.stale'],
    fixes: (target) => [
      ...(target.values.conf === 'on'
        ? []
        : [
            fix('Turn systemd on for this distribution; the next step makes it count', systemdOn(target), {
              needsAdmin: true,
            }),
          ]),
      powershell(
        target.values.conf === 'on' ? 'End WSL, so that systemd starts with it' : 'Then end WSL',
        ['wsl --shutdown'],
        { caution: 'all distributions end; open this one again, the engine starts with it' },
      ),
      fix(
        'Or start it by hand, this time',
        [
          target.init === 'sysvinit'
            ? asRoot(target, 'service docker start')
            : asRoot(target, "sh -c 'dockerd >/var/log/docker.log 2>&1 &'"),
        ],
        { needsAdmin: true },
      ),
    ],
    guide: () => microsoft('Use systemd in WSL', 'systemd'),
  },
  {
    id: 'desktop.wsl-integration',
    systems: ['wsl'],
    severity: 'error',
    link: 'platform',
    title: 'Docker Desktop is not connected to this distribution',
    summary: '{reason}. So the distribution {distribution} has no docker command and no socket of it.',
    detection:
      "Desktop's settings and processes on Windows, and what stands in the places of its links in here.",
    explains: [...NOTHING_HERE, 'credentials.helper-missing'],
    fixes: ({ values }) => [
      ...(values.obstacle
        ? [
            fix('Move what is in the way', [`sudo mv ${values.obstacle} ${values.obstacle}.old`], {
              needsAdmin: true,
            }),
          ]
        : []),
      ...(values.backEnd === 'hyper-v'
        ? [
            powershell(
              'Turn on Settings > General > "Use the WSL 2 based engine", then the integration',
              [openedDesktop(values)],
              { caution: 'images and containers of the Hyper-V back end stay there' },
            ),
          ]
        : []),
      ...(values.unasked ? [powershell('Start Docker Desktop', [openedDesktop(values)])] : []),
      ...(values.on || values.obstacle || values.backEnd
        ? []
        : [
            powershell(
              'Open Docker Desktop: Settings > Resources > WSL integration, turn this distribution on, Apply',
              [openedDesktop(values)],
              { caution: 'open a new shell here afterwards' },
            ),
          ]),
      ...(values.backEnd
        ? []
        : [
            powershell(
              values.on || values.obstacle
                ? 'Restart Docker Desktop, which makes its links again'
                : 'If it is on already: restart Docker Desktop',
              ['docker desktop restart'],
              { caution: 'running containers stop; open a new shell here afterwards' },
            ),
          ]),
    ],
    guide: () =>
      page(
        'Enable Docker in a WSL 2 distribution',
        '/desktop/features/wsl/#enable-docker-in-a-wsl-2-distribution',
      ),
  },
  {
    id: 'rancher.wsl-integration',
    systems: ['wsl'],
    severity: 'error',
    link: 'platform',
    title: 'Rancher Desktop is not connected to this distribution',
    summary: '{reason}. So the distribution {distribution} has no socket of it.',
    detection: "Rancher Desktop's settings and processes on Windows, and the socket in here.",
    explains: NOTHING_HERE,
    fixes: ({ values }) => [
      powershell(
        values.on ? 'Restart Rancher Desktop' : 'Turn the integration on',
        values.on
          ? ['rdctl shutdown', 'rdctl start']
          : [`rdctl set --WSL.Integrations.${values.distribution}=true`],
        values.on ? { caution: 'running containers stop' } : {},
      ),
    ],
    guide: () => ({
      title: 'Rancher Desktop: WSL integrations',
      url: 'https://docs.rancherdesktop.io/ui/preferences/wsl/integrations/',
    }),
  },
];
