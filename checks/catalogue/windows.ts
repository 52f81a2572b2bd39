/** Virtualization under Windows, the named pipe, and what only Docker Desktop on Windows can be in. */
import type { ProblemEntry, Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { page } from './guides.ts';
import { ENGINE_DOWN, elevated, powershell, RESTART, restartNow } from './powershell.ts';
import { EVERYWHERE } from './systems.ts';

const TOPICS = '/desktop/troubleshoot-and-support/troubleshoot/topics/';
const virtualizationGuide = page(
  'Virtualization must be turned on',
  `${TOPICS}#virtualization-must-be-turned-on`,
);
const hypervisorGuide = page(
  'Hypervisor enabled at Windows startup',
  `${TOPICS}#hypervisor-enabled-at-windows-startup`,
);
const nestedGuide = page('Run Docker Desktop in a VM', '/desktop/setup/vm-vdi/');
const installWsl = { title: 'Install WSL', url: 'https://learn.microsoft.com/windows/wsl/install' };

/** Without a VM there is no WSL 2, no engine and nothing on the pipe. */
const NO_VM = [...ENGINE_DOWN, 'wsl.distro-broken', 'wsl.no-distro', 'wsl.service'] as const;

const enableFeature = (title: string, feature: string): Fix =>
  elevated(
    title,
    [`dism.exe /online /enable-feature /featurename:${feature} /all /norestart`, 'shutdown /r /t 60'],
    RESTART,
  );

export const windowsProblems: readonly ProblemEntry[] = [
  {
    id: 'virt.firmware-disabled',
    systems: ['windows', 'linux', 'macos'],
    severity: 'error',
    link: 'platform',
    title: 'Virtualization is turned off in the firmware (BIOS/UEFI)',
    summary:
      'The processor ({cpu}) can run virtual machines, but the firmware keeps it from doing so. {product} needs one to run containers.',
    detection:
      'No hypervisor runs, the processor has VM extensions, and the firmware reports virtualization as off.',
    explains: [...NO_VM, 'virt.hypervisor-off', 'virt.reboot-pending'],
    fixes: (target) =>
      target.system === 'windows'
        ? [
            elevated(
              `Restart into the firmware settings and turn on ${firmwareSwitch(target)}`,
              ['shutdown /r /fw /t 60'],
              'the PC restarts: save your work. In the firmware look under Advanced, CPU or Security, then save and leave',
            ),
            powershell('See it afterwards: this prints True', [
              '(Get-CimInstance Win32_ComputerSystem).HypervisorPresent',
            ]),
          ]
        : [],
    guide: () => virtualizationGuide,
  },
  {
    id: 'virt.unsupported',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'platform',
    title: 'This machine offers no virtualization',
    summary: '{reason}. {product} needs it to run its virtual machine.',
    detection: 'A virtual machine whose hypervisor passes no VM extensions on, or a processor that has none.',
    explains: [...NO_VM, 'virt.hypervisor-off', 'virt.reboot-pending', 'virt.firmware-disabled'],
    fixes: (target) => (target.system === 'windows' ? nestedFixes(target) : []),
    guide: ({ values }) => (values.guest ? nestedGuide : virtualizationGuide),
  },
  {
    id: 'virt.hypervisor-off',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: 'Windows does not start its hypervisor',
    summary:
      'The firmware and the Windows features are on, but the hypervisor was not started with Windows: {reason}. WSL 2 and Hyper-V cannot run a virtual machine.',
    detection: "The boot options of the running system, the boot loader's hypervisorlaunchtype, and WMI.",
    explains: NO_VM,
    fixes: () => [
      elevated(
        'Start the hypervisor with Windows, and restart',
        ['bcdedit /set hypervisorlaunchtype auto', 'shutdown /r /t 60'],
        RESTART,
      ),
    ],
    guide: () => hypervisorGuide,
  },
  {
    id: 'virt.hyperv-disabled',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: 'The Windows feature Hyper-V is off',
    summary: 'Docker Desktop is set to its Hyper-V back end, and {feature} is turned off in Windows.',
    detection: "Desktop's settings name the back end; WMI tells the state of the feature.",
    explains: NO_VM,
    fixes: ({ values }) => [
      ...(values.home
        ? []
        : [
            elevated(
              'Turn Hyper-V on',
              [
                `Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V${values.containers ? ',Containers' : ''} -All`,
              ],
              RESTART,
            ),
          ]),
      elevated(
        'Or install WSL, and choose "Use the WSL 2 based engine" in the settings of Docker Desktop',
        ['wsl --install --no-distribution'],
        RESTART,
      ),
    ],
    guide: () => page('Hyper-V for Docker Desktop', `${TOPICS}#hyper-v`),
  },
  {
    id: 'virt.vmp-disabled',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: 'The Windows feature Virtual Machine Platform is off',
    summary:
      'WSL 2 runs its virtual machine with that feature. Without it {product} cannot start its engine.',
    detection: 'InstallState of VirtualMachinePlatform in WMI (Win32_OptionalFeature).',
    explains: [...NO_VM, 'virt.hypervisor-off'],
    fixes: ({ values }) => [
      ...(values.half
        ? [
            elevated(
              'It is on, and its service vmcompute is missing: turn it off first, and restart',
              [
                'dism.exe /online /disable-feature /featurename:VirtualMachinePlatform /norestart',
                'shutdown /r /t 60',
              ],
              RESTART,
            ),
          ]
        : []),
      enableFeature(
        values.half ? 'Then turn it on again, and restart' : 'Turn it on and restart',
        'VirtualMachinePlatform',
      ),
    ],
    guide: () => page('WSL 2 and Windows Home', `${TOPICS}#wsl-2-and-windows-home`),
  },
  {
    id: 'virt.hyperv-device',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: "The hypervisor's device does not work",
    summary:
      'The hypervisor runs and the features are on, but the device "Microsoft Hyper-V Virtualization Infrastructure Driver" {reason}. No virtual machine can be made.',
    detection: 'The state of the Vid device and driver in WMI.',
    explains: [...NO_VM, 'virt.vmp-disabled'],
    fixes: () => [
      elevated(
        'Enable the device and restart',
        [
          "Get-PnpDevice -InstanceId 'ROOT\\VID\\*' | Enable-PnpDevice -Confirm:$false",
          'sc.exe config Vid start= system',
          'shutdown /r /t 60',
        ],
        RESTART,
      ),
    ],
    guide: () => virtualizationGuide,
  },
  {
    id: 'virt.reboot-pending',
    systems: ['windows'],
    severity: 'error',
    link: 'platform',
    title: 'Windows must be restarted',
    summary:
      'The features that WSL 2 or Hyper-V need were turned on, and Windows has not been restarted since. Until then there is no hypervisor.',
    detection: 'The features are on, no hypervisor runs, and Windows notes a pending restart.',
    explains: [...NO_VM, 'virt.hypervisor-off', 'virt.vmp-disabled', 'virt.hyperv-disabled'],
    fixes: () => [restartNow('Restart Windows (shutting down and switching on is not enough)')],
    guide: () => installWsl,
  },
  {
    id: 'virt.conflict',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'platform',
    title: 'Another program holds the virtualization of the processor',
    summary: '{reason}. {product} cannot start its virtual machine beside it.',
    detection:
      'Windows refuses to make a virtual machine although firmware, features and start options are right, and such a program runs here.',
    explains: [...NO_VM, 'virt.hypervisor-off'],
    fixes: ({ system, values }) =>
      system === 'windows'
        ? [
            powershell(
              `Turn hardware-assisted virtualization off in ${values.program ?? 'that program'}, or uninstall it`,
              ['appwiz.cpl'],
            ),
            restartNow('Then restart Windows'),
          ]
        : [],
    guide: () =>
      page(
        'Docker Desktop and anti-virus software',
        `${TOPICS}#docker-desktop-fails-to-start-when-anti-virus-software-is-installed`,
      ),
  },
  {
    id: 'pipe.permission',
    systems: ['windows'],
    severity: 'error',
    link: 'transport',
    title: 'Your user may not open the pipe of the engine',
    summary: '{pipe} is there, so the engine runs, and Windows refuses it to your user: {reason}.',
    detection: 'Opening the pipe is refused (EPERM or EACCES); the groups of this login by their SIDs.',
    explains: ['daemon.unreachable', 'daemon.not-running', 'context.unreachable', 'socket.permission'],
    fixes: ({ values }) => {
      if (values.kind === 'engine') {
        return [
          elevated(
            'Let a group use the engine: name it in daemon.json, restart the engine',
            [
              'net localgroup docker-users /add',
              'net localgroup docker-users "$env:USERDOMAIN\\$env:USERNAME" /add',
              'notepad C:\\ProgramData\\docker\\config\\daemon.json  # { "group": "docker-users" }',
              'Restart-Service docker',
            ],
            'members of the group control this machine through the engine; sign out and in afterwards',
          ),
          powershell('Or use a PowerShell that was started as administrator', [
            'Start-Process powershell -Verb RunAs',
          ]),
        ];
      }
      if (values.kind === 'other-login') {
        return [
          powershell('See in which session it runs, and as whom', [
            'query session',
            'tasklist /v /fi "imagename eq Docker Desktop.exe"',
          ]),
          powershell('After it was quit there: start it in this session', ['docker desktop start']),
        ];
      }
      if (values.kind === 'member') {
        return [
          powershell('Sign out and in again, so that this login gets the group', ['logoff'], {
            caution: 'all programs of this login are closed',
          }),
          restartDesktop('If that does not help, end Docker Desktop and start it as your own user'),
        ];
      }
      return [
        elevated(
          'Add your user to the group docker-users, then sign out and in',
          ['net localgroup docker-users "$env:USERDOMAIN\\$env:USERNAME" /add', 'logoff'],
          'members of the group control this machine through the engine; all programs of this login are closed',
        ),
      ];
    },
    guide: () =>
      page('Permission requirements on Windows', '/desktop/setup/install/windows-permission-requirements/'),
  },
  {
    id: 'desktop.windows-containers',
    systems: ['windows', 'wsl'],
    severity: 'error',
    link: 'endpoint',
    title: 'Docker Desktop is in Windows-containers mode',
    summary: '{reason}. Linux images do not run there ("no matching manifest for windows/amd64").',
    detection: "The engine's OS, the pipes that answer, and Desktop's settings.",
    explains: [
      'context.unreachable',
      'env.docker-context',
      'daemon.not-running',
      'daemon.unreachable',
      'desktop.wsl-integration',
      'client.wrong-program',
      'engine.missing',
      'socket.missing',
    ],
    fixes: (target) =>
      target.system === 'wsl'
        ? [
            powershell('Switch Docker Desktop to Linux containers', [
              "& 'C:\\Program Files\\Docker\\Docker\\DockerCli.exe' -SwitchLinuxEngine",
            ]),
          ]
        : target.values.reverse
          ? [
              powershell('Use the Linux engine', ['docker context use desktop-linux']),
              powershell('Or switch to Windows containers', [
                "& 'C:\\Program Files\\Docker\\Docker\\DockerCli.exe' -SwitchWindowsEngine",
              ]),
            ]
          : [
              powershell('Switch to Linux containers', [
                "& 'C:\\Program Files\\Docker\\Docker\\DockerCli.exe' -SwitchLinuxEngine",
                'docker context use desktop-linux',
              ]),
            ],
    guide: () =>
      page(
        'Switch between Windows and Linux containers',
        '/desktop/setup/install/windows-install/#windows-containers',
      ),
  },
];

const restartDesktop = (title: string): Fix => powershell(title, ['docker desktop restart']);

/** The name that the vendor of the processor gave the switch. */
const firmwareSwitch = ({ values }: Target): string =>
  values.vendor === 'AMD'
    ? '"SVM Mode"'
    : values.vendor === 'Intel'
      ? '"Intel Virtualization Technology" (VT-x)'
      : 'virtualization ("VT-x" or "SVM Mode")';

function nestedFixes({ values }: Target): Fix[] {
  switch (values.guest) {
    case undefined:
      return [];
    case 'hyper-v':
      return [
        elevated(
          'On the host, with this VM turned off: pass virtualization on',
          ['Set-VMProcessor -VMName <name of this VM> -ExposeVirtualizationExtensions $true'],
          'run it on the Hyper-V host',
        ),
      ];
    case 'vmware':
      return [
        powershell('On the host: turn on "Expose hardware assisted virtualization to the guest OS"', [
          '# VM settings > CPU; or in the .vmx file: vhv.enable = "TRUE"',
        ]),
      ];
    case 'virtualbox':
      return [
        powershell('On the host, with this VM turned off: pass virtualization on', [
          'VBoxManage modifyvm <name of this VM> --nested-hw-virt on',
        ]),
      ];
    default:
      return [
        powershell('Turn on nested virtualization for this VM, or use a machine type that offers it', [
          '# in the settings of the hypervisor or cloud that runs this VM',
        ]),
      ];
  }
}
