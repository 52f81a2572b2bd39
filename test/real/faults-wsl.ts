/** Inside a WSL distribution: see wsl.sh for what is real in these worlds and what is not. */

import type { Fault } from './world.ts';
import { type Pc, USUAL_SETTINGS, windows, windowsPath } from './wsl-windows.ts';

const WSL2 = '6.6.87.2-microsoft-standard-WSL2';
const WSL2_WINDOWS_10 = '5.15.167.4-microsoft-standard-WSL2';
const OLD = '5.10.60.1-microsoft-standard-WSL2';
const WSL1 = '4.4.0-26100-Microsoft';
const OWN = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Place {
  readonly pc?: Pc;
  readonly release?: string;
  readonly distribution?: string | null;
  readonly interop?: 'on' | 'missing' | 'disabled' | 'refused';
  /** wsl.conf: appendWindowsPath=false */
  readonly ownPath?: boolean;
  /** Bash, before interop is there. */
  readonly setup: string;
  readonly variables?: readonly string[];
}

type World = Omit<Fault, 'setup' | 'env'> & Place;

function world({
  pc,
  release,
  distribution: named,
  interop,
  ownPath,
  setup,
  variables = [],
  ...fault
}: World): Fault {
  const path = ownPath || !pc ? OWN : `${OWN}:${windowsPath(pc)}`;
  const distribution = named === undefined ? 'Ubuntu' : named;
  return {
    simulated: 'Windows, and the release of the kernel (test/real/wsl.sh)',
    ...fault,
    name: `WSL: ${fault.name}`,
    fixtures: 'wsl',
    setup: [
      `. /mnt/work/wsl.sh; wsl ${release ?? WSL2}`,
      ...(pc ? [windows(pc)] : []),
      setup,
      `interop ${interop ?? 'on'}`,
    ].join('\n'),
    env: [
      `PATH=${path}`,
      'LD_PRELOAD=/opt/wsl/uname.so',
      ...(distribution === null
        ? []
        : [`WSL_DISTRO_NAME=${distribution}`, 'WSL_INTEROP=/run/WSL/412_interop']),
      ...variables,
    ],
  };
}

const settings = (changes: Readonly<Record<string, unknown>>) => ({ ...USUAL_SETTINGS, ...changes });
const DISTRIBUTIONS = [{ name: 'Ubuntu' }, { name: 'docker-desktop' }];
const closed: Pc = { desktop: {}, distributions: DISTRIBUTIONS };
const up: Pc = { desktop: { upFor: 42 }, distributions: DISTRIBUTIONS };
const without: Pc = {
  desktop: {
    upFor: 42,
    settings: settings({ EnableIntegrationWithDefaultWslDistro: false, IntegratedWslDistros: [] }),
  },
  distributions: DISTRIBUTIONS,
};
/** Desktop is up in WSL's virtual machine and serves this distribution. */
const served = 'desktop_vm; bare; integrated';
const native = 'start_service';
/** The engine of Windows, by its port. */
const byTcp =
  "SOCKET=/mnt/tcp.sock start_engine -H unix:///mnt/tcp.sock; rm -f /usr/sbin/dockerd; python3 /mnt/work/wsl-proxy.py 2375 runs /mnt/tcp.sock & await bash -c '</dev/tcp/127.0.0.1/2375'";
const member = { user: 'member-active' } as const;
const home = (path: string, text: string): string =>
  `mkdir -p "$(dirname /home/member/${path})"; printf '%s' '${text}' >/home/member/${path}; chown -R member /home/member`;
const config = (text: string): string => home('.docker/config.json', text);
const context = (name: string, url: string): string =>
  `${config(`{"currentContext":"${name}"}`)}
folder=/home/member/.docker/contexts/meta/$(printf %s ${name} | sha256sum | cut -d' ' -f1); mkdir -p $folder
printf '%s' '{"Name":"${name}","Metadata":{"Description":"Docker Desktop"},"Endpoints":{"docker":{"Host":"${url}","SkipTLSVerify":false}}}' >$folder/meta.json; chown -R member /home/member`;
const healthy = { ...member, first: null, exit: 0 } as const;

