/** Docker Desktop and what it stands on: macOS, Windows, WSL, virtualization. Codes decide, words are translated. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const desktopPatterns: PatternTable = {
  'desktop.starting': {
    title: 'Docker Desktop is still starting',
    summary: 'Docker Desktop has been started, and its engine does not answer yet.',
    patterns: [
      { match: /Docker Desktop is (?:still )?starting/, confidence: 0.85, also: ['desktop.stuck'] },
      {
        match: /engine is (?:still )?(?:starting|initializing)/,
        confidence: 0.6,
        context: true,
        also: ['desktop.stuck'],
      },
    ],
  },
  'desktop.stuck': {
    title: 'Docker Desktop does not get to the end of its start',
    summary: 'Docker Desktop was started, and its engine never answers.',
    patterns: [
      {
        match: /Starting the Docker Engine/,
        confidence: 0.8,
        also: ['desktop.starting', 'desktop.backend-crash', 'wsl.distro-broken'],
      },
      {
        match:
          /request returned (?:\d{3} )?(?:Internal Server Error|Bad Gateway|Service Unavailable) for API route and version/,
        confidence: 0.85,
        also: ['desktop.engine-stopped', 'desktop.starting', 'desktop.backend-crash', 'daemon.hung'],
      },
      {
        match: /check if the server supports the requested API version/,
        confidence: 0.75,
        also: ['desktop.engine-stopped', 'desktop.starting', 'version.client-too-new'],
      },
      {
        match: /Docker (?:Desktop )?(?:is )?(?:stuck|hangs|hanging) (?:at|on|in) (?:the )?["'“]?start/,
        confidence: 0.75,
        also: ['desktop.backend-crash'],
      },
      {
        match: /Docker Desktop is unable to start/,
        confidence: 0.8,
        also: ['desktop.backend-crash', 'desktop.engine-stopped', 'wsl.distro-broken'],
      },
      {
        match: /LinuxKit VM.{0,40}(?:FAIL|not running)|\[FAIL\] DD0016/,
        confidence: 0.65,
        also: ['desktop.backend-crash'],
      },
      {
        match:
          /waiting for the VM setup to be ready|waiting for event worker|timed out waiting for (?:the )?(?:VM|engine|backend)/,
        confidence: 0.6,
        context: true,
        also: ['desktop.backend-crash'],
      },
      {
        match:
          /(?:starting WSL engine|Docker\.Engines)[\s\S]{0,200}waiting for docker daemon: context deadline exceeded/,
        confidence: 0.85,
        also: ['desktop.backend-crash', 'desktop.engine-stopped', 'wsl.distro-broken'],
      },
    ],
  },
  'desktop.paused': {
    title: 'Docker Desktop is paused',
    summary: 'Somebody paused Docker Desktop. Every command is refused until it is resumed.',
    patterns: [
      { match: /Docker Desktop is (?:manually )?paused/, confidence: 0.96 },
      { match: /Unpause it through the Whale menu/, confidence: 0.96 },
    ],
  },
  'desktop.sign-in': {
    title: 'Docker Desktop asks for a sign-in',
    summary: 'An organisation enforces the sign-in of Docker Desktop, and nobody of it is signed in.',
    patterns: [
      { match: /Sign in to continue using Docker Desktop/, confidence: 0.96 },
      { match: /Membership in the .{1,80} organization is required/, confidence: 0.95 },
      {
        match: /signed out: You must be a member of the \[[^\]\n]{1,160}\] organi[sz]ation/,
        confidence: 0.94,
        also: ['registry.auth'],
      },
    ],
  },
  'desktop.license': {
    title: 'The terms of Docker Desktop were not accepted yet',
    summary: 'Docker Desktop waits until somebody accepts its subscription agreement in its window.',
    patterns: [{ match: /Docker Subscription Service Agreement/, confidence: 0.75 }],
  },
  'desktop.backend-crash': {
    title: "Docker Desktop's back end dies on start",
    summary: 'A part of Docker Desktop ends at once: {reason}.',
    defaults: { reason: 'its log tells more' },
    patterns: [
      {
        match:
          /(?<reason>com\.docker\.(?:backend|build|virtualization|hyperkit|driver\.amd64-linux|osxfs|slirp|db)) (?:cannot start|is not running|failed to start)/,
        confidence: 0.7,
        also: ['desktop.stuck'],
      },
      {
        match: /the VM has never been started/,
        confidence: 0.7,
        values: { reason: 'its virtual machine was never started' },
        also: ['desktop.stuck', 'daemon.not-running'],
      },
      {
        match: /running services: (?:running services: )?running (?<reason>com\.docker\.\w{1,60})/,
        confidence: 0.88,
        also: ['desktop.stuck'],
      },
      {
        match:
          /(?<reason>com\.docker\.(?:backend|build|virtualization|hyperkit|driver|vpnkit|proxy)(?:\.exe)?)[^\n]{0,40}(?:exit status \d|exited|crashed|terminated|died|signal:|panic)/,
        confidence: 0.88,
        also: ['desktop.stuck'],
      },
      {
        match: /Invalid virtual machine configuration\. (?<reason>[^\n]{3,100})/,
        confidence: 0.9,
        also: ['desktop.config-invalid'],
      },
      {
        match: /A directory sharing device configuration is invalid/,
        confidence: 0.9,
        also: ['desktop.config-invalid'],
      },
      {
        match: /Docker Desktop (?:has )?(?:encountered|stopped|crashed).{0,40}(?:unexpected|error|fatal)/,
        confidence: 0.7,
        also: ['desktop.stuck'],
      },
      {
        match:
          /An unexpected error occurred.{0,120}Docker Desktop|Docker Desktop - Unexpected (?:WSL )?error/,
        confidence: 0.6,
        also: ['desktop.stuck', 'wsl.distro-broken'],
      },
      {
        match:
          /(?:initializing|starting|Creating) (?:backend|"?rootNode"?|com\.docker)[^\n]{0,80}: (?<reason>[^\n]{3,140})/,
        confidence: 0.6,

        also: ['desktop.config-invalid', 'desktop.stuck'],
      },
      {
        match: /VZErrorDomain Code=\d+|Error Domain=VZ\w{1,60}/,
        confidence: 0.8,
        context: true,
        values: { reason: 'macOS refuses to start its virtual machine' },
        also: ['virt.hv-unsupported'],
      },
      {
        match: /hyperkit(?:\[\d+\])?[^\n]{0,60}(?:exited|hv_vm_create|vmx_\w{1,60}|failed)/,
        confidence: 0.7,
        context: true,
        also: ['virt.hv-unsupported', 'virt.conflict'],
      },
      {
        match:
          /DockerException: (?:Failed to start|Docker\.Core)|Docker\.Core\.(?:Backend|HttpBadResponse)Exception/,
        confidence: 0.65,
        also: ['desktop.stuck'],
      },
      { match: /\[FAIL\] DD0014/, confidence: 0.65, also: ['desktop.stuck'] },
      {
        match: /!! (?:Failed to recover data|DATA IS LIKELY CORRUPTED)/,
        confidence: 0.88,
        also: ['daemon.storage'],
      },
      {
        match:
          /engine windows failed to start|ipc\/windowscontainers\/\w{3,20}.{1,3} context deadline exceeded/,
        confidence: 0.82,
        also: ['desktop.windows-containers', 'desktop.stuck'],
      },
      // The old Docker Desktop, whose service did not do what its window asked for.
      {
        match: /Docker\.Core\.Pipe\.NamedPipeClient/,
        confidence: 0.5,
        also: ['virt.hyperv-device', 'virt.hyperv-disabled'],
      },
    ],
  },
  'desktop.engine-stopped': {
    title: 'Docker Desktop is up, and its engine is not',
    summary:
      'Docker Desktop answers in place of its engine, with an error for every request. No version is wrong, whatever the text says.',
    defaults: { url: 'the address of Docker Desktop' },
    patterns: [
      {
        match: /Error response from daemon: dial unix docker\.raw\.sock: connect: connection refused/,
        confidence: 0.5,
        also: ['desktop.starting', 'desktop.stuck'],
      },
      {
        match:
          /request returned (?:\d{3} )?(?:Internal Server Error|Bad Gateway) for API route and version http:\/\/%2F(?:%2F\.%2Fpipe%2FdockerDesktop\w{1,60}Engine|Users%2F)/,
        confidence: 0.8,
        also: ['desktop.starting'],
      },
      {
        match: /open \/\/\.\/pipe\/docker_engine_(?:linux|windows): /,
        confidence: 0.85,
        also: ['desktop.stuck'],
      },
      {
        match: /Error response from daemon: (?:open|dial) \\\\\.\\pipe\\docker_engine_(?:linux|windows)/,
        confidence: 0.88,
        also: ['desktop.stuck'],
      },
    ],
  },
  'desktop.privileged-helper': {
    title: "Docker Desktop's privileged helper is missing, blocked or stopped",
    summary: 'A part of Docker Desktop that runs with administrator rights does not answer: {reason}.',
    defaults: {
      reason: 'com.docker.vmnetd on macOS, com.docker.service on Windows',
      name: 'com.docker.service',
    },
    patterns: [
      { match: /Docker\.VmnetdError/, confidence: 0.93, values: { name: 'com.docker.vmnetd' } },
      {
        match: /is vmnetd running\?/,
        confidence: 0.93,
        values: { name: 'com.docker.vmnetd' },
        also: ['net.port-in-use'],
      },
      {
        match: /com\.docker\.vmnetd is not running/,
        confidence: 0.93,
        values: { name: 'com.docker.vmnetd' },
      },
      {
        match: /connecting to \/var\/run\/com\.docker\.vmnetd\.sock/,
        confidence: 0.95,
        values: { name: 'com.docker.vmnetd' },
        also: ['net.port-in-use'],
      },
      {
        match:
          /com\.docker\.vmnetd(?:\.sock)?["' ]{0,2}.{0,60}(?:damage your computer|malware|not opened|no such file|connection refused|denied|failed)/,
        confidence: 0.93,
        values: { name: 'com.docker.vmnetd' },
      },
      {
        match:
          /"?com\.docker\.(?:vmnetd|socket)"? (?:will damage your computer|was not opened because it contains malware)/,
        confidence: 0.96,
        values: { name: 'com.docker.vmnetd' },
      },
      {
        match: /(?:Malware Blocked|will damage your computer).{0,80}com\.docker/,
        confidence: 0.95,
        values: { name: 'com.docker.vmnetd' },
      },
      {
        match:
          /com\.docker\.service["' ]{0,2}.{0,60}(?:not running|stopped|could not|cannot|failed|timed out|not respond)/,
        confidence: 0.88,
        values: { name: 'com.docker.service' },
      },
      {
        match:
          /(?:Docker Desktop Service|com\.docker\.service) (?:(?:is |has )?not (?:been )?(?:running|started|responding)|(?:is |has )?(?:been )?stopped)/,
        confidence: 0.8,
        values: { name: 'com.docker.service' },
      },
      { match: /Docker Desktop (?:needs|requires) privileged access/, confidence: 0.85 },
      { match: /\[FAIL\] DD0006/, confidence: 0.8, values: { name: 'com.docker.service' } },
      {
        match: /open \\{2,4}\.\\{1,2}pipe\\{1,2}dockerBackendV2: /,
        confidence: 0.5,
        values: { name: 'com.docker.service' },
        also: ['desktop.backend-crash', 'daemon.not-running'],
      },
      // macOS says so of a copy whose signature it no longer takes, as in January 2025.
      {
        match: /["“]?Docker(?:\.app|\sDesktop)?["”]? is damaged and can.t be opened/,
        confidence: 0.75,
        also: ['desktop.backend-crash', 'client.broken'],
      },
      {
        match: /bad ownership\/permissions: path = \/Library\/LaunchDaemons\/com\.docker/,
        confidence: 0.94,
      },
      {
        match: /Docker\[com\.docker\.docker\]\S{0,12} <Error>: Failed to install networking components/,
        confidence: 0.85,
      },
    ],
  },
  'desktop.wsl-integration': {
    title: 'Docker Desktop is not connected to this distribution',
    summary:
      "Docker Desktop runs on Windows (or should), and its integration with this WSL distribution is off or broken. The docker command here is only Docker Desktop's placeholder.",
    defaults: { distribution: 'this distribution' },
    patterns: [
      {
        match: /The command 'docker(?:-compose)?' could not be found in this WSL 2 distro/,
        confidence: 0.9,
        also: ['desktop.windows-containers', 'desktop.paused', 'daemon.not-running'],
      },
      {
        match: /activate the WSL integration in Docker Desktop settings/,
        confidence: 0.8,
        also: ['desktop.windows-containers', 'desktop.paused'],
      },
      { match: /unable to populate CLI tools: symlink/, confidence: 0.92 },
      {
        match: /WSL integration with distro '?(?<distribution>[\w.-]{1,80})'? unexpectedly stopped/,
        confidence: 0.92,
        also: ['disk.full'],
      },
      {
        match: /WslIntegrationAgent-(?<distribution>[\w.-]{1,80})\].{0,60}(?:level=fatal|error)/,
        confidence: 0.85,
      },
      {
        match: /docker-desktop-user-distro proxy.{0,120}(?:error|exited|failed|has not started)/,
        confidence: 0.85,
        also: ['wsl.distro-broken'],
      },
      {
        match: /'docker' not found (?:on|in) (?:the )?\$?PATH/,
        confidence: 0.6,
        systems: ['wsl'],
        also: ['client.missing', 'client.not-on-path'],
      },
    ],
  },
  'desktop.config-invalid': {
    title: "Docker Desktop's own settings are damaged",
    summary: 'Docker Desktop cannot use its settings: {reason}.',
    defaults: {
      reason: 'a file of its settings is not valid or points to a folder that it may not use',
      file: 'settings-store.json',
    },
    patterns: [
      {
        match: /validating registry\.json file: (?<reason>[^\n]{3,160})/,
        confidence: 0.94,
        values: { file: 'registry.json' },
      },
      {
        match:
          /(?:reading|doing migrations: reading|loading|parsing) (?:actual |user )?settings[^\n:]{0,60}: (?<reason>[^\n]{3,120})/,
        confidence: 0.92,
      },
      {
        match:
          /(?<file>settings(?:-store)?\.json|admin-settings\.json|registry\.json)[^\n]{0,60}(?:invalid|unexpected end|is not valid|corrupt|malformed)[^\n]{0,60}/,
        confidence: 0.9,
        context: true,
      },
      {
        match:
          /creating disk folder (?<path>[^:\n]{1,200}): mkdir (?<path2>[^:\n]{1,120}): permission denied/,
        confidence: 0.94,
        values: { reason: 'the folder of its disk belongs to another account' },
      },
      {
        match: /creating disk folder [^\n]{1,240}(?:permission denied|read-only|no such file)/,
        confidence: 0.9,
        values: { reason: 'the folder of its disk cannot be made' },
      },
      {
        match: /invalid admin configuration: reading admin settings file/,
        confidence: 0.94,
        also: ['desktop.backend-crash'],
      },
      {
        match: /Invalid JSON string\. \(Exception from HRESULT: 0x83750007\)/,
        confidence: 0.9,
        context: true,
      },
    ],
  },
  'desktop.windows-containers': {
    title: 'Docker Desktop is in the mode for the other kind of containers',
    summary: 'The image is for Linux and Docker Desktop is switched to Windows containers, or the reverse.',
    patterns: [
      {
        match: /no matching manifest for windows\/(?:amd64|arm64)/,
        confidence: 0.93,
        also: ['run.os-version'],
      },
      {
        match: /image operating system "(?:linux|windows)" cannot be used on this platform/,
        confidence: 0.94,
      },
      { match: /windows containers have been disabled for this installation/, confidence: 0.93 },
      {
        match: /(?:switch|switched|switching) to (?:windows|linux) (?:containers|engine)/,
        confidence: 0.7,
        context: true,
      },
      {
        match: /pipe\/dockerDesktopWindowsEngine/,
        confidence: 0.65,
        also: ['context.unreachable', 'daemon.not-running'],
      },
    ],
  },
  'desktop.disk-full': {
    title: "Docker Desktop's disk image is full",
    summary:
      'Inside the virtual machine of Docker Desktop there is no room left, whatever the disk of this machine has.',
    defaults: { free: '0', total: 'its size', path: '/var/lib/docker' },
    patterns: [
      {
        match: /no space left on device/,
        confidence: 0.82,
        context: true,
        systems: ['macos', 'windows'],
        also: ['disk.full', 'disk.reclaimable'],
      },
      {
        match: /mkdir \/var\/lib\/docker\/tmp\/\S{1,80}: no space left on device/,
        confidence: 0.7,
        systems: ['macos', 'windows'],
        also: ['disk.full', 'disk.inodes'],
      },
      {
        match: /mkdir: cannot create directory '\/bitnami\/\S{1,120}': No space left on device/,
        confidence: 0.8,
        also: ['disk.full'],
      },
    ],
  },
  'rancher.containerd': {
    title: 'Rancher Desktop runs containerd, which has no Docker API',
    summary:
      'Rancher Desktop is set to containerd. The docker command needs its other engine, dockerd (moby).',
    patterns: [
      {
        match: /INFO\[\d+\] runtime: containerd/,
        confidence: 0.6,
        context: true,
        also: ['daemon.not-running'],
      },
      { match: /rancher desktop.{0,120}(?:dockerd \(moby\)|switch to moby|use dockerd)/, confidence: 0.7 },
    ],
  },
  'mac.rosetta': {
    title: 'Rosetta is missing, or does not fit',
    summary: 'A program or image made for Intel processors cannot run on this Apple silicon Mac.',
    patterns: [
      {
        match: /bad CPU type in executable/,
        confidence: 0.9,
        context: true,
        also: ['mac.wrong-arch', 'client.broken'],
      },
      { match: /rosetta error: (?<reason>[^\n]{3,160})/, confidence: 0.93, also: ['run.exec-format'] },
      {
        match: /Rosetta is only intended to run on Apple Silicon/,
        confidence: 0.94,
        also: ['run.exec-format'],
      },
      {
        match: /(?:install|requires|need) Rosetta(?: 2)?\b/,
        confidence: 0.7,
        context: true,
        also: ['mac.wrong-arch'],
      },
      {
        match: /Installing Rosetta 2 on this system is not supported/,
        confidence: 0.7,
        context: true,
        also: ['mac.translated-shell'],
      },
      {
        match: /rosetta.{0,40}(?:not installed|not available|is missing|unavailable)/,
        confidence: 0.85,
        context: true,
      },
    ],
  },
  'mac.wrong-arch': {
    title: 'This build is for another processor',
    summary:
      'The installed build of Docker (or lima, colima) is for Intel Macs and this one has Apple silicon, or the reverse.',
    patterns: [
      {
        match: /Incompatible CPU detected/,
        confidence: 0.94,
        also: ['virt.hv-unsupported', 'virt.unsupported'],
      },
      { match: /limactl is running under rosetta/, confidence: 0.96 },
      { match: /This version of Docker Desktop requires an (?:Intel|Apple)/, confidence: 0.95 },
      {
        match: /your hardware is incompatible with Docker Desktop/,
        confidence: 0.85,
        also: ['virt.hv-unsupported'],
      },
      {
        match: /Cannot install (?:in Homebrew on ARM processor in Intel default prefix|under Rosetta 2)/,
        confidence: 0.8,
        context: true,
      },
    ],
  },
  'mac.translated-shell': {
    title: 'The terminal runs under Rosetta',
    summary: 'Every tool started from this terminal takes the Mac for an Intel machine.',
    patterns: [{ match: /sysctl\.proc_translated: 1/, confidence: 0.8, also: ['mac.wrong-arch'] }],
  },
  'mac.socket-path-too-long': {
    title: 'A socket path is longer than macOS allows',
    summary:
      'macOS takes socket paths of at most 103 characters, and {path} is longer: a long user name or home folder.',
    defaults: { path: 'the path of the socket', length: 'more' },
    patterns: [
      { match: /must be less than UNIX_PATH_MAX=\d+ characters, but is (?<length>\d+)/, confidence: 0.95 },
      { match: /instance name .{1,80} too long: "?\\?"?(?<path>[^"\\\n]{20,200})/, confidence: 0.93 },
      { match: /connect EINVAL (?<path>\/\S{40,200}\.sock)/, confidence: 0.93 },
      {
        match:
          /(?:dial|listen|connect) unix (?<path>\/[^\n:]{60,240}\.sock): (?:connect|bind): invalid argument/,
        confidence: 0.92,
      },
      {
        match: /(?:unix )?socket path .{0,200}(?:too long|longer than|exceeds)/,
        confidence: 0.85,
        context: true,
      },
      { match: /AF_UNIX path too long/, confidence: 0.85, context: true },
    ],
  },
  'mac.local-network': {
    title: 'macOS denies this program the local network',
    summary:
      'The address {host} is on the local network, and macOS lets only programs with permission reach it.',
    defaults: { host: 'of the registry' },
    patterns: [
      {
        match:
          /dial tcp (?<host>192\.168\.\d+\.\d+|10\.\d+\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+):\d+: connect: no route to host/,
        confidence: 0.8,
        systems: ['macos'],
        also: ['registry.unreachable', 'registry.timeout'],
      },
      {
        match:
          /via direct connection because .{0,40}has no HTTPS proxy: connecting to [^\n]{1,120}dial tcp (?<host>[\d.]{1,80}):\d+: connect: no route to host/,
        confidence: 0.88,
        also: ['registry.unreachable'],
      },
      {
        match: /connect EHOSTUNREACH (?<host>(?:192\.168|10\.|172\.)[\d.]{1,80})/,
        confidence: 0.6,
        systems: ['macos'],
        context: true,
        also: ['registry.unreachable'],
      },
    ],
  },
  'podman.mac-helper': {
    title: "podman's helper for the Docker socket is missing",
    summary: "/var/run/docker.sock is not podman's: podman-mac-helper is not installed or not in force.",
    defaults: { path: '/var/run/docker.sock', otherUrl: 'unix:///path/of/podman.sock', where: '' },
    patterns: [
      {
        match:
          /container create: statfs (?<path>\/var\/run\/docker\.sock): (?:permission denied|no such file)/,
        confidence: 0.9,
        also: ['socket.missing', 'socket.permission'],
      },
      {
        match: /podman-mac-helper["' ]{0,2}.{0,80}(?:not installed|not found|install|missing|could not)/,
        confidence: 0.88,
      },
      {
        match:
          /The system helper service is not installed; the default Docker API socket address can't be used by podman/,
        confidence: 0.96,
      },
      {
        match: /another process was listening on the default Docker API socket/,
        confidence: 0.8,
        also: ['daemon.port-conflict'],
      },
      {
        match: /statfs (?<path>\/var\/run\/docker\.sock): (?:permission denied|operation not supported)/,
        confidence: 0.7,
        also: ['socket.permission', 'run.mount-denied'],
      },
    ],
  },
};
