/** Commands that many fixes share, for the reader's distribution and init system. */

import { fix, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { openedDesktop } from './powershell.ts';

/** `sudo` in front, unless the doctor already runs as root. */
export const asRoot = ({ root }: Target, command: string): string => (root ? command : `sudo ${command}`);

/** Opens a file in the reader's editor, as root where it takes that. */
export const edit = (target: Target, file: string): string => asRoot(target, `"\${EDITOR:-nano}" ${file}`);

type ServiceVerb = 'start' | 'restart' | 'stop';

/** Starts, restarts or stops the engine's service with the init system that is there. */
export function engineService(target: Target, verb: ServiceVerb): string[] {
  switch (target.init) {
    case 'systemd':
      return [asRoot(target, `systemctl ${verb} docker`)];
    case 'openrc':
      return [asRoot(target, `rc-service docker ${verb}`)];
    case 'runit':
      return [asRoot(target, `sv ${verb} docker`)];
    case 'sysvinit':
      // Debian's script ends silently at 'restart' when the engine does not run.
      return (verb === 'restart' ? ['stop', 'start'] : [verb]).map((one) =>
        asRoot(target, `service docker ${one}`),
      );
    case 'none':
      // Without an init system the engine is a program like any other.
      return verb === 'stop'
        ? [asRoot(target, 'pkill dockerd')]
        : [asRoot(target, "sh -c 'dockerd >/var/log/docker.log 2>&1 &'")];
  }
}

/** Starts the engine on this kind of system, in its user's words. */
export function startEngine(target: Target): Fix {
  switch (target.system) {
    case 'macos': {
      const { start = '<start>', engine = 'Docker Desktop' } = target.values;
      // A page of `show` knows no machine: there Docker Desktop stands for whatever is installed.
      if (start === '<start>') return fix('Start Docker Desktop', ['open -a Docker'], { automatic: true });
      return fix(`Start ${engine}`, [start], { automatic: true });
    }
    case 'windows':
      return startOnWindows(target);
    default:
      // From inside WSL these are programs of Windows.
      if (target.values.product === 'docker-desktop' || target.values.product === 'rancher-desktop')
        return {
          ...startOnWindows(target),
          ...(target.values.product === 'docker-desktop' && { commands: [openedDesktop(target.values)] }),
          caution: 'it takes a minute or two; open a new shell here then',
        };
      // A product that runs as the user's own: colima, Docker Desktop, podman's service.
      if (target.values.start && target.values.start !== '<start>')
        return fix(`Start ${target.values.engine ?? 'it'}`, [target.values.start], { automatic: true });
      return fix('Start Docker', engineService(target, 'start'), { automatic: true, needsAdmin: true });
  }
}

function startOnWindows({ values }: Target): Fix {
  const shell = { shell: 'powershell' } as const;
  if (values.service) {
    const enable = values.disabled === 'true' ? [`Set-Service ${values.service} -StartupType Automatic`] : [];
    const commands = [...enable, `Start-Service ${values.service}`];
    return fix('Start its service', commands, { ...shell, needsAdmin: true });
  }
  if (values.product === 'podman') return fix('Start its machine', ['podman machine start'], shell);
  if (values.product === 'rancher-desktop') return fix('Start Rancher Desktop', ['rdctl start'], shell);
  return fix('Start Docker Desktop', ['docker desktop start'], shell);
}

/** Shows the docker command a plugin that Homebrew installed out of its sight; null for other findings. */
export function linkBrewPlugin({ values }: Target, name: 'compose' | 'buildx'): Fix | null {
  if (values.kind !== 'homebrew') return null;
  return fix("Show the docker command Homebrew's plugin", [
    'mkdir -p ~/.docker/cli-plugins',
    `ln -sfn ${values.folder}/docker-${name} ~/.docker/cli-plugins/docker-${name}`,
  ]);
}

/** Restarts the product whose engine is stuck, in the words of its user on a Mac. */
export function restartProduct({ values }: Target): Fix {
  const [name, commands] = MAC_RESTART[values.product ?? ''] ?? MAC_RESTART['docker-desktop'] ?? ['', []];
  return fix(`Restart ${name}`, commands, { caution: 'running containers stop' });
}

const MAC_RESTART: Readonly<Record<string, readonly [name: string, commands: readonly string[]]>> = {
  'docker-desktop': ['Docker Desktop', ['docker desktop restart']],
  colima: ['colima', ['colima stop --force', 'colima start']],
  orbstack: ['OrbStack', ['killall OrbStack', 'open -a OrbStack']],
  'rancher-desktop': ['Rancher Desktop', ['rdctl shutdown', 'open -a "Rancher Desktop"']],
  podman: ["podman's machine", ['podman machine stop', 'podman machine start']],
};

export const restartEngine = (target: Target): Fix =>
  fix('Restart Docker', engineService(target, 'restart'), {
    needsAdmin: true,
    caution: 'running containers stop, unless live-restore is on',
  });

/** Installs Docker from the distribution's own packages, or points at Docker's repository. */
export function installEngine(target: Target): Fix[] {
  switch (target.system) {
    case 'macos':
      return [
        fix('Install Docker Desktop', ['brew install --cask docker-desktop', 'open -a Docker']),
        fix('Or install colima, a free engine for the terminal', [
          'brew install docker colima',
          'colima start',
        ]),
      ];
    case 'windows':
      return [
        fix('Install Docker Desktop', ['winget install --exact --id Docker.DockerDesktop'], {
          shell: 'powershell',
        }),
      ];
    default:
      return [fix('Install Docker Engine', linuxInstall(target), { needsAdmin: true })];
  }
}

function linuxInstall(target: Target): string[] {
  const sudo = (command: string): string => asRoot(target, command);
  const started =
    target.init === 'systemd' ? [sudo('systemctl enable --now docker')] : engineService(target, 'start');
  switch (target.distribution) {
    case 'debian':
    case 'ubuntu':
    case 'raspberry-pi-os':
      return [sudo('apt-get update'), sudo('apt-get install -y docker.io')];
    case 'fedora':
      return [sudo('dnf install -y moby-engine docker-compose'), ...started];
    case 'rhel':
      return [
        sudo('dnf config-manager --add-repo https://download.docker.com/linux/rhel/docker-ce.repo'),
        sudo(
          'dnf install -y docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin',
        ),
        ...started,
      ];
    case 'arch':
      return [sudo('pacman -S --needed docker docker-compose docker-buildx'), ...started];
    case 'opensuse':
      return [sudo('zypper install -y docker docker-compose docker-buildx'), ...started];
    case 'alpine':
      return [
        sudo('apk add docker docker-cli-compose'),
        sudo('rc-update add docker default'),
        sudo('rc-service docker start'),
      ];
    case 'nixos':
      return [
        '# in /etc/nixos/configuration.nix: virtualisation.docker.enable = true;',
        sudo('nixos-rebuild switch'),
      ];
    case 'other':
      return ['curl -fsSL https://get.docker.com -o get-docker.sh', sudo('sh get-docker.sh')];
  }
}

/** Installs one package under the name that each package manager has for it. */
export function installPackage(
  target: Target,
  names: { apt: string; dnf?: string; pacman?: string; zypper?: string; apk?: string },
): string[] {
  const sudo = (command: string): string => asRoot(target, command);
  switch (target.distribution) {
    case 'fedora':
    case 'rhel':
      return [sudo(`dnf install -y ${names.dnf ?? names.apt}`)];
    case 'arch':
      return [sudo(`pacman -S --needed ${names.pacman ?? names.apt}`)];
    case 'opensuse':
      return [sudo(`zypper install -y ${names.zypper ?? names.apt}`)];
    case 'alpine':
      return [sudo(`apk add ${names.apk ?? names.apt}`)];
    case 'nixos':
      return [`nix-env -iA nixos.${names.pacman ?? names.apt}`];
    default:
      return [sudo(`apt-get install -y ${names.apt}`)];
  }
}

/** The Compose plugin: the distribution's package where it has one, else the file that Docker publishes. */
export function installCompose(target: Target): Fix[] {
  const byHand = fix('Install the Compose plugin for your user', [
    'mkdir -p ~/.docker/cli-plugins',
    'curl -fSL "https://github.com/docker/compose/releases/latest/download/docker-compose-linux-$(uname -m)" -o ~/.docker/cli-plugins/docker-compose',
    'chmod +x ~/.docker/cli-plugins/docker-compose',
  ]);
  // Up to Debian 12 the package docker-compose is Compose v1, which is no plugin.
  const old = Number.parseInt(target.release ?? '', 10) < 13;
  if (target.distribution === 'other' || target.distribution === 'raspberry-pi-os') return [byHand];
  if (target.distribution === 'debian' && old) return [byHand];
  return [
    fix(
      'Install the Compose plugin',
      installPackage(target, {
        apt: target.distribution === 'ubuntu' ? 'docker-compose-v2' : 'docker-compose',
        dnf: target.distribution === 'rhel' ? 'docker-compose-plugin' : 'docker-compose',
        pacman: 'docker-compose',
        zypper: 'docker-compose',
        apk: 'docker-cli-compose',
      }),
      { needsAdmin: true },
    ),
  ];
}

/** Adds the user to the docker group; the change counts for new logins only. */
export function joinDockerGroup(target: Target): Fix {
  const caution = 'members of the docker group have root-level powers on this machine';
  if (target.distribution === 'alpine') {
    return fix(
      'Add your user to the docker group',
      [asRoot(target, 'addgroup "$USER" docker'), 'newgrp docker'],
      { caution, needsAdmin: true },
    );
  }
  if (target.distribution === 'nixos') {
    const line = '# in /etc/nixos/configuration.nix: users.users.<you>.extraGroups = [ "docker" ];';
    return fix('Add your user to the docker group', [line, asRoot(target, 'nixos-rebuild switch')], {
      caution,
      needsAdmin: true,
    });
  }
  return fix(
    'Add your user to the docker group',
    [
      ...(target.values.group === 'none' ? [asRoot(target, 'groupadd -f docker')] : []),
      asRoot(target, 'usermod -aG docker "$USER"'),
      'newgrp docker',
    ],
    { caution, needsAdmin: true },
  );
}

/** Removes a variable from this shell and says where it may come from. */
export function unsetVariables(target: Target, names: readonly string[]): Fix {
  if (target.system === 'windows') {
    return fix(
      'Remove the variable from this terminal and for new ones',
      names.flatMap((name) => [
        `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
        `[Environment]::SetEnvironmentVariable('${name}', $null, 'User')`,
      ]),
      {
        shell: 'powershell',
        caution:
          "one that an administrator set for everyone comes back: remove that with 'Machine' for 'User', as administrator",
      },
    );
  }
  return fix('Remove the variable from this shell', [`unset ${names.join(' ')}`], {
    caution:
      'a line in ~/.profile, ~/.bashrc, ~/.zshrc or the like that sets it must go too, or it comes back',
  });
}