export const wslHealthy: readonly Fault[] = [
  world({ ...healthy, name: 'Docker Desktop serves Ubuntu', pc: up, setup: served }),
  world({
    ...healthy,
    name: 'Docker Engine by sysvinit, on Windows 10 in German',
    pc: { build: 19045, language: 'de', wsl: '2.3.26.0', distributions: [{ name: 'Debian' }] },
    release: WSL2_WINDOWS_10,
    setup: native,
  }),
  world({
    ...healthy,
    name: 'Docker Engine by systemd',
    pc: { distributions: [{ name: 'Debian' }] },
    setup: `${native}; systemd_on`,
  }),
  world({
    ...healthy,
    name: 'Docker Engine, and interop is off by choice',
    pc: closed,
    ownPath: true,
    interop: 'missing',
    setup: `${native}; printf '[interop]\\nenabled=false\\nappendWindowsPath=false\\n' >/etc/wsl.conf`,
  }),
  world({
    ...healthy,
    name: 'Docker Engine, the project lies on C:',
    pc: {},
    setup: `${native}; mkdir -p /mnt/c/Users/maria/project; printf 'services: {}' >/mnt/c/Users/maria/project/notes.yaml; FOLDER=/mnt/c/Users/maria/project`,
  }),
  world({
    ...healthy,
    name: 'Docker Desktop serves Ubuntu, whose credentials are kept by Windows',
    pc: up,
    setup: `${served}; ${config('{"credsStore":"desktop.exe"}')}; ln -s '/mnt/c/Program Files/Docker/Docker/resources/bin/docker-credential-desktop.exe' /usr/bin/docker-credential-desktop.exe`,
  }),
  world({
    ...healthy,
    name: 'Docker Desktop serves Ubuntu, networking is mirrored',
    pc: up,
    setup: `${served}; ip link add loopback0 type dummy && ip link set loopback0 up; printf '[wsl2]\\nnetworkingMode=mirrored\\n' >/mnt/c/Users/maria/.wslconfig`,
  }),
  world({
    ...healthy,
    name: 'Rancher Desktop serves Ubuntu',
    pc: { rancher: { upFor: 30 }, distributions: [{ name: 'Ubuntu' }, { name: 'rancher-desktop' }] },
    setup: `mkdir -p /mnt/wsl/rancher-desktop/run /mnt/desktop; SOCKET=/mnt/desktop/real.sock start_engine -H unix:///mnt/desktop/real.sock --data-root /mnt/desktop/data --exec-root /mnt/desktop/exec --pidfile /mnt/desktop/pid --bridge none
python3 /mnt/work/wsl-proxy.py /run/docker.sock rancher /mnt/desktop/real.sock & await test -S /run/docker.sock; chown root:docker /run/docker.sock; chmod 660 /run/docker.sock; bare`,
  }),
  world({
    ...healthy,
    name: "DOCKER_HOST names Desktop's socket of all distributions",
    pc: without,
    setup: 'desktop_vm; bare; cp /mnt/wsl/docker-desktop/cli-tools/usr/bin/docker /usr/bin/docker',
    variables: ['DOCKER_HOST=unix:///mnt/wsl/docker-desktop/shared-sockets/guest-services/docker.proxy.sock'],
  }),
  world({
    ...healthy,
    name: 'Docker Engine, Docker Desktop is closed on Windows',
    pc: closed,
    setup: native,
  }),
  world({
    ...healthy,
    name: 'Docker Engine, on a kernel of its own without the name of Microsoft',
    pc: {},
    release: '6.8.12-lab+',
    setup: native,
  }),
  world({
    ...healthy,
    name: 'Docker Desktop serves Ubuntu, whose user is root, without variables of WSL',
    pc: up,
    user: 'root',
    ownPath: true,
    setup: served,
    distribution: null,
  }),
  world({
    ...healthy,
    name: 'Docker Desktop serves Ubuntu, on a Windows of Japan',
    pc: { ...up, user: '田中', language: 'ja' },
    setup: served,
  }),
  world({
    ...healthy,
    name: 'a container under a kernel of WSL, with the socket of its distribution',
    setup: `${native}; tiny_image`,
    user: 'root',
    inContainer:
      '-v /opt/wsl:/opt/wsl:ro -e LD_PRELOAD=/opt/wsl/uname.so -e LAB_RELEASE=6.6.87.2-microsoft-standard-WSL2 -v /run/docker.sock:/var/run/docker.sock',
  }),
  world({
    ...healthy,
    name: 'WSL 1 with a docker command that asks Windows by TCP',
    pc: {
      desktop: { upFor: 60, settings: settings({ ExposeDockerAPIOnTCP2375: true }) },
      distributions: [{ name: 'Ubuntu', version: 1 }],
    },
    release: WSL1,
    setup: byTcp,
    variables: ['DOCKER_HOST=tcp://localhost:2375'],
  }),
];

