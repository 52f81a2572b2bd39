/** The engine and its socket: not started, not allowed, hung, and why it ended on start. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

/** What stands at the end of most logs and has a cause further up. */
const CONSEQUENCE = 0.35;

export const enginePatterns: PatternTable = {
  'daemon.unreachable': {
    title: 'The engine does not answer',
    summary: 'The program could not reach a Docker engine; the message alone does not tell why.',
    defaults: { url: 'its address', reason: 'no narrower cause is named' },
    patterns: [
      {
        match: /error during connect: (?<reason>[^\n]{3,200})/,
        confidence: 0.3,
        also: ['daemon.not-running'],
      },
      {
        match: /Could not find a valid Docker environment/,
        confidence: 0.4,
        also: ['daemon.not-running', 'socket.missing', 'version.library'],
      },
      { match: /errors? pretty printing info/, confidence: 0.2, also: ['daemon.not-running'] },
      // Other programs, Rust's library among them, tell the errno alone.
      {
        match: /docker[^\n]{0,300}error trying to connect: Connection refused \(os error (?:111|61|10061)\)/,
        confidence: 0.6,
        context: true,
        also: ['daemon.not-running', 'container.no-socket', 'remote.refused', 'env.docker-host'],
      },
      {
        match: /requires a container runtime\. Do you have Docker(?: or \w{2,20})? installed and running\?/,
        confidence: 0.6,
        also: ['daemon.not-running', 'engine.missing', 'client.missing'],
      },
      {
        match: /(?:orbstack|colima|\.rd|lima|\.docker)\S{0,60}docker\.sock\/v1\.\d+\/\S{0,120}"?: EOF/,
        confidence: 0.55,
        also: ['daemon.error', 'daemon.not-running', 'desktop.engine-stopped', 'socket.stale'],
      },
      {
        match: /\[ERROR\] docker-cli\s{1,4}docker ps failed/,
        confidence: 0.6,
        also: ['daemon.hung', 'desktop.stuck'],
      },
    ],
  },
  'daemon.not-running': {
    title: 'Docker is not running',
    summary:
      'Nothing answers at {url}: the engine has not been started, or the command asks in the wrong place.',
    defaults: { url: 'the address of the engine', engine: 'Docker' },
    patterns: [
      // A program's own prefix stands before it: such programs look at one fixed socket (see socket.missing).
      {
        match:
          /^(?:docker: |error: |error response from daemon: |server: |Client: |> )?Cannot connect to the Docker daemon at (?<url>unix:\/\/\/(?:var\/)?run\/docker\.sock)/,
        confidence: 0.6,
        also: ['socket.missing', 'context.unreachable', 'socket.stale', 'daemon.failed'],
      },
      {
        match: /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/(?:var\/)?run\/docker\.sock)/,
        confidence: 0.5,
        also: ['socket.missing', 'context.unreachable', 'socket.stale'],
      },
      {
        match:
          /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/?\S{0,120}\.docker\/run\/docker\.sock)/,
        confidence: 0.6,
        also: ['context.unreachable', 'socket.missing', 'desktop.stuck'],
      },
      {
        match:
          /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/?\S{0,120}(?:\.orbstack|\.rd|\.lima|\.finch|\.rancher)\S{0,120}\.sock)/,
        confidence: 0.62,
        also: ['context.unreachable', 'socket.missing'],
      },
      {
        match: /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/?\S{0,120}colima\S{0,120}\.sock)/,
        confidence: 0.62,
        also: ['context.unreachable', 'env.docker-host', 'socket.missing'],
      },
      {
        match: /Cannot connect to the Docker daemon at (?<url>npipe:\S{1,120})/,
        confidence: 0.62,
        also: ['context.unreachable', 'desktop.stuck'],
      },
      {
        match: /Cannot connect to the Docker daemon\.? (?:Is the docker daemon running|Is '?docker)/,
        confidence: 0.5,
        also: ['socket.missing', 'context.unreachable'],
      },
      {
        match: /Cannot connect to the Docker daemon\b/,
        confidence: CONSEQUENCE,
        also: ['socket.missing', 'context.unreachable'],
      },
      {
        match:
          /failed to connect to the docker API at (?<url>unix:\/\/\S{0,120}(?:\.docker\/run|\.orbstack|colima|\.rd|\.lima)\S{0,120}\.sock)/,
        confidence: 0.7,
        also: ['context.unreachable', 'socket.missing'],
      },
      {
        match:
          /failed to connect to the docker API at (?<url>unix:\/\/\/(?:var\/)?run\/docker\.sock).{0,200}no such file or directory/,
        confidence: 0.58,
        systems: ['linux', 'wsl'],
        also: ['socket.missing', 'engine.missing', 'context.unreachable'],
      },
      {
        match: /failed to connect to the docker API at (?<url>npipe:\S{1,120}?)[;:. ]/,
        confidence: 0.7,
        also: ['context.unreachable', 'desktop.stuck'],
      },
      {
        match: /failed to connect to (?:the )?docker (?:API|daemon)/,
        confidence: CONSEQUENCE,
        also: ['socket.missing', 'env.docker-host', 'context.unreachable'],
      },
      {
        match:
          /open \/\/\.\/pipe\/(?<pipe>docker_engine\w{0,60}|dockerDesktop\w{1,60}Engine)["']?: (?!Access is denied|Zugriff|Accès refusé|Acceso denegado|Acesso negado|Accesso negato|Отказано)/,
        confidence: 0.66,
        values: { url: 'its named pipe' },
        also: ['context.unreachable', 'desktop.stuck', 'engine.missing'],
      },
      {
        match:
          /(?:docker_engine|dockerDesktop\w{1,60}Engine).{0,60}(?:FileNotFoundException|ENOENT|FileNotFound|error 2\b|The system cannot find)/,
        confidence: 0.66,
        values: { url: 'its named pipe' },
        also: ['context.unreachable', 'desktop.stuck'],
      },
      {
        match: /ENOENT \/\/\.\/pipe\/docker\w{1,60}/,
        confidence: 0.66,
        values: { url: 'its named pipe' },
        also: ['context.unreachable'],
      },
      {
        match: /\(2, 'CreateFile', /,
        confidence: 0.66,
        context: true,
        values: { url: 'its named pipe' },
        also: ['context.unreachable'],
      },
      {
        match: /this error may (?:also )?indicate that the docker daemon is not running/,
        confidence: 0.5,
        also: ['pipe.permission', 'desktop.stuck'],
      },
      {
        match:
          /\b(?:docker|the docker daemon|docker daemon|docker engine|docker desktop) (?:is not|isn't|does not (?:appear|seem) to be|doesn't (?:appear|seem) to be|not|must be|needs to be|has to be) (?:currently )?(?:running|started|up and running)\b/,
        confidence: 0.5,
        also: ['socket.missing', 'context.unreachable', 'client.missing'],
      },
      {
        match: /Is (?:the )?docker (?:daemon |engine |desktop )?(?:running|installed and running|up)\b/,
        confidence: 0.42,
        also: ['socket.missing', 'context.unreachable'],
      },
      {
        match: /(?:Is|Have you got) (?:it|docker) installed and running|requires Docker\. Have you got it/,
        confidence: 0.5,
        also: ['socket.missing', 'client.missing', 'env.docker-host'],
      },
      {
        match:
          /(?:cannot|could not|can't|unable to|failed to) (?:connect to|reach|contact|ping|communicate with|access) (?:the |a )?(?:local )?docker(?: daemon| engine| host| server| desktop| API| endpoint| socket)?\b/,
        confidence: 0.42,
        also: ['socket.missing', 'context.unreachable', 'env.docker-host'],
      },
      {
        match: /Couldn't connect to Docker daemon/,
        confidence: 0.5,
        also: ['socket.missing', 'env.docker-host'],
      },
      {
        match: /(?:error|failed|failure) (?:pinging|contacting|connecting to) (?:the )?docker\b/,
        confidence: 0.45,
        also: ['socket.missing', 'env.docker-host'],
      },
      { match: /colima is not running/, confidence: 0.8 },
      {
        match: /OrbStack is not running|Error: not running.{0,40}orb/,
        confidence: 0.8,
        also: ['context.unreachable'],
      },
      { match: /Could not retrieve status\. Is Docker Desktop running/, confidence: 0.85 },
      {
        match:
          /(?:podman-machine\S{0,120}|machine "[^"]{1,60}") (?:is )?not running|unable to connect to Podman socket|Cannot connect to Podman/,
        confidence: 0.78,
        also: ['context.unreachable'],
      },
      {
        match:
          /Active: inactive \(dead\)(?! \(Result).{0,80}docker|docker\.service.{0,240}Active: inactive \(dead\)(?! \(Result)/,
        confidence: 0.8,
        also: ['daemon.masked'],
      },
      {
        match:
          /docker(?:\.service)? - Docker Application Container Engine\s.{0,160}\s.{0,10}Active: inactive/,
        confidence: 0.85,
      },
      {
        match: /docker is not running \.\.\.|\* Docker is not running|\* docker (?:status: )?stopped/,
        confidence: 0.8,
      },
      {
        match: /Connection aborted\.', FileNotFoundError\(2, 'No such file/,
        confidence: 0.6,
        context: true,
        also: ['socket.missing', 'context.unreachable', 'engine.missing'],
      },
      {
        match: /Error while fetching server API version/,
        confidence: 0.4,
        also: ['socket.missing', 'socket.permission', 'version.library'],
      },
      {
        match: /(?<url>unix:\/\/\/\S{1,120}docker\S{0,40}\.sock) is not listening/,
        confidence: 0.7,
        also: ['socket.stale', 'daemon.unreachable', 'socket.permission'],
      },
    ],
  },
  // Low: where it also says that nothing runs, that is the answer, and this one comes after it.
  'daemon.not-enabled': {
    summary: 'Its unit is disabled: it does not start when the machine does.',
    patterns: [{ match: /\/docker\.service; disabled\b/, confidence: 0.4 }],
  },
  'daemon.masked': {
    title: 'systemd does not start Docker any more',
    summary: 'The unit {unit} is {state}. It must be released before Docker can start.',
    defaults: { unit: 'docker.service', state: 'masked' },
    patterns: [
      {
        match: /Unit (?:file )?(?<unit>docker\.(?:service|socket)|containerd\.service) is masked/,
        confidence: 0.95,
      },
      {
        match: /(?<unit>docker\.(?:service|socket)|containerd\.service)\b.{0,200}Loaded: masked/,
        confidence: 0.94,
      },
      { match: /Loaded: masked \(.{0,60}(?<unit>docker\.(?:service|socket))/, confidence: 0.94 },
      {
        match: /(?<unit>docker\.socket): Socket service docker\.service not loaded, refusing/,
        confidence: 0.9,
        also: ['daemon.failed'],
      },
      {
        match: /(?<unit>docker\.service): Start request repeated too quickly/,
        confidence: 0.5,
        values: { state: 'in the state start-limit-hit: it failed too often' },
        also: ['daemon.failed'],
      },
      {
        match: /(?<unit>docker\.(?:service|socket)): Failed with result '(?:service-)?start-limit-hit'/,
        confidence: 0.52,
        values: { state: 'in the state start-limit-hit: it failed too often' },
        also: ['daemon.failed'],
      },
      {
        match: /Start request repeated too quickly for docker/,
        confidence: 0.5,
        values: { state: 'in the state start-limit-hit: it failed too often' },
        also: ['daemon.failed'],
      },
    ],
  },
  'daemon.failed': {
    title: 'Docker was started and failed',
    summary: 'The engine ends on start. The lines before this one in its log tell why: {reason}.',
    defaults: { reason: 'see the log of the service' },
    patterns: [
      { match: /(?<reason>Failed to set umask: expected \d{4}, got \d{4})/, confidence: 0.85 },
      {
        match: /Job for docker\.service failed(?: because (?<reason>[^\n.]{3,120}))?/,
        confidence: 0.5,
        also: ['daemon.config-invalid', 'daemon.storage', 'daemon.network', 'daemon.masked'],
      },
      {
        match: /(?:failed to start daemon|Error starting daemon): (?<reason>[^\n]{3,240})/,
        confidence: 0.5,
        also: ['daemon.config-invalid', 'daemon.storage', 'daemon.network'],
      },
      {
        match: /docker\.service: (?:Main process exited|Failed with result|main process exited)/,
        confidence: CONSEQUENCE,
      },
      { match: /Failed to start Docker Application Container Engine/, confidence: CONSEQUENCE + 0.05 },
      { match: /docker\.service\b.{0,240}Active: failed/, confidence: 0.45 },
      {
        match: /Failed to (?:start|listen on) (?:docker\.socket|Docker Socket for the API)/,
        confidence: 0.4,
        also: ['socket.group', 'daemon.masked'],
      },
      {
        match: /no sockets found via socket activation: make sure the service was started by systemd/,
        confidence: 0.9,
        values: { reason: 'dockerd was started by hand with -H fd://' },
      },
      {
        match: /dockerd needs to be started with root/,
        confidence: 0.9,
        values: { reason: 'dockerd was not started as root' },
      },
      {
        match: /FATA\[\d+\] error starting vm: (?<reason>[^\n]{3,160})/,
        confidence: 0.62,
        also: ['virt.hv-unsupported', 'virt.unsupported'],
      },
      {
        match:
          /\[hostagent\].{0,80}(?:QEMU has already exited|Driver stopped due to error|forcibly killing QEMU)/,
        confidence: 0.6,
        values: { reason: 'its virtual machine (QEMU) ends at once' },
        also: ['virt.hv-unsupported'],
      },
      {
        match:
          /limactl\S{0,20}.{0,40}exit status 1|exiting, status=\{Running:false Degraded:false Exiting:true/,
        confidence: 0.45,
        values: { reason: 'its virtual machine ends at once' },
      },
      {
        match: /dockerd-rootless\.sh.{0,60}(?:exited|failed)/,
        confidence: 0.4,
        also: ['rootless.not-running'],
      },
      {
        match:
          /panic: .{0,120}\s.{0,400}dockerd|goroutine \d+ \[running\]:.{0,300}github\.com\/docker\/docker\/(?:daemon|cmd\/dockerd)/,
        confidence: 0.7,
        values: { reason: 'dockerd crashed' },
      },
      {
        match: /A dependency job for docker\.service failed/,
        confidence: 0.5,
        also: ['daemon.containerd', 'socket.group'],
      },
      { match: /invalid mirror: (?<reason>[^\n]{3,120})/, confidence: 0.55 },
      {
        match:
          /(?:vfkit|krunkit|gvproxy|qemu-system\S{0,20}) exited unexpectedly with exit code (?<code>-?\d+)/,
        confidence: 0.85,
        also: ['desktop.backend-crash'],
      },
      {
        match: /Failing command: [^\n]{0,40}systemctl (?:re)?start docker/,
        confidence: 0.8,
        also: ['daemon.masked'],
      },
      {
        match: /dial unix \S{0,160}podman\S{0,60}_?(?:ready|qmp)\S{0,60}\.sock: connect/,
        confidence: 0.8,
        also: ['desktop.backend-crash'],
      },
      {
        match: /dial unix \S{0,160}\/qmp_podman\S{0,60}\.sock: connect/,
        confidence: 0.8,
        also: ['desktop.backend-crash'],
      },
      {
        match: /cannot start VM podman-machine\S{0,60}: VM already running/,
        confidence: 0.4,
        also: ['desktop.backend-crash', 'daemon.hung'],
      },
      {
        match: /(?:lima|colima)\/\S{0,40}qmp\.sock: connect: connection refused/,
        confidence: 0.75,
        also: ['desktop.backend-crash', 'virt.unsupported'],
      },
    ],
  },
  'daemon.config-invalid': {
    title: "The engine's settings file is wrong",
    summary: '{file} {reason}. The engine does not start with it.',
    defaults: { file: '/etc/docker/daemon.json', reason: 'holds something that the engine does not take' },
    patterns: [
      // Cut off by the width of a terminal: what is wrong in the file is not said.
      {
        match: /unable to configure the Docker daemon with file(?![^\n]{0,160}specified both)/,
        confidence: 0.55,
        also: ['daemon.config-conflict', 'daemon.failed'],
      },
      {
        match:
          /unable to configure the Docker daemon with file (?<file>[^\s:]{1,80}(?::\\[^\s:]{1,80})?): (?:invalid character|unexpected|EOF|json:|yaml:|invalid|parse|read|open|cannot)/,
        confidence: 0.96,
      },
      {
        match:
          /unable to configure the Docker daemon with file (?<file>[^\s:]{1,80}(?::\\[^\s:]{1,80})?): the following directives don't match any configuration option: (?<directive>[\w, -]{2,80})/,
        confidence: 0.97,
        values: { reason: 'has a directive that this engine does not know' },
      },
      {
        match: /the following directives don't match any configuration option: (?<directive>[\w, -]{2,80})/,
        confidence: 0.96,
        values: { reason: 'has a directive that this engine does not know' },
      },
      {
        match:
          /(?<file>\S{0,120}daemon\.json)["':]{0,3} .{0,40}(?:invalid character|unexpected end of JSON|cannot unmarshal|is not valid JSON|unknown field)/,
        confidence: 0.93,
      },
      {
        match:
          /json: cannot unmarshal \w{1,60} into Go (?:struct field|value) (?:of type )?(?:Config|config\.Config|map\[string\])\S{0,60}/,
        confidence: 0.9,
        values: { reason: 'has a value of the wrong type' },
      },
      {
        match:
          /failed to start daemon.{0,60}(?:validat\w{1,60}|merged configuration|invalid) .{0,20}(?:config|log opts|storage-opt|option|registry|mirror|label|CIDR|address)/,
        confidence: 0.82,
      },
      {
        match:
          /merged configuration validation from file and command line flags failed: (?<reason>[^\n]{3,160})/,
        confidence: 0.93,
        also: ['daemon.config-conflict'],
      },
      {
        match:
          /(?:insecure registry|invalid mirror|invalid (?:default )?address pool|invalid DNS|unknown log opt|invalid logging driver)[^\n]{0,40}(?:is not valid|not valid|: )/,
        confidence: 0.75,
        context: true,
      },
      {
        match: /unknown flag: --\S{1,40}.{0,60}dockerd|Status: unknown flag: .{0,60}See 'dockerd --help'/,
        confidence: 0.85,
        values: { reason: 'or its start options name an option that this engine does not know' },
      },
      {
        match: /Unable to get the full path to root \((?<root>[^)\s]{1,200})\)/,
        confidence: 0.92,
        values: { reason: 'names a data root that cannot be used' },
      },
      {
        match: /bridge device with non default name (?<bridge>\S{1,60}) must be created manually/,
        confidence: 0.93,
        values: { reason: 'names a bridge that does not exist' },
      },
      {
        match: /(?:failed to create API server|invalid TLS configuration): Could not load X509 key pair/,
        confidence: 0.95,
        values: { reason: 'wants TLS and names no certificate that can be read' },
      },
      {
        match: /invalid mirror: no scheme specified/,
        confidence: 0.93,
        values: { reason: 'names a mirror without https://' },
      },
    ],
  },
  'daemon.config-conflict': {
    defaults: { directive: 'hosts', file: '/etc/docker/daemon.json', flag: 'its service unit' },
    patterns: [
      {
        match:
          /with file (?<file>[^\s:]{1,80}): the following directives are specified both as a flag and in the configuration file: (?<directive>[\w-]{1,80}): \(from flag: (?<flag>.{1,80}), from file/,
        confidence: 0.97,
      },
      {
        match:
          /directives are specified both as a flag and in the conf\w{0,60}(?: file: (?<directive>[\w-]{1,80}))?/,
        confidence: 0.95,
      },
      { match: /(?<directive>[\w-]{1,80}): \(from flag: (?<flag>.{1,80}), from file: /, confidence: 0.95 },
    ],
  },
  'socket.group': {
    title: 'The Docker socket belongs to the wrong group',
    summary:
      'The group {group}, to which the Docker socket should belong, is not there (or has another number in this container). Being in the docker group does not help.',
    defaults: { path: '/var/run/docker.sock', owner: 'root', group: 'docker' },
    patterns: [
      { match: /failed to load listeners: group (?<group>\S{1,120}) not found/, confidence: 0.93 },
      {
        match:
          /could not change group \S{0,120}docker\.sock to (?<group>\S{1,120}): group \S{1,120} not found/,
        confidence: 0.93,
      },
      { match: /Failed to resolve group (?<group>docker|\w{1,60})(?::| )/, confidence: 0.93, context: true },
      { match: /docker\.socket: Control process exited, code=exited,? status=216\/GROUP/, confidence: 0.94 },
      { match: /status=216\/GROUP/, confidence: 0.85, context: true },
      {
        match:
          /Could not find group (?<group>docker)|group docker not found|docker: group (?:does not exist|not found)/,
        confidence: 0.82,
      },
      {
        match: /usermod: group '(?<group>docker)' does not exist/,
        confidence: 0.88,
        also: ['engine.missing'],
      },
    ],
  },
  'socket.group-pending': {
    defaults: { group: 'docker' },
    patterns: [
      // `groups` (this process) lacks what `groups USER` (the database) has.
      {
        match:
          /groups\s(?:(?!docker)[^\n\u2028]){1,160}[\n\u2028](?:\S{1,60} )?groups \S{1,40}\s[\w.-]{1,40} : [^\n\u2028]{0,160}\bdocker\b/,
        confidence: 0.92,
        also: ['socket.permission'],
      },
      {
        match:
          /(?:log ?out and (?:log ?)?(?:back )?in|new login|newgrp docker).{0,80}(?:group membership|re-evaluated|docker group)/,
        confidence: 0.6,
        also: ['socket.permission'],
      },
      {
        match: /group membership (?:is|to be) re-?evaluated/,
        confidence: 0.5,
        context: true,
        also: ['socket.permission'],
      },
    ],
  },
  'socket.permission': {
    title: 'Your user may not use the Docker socket',
    summary: 'Your user may not open {path}. Every docker command is refused.',
    defaults: { path: 'the Docker socket', owner: 'root and the group docker' },
    patterns: [
      {
        match:
          /permission denied while trying to connect to the Docker (?:daemon socket|API) at unix:\/\/(?<path>[^\s:;"']{1,80})/,
        confidence: 0.92,
        systems: ['linux', 'wsl'],
        also: ['socket.group-pending', 'socket.group', 'security.selinux'],
      },
      {
        match:
          /permission denied while trying to connect to the Docker (?:daemon socket|API) at unix:\/\/(?<path>[^\s:;"']{1,80})/,
        confidence: 0.91,
        systems: ['macos'],
      },
      {
        match: /permission denied while trying to connect to the Docker (?:daemon|API)/,
        confidence: 0.9,
        also: ['socket.group-pending', 'socket.group', 'security.selinux'],
      },
      {
        match: /dial unix (?<path>[^\s:]{0,80}docker[^\s:]{0,80}\.sock): connect: permission denied/,
        confidence: 0.9,
        also: ['socket.group-pending', 'socket.group', 'security.selinux'],
      },
      {
        match: /connect EACCES (?<path>\S{0,120}docker\S{0,120}\.sock)/,
        confidence: 0.92,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match: /Connection aborted\.', PermissionError\(13, 'Permission denied'\)/,
        confidence: 0.85,
        context: true,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match:
          /(?<path>\S{0,120}\/docker\.sock)["'`)]{0,2}:? .{0,60}(?:permission denied|EACCES|AccessDenied|not (?:readable|writable|accessible)|Operation not permitted)/,
        confidence: 0.8,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match:
          /(?:permission denied|EACCES|PermissionDenied|AccessDeniedException|not have permission)[^\n]{0,80}(?<path>\/\S{0,120}docker\.sock)/,
        confidence: 0.82,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match: /srw-rw---- \d+ root root .{0,40}(?<path>\/\S{0,120}docker\.sock)/,
        confidence: 0.7,
        also: ['socket.group', 'install.snap'],
      },
      {
        match: /user\b.{0,40}(?:not in|add .{0,20} to) the ['"`]?docker['"`]? group/,
        confidence: 0.7,
        also: ['socket.group-pending'],
      },
      {
        match: /Couldn't connect to Docker daemon.{0,40}you might need to run/,
        confidence: 0.55,
        also: ['daemon.not-running'],
      },
      {
        match: /docker[^\n]{0,300}error trying to connect: Permission denied \(os error 13\)/,
        confidence: 0.8,
        context: true,
        also: ['socket.group-pending'],
      },
      {
        match: /BindException: Permission denied[\s\S]{0,300}com\.github\.dockerjava/,
        confidence: 0.85,
        also: ['socket.group-pending'],
      },
      {
        match: /does not have permission to run ['"]?docker\b/,
        confidence: 0.8,
        also: ['socket.group-pending', 'socket.group'],
      },
    ],
  },
  'pipe.permission': {
    title: "Your user may not open Docker's named pipe",
    summary:
      'The pipe {path} is there, and Windows refuses it: your user is not in the group docker-users, has not signed in again since, or Docker was started by an administrator.',
    defaults: { path: '//./pipe/docker_engine', pipe: 'docker_engine' },
    patterns: [
      {
        match:
          /open (?<path>\/\/\.\/pipe\/docker\w{0,60})["']?: (?:Access is denied|Zugriff verweigert|Accès refusé|Acceso denegado|Acesso negado|Accesso negato|Отказано в доступе|アクセスが拒否されました|拒绝访问|액세스가 거부되었습니다)/,
        confidence: 0.94,
        also: ['socket.permission', 'desktop.windows-containers'],
      },
      {
        match: /docker client must be run (?:elevated|with elevated privileges) to connect/,
        confidence: 0.5,
        also: ['daemon.not-running', 'socket.permission'],
      },
      {
        match: /connect EPERM \/\/\.\/pipe\/docker\w{0,60}|EACCES \/\/\.\/pipe\/docker\w{0,60}/,
        confidence: 0.93,
        also: ['socket.permission'],
      },
      {
        match:
          /docker_engine.{0,60}(?:UnauthorizedAccessException|Access to the path is denied|Access is denied|\(5, 'CreateFile')/,
        confidence: 0.92,
        also: ['socket.permission'],
      },
      { match: /\(5, 'CreateFile', /, confidence: 0.88, context: true, also: ['socket.permission'] },
      { match: /not in the ["']?docker-users["']? group/, confidence: 0.94 },
      {
        match: /(?:DD0005|docker-users).{0,80}(?:FAIL|not (?:a )?member|must be added|add your user)/,
        confidence: 0.85,
      },
      { match: /must be in the ["']?docker-users["']? group/, confidence: 0.94 },
    ],
  },
  'socket.missing': {
    title: 'The program looks for Docker where no engine listens',
    summary:
      '{path} does not exist. Either Docker is not running, or it listens on another socket (its context, such as desktop-linux, colima or rootless, has another address).',
    defaults: {
      path: '/var/run/docker.sock',
      other: 'another engine',
      otherUrl: 'unix:///path/of/the/other.sock',
      better: '',
    },
    patterns: [
      {
        match:
          /failed to connect to the docker API at unix:\/\/(?<path>\S{1,120}?)[;:] .{0,160}connect: no such file or directory/,
        confidence: 0.6,
        also: ['daemon.not-running', 'context.unreachable', 'engine.missing'],
      },
      {
        match: /dial unix (?<path>[^\s:]{0,80}docker[^\s:]{0,80}\.sock): connect: no such file or directory/,
        confidence: 0.6,
        also: ['daemon.not-running', 'context.unreachable', 'engine.missing'],
      },
      {
        match: /connect ENOENT (?<path>\S{0,120}docker\S{0,120}\.sock)/,
        confidence: 0.75,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match: /SocketNotFoundError\("(?<path>[^"]{1,160})"\)/,
        confidence: 0.85,
        also: ['context.unreachable', 'daemon.not-running'],
      },
      {
        match:
          /(?<path>\/\S{0,120}docker\.sock)["'`]?(?: \([^)]{0,60}\))?:? .{0,40}(?:no such file|does not exist|not found|ENOENT)/,
        confidence: 0.6,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      // A program that is not the CLI, with a socket of its own choice.
      {
        match:
          /^(?!(?:docker: |error: |error response from daemon: |server: |client: |> )?cannot |docker: |> |.{0,20}\$ ).{3,300}Cannot connect to the Docker daemon at unix:\/\/(?<path>\/(?:var\/)?run\/docker\.sock)/,
        confidence: 0.62,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match:
          /Cannot connect to the Docker daemon at unix:\/\/(?<path>\/(?:var\/)?run\/docker\.sock)[^\n]{0,60}\s(?:in github\.com|at [\w.]{1,80}\(|File ")/,
        confidence: 0.66,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match: /Cannot connect to the Docker daemon at unix:\/\/(?<path>\S{0,120}\.sock)\.$/,
        confidence: 0.61,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match: /Docker client strategy \w{1,60} is not reachable|No Docker client strategy found/,
        confidence: 0.6,
        also: ['daemon.not-running', 'version.library'],
      },
      {
        match:
          /(?:failed|failure|unable|could not|cannot|error)[^\n]{0,20} (?:to )?(?:connect to|connecting to|find|locate) (?:the )?docker (?:daemon|socket|endpoint|engine)\b/,
        confidence: 0.5,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match: /bind source path does not exist: (?<path>\/\S{0,120}docker\.sock)/,
        confidence: 0.7,
        also: ['run.mount-denied'],
      },
    ],
  },
  'socket.stale': {
    title: 'Docker is not running; it left its socket behind',
    summary:
      'The socket {path} is there, and nothing behind it answers: the engine was stopped hard or crashed, or the link leads to an engine that is gone.',
    defaults: { path: '/var/run/docker.sock' },
    patterns: [
      {
        match:
          /dial unix (?<path>[^\s:]{0,80}docker[^\s:]{0,80}\.(?:raw\.)?sock): connect: connection refused/,
        confidence: 0.85,
        also: ['daemon.not-running', 'context.unreachable', 'desktop.stuck'],
      },
      {
        match: /connect ECONNREFUSED (?<path>\/\S{0,120}docker\S{0,120}\.sock)/,
        confidence: 0.85,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match: /Connection aborted\.', ConnectionRefusedError\((?:61|111), 'Connection refused'\)/,
        confidence: 0.8,
        context: true,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match: /docker(?:\.raw)?\.sock\/v1\.\d+\/\S{0,120}"?: (?:EOF|read: connection reset|unexpected EOF)/,
        confidence: 0.5,
        also: ['daemon.not-running', 'daemon.failed', 'desktop.engine-stopped'],
      },
      {
        match: /docker(?:\.raw)?\.sock.{0,160}: (?:EOF|connection reset by peer)$/,
        confidence: 0.48,
        also: ['daemon.failed', 'daemon.not-running'],
      },
    ],
  },
  'socket.not-a-socket': {
    defaults: { path: '/var/run/docker.sock', kind: 'folder' },
    patterns: [
      { match: /can't create unix socket (?<path>[^\s:]{1,80}): is a directory/, confidence: 0.96 },
      { match: /(?<path>\/\S{0,120}docker\.sock): (?:is|Is) a directory/, confidence: 0.88 },
    ],
  },
  'socket.exposed': {
    title: 'The engine can be reached by people who should not reach it',
    summary: '{reason}. Whoever can talk to the engine is root on this machine.',
    defaults: { reason: 'It listens on TCP without TLS' },
    patterns: [
      { match: /Binding to IP address without --tlsverify is insecure/, confidence: 0.8 },
      { match: /Binding to an IP address without --tlsverify is (?:deprecated|insecure)/, confidence: 0.8 },
      { match: /API is accessible on http:\/\/\S{1,60} without encryption/, confidence: 0.8 },
      { match: /Access to the remote API is equivalent to root access/, confidence: 0.75 },
    ],
  },
  'daemon.hung': {
    title: 'The engine hangs',
    summary: 'Something accepts connections and does not answer in time.',
    defaults: { url: 'the address of the engine', seconds: 'the time that was allowed' },
    patterns: [
      {
        match: /UnixHTTPConnectionPool\(host='localhost', port=None\): Read timed out/,
        confidence: 0.85,
        also: ['daemon.slow'],
      },
      {
        match:
          /%2Fdocker\.sock\/\S{0,120}"?: (?:context deadline exceeded|net\/http: request canceled|net\/http: timeout awaiting response headers)/,
        confidence: 0.82,
        also: ['daemon.slow', 'desktop.stuck'],
      },
      {
        match:
          /docker (?:daemon|engine|desktop|info|version|ps) .{0,40}(?:timed out|timeout|did not respond|not responding|hangs|hung)\b/,
        confidence: 0.6,
        also: ['daemon.slow', 'desktop.stuck'],
      },
      {
        match: /An HTTP request took too long to complete/,
        context: true,
        confidence: 0.75,
        also: ['daemon.slow'],
      },
      {
        match: /timeout (?:waiting|while waiting) for (?:the )?docker (?:daemon|engine|to start)/,
        confidence: 0.6,
        also: ['daemon.not-running', 'desktop.stuck'],
      },
      {
        match: /waiting for the Docker API: context deadline exceeded/,
        confidence: 0.6,
        also: ['desktop.stuck', 'desktop.backend-crash'],
      },
    ],
  },
  'daemon.slow': {
    title: 'The engine answers slowly',
    summary: 'The engine works, but something holds it up: disk, memory, or very many containers.',
    patterns: [],
  },
  'daemon.error': {
    title: 'The engine answers with an error',
    summary: 'Something answers at the address of the engine, but not as an engine should: {reason}.',
    defaults: { url: 'its address', reason: 'an internal error' },
    patterns: [
      {
        match: /Error response from daemon: (?:panic|runtime error|internal error|server error)[^\n]{0,120}/,
        confidence: 0.6,
      },
      {
        match: /(?:Bad response from Docker engine|unexpected response from (?:the )?docker daemon)/,
        confidence: 0.7,
        also: ['desktop.engine-stopped'],
      },
      {
        match: /write unix @->\/\S{1,120}docker\S{0,40}\.sock: write: broken pipe/,
        confidence: 0.92,
        also: ['daemon.failed', 'socket.stale'],
      },
    ],
  },
  'daemon.warnings': {
    title: 'The engine warns about itself',
    summary: '{reason}.',
    defaults: { reason: 'It printed a warning' },
    patterns: [
      {
        match: /WARNING: (?<reason>bridge-nf-call-ip6?tables is disabled)/,
        confidence: 0.5,
        also: ['kernel.config'],
      },
      {
        match: /WARNING: (?<reason>No (?:blkio|io\.\w{1,60}|cpu|cpuset|oom|kernel memory)[^\n]{0,60}support)/,
        confidence: 0.45,
        also: ['kernel.cgroups', 'rootless.cgroup'],
      },
      {
        match:
          /WARNING: (?<reason>Running Docker on [^\n]{0,60}|the \S{1,120} storage-driver is deprecated[^\n]{0,60})/,
        confidence: 0.5,
        also: ['daemon.storage'],
      },
    ],
  },
  'container.no-socket': {
    title: 'You are inside a container that has no engine',
    summary:
      'The program runs inside a container or CI job ({container}). Docker runs outside of it, and its socket was not given to it.',
    defaults: { container: 'a job of a CI system' },
    patterns: [
      {
        match: /Job failed(?: \(system failure\))?: .{0,80}Cannot connect to the Docker daemon/,
        confidence: 0.6,
        also: ['container.dind'],
      },
      {
        match: /to failed\. Reason: Docker not available/,
        confidence: 0.7,
        also: ['daemon.unreachable', 'daemon.not-running'],
      },
    ],
  },
  'container.dind': {
    title: 'The engine inside this container cannot work',
    summary:
      '{reason}. Docker in Docker needs a privileged container, or the dind service must be reachable.',
    defaults: {
      reason: 'The dind service cannot be reached or may not do what it must',
      url: 'tcp://docker:2375',
    },
    patterns: [
      // The host's socket is mounted where the engine inside would make its own.
      {
        match: /can't create unix socket \S{0,120}docker\.sock: device or resource busy/,
        confidence: 0.93,
        values: { reason: "The host's socket is mounted where the engine inside makes its own" },
        also: ['socket.not-a-socket'],
      },
      {
        match:
          /(?:Cannot connect to the Docker daemon at|docker API at) (?<url>tcp:\/\/(?:docker|dind)(?::\d{1,5})?)/,
        confidence: 0.9,
        also: ['remote.dns', 'remote.refused', 'env.docker-host'],
      },
      {
        match:
          /lookup (?:docker|dind)(?: on \S{1,60})?: (?:no such host|server misbehaving|Temporary failure)/,
        confidence: 0.9,
        values: { reason: 'The name of the dind service is not known: it was not declared, or it ended' },
        also: ['remote.dns'],
      },
      {
        match:
          /(?:https?|tcp):\/\/(?:docker|dind):237[56]\/?\S{0,120}"?:? .{0,80}(?:refused|no such host|i\/o timeout|Client sent an HTTP request|x509|malformed|misbehaving)/,
        confidence: 0.88,
        also: ['remote.dns', 'remote.refused', 'remote.tls-required'],
      },
      {
        match: /mount: permission denied \(are you root\?\)/,
        confidence: 0.9,
        context: true,
        values: { reason: 'The container is not privileged' },
      },
      {
        match: /Could not mount \/sys\/kernel\/security/,
        confidence: 0.9,
        values: { reason: 'The container is not privileged' },
      },
      {
        match: /ip: can't find device 'ip_tables'|modprobe: can't change directory to '\/lib\/modules'/,
        confidence: 0.8,
        values: { reason: 'The container has no modules of the kernel, or is not privileged' },
        also: ['kernel.iptables', 'kernel.modules-missing'],
      },
      {
        match: /service runner-\S{1,80}docker-\d probably didn't start properly/,
        confidence: 0.9,
        values: { reason: 'The dind service did not start: the runner must be privileged' },
      },
      {
        match:
          /open \/certs\/client\/(?:ca|cert|key)\.pem: no such file|could not read CA certificate "\/certs\/client/,
        confidence: 0.93,
        values: { reason: 'The certificates of the dind service were not shared with this job' },
        also: ['env.tls'],
      },
    ],
  },
  'daemon.containerd': {
    defaults: { reason: 'it does not run or does not answer', kind: 'failed' },
    patterns: [
      { match: /failed to start containerd(?:: (?<reason>[^\n]{3,120}))?/, confidence: 0.93 },
      {
        match: /timeout waiting for containerd to start/,
        confidence: 0.94,
        values: { reason: 'it did not start in time' },
      },
      {
        match: /Failed to connect to containerd/,
        confidence: 0.93,
        values: { reason: 'it is missing or does not run' },
      },
      {
        match: /failed to dial "?(?<path>[^\s"]{0,80}containerd\S{0,120}\.sock)"?: (?<reason>[^\n]{3,120})/,
        confidence: 0.93,
      },
      {
        match: /"containerd": executable file not found/,
        confidence: 0.95,
        values: { kind: 'missing', reason: 'it is not installed' },
      },
      {
        match:
          /dial unix:?\/? ?\/?\S{0,120}containerd\/containerd\.sock: (?:connect: )?(?<reason>[a-z][^\n."]{3,60})/,
        confidence: 0.9,
      },
      {
        match: /containerd\.service: (?:Main process exited|Failed with result|Start request repeated)/,
        confidence: 0.82,
      },
      {
        match: /Unit (?:file )?containerd\.service (?:not found|could not be found|does not exist)/,
        confidence: 0.92,
        values: { kind: 'missing', reason: 'it is not installed' },
      },
      {
        match:
          /containerd did not exit successfully|containerd: (?:exit status|invalid|unknown|plugin)[^\n]{0,80}/,
        confidence: 0.7,
      },
      {
        match:
          /(?:unknown service containerd\.\S{1,60}|no plugins? (?:registered|found) for io\.containerd\S{0,60})/,
        confidence: 0.78,
        values: { reason: 'its version or settings do not offer what the engine asks for' },
      },
      { match: /rpc error: code = Unavailable desc = connection error: .{0,80}containerd/, confidence: 0.85 },
      { match: /Failed to start containerd container runtime/, confidence: 0.88 },
      {
        match:
          /Stopping healthcheck following graceful shutdown.{0,20}libcontainerd|containerd.{0,40}(?:connection is closing|deadline exceeded)/,
        confidence: 0.4,
        also: ['daemon.failed'],
      },
      {
        match: /mkdir \/run\/containerd\/[0-9a-f]{64}: file exists/,
        confidence: 0.85,
        also: ['run.failed'],
      },
    ],
  },
  'daemon.storage': {
    defaults: {
      reason: 'the driver does not fit the file system or what is stored there',
      kind: 'driver',
      path: '/var/lib/docker',
    },
    patterns: [
      { match: /error initializing graphdriver: (?<reason>[^\n]{3,160})/, confidence: 0.93 },
      {
        match:
          /(?:mkdir|open|stat|symlink) (?<path>\/\S{1,80}\/(?:overlay2?|aufs|btrfs|zfs))\/\w{20,80}(?:-init)?\/\S{1,80}: (?:invalid argument|structure needs cleaning|input\/output error)/,
        confidence: 0.85,
        values: { reason: 'the file system below it does not do what the driver needs' },
        also: ['kernel.overlay', 'run.failed'],
      },
      {
        match: /Error (?:starting daemon|creating daemon): (?<reason>layer does not exist)/,
        confidence: 0.88,
      },
      {
        match:
          /prior storage driver "?(?<driver>[\w-]{1,80})"? (?:is deprecated|failed|is not supported)[^\n]{0,100}/,
        confidence: 0.95,
        values: { reason: 'what is stored there belongs to another driver' },
      },
      {
        match: /(?<driver>[\w-]{1,80}) storage-driver has been deprecated and removed/,
        confidence: 0.95,
        values: { reason: 'its storage driver was removed from this version' },
      },
      {
        match: /contains several valid graphdrivers: (?<drivers>[\w, ]{3,60})/,
        confidence: 0.95,
        values: { reason: 'images of several storage drivers lie there' },
      },
      {
        match: /driver not supported: (?<driver>overlay2?|aufs|btrfs|zfs|devicemapper|vfs|fuse-overlayfs)/,
        confidence: 0.9,
        values: { reason: 'the driver does not work on this file system or kernel' },
      },
      {
        match: /'?(?:overlay2?|aufs)'? (?:is not supported over|not supported over) (?<reason>[\w-]{1,80})/,
        confidence: 0.94,
        also: ['kernel.overlay'],
      },
      {
        match: /overlay2?: (?:the )?backing \w{1,60} filesystem is formatted without d_type support/,
        confidence: 0.95,
        values: { reason: 'its file system was made without d_type' },
      },
      { match: /backing file ?system is unsupported for this graph driver/, confidence: 0.94 },
      {
        match: /(?:overlay2|btrfs|zfs|devmapper|devicemapper): unknown option (?<option>\S{1,120})/,
        confidence: 0.94,
        values: { reason: 'it is given options of another driver' },
        also: ['daemon.config-invalid'],
      },
      {
        match:
          /devmapper: (?:Base Device UUID and Filesystem verification failed|Error \S[^\n]{0,80}|Loopback[^\n]{0,60})/,
        confidence: 0.9,
      },
      {
        match: /failed to mount overlay: (?<reason>invalid argument)/,
        confidence: 0.85,
        context: true,
        also: ['kernel.overlay'],
      },
      {
        match: /error creating overlay mount to \S{1,200}: (?<reason>[^\n]{3,80})/,
        confidence: 0.85,
        also: ['security.selinux', 'kernel.overlay'],
      },
      {
        match: /layer(?:s)? (?:from manifest|does not exist|not known|metadata).{0,60}(?:image|rootfs)/,
        confidence: 0.5,
        context: true,
        values: { reason: 'its records of image layers are damaged' },
      },
      {
        match:
          /failed to retrieve image list.{0,60}|error getting (?:image|layer).{0,80}no such file or directory/,
        confidence: 0.5,
        context: true,
        values: { reason: 'its records are damaged' },
      },
      {
        match:
          /open \/var\/lib\/docker\/\S{1,200}: (?<reason>read-only file system|input\/output error|structure needs cleaning|transport endpoint is not connected|stale NFS file handle)/,
        confidence: 0.88,
      },
      {
        match:
          /(?<!mkdir )\/var\/lib\/docker[^\s:]{0,160}: (?<reason>read-only file system|input\/output error|structure needs cleaning)/,
        confidence: 0.85,
        also: ['disk.full'],
      },
      {
        match: /panic: (?:page \d+ already freed|assertion failed: Page expected|invalid page type)/,
        confidence: 0.8,
        values: { reason: 'its database is damaged' },
      },
      {
        match: /graphdriver plugins are only supported with experimental mode/,
        confidence: 0.92,
        values: { reason: 'this engine no longer has that storage driver' },
      },
      {
        match: /RWLayer of container \w{1,64} is unexpectedly nil/,
        confidence: 0.92,
        values: { reason: 'what it keeps of a container is gone' },
      },
    ],
  },
  'daemon.network': {
    defaults: { reason: 'its rules or its bridge cannot be made' },
    patterns: [
      {
        match: /Error initializing network controller: (?<reason>[^\n]{3,240})/,
        confidence: 0.82,
        also: ['kernel.iptables', 'net.firewall', 'kernel.modules-missing'],
      },
      {
        match: /error (?:creating|initializing) default "bridge" network: (?<reason>[^\n]{3,160})/,
        confidence: 0.85,
        also: ['net.subnet-overlap'],
      },
      {
        match: /failed to create NAT chain \S{1,120}: (?<reason>[^\n]{3,200})/,
        confidence: 0.8,
        also: ['kernel.iptables'],
      },
      {
        match: /unable to add return rule in DOCKER-ISOLATION-STAGE-\d chain/,
        confidence: 0.9,
        also: ['kernel.iptables'],
      },
      {
        match: /RULE_APPEND failed \((?<reason>[^)]{3,60})\)/,
        confidence: 0.9,
        context: true,
        also: ['kernel.iptables'],
      },
      {
        match: /failed to register "bridge" driver: (?<reason>[^\n]{3,200})/,
        confidence: 0.8,
        also: ['kernel.iptables'],
      },
      { match: /cannot create network \w{1,60} \(docker0\): (?<reason>[^\n]{3,120})/, confidence: 0.9 },
      {
        match:
          /bridge docker0: (?<reason>[^\n]{3,80})|Could not (?:add|set up|create) \S{0,20} ?(?:docker0|bridge)/,
        confidence: 0.8,
        context: true,
      },
      { match: /network controller.{0,60}(?:failed|error|cannot)/, confidence: 0.6, context: true },
      // Windows' own network service, which makes the network 'nat'.
      {
        match:
          /HNS failed with error(?! : (?:The process cannot access|Element not found))|hnsCall failed in Win32: (?!The specified port|Element not found)/,
        confidence: 0.88,
        also: ['desktop.windows-containers', 'daemon.failed'],
      },
    ],
  },
  'daemon.port-conflict': {
    title: 'Another process holds what the engine needs',
    summary: '{reason}. Two engines cannot share it.',
    defaults: {
      reason: 'Another process holds the address, the pipe or the pid file of the engine',
      pid: '',
      file: '/var/run/docker.pid',
    },
    patterns: [
      {
        match:
          /ensure docker is not running or delete (?<file>\S{1,120}?)(?:: process with PID (?<pid>\d+) is still running|$|\s)/,
        confidence: 0.95,
        values: { reason: 'The pid file of the engine names a process that runs' },
      },
      {
        match: /pid file found, ensure docker(?: is not running| >)/,
        confidence: 0.95,
        values: { reason: 'The pid file of the engine names a process that runs' },
      },
      {
        match: /can't create unix socket (?<file>[^\s:]{1,80}): .{0,120}in use/,
        confidence: 0.93,
        values: { reason: 'Another engine has the socket' },
      },
      {
        match: /CreateFile \S{0,8}pipe\S{1,2}docker_engine: /,
        confidence: 0.93,
        values: { reason: 'Another product has the pipe docker_engine' },
        also: ['context.unreachable'],
      },
      {
        match: /API forwarding for Docker API clients is not available due to the following startup failures/,
        confidence: 0.9,
        values: { reason: 'Another product has the pipe docker_engine' },
      },
      {
        match:
          /[\\/]pipe[\\/]docker_engine: (?:All pipe instances are busy|Alle Pipeinstanzen sind ausgelastet|Toutes les instances)/,
        confidence: 0.93,
        values: { reason: 'Another product has the pipe docker_engine' },
      },
      {
        match:
          /failed to load listeners: listen (?:tcp|unix) (?<file>\S{1,120}?): bind: address already in use/,
        confidence: 0.95,
        values: { reason: 'Another process listens at the address of the engine' },
      },
      {
        match: /listen tcp \S{0,40}:237[56]: bind: address already in use/,
        confidence: 0.93,
        values: { reason: 'Another process listens at the address of the engine' },
      },
    ],
  },
};
