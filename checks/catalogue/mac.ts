/** What only a Mac has. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import { UNREACHABLE } from './desktop.ts';
import { page } from './guides.ts';
import { EVERYWHERE } from './systems.ts';

const MAC = ['macos'] as const;
const NO_ENGINE = [
  ...UNREACHABLE,
  'desktop.starting',
  'desktop.stuck',
  'desktop.engine-stopped',
  'desktop.backend-crash',
];
const MAC_INSTALL = '/desktop/setup/install/mac-install/';

export const macProblems: readonly ProblemEntry[] = [
  {
    id: 'virt.hv-unsupported',
    systems: MAC,
    severity: 'error',
    link: 'platform',
    title: 'This Mac offers no virtualization',
    summary:
      'kern.hv_support is 0{where}. Every Docker product on a Mac runs its engine in a virtual machine, so none of them can start here.',
    detection: 'sysctl kern.hv_support, where no engine answers.',
    explains: [...NO_ENGINE, 'virt.unsupported'],
    fixes: ({ values }) => [
      ...(values.virtual
        ? [
            fix('Turn nested virtualization on in the program that runs this virtual Mac, then look again', [
              'sysctl kern.hv_support',
            ]),
          ]
        : [
            fix('Update macOS, restart, and look again: it must print 1', [
              'softwareupdate --list',
              'sysctl kern.hv_support',
            ]),
          ]),
      fix('Or use an engine on another machine', [
        'docker context create remote --docker host=ssh://USER@MACHINE',
        'docker context use remote',
      ]),
    ],
    guide: () => page('System requirements for a Mac', `${MAC_INSTALL}#system-requirements`),
  },
  {
    id: 'mac.wrong-arch',
    systems: MAC,
    severity: 'error',
    link: 'client',
    title: '{product} is built for another processor',
    summary: '{path} is built for {built}, and this Mac has {processor}. {consequence}',
    detection:
      'The header of the program (Mach-O) against the processor that the hardware reports (hw.optional.arm64).',
    explains: [
      ...NO_ENGINE,
      'client.broken',
      'mac.rosetta',
      'virt.hv-unsupported',
      'virt.unsupported',
      'os.unsupported',
    ],
    fixes: ({ values }) =>
      values.kind === 'app'
        ? [
            fix(
              'Install the build for this Mac over it',
              ['brew reinstall --cask docker-desktop', 'open -a Docker'],
              {
                caution: 'images, containers and volumes stay',
              },
            ),
          ]
        : values.kind === 'lima'
          ? [
              fix('Install them again with the Homebrew of this processor', [
                `${values.brew ?? '/opt/homebrew'}/bin/brew reinstall colima lima docker`,
                'colima start',
              ]),
            ]
          : [
              fix('Install the docker command for this processor', [
                `${values.brew ?? '/opt/homebrew'}/bin/brew install docker`,
                'hash -r; docker version',
              ]),
              fix('Or install Docker Desktop for this processor', ['brew install --cask docker-desktop']),
            ],
    guide: () => page('Install Docker Desktop on Mac', MAC_INSTALL),
  },
  {
    id: 'mac.rosetta',
    systems: MAC,
    severity: 'warning',
    link: 'host',
    title: 'Rosetta is not installed',
    summary: '{reason}, and Rosetta, which translates Intel programs, is not installed on this Mac.',
    detection: "Rosetta's runtime, where a setting or a program needs it. Updating to macOS 27 removes it.",
    fixes: () => [fix('Install it', ['softwareupdate --install-rosetta --agree-to-license'])],
    guide: () => page('Rosetta on Apple silicon', `${MAC_INSTALL}#system-requirements`),
  },
  {
    id: 'mac.translated-shell',
    systems: MAC,
    severity: 'warning',
    link: 'host',
    title: 'This terminal runs under Rosetta',
    summary:
      'This Mac has Apple silicon, and what is started here runs translated as an Intel program: installers and Homebrew pick Intel builds, which cannot start a virtual machine.',
    detection: 'sysctl.proc_translated is 1 in a process started from here.',
    fixes: () => [
      fix('In Finder: Applications, Utilities, Terminal, Get Info, clear "Open using Rosetta"; then see', [
        'uname -m',
      ]),
      fix('Or start a native shell now', ['arch -arm64 zsh']),
    ],
    guide: () => ({
      title: 'If you need to install Rosetta on your Mac',
      url: 'https://support.apple.com/en-us/102527',
    }),
  },
  {
    id: 'mac.socket-path-too-long',
    systems: MAC,
    severity: 'error',
    link: 'platform',
    title: 'The path of a socket is too long for macOS',
    summary:
      '{path} has {length} bytes; macOS takes {limit}. {product} cannot make or reach its socket there{why}.',
    detection:
      "The length of the sockets' paths below the home folder against the limit of macOS (104 with its end).",
    explains: NO_ENGINE,
    fixes: ({ values }) => [
      fix('See how long the home folder is', ['printf \'%s\' "$HOME" | wc -c']),
      values.kind === 'lima' && values.product === 'colima'
        ? fix('Give colima and Lima a short folder', [
            'sudo mkdir -p /opt/colima && sudo chown "$USER" /opt/colima',
            'export COLIMA_HOME=/opt/colima',
            'colima start',
          ])
        : fix('Use an account with a shorter name; macOS makes one in System Settings, Users & Groups', [
            'open "x-apple.systempreferences:com.apple.Users-Groups-Settings.extension"',
          ]),
    ],
    guide: () =>
      page('Docker Desktop on Mac: known issues', '/desktop/troubleshoot-and-support/troubleshoot/topics/'),
  },
  {
    id: 'mac.local-network',
    systems: MAC,
    severity: 'warning',
    link: 'registry',
    title: 'macOS denies Docker the local network',
    summary:
      'Since macOS 15 each program needs leave for the local network. Without it registries and hosts in the LAN are unreachable, while the Internet works.',
    detection: 'What docker says: "no route to host" for an address of the local network.',
    fixes: () => [
      fix(
        'System Settings, Privacy & Security, Local Network: turn your engine (Docker, OrbStack …) and your terminal on',
        ['open "x-apple.systempreferences:com.apple.preference.security?Privacy_LocalNetwork"'],
      ),
    ],
    guide: () => ({
      title: 'Control access to your local network on Mac',
      url: 'https://support.apple.com/guide/mac-help/control-access-to-your-local-network-on-mac-mchla4f49138/mac',
    }),
  },
  {
    id: 'podman.mac-helper',
    systems: MAC,
    severity: 'error',
    link: 'transport',
    title: 'podman runs, but not at the address where docker looks',
    summary:
      "podman's engine runs at {otherUrl}. The docker command looks at {path}, and podman-mac-helper, which leads from there to podman, is not installed{where}.",
    detection:
      'The default socket is absent or leads nowhere, and a podman machine is the only engine that answers.',
    explains: [
      'socket.missing',
      'socket.stale',
      'daemon.not-running',
      'daemon.unreachable',
      'context.unreachable',
    ],
    fixes: ({ values }) => [
      fix(
        'Install the helper and start the machine anew',
        ['sudo podman-mac-helper install', 'podman machine stop', 'podman machine start'],
        { caution: 'running containers stop' },
      ),
      fix('Or tell the docker command where podman is', [
        `docker context create podman --docker host=${values.otherUrl}`,
        'docker context use podman',
      ]),
    ],
    guide: () => ({
      title: 'Podman Desktop: using podman-mac-helper',
      url: 'https://podman-desktop.io/docs/migrating-from-docker/using-podman-mac-helper',
    }),
  },
  {
    id: 'rancher.containerd',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'Rancher Desktop runs containerd instead of dockerd',
    summary:
      "Rancher Desktop's container engine is set to containerd, which has no Docker API. Its docker command and {path} lead nowhere until it is set to dockerd (moby).",
    detection: "containerEngine.name in Rancher Desktop's settings, where its socket does not answer.",
    explains: NO_ENGINE,
    fixes: ({ system, values }) => [
      fix('Switch it to dockerd', ['rdctl set --container-engine.name=moby'], {
        shell: system === 'windows' || system === 'wsl' ? 'powershell' : 'sh',
        caution: 'it restarts; images of containerd stay where they are and are not seen by docker',
      }),
      ...(values.better
        ? [fix('Or use the engine that runs', [`docker context use ${values.better}`])]
        : [fix('Or use its own command instead of docker', ['nerdctl ps'])]),
    ],
    guide: () => ({
      title: 'Rancher Desktop: container engine',
      url: 'https://docs.rancherdesktop.io/ui/preferences/container-engine/general/',
    }),
  },
];