const NFT =
  'failed to start daemon: Error initializing network controller: error obtaining controller instance: unable to add return rule in DOCKER-ISOLATION-STAGE-1 chain:  (iptables failed: iptables --wait -A DOCKER-ISOLATION-STAGE-1 -j RETURN: iptables v1.8.7 (nf_tables):  RULE_APPEND failed (No such file or directory): rule in chain DOCKER-ISOLATION-STAGE-1';
const NO_TABLE =
  'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to register "bridge" driver: failed to create NAT chain DOCKER: iptables failed: iptables -t nat -N DOCKER: iptables v1.8.9 (legacy): can\'t initialize iptables table `nat\': Table does not exist (do you need to insmod?)';
/** The service's own log, which its last start left. */
const log = (line: string): string =>
  `printf '%s\\n' 'time="2026-11-24T09:12:01.112Z" level=info msg="Starting up"' ${JSON.stringify(line).replaceAll('`', '\\`')} ' (exit status 4))' >/var/log/docker.log`;

/** What the brief of these worlds lists, and the public reports of ../shared/cases. */
export const wslFaults: readonly Fault[] = [
  world({
    ...member,
    name: 'Desktop runs, its integration for Ubuntu is off',
    pc: without,
    setup: 'desktop_vm; bare',
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['client.wrong-program', 'engine.missing', 'socket.missing'],
  }),
  world({
    ...member,
    name: 'Desktop is closed on Windows, its links dangle',
    pc: closed,
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'daemon.not-running',
    exit: 1,
    not: ['client.broken', 'plugin.broken', 'desktop.wsl-integration'],
  }),
  world({
    ...member,
    name: 'nothing of Docker, here or on Windows',
    pc: {},
    setup: 'bare',
    first: 'client.missing',
    exit: 1,
  }),
  world({
    ...member,
    name: 'WSL 1, with the stand-in of Desktop',
    pc: { ...up, distributions: [{ name: 'Ubuntu', version: 1 }, { name: 'docker-desktop' }] },
    release: WSL1,
    setup: 'bare',
    first: 'wsl.version1',
    exit: 1,
  }),
  world({
    ...member,
    name: 'WSL 1, on a Windows that has no WSL 2',
    pc: { ...up, build: 18362, distributions: [{ name: 'Ubuntu', version: 1 }] },
    release: '4.4.0-18362-Microsoft',
    setup: 'bare',
    first: 'wsl.version1',
    exit: 1,
  }),
  world({
    ...member,
    name: 'WSL 1 and an engine in it, whose socket is closed to the user',
    release: WSL1,
    pc: { distributions: [{ name: 'Ubuntu', version: 1 }] },
    setup: `${native}; chmod 600 /run/docker.sock`,
    first: 'wsl.version1',
    exit: 1,
    not: ['socket.permission'],
  }),
  world({
    ...member,
    name: 'WSL 1, docker by TCP, and docker-compose is the stand-in',
    pc: { desktop: { upFor: 60 }, distributions: [{ name: 'Ubuntu', version: 1 }] },
    release: WSL1,
    setup: `${byTcp}; ${home('compose.yaml', 'services: {}')}`,
    variables: ['DOCKER_HOST=tcp://localhost:2375'],
    first: 'compose.missing',
    exit: 0,
  }),
  world({
    ...member,
    name: 'Docker Engine without systemd, not started',
    pc: { distributions: [{ name: 'Debian' }] },
    distribution: 'Debian',
    setup: ':',
    first: 'wsl.no-systemd',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Docker Engine with systemd, not started',
    pc: {},
    setup: 'systemd_on inactive dead',
    first: 'daemon.not-running',
    exit: 1,
    not: ['wsl.no-systemd', 'desktop.wsl-integration'],
  }),
  world({
    ...member,
    name: 'Docker Engine and the integration of Desktop both want the socket',
    pc: up,
    setup: `desktop_vm; integrated; rm -f /run/docker.sock /run/docker.pid; ${native}; systemd_on`,
    first: 'install.conflict',
    exit: 0,
  }),
  world({
    ...member,
    name: 'docker.exe alone, which is reached through interop',
    pc: { user: 'maria' },
    setup: `bare; exe /mnt/c/Users/maria/AppData/Local/Microsoft/WindowsApps/docker.exe <<<'echo "Docker version 29.0.1, build eedd969"'`,
    first: 'client.missing',
    exit: 1,
  }),
  world({
    ...member,
    name: 'interop is off, Desktop is installed and not up in WSL',
    pc: closed,
    ownPath: true,
    interop: 'missing',
    setup: `bare; printf '[interop]\\nenabled=false\\nappendWindowsPath=false\\n' >/etc/wsl.conf`,
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['daemon.not-running', 'engine.missing'],
  }),
  world({
    ...member,
    name: 'interop is off, Desktop is up in WSL and does not serve Ubuntu',
    pc: without,
    ownPath: true,
    interop: 'missing',
    setup: `desktop_vm; bare; printf '[interop]\\nenabled=false\\nappendWindowsPath=false\\n' >/etc/wsl.conf`,
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'interop is gone after systemd, Desktop is closed',
    pc: closed,
    interop: 'missing',
    setup: 'desktop_vm none; bare; integrated; vm_stops; mkdir -p /run/systemd/system',
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'a DOCKER_HOST of the times of WSL 1 in .bashrc, while Desktop serves Ubuntu',
    pc: up,
    setup: `${served}; ${home('.bashrc', 'alias ll="ls -l"\nexport DOCKER_HOST=tcp://localhost:2375\n')}`,
    variables: ['DOCKER_HOST=tcp://localhost:2375'],
    first: 'env.docker-host',
    exit: 1,
  }),
  world({
    ...member,
    name: 'a DOCKER_HOST at 0.0.0.0, left from WSL 1',
    pc: without,
    setup: 'desktop_vm; bare; cp /mnt/wsl/docker-desktop/cli-tools/usr/bin/docker /usr/bin/docker',
    variables: ['DOCKER_HOST=tcp://0.0.0.0:2375'],
    first: 'env.docker-host',
    exit: 1,
  }),
  world({
    ...member,
    name: "a DOCKER_HOST of another distribution's engine",
    pc: {},
    setup: native,
    variables: ['DOCKER_HOST=unix:///mnt/wsl/shared-docker/docker.sock'],
    first: 'env.docker-host',
    exit: 1,
  }),
  world({
    ...member,
    name: 'iptables of nftables on an old kernel',
    pc: { build: 19043, wsl: null },
    release: OLD,
    setup: log(NFT),
    // As the engine's log says it: what iptables wants of the kernel.
    first: 'kernel.iptables',
    exit: 1,
    not: ['wsl.no-systemd'],
  }),
  world({
    ...member,
    name: 'iptables of nftables on an old kernel, with systemd',
    pc: { build: 19043 },
    release: OLD,
    setup: `systemd_on failed failed exit-code; printf '%s\\n' ${JSON.stringify(NFT)} ' (exit status 4))' >/mnt/journal; printf '#!/bin/sh\\ncat /mnt/journal\\n' >/usr/bin/journalctl; chmod a+rx /usr/bin/journalctl /mnt/journal`,
    // As the engine's log says it: what iptables wants of the kernel.
    first: 'kernel.iptables',
    exit: 1,
  }),
  world({
    ...member,
    name: 'the clock stayed behind while the PC slept',
    pc: {},
    setup: `. /mnt/work/remote.sh; start_service; give_route
registry_certificate hub 20300101000000Z 20400101000000Z; cat $certs/hub.pem >>/etc/ssl/certs/ca-certificates.crt
printf '127.0.0.1 registry-1.docker.io auth.docker.io\\n' >>/etc/hosts; start_registry 443 "$registry_tls"`,
    simulated:
      'Windows, the release of the kernel; not this clock is behind, the certificate of the registry is ahead',
    online: true,
    first: 'clock.skew',
    exit: 0,
  }),
  world({
    ...member,
    name: 'credsStore desktop.exe, and interop is gone',
    pc: up,
    interop: 'missing',
    setup: `${served}; ${config('{"credsStore":"desktop.exe"}')}; ln -s '/mnt/c/Program Files/Docker/Docker/resources/bin/docker-credential-desktop.exe' /usr/bin/docker-credential-desktop.exe`,
    first: 'credentials.helper-failed',
    exit: 0,
  }),
  world({
    ...member,
    name: 'credsStore desktop.exe of a Desktop that was removed',
    pc: { distributions: [{ name: 'Ubuntu' }] },
    setup: `${native}; ${config('{"credsStore":"desktop.exe"}')}`,
    first: 'credentials.helper-missing',
    exit: 0,
  }),
  world({
    ...member,
    name: 'desktop.exe runs and cannot find wincred.exe',
    pc: up,
    setup: `${served}; ${config('{"credsStore":"desktop.exe"}')}; exe /usr/bin/docker-credential-desktop.exe <<<'printf "error getting credentials - err: exec: \\"docker-credential-wincred.exe\\": executable file not found in %%PATH%%, out: \`\`"; exit 1'`,
    first: 'credentials.helper-failed',
    exit: 0,
  }),
  world({
    ...member,
    name: 'desktop.exe cannot be run from here',
    pc: up,
    setup: `${served}; ${config('{"credsStore":"desktop.exe"}')}; exe /usr/bin/docker-credential-desktop.exe <<<'echo "/usr/bin/docker-credential-desktop.exe: Invalid argument" >&2; exit 1'`,
    first: 'credentials.helper-failed',
    exit: 0,
  }),
  world({
    ...member,
    name: 'a context of Windows, with a pipe',
    pc: up,
    setup: `${served}; ${context('desktop-linux', 'npipe:////./pipe/dockerDesktopLinuxEngine')}`,
    first: 'context.invalid',
    exit: 1,
  }),
  world({
    ...member,
    name: 'the context desktop-linux of another Linux, while the default answers',
    pc: up,
    setup: `${served}; ${context('desktop-linux', 'unix:///home/member/.docker/desktop/docker.sock')}`,
    first: 'context.unreachable',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Desktop was opened a minute ago, its links dangle',
    pc: { ...up, desktop: { upFor: 1 } },
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'desktop.starting',
    exit: 1,
    not: ['client.broken'],
  }),
  world({
    ...member,
    name: 'Desktop was opened long ago and never came up in WSL',
    pc: up,
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'desktop.stuck',
    exit: 1,
  }),
  world({
    ...member,
    name: 'plugins of a removed Desktop dangle, Docker Engine runs',
    pc: {},
    setup: `${native}; mkdir -p /usr/local/lib/docker/cli-plugins; for name in compose scout; do ln -s /mnt/wsl/docker-desktop/cli-tools/usr/local/lib/docker/cli-plugins/docker-$name /usr/local/lib/docker/cli-plugins/docker-$name; done`,
    first: 'plugin.broken',
    exit: 0,
  }),
  world({
    ...member,
    name: "the disk of Docker's own distribution is gone",
    pc: { ...up, distributions: [{ name: 'Ubuntu' }, { name: 'docker-desktop', diskMissing: true }] },
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'wsl.distro-broken',
    exit: 1,
  }),
  world({
    ...member,
    name: "Docker's own distribution is not registered",
    pc: { ...up, distributions: [{ name: 'Ubuntu' }] },
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'wsl.distro-broken',
    exit: 1,
  }),
  world({
    ...member,
    name: 'a kernel of its own without the tables of iptables',
    pc: {},
    release: '6.1.21-lab',
    setup: log(NO_TABLE),
    first: 'kernel.iptables',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Desktop is closed on a German Windows, whose policy forbids PowerShell',
    pc: { ...closed, language: 'de', build: 19045, powershell: 'blocked' },
    release: WSL2_WINDOWS_10,
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'daemon.not-running',
    exit: 1,
  }),
  world({
    ...member,
    name: 'integration is off on a Japanese Windows',
    pc: { ...without, user: '田中', language: 'ja' },
    setup: 'desktop_vm; bare',
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Rancher Desktop is closed',
    pc: { rancher: {}, distributions: [{ name: 'Ubuntu' }, { name: 'rancher-desktop' }] },
    setup: 'bare',
    first: 'daemon.not-running',
    exit: 1,
    not: ['engine.missing'],
  }),
  world({
    ...member,
    name: 'Rancher Desktop runs, its integration for Ubuntu is off',
    pc: {
      rancher: {
        upFor: 20,
        settings: { containerEngine: { name: 'moby' }, WSL: { integrations: { Ubuntu: false } } },
      },
      distributions: [{ name: 'Ubuntu' }, { name: 'rancher-desktop' }],
    },
    setup: 'mkdir -p /mnt/wsl/rancher-desktop/run; bare',
    first: 'rancher.wsl-integration',
    exit: 1,
    not: ['engine.missing'],
  }),
  world({
    ...member,
    name: 'Rancher Desktop runs with containerd',
    pc: {
      rancher: {
        upFor: 20,
        settings: { containerEngine: { name: 'containerd' }, WSL: { integrations: { Ubuntu: true } } },
      },
      distributions: [{ name: 'Ubuntu' }, { name: 'rancher-desktop' }],
    },
    setup: 'bare',
    first: 'rancher.containerd',
    exit: 1,
  }),
  world({
    user: 'dev',
    name: "Rancher Desktop's socket belongs to root alone",
    pc: { rancher: { upFor: 30 }, distributions: [{ name: 'Ubuntu' }, { name: 'rancher-desktop' }] },
    setup: `mkdir -p /mnt/wsl/rancher-desktop/run /mnt/desktop; sed -i '/^docker:/d' /etc/group
python3 /mnt/work/wsl-proxy.py /run/docker.sock rancher /mnt/desktop/real.sock & await test -S /run/docker.sock; chmod 755 /run/docker.sock; bare`,
    first: 'socket.permission',
    exit: 1,
  }),
  world({
    ...member,
    name: "DOCKER_HOST names the socket of Podman's machine, which is off",
    pc: { distributions: [{ name: 'Ubuntu' }, { name: 'podman-machine-default' }] },
    setup: 'cp -L /usr/bin/docker /mnt/docker; bare; cp /mnt/docker /usr/bin/docker',
    variables: ['DOCKER_HOST=unix:///mnt/wsl/podman-sockets/podman-machine-default/podman-root.sock'],
    first: 'env.docker-host',
    exit: 1,
  }),
  world({
    ...member,
    name: 'a folder lies where the link of Desktop should be',
    pc: up,
    release: '5.10.102.1-microsoft-standard-WSL2',
    setup: 'desktop_vm; bare; mkdir /usr/bin/docker',
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'a docker-compose of its own stops the integration',
    pc: up,
    setup: `desktop_vm; bare; printf '#!/bin/sh\\necho docker-compose version 1.24.0\\n' >/usr/bin/docker-compose; chmod a+x /usr/bin/docker-compose`,
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'the resource saver of 4.25 took the links away',
    pc: { ...up, desktop: { version: '4.25.0', upFor: 300, settings: settings({ UseResourceSaver: true }) } },
    setup: 'bare',
    first: 'desktop.paused',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Desktop runs Windows containers',
    pc: {
      desktop: { upFor: 42, settings: settings({ UseWindowsContainers: true }) },
      distributions: [{ name: 'Ubuntu' }],
    },
    setup: 'bare',
    first: 'desktop.windows-containers',
    exit: 1,
  }),
  world({
    ...member,
    name: 'the integration is ticked and both run, yet there is no link',
    pc: up,
    setup: 'desktop_vm; bare',
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'the integration is off, and PATH has nothing of Windows',
    pc: without,
    ownPath: true,
    setup: `desktop_vm; bare; printf '[interop]\\nappendWindowsPath=false\\n' >/etc/wsl.conf`,
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['client.missing'],
  }),
  world({
    ...member,
    name: "no compose plugin and no repository of Docker's, where a Compose file lies",
    pc: {},
    setup: `${native}; rm -rf /usr/libexec/docker /usr/lib/docker /usr/local/lib/docker /usr/bin/docker-compose /usr/local/bin/docker-compose; ${home('compose.yaml', 'services: {}')}`,
    first: 'compose.missing',
    exit: 0,
  }),
  world({
    ...member,
    name: 'Desktop is paused',
    pc: up,
    setup: 'desktop_vm paused; bare; integrated',
    first: 'desktop.paused',
    exit: 1,
    not: ['daemon.error'],
  }),
  world({
    ...member,
    name: "Desktop's engine is stopped",
    pc: up,
    setup: 'desktop_vm stopped; bare; integrated',
    first: 'desktop.engine-stopped',
    exit: 1,
    not: ['daemon.error'],
  }),
  world({
    ...member,
    name: 'Desktop says that it is starting',
    pc: { ...up, desktop: { upFor: 1 } },
    setup: 'desktop_vm starting; bare; integrated',
    first: 'desktop.starting',
    exit: 1,
  }),
  world({
    user: 'dev',
    name: "Desktop's socket is closed to a user outside the docker group",
    pc: up,
    setup: served,
    first: 'socket.permission',
    exit: 1,
  }),
  world({
    user: 'member',
    name: 'the user was added to the docker group in this session',
    pc: up,
    setup: served,
    first: 'socket.group-pending',
    exit: 1,
  }),
];

/** Written down before the doctor was asked, to mislead it. */
export const wslTraps: readonly Fault[] = [
  world({
    name: 'a container under a kernel of WSL, without a socket',
    setup: `${native}; tiny_image; rm -f /usr/sbin/dockerd`,
    user: 'root',
    inContainer:
      '-v /opt/wsl:/opt/wsl:ro -e LD_PRELOAD=/opt/wsl/uname.so -e LAB_RELEASE=6.6.87.2-microsoft-standard-WSL2',
    first: 'container.no-socket',
    exit: 1,
    not: ['desktop.wsl-integration', 'wsl.no-systemd', 'engine.missing'],
  }),
  world({
    ...member,
    name: 'drives are mounted at the root, Desktop is closed',
    pc: { ...closed, root: '/c' },
    setup: `desktop_vm none; bare; integrated; vm_stops; printf '[automount]\\nroot=/\\n' >/etc/wsl.conf`,
    first: 'daemon.not-running',
    exit: 1,
  }),
  world({
    ...member,
    name: 'drives are not mounted, the links of Desktop dangle',
    pc: { ...closed, root: null },
    setup: `desktop_vm none; bare; integrated; vm_stops; printf '[automount]\\nenabled=false\\n' >/etc/wsl.conf`,
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['client.broken', 'engine.missing'],
  }),
  world({
    ...member,
    name: 'PowerShell does not answer, tasklist does: Desktop is closed',
    pc: { ...closed, powershell: 'hangs' },
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'daemon.not-running',
    exit: 1,
  }),
  world({
    ...member,
    name: 'nothing on Windows answers in time',
    pc: { ...closed, powershell: 'hangs', tasklist: 'hangs' },
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['daemon.not-running', 'desktop.stuck', 'desktop.starting'],
  }),
  world({
    ...member,
    name: 'Desktop is closed, and an engine that nobody starts lies beside its links',
    pc: closed,
    setup: 'desktop_vm none; integrated; vm_stops',
    first: 'daemon.not-running',
    exit: 1,
    not: ['client.broken'],
  }),
  world({
    ...member,
    name: 'a kernel of its own without the name of Microsoft, Desktop is closed',
    pc: closed,
    release: '6.8.12-lab+',
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'daemon.not-running',
    exit: 1,
    not: ['client.broken', 'engine.missing'],
  }),
  world({
    name: 'root by sudo, without any variable of WSL, Desktop is closed',
    user: 'root',
    pc: closed,
    ownPath: true,
    distribution: null,
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'daemon.not-running',
    exit: 1,
    not: ['client.broken', 'engine.missing'],
  }),
  world({
    ...member,
    name: 'a Desktop installed for one user is closed',
    pc: { ...closed, desktop: { perUser: true } },
    setup: 'bare',
    first: 'daemon.not-running',
    exit: 1,
    not: ['client.wrong-program'],
  }),
  world({
    ...member,
    name: "Desktop's terms were not accepted",
    pc: { ...up, desktop: { upFor: 15, settings: settings({ LicenseTermsVersion: 0 }) } },
    setup: 'bare',
    first: 'desktop.license',
    exit: 1,
  }),
  world({
    ...member,
    name: 'an organisation wants its members signed in',
    pc: { ...up, desktop: { upFor: 15, organisations: ['lab'] } },
    setup: 'bare',
    first: 'desktop.sign-in',
    exit: 1,
  }),
  world({
    ...member,
    name: "Desktop's settings are no JSON",
    pc: { ...up, desktop: { upFor: 15, settings: '{"IntegratedWslDistros": ["Ubuntu"],}' } },
    setup: 'bare',
    first: 'desktop.config-invalid',
    exit: 1,
  }),
  world({
    ...member,
    name: 'a process of an earlier start is left, Desktop is not there',
    pc: { ...closed, processes: ['com.docker.build'] },
    setup: 'desktop_vm none; bare; integrated; vm_stops',
    first: 'desktop.backend-crash',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Desktop runs on Hyper-V, which serves no distribution',
    pc: {
      desktop: { upFor: 42, settings: settings({ WslEngineEnabled: false }) },
      distributions: [{ name: 'Ubuntu' }],
    },
    setup: 'bare',
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['wsl.distro-broken', 'desktop.stuck'],
  }),
  world({
    ...member,
    name: 'WSL is too old for the Desktop that was opened',
    pc: { ...up, wsl: '2.0.9.0', desktop: { upFor: 12 } },
    release: '5.15.133.1-microsoft-standard-WSL2',
    setup: 'bare',
    first: 'wsl.outdated',
    exit: 1,
  }),
  world({
    ...member,
    name: "Desktop was ended, its proxy's socket stays",
    pc: closed,
    setup: 'desktop_vm dead; bare; integrated',
    first: 'daemon.not-running',
    exit: 1,
    not: ['socket.stale'],
  }),
  world({
    ...member,
    name: 'only the default distribution is served, and Ubuntu is not it',
    pc: {
      desktop: { upFor: 42, settings: settings({ IntegratedWslDistros: [] }) },
      distributions: [{ name: 'Ubuntu' }, { name: 'Debian' }, { name: 'docker-desktop' }],
      defaultDistribution: 'Debian',
    },
    setup: 'desktop_vm; bare',
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
  world({
    ...member,
    name: 'systemd is switched on in wsl.conf, and WSL was not restarted since',
    pc: {},
    setup: `printf '[boot]\\nsystemd=true\\n' >/etc/wsl.conf`,
    first: 'wsl.no-systemd',
    exit: 1,
  }),
  world({
    ...member,
    name: 'DOCKER_HOST names a pipe of Windows',
    pc: up,
    setup: served,
    variables: ['DOCKER_HOST=npipe:////./pipe/docker_engine'],
    first: 'env.docker-host',
    exit: 1,
  }),
  world({
    ...member,
    name: 'Docker Engine fails on its settings, Desktop is closed and has nothing here',
    pc: closed,
    setup: `daemon_json '{"debug": true,}'; start_in_vain`,
    first: 'daemon.config-invalid',
    exit: 1,
    not: ['wsl.no-systemd', 'desktop.wsl-integration'],
  }),
  world({
    ...member,
    name: 'both sides run, the links are right, and the socket is gone',
    pc: up,
    setup: `${served}; rm /run/docker.sock`,
    first: 'desktop.wsl-integration',
    exit: 1,
    not: ['socket.missing'],
  }),
  world({
    ...member,
    name: 'credsStore desktop, as Windows has it',
    pc: up,
    setup: `${served}; ${config('{"credsStore":"desktop"}')}`,
    first: 'credentials.helper-missing',
    exit: 0,
  }),
  world({
    ...member,
    name: 'this distribution may not start Windows programs, though the entry is there',
    pc: up,
    interop: 'refused',
    setup: `${served}; ${config('{"credsStore":"desktop.exe"}')}; ln -s '/mnt/c/Program Files/Docker/Docker/resources/bin/docker-credential-desktop.exe' /usr/bin/docker-credential-desktop.exe`,
    first: 'credentials.helper-failed',
    exit: 0,
  }),
  world({
    ...member,
    name: 'interop is switched off for a while, Desktop is up and does not serve Ubuntu',
    pc: without,
    interop: 'disabled',
    setup: 'desktop_vm; bare',
    first: 'desktop.wsl-integration',
    exit: 1,
  }),
];
