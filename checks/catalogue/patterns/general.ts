/**
 * The cores that hold whatever program prints the message: an errno beside the engine's socket, the path of an API
 * call, the host of a public registry, the code of Windows. They rank below the wordings that are known exactly.
 */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const generalPatterns: PatternTable = {
  'client.missing': {
    patterns: [
      {
        match: /program "docker(?:\.exe)?"[^\n]{0,220}(?:error=2\b|No such file|cannot find)/,
        confidence: 0.8,
        also: ['client.not-on-path'],
      },
      {
        match:
          /(?:ENOENT|No such file or directory|NotFound|executable file not found|not found|cannot find the file)[^\n]{0,30}(?:- |: |process |exec |spawn |command )['"`]?docker(?:\.exe)?['"`]?(?![\w./-])/,
        confidence: 0.72,
        also: ['client.not-on-path'],
      },
      {
        match:
          /(?:execut|start|spawn|run|launch)\w{0,8}[^\n]{0,30} ['"`]docker(?:\.exe)?['"`][^\n]{0,60}(?:not found|No such file|cannot find|ENOENT)/,
        confidence: 0.72,
        also: ['client.not-on-path'],
      },
      { match: /\bno docker in \(/, confidence: 0.85, also: ['client.not-on-path'] },
      { match: /\bdocker: Command not found/, confidence: 0.85, also: ['client.not-on-path'] },
      {
        match:
          /\bDocker(?: CLI| Desktop| Engine)? not (?:found|installed|detected)|(?:please|you (?:need|have) to|must) (?:first )?install Docker\b|\bdocker is required (?:but|and)\b/,
        confidence: 0.55,
        also: ['client.not-on-path', 'daemon.not-running'],
      },
    ],
  },
  'client.not-on-path': {
    patterns: [
      {
        match: /Unable to locate executable file: docker\b/,
        confidence: 0.85,
        also: ['client.missing'],
      },
      {
        match:
          /(?:(?<![\w./-])docker(?:\.exe)?["']|"docker(?:\.exe)?")(?: |は|은|项|項|,)[^\n]{0,24}(?:ist entweder|wurde nicht als|no se reconoce|n'est pas reconnu|não é reconhecido|non è riconosciuto|не является|не распознано|内部コマンド|은 \(는\)|\(는\)|认识|识别为|不是内部|不是內部|辨識為|nie jest rozpozna|is niet herkend|olarak tanınm|iç ya da dış|není názvem|认为)/,
        confidence: 0.9,
        also: ['client.missing'],
      },
      {
        match:
          /^docker ?: (?:Die Benennung|Le terme|El término|Il termine|O termo|Имя|Nazwa|De term|Termen|'docker')/,
        confidence: 0.9,
        also: ['client.missing'],
      },
    ],
  },
  'client.broken': {
    patterns: [
      {
        match:
          /(?:unable|failed|cannot|could not) (?:to )?(?:execute|exec|run|start) (?<path>\/\S{0,120}bin\/docker): (?<reason>[\w /]{3,60})/,
        confidence: 0.8,
        also: ['desktop.wsl-integration'],
      },
      {
        match: /(?:zsh|bash|sh): (?:exec format error|bad CPU type in executable): \S{0,120}\bdocker\b/,
        confidence: 0.92,
        values: { reason: 'it is a program for another kind of machine' },
      },
      {
        match: /(?<path>\S{0,120}\bdocker): cannot execute: required file not found/,
        confidence: 0.9,
        values: { reason: 'the loader it was made for is not here' },
      },
      {
        match:
          /(?:^|[\s:/])docker: (?<reason>Permission denied|Input\/output error|Text file busy|Too many levels of symbolic links|Is a directory|Cannot allocate memory)$/,
        confidence: 0.78,
        also: ['client.missing', 'desktop.wsl-integration'],
      },
      {
        match:
          /\bdocker (?:version|info|ps|run|build|compose|--version)\b[^\n]{0,60}[\n\u2028](?:.{0,60}: )?(?<reason>Illegal instruction|Segmentation fault|Bus error|Trace\/BPT trap|Killed: 9)/,
        confidence: 0.82,
        also: ['os.unsupported'],
      },
      { match: /\b(?<reason>killed) {1,8}docker (?:version|info|ps|run|build|compose)\b/, confidence: 0.8 },
    ],
  },
  'client.outdated': {
    patterns: [
      {
        match: /docker: '(?!compose|buildx)[a-z-]{3,30}' is not a docker command/,
        confidence: 0.5,
        also: ['plugin.broken', 'engine.eol'],
      },
      {
        match: /unknown (?:shorthand )?flag: .{1,80} See 'docker(?: \w{1,30}){0,2} --help'/,
        confidence: 0.45,
        also: ['compose.missing', 'buildx.missing', 'engine.eol'],
      },
    ],
  },
  'compose.legacy': {
    patterns: [
      { match: /\bcompose[\\/]{1,2}cli[\\/]{1,2}main\.py/, confidence: 0.45 },
      { match: /site-packages[\\/]{1,2}docker[\\/]{1,2}transport.{0,200}\sValueError/, confidence: 0.5 },
    ],
  },
  'plugin.broken': {
    patterns: [
      {
        match:
          /(?<path>\S{0,120}(?:cli-plugins|docker)[\\/]docker-(?<name>compose|buildx|scan|scout)(?:\.exe)?)["']?: (?<reason>cannot execute|permission denied|exec format error|no such file|is not a valid)/,
        confidence: 0.85,
        also: ['compose.missing'],
      },
    ],
  },
  'install.conflict': {
    patterns: [
      {
        match:
          /unmet dependencies:[\s\S]{0,700}?\b(?:docker\.io|docker-ce|containerd\.io|containerd|runc|docker-compose-plugin)\b/,
        confidence: 0.8,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
        also: ['install.repository'],
      },
      {
        match: /:: (?:docker\S{0,20} and \S{1,40}|\S{1,40} and docker\S{0,20}) are in conflict/,
        confidence: 0.93,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
      },
      {
        match: /requires (?:containerd\.io|docker-ce-cli|runc) [^\n]{1,40}, but none of the providers/,
        confidence: 0.85,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
        also: ['install.repository'],
      },
      {
        match: /conflicting packages - not installing (?:docker|containerd)\S{0,20}/,
        confidence: 0.93,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
      },
    ],
  },
  'install.repository': {
    patterns: [
      {
        match:
          /https?:\/\/(?<found>(?:apt|yum)\.dockerproject\.org[^\s']{0,50}) [^\n]{0,80}(?:Release|404|not signed|GPG|NO_PUBKEY|Failed|Could not)/,
        confidence: 0.93,
      },
      {
        match:
          /(?:Failed to fetch|Cannot find|Err:\d{1,3}|Could not (?:resolve|connect)|Cannot download)[^\n]{0,40}download\.docker\.com\/linux\/(?<found>[\w./-]{1,80})/,
        confidence: 0.72,
        also: ['registry.dns', 'registry.proxy'],
      },
      {
        match:
          /(?:Unable to (?:locate package|find a match:)|No (?:match for argument:|packages?(?: matching)?)|target not found:|find any package by (?:glob|regex)|has no installation candidate[^\n]{0,10}) ?'?(?<found>(?:docker|containerd\.io|moby|container-selinux)[\w.-]{0,40})/,
        confidence: 0.86,
        also: ['install.conflict', 'compose.missing'],
      },
      {
        match:
          /(?:nothing provides|Requires:|Processing Dependency:) (?<found>[\w.-]{2,40}(?: >=? ?[\w.:-]{1,20})?)[^\n]{0,30}(?:needed by|for package:)[^\n]{0,12}(?:docker|containerd)/,
        confidence: 0.8,
        also: ['install.conflict', 'security.selinux'],
      },
      {
        match: /No package (?:docker|container)[\w.-]{0,40} available/,
        confidence: 0.85,
        also: ['install.conflict', 'security.selinux'],
      },
      {
        match: /ERROR: Unsupported distribution '(?<found>[\w.-]{1,40})'/,
        confidence: 0.7,
        also: ['os.unsupported'],
      },
    ],
  },
  'install.leftover': {
    patterns: [
      {
        match: /Error checking TLS connection: (?<reason>[^\n:]{3,100})/,
        confidence: 0.86,
      },
      {
        match:
          /Error (?:creating machine|checking the host|with pre-create check|in driver during machine creation): /,
        confidence: 0.6,
        values: { reason: 'docker-machine, which is retired, fails' },
        also: ['virt.firmware-disabled', 'virt.conflict'],
      },
    ],
  },
  'os.unsupported': {
    patterns: [
      {
        match:
          /Docker(?: Desktop)? requires (?:at least )?macOS (?:version )?(?<needed>[\d.]{1,20})|macOS (?<needed2>[\d.]{1,20}) (?:or (?:newer|later|higher) )?is required[^\n]{0,60}Docker/,
        confidence: 0.88,
        values: { product: 'Docker Desktop', reason: 'Docker Desktop of this version needs a newer macOS' },
      },
      {
        match:
          /Docker Desktop (?:only supports|is (?:only|not) supported on|cannot be installed on|requires) [^\n]{0,20}Windows/,
        confidence: 0.85,
        values: { product: 'Docker Desktop' },
      },
      {
        match:
          /(?:Community|Docker\.)Installer\.\w{3,40} ?failed|Component (?:Community|Docker\.)Installer\.\w{3,40} failed/,
        confidence: 0.8,
        values: { product: 'Docker Desktop' },
        also: ['virt.vmp-disabled', 'virt.hyperv-disabled', 'wsl.missing'],
      },
      {
        match:
          /does not run on macOS versions (?:older|other) than|requires macOS (?:version )?>?=? ?\w{2,20}/,
        confidence: 0.75,
        context: true,
        values: { product: 'Docker Desktop' },
      },
      {
        match: /Docker Desktop requires Windows (?<needed>[^\n]{2,60})/,
        confidence: 0.9,
        values: { product: 'Docker Desktop' },
      },
      { match: /this version of Windows does not support the docker daemon/, confidence: 0.92 },
    ],
  },
  'config.invalid': {
    patterns: [
      {
        match:
          /Error (?:loading|parsing|reading) config file[:(]? ?(?<file>(?:\S{1,160}?(?:config\.json|\.dockercfg)))?[^\n]{0,20}(?:EOF|[Ii]nvalid|unexpected|json|illegal|cannot)/,
        confidence: 0.9,
      },
      {
        match:
          /(?<reason>invalid auth configuration file|something went wrong decoding auth config|(?:failed to read credentials from )?DOCKER_AUTH_CONFIG [^\n]{3,120})/,
        confidence: 0.82,
      },
    ],
  },
  'config.permission': {
    patterns: [
      {
        match:
          /(?<file>(?:~|\/(?:home|Users|root)\/?[^\s:"'/]{0,60}|<HOME>|\$HOME)\/\.docker(?:\/[^\s:"']{0,100})?)["']?: (?:permission denied|operation not permitted|EACCES)/,
        confidence: 0.84,
      },
    ],
  },
  'credentials.helper-failed': {
    patterns: [
      {
        match:
          /error (?:getting|storing|erasing|listing) credentials - err: [^\n]{0,60}out: .{0,4}error (?:getting|storing|calling) \S{3,30}/,
        confidence: 0.84,
      },
      {
        match: /docker-credential-(?<name>[\w-]{1,40})(?:\.exe)?['", ]{1,6}[^\n]{0,60}non-zero exit status/,
        confidence: 0.86,
      },
    ],
  },
  'context.unreachable': {
    patterns: [
      {
        match: /could not find a matching machine for connection "(?<url>[^"]{3,120})"/,
        confidence: 0.85,
        also: ['daemon.not-running', 'context.missing'],
      },
    ],
  },
  'env.docker-host': {
    patterns: [
      {
        match:
          /(?:Get|Post|Head|Put|Delete)? ?"?(?<url>https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::\d{1,5})?)\/v1\.\d\d\/.{0,200}(?:refused|connectex|ECONNREFUSED|EOF|reset by peer)/,
        confidence: 0.85,
        also: ['remote.refused', 'context.unreachable', 'daemon.not-running'],
      },
      {
        match:
          /Docker (?:daemon|API|host|engine|server)[^\n]{0,20} at (?<url>https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):\d{1,5})/,
        confidence: 0.85,
        also: ['remote.refused', 'daemon.not-running'],
      },
      {
        match:
          /\bDOCKER_HOST\b[^\n]{0,80}(?:invalid|not (?:valid|reachable|supported|recogni[sz]ed)|unreachable|refused|malformed|unsupported|cannot|could not)|Invalid DOCKER_HOST/,
        confidence: 0.72,
        also: ['context.unreachable'],
      },
    ],
  },
  'env.tls': {
    patterns: [
      {
        match:
          /unable to resolve docker endpoint: open (?<path>[^\n]{1,160}?(?:ca|cert|key)\.pem): (?!permission)/,
        confidence: 0.95,
        values: { reason: 'a certificate file is not there' },
        also: ['install.leftover', 'env.docker-host'],
      },
    ],
  },
  'remote.ssh': {
    patterns: [
      {
        match: /Docker (?:daemon|API) at https?:\/\/docker(?:\.example\.com)?(?![\w.:-]{1,6}\d)/,
        confidence: 0.9,
      },
      {
        match: /http:\/\/docker\.example\.com\/v1\.\d\d\/.{0,300}: (?<reason>[^\n:]{3,120})$/,
        confidence: 0.82,
      },
      {
        match: /ssh host connection is not valid: (?<reason>[^\n]{3,160})/,
        confidence: 0.85,
        also: ['env.docker-host'],
      },
      {
        match: /invalid SSH URL: (?<reason>[^\n]{3,160})/,
        confidence: 0.85,
        context: true,
        also: ['env.docker-host'],
      },
    ],
  },
  'remote.refused': {
    patterns: [
      {
        match:
          /Docker (?:daemon|API)[^\n]{0,10} at (?<url>(?:tcp|https?):\/\/(?!docker\b|dind\b|localhost|127\.)[\w.-]{1,80}:\d{1,5})/,
        confidence: 0.75,
        also: ['env.docker-host', 'remote.timeout'],
      },
      {
        match:
          /https?:\/\/(?<host>(?!docker\b|dind\b|localhost|127\.)[\w.-]{1,80})(?::\d{1,5})?\/v1\.\d\d\/.{0,160}(?:refused)/,
        confidence: 0.8,
        also: ['env.docker-host'],
      },
    ],
  },
  'remote.timeout': {
    patterns: [
      {
        match:
          /https?:\/\/(?<host>(?!localhost|127\.)[\w.-]{1,80})(?::\d{1,5})?\/v1\.\d\d\/.{0,160}(?:i\/o timeout|timed out|no route to host|network is unreachable|did not properly respond)/,
        confidence: 0.85,
        also: ['env.docker-host', 'install.leftover'],
      },
    ],
  },
  'remote.tls-hostname': {
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80})(?::\d{1,5})?\/v1\.\d\d\/.{0,160}x509: (?:certificate is valid for (?<names>[^\n]{1,100}), not|cannot validate certificate for)/,
        confidence: 0.93,
      },
    ],
  },
  'remote.tls-untrusted': {
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80})(?::\d{1,5})?\/v1\.\d\d\/.{0,160}x509: certificate signed by unknown authority/,
        confidence: 0.93,
        also: ['env.tls'],
      },
      {
        match: /candidate authority certificate ["\\]{1,4}(?:swarm-ca|docker|boot2docker)/,
        confidence: 0.9,
      },
    ],
  },
  'remote.tls-expired': {
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80})(?::\d{1,5})?\/v1\.\d\d\/.{0,160}x509: certificate has expired/,
        confidence: 0.93,
        also: ['clock.skew'],
      },
    ],
  },
  'remote.tls-client-cert': {
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80}):237\d\/.{0,200}remote error: (?:tls: )?(?:handshake failure|bad|certificate)/,
        confidence: 0.88,
        also: ['env.tls'],
      },
    ],
  },
  'container.dind': {
    patterns: [
      {
        match: /Docker (?:daemon|API)[^\n]{0,10} at (?<url>(?:tcp|https?):\/\/(?:docker|dind):\d{1,5})/,
        confidence: 0.9,
        also: ['remote.refused', 'remote.dns', 'env.docker-host'],
      },
      {
        match:
          /(?:service|image|container)[^\n]{0,40}docker:[\w.-]{0,30}dind\S{0,20}[^\n]{0,40}(?:fail|unhealthy|exited|error)/,
        confidence: 0.85,
        values: { reason: 'The dind service did not start, or does not answer' },
      },
    ],
  },
  'socket.permission': {
    patterns: [
      {
        match:
          /transport[\\/]unixconn\.py[\s\S]{0,300}PermissionError|PermissionError[\s\S]{0,200}docker\.errors/,
        confidence: 0.85,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match:
          /(?:EACCES|Permission denied|PermissionDenied|os error 13|EPERM)(?:(?!Cannot connect to)[\s\S]){0,120}?(?<path>\/[\w./-]{0,80}docker(?:\.raw)?\.sock)/,
        confidence: 0.78,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match:
          /(?:blocked|denied|refused|forbidden|no access|not allowed)[^\n]{0,40}docker\.sock[^\n]{0,60}(?:UID|GID|group|permission)/,
        confidence: 0.75,
        also: ['socket.group'],
      },
      {
        match: /(?:member of|belong to|add(?:ed)? [\w$'" -]{1,40} to|join|in) the ["'`]?docker["'`]? group\b/,
        confidence: 0.6,
        context: true,
        also: ['socket.group-pending'],
      },
      {
        match: /\bdocker\b[^\n]{0,40} not accessible (?:for|by|to) (?:the )?(?:current )?user/,
        confidence: 0.7,
        also: ['socket.group-pending'],
      },
    ],
  },
  'socket.missing': {
    patterns: [
      {
        match: /transport[\\/]unixconn\.py[\s\S]{0,300}FileNotFoundError/,
        confidence: 0.6,
        also: ['daemon.not-running', 'context.unreachable', 'engine.missing'],
      },
      {
        match:
          /(?:ENOENT|NotFound|NoSuchFile|No such file or directory|os error 2\b)(?:(?!Cannot connect to)[\s\S]){0,120}?(?<path>\/[\w./-]{0,80}docker(?:\.raw)?\.sock)/,
        confidence: 0.58,
        also: ['daemon.not-running', 'context.unreachable', 'engine.missing'],
      },
      {
        match:
          /(?<path>\/[\w./-]{0,80}docker\.sock)\b[\s\S]{0,120}?(?:ENOENT|NotFound|NoSuchFile|No such file or directory|os error 2\b)/,
        confidence: 0.58,
        also: ['daemon.not-running', 'context.unreachable', 'engine.missing'],
      },
      {
        match: /Podman is not emulating the default Docker socket path/,
        confidence: 0.7,
        also: ['podman.mac-helper'],
      },
    ],
  },
  'socket.stale': {
    patterns: [
      {
        match: /transport[\\/]unixconn\.py[\s\S]{0,300}ConnectionRefusedError/,
        confidence: 0.8,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match:
          /(?:ECONNREFUSED|Connection refused|ConnectionRefused|os error (?:61|111))(?:(?!Cannot connect to)[\s\S]){0,120}?(?<path>\/[\w./-]{0,80}docker(?:\.raw)?\.sock)/,
        confidence: 0.75,
        also: ['daemon.not-running', 'context.unreachable'],
      },
      {
        match:
          /(?:read|write) unix @?\S{0,40}->\/?\S{0,60}docker(?:\.raw)?\.sock: (?:read|write): (?:connection reset|broken pipe)/,
        confidence: 0.75,
        also: ['daemon.failed', 'daemon.not-running'],
      },
    ],
  },
  'pipe.permission': {
    patterns: [
      {
        match: /npipe(?:conn|socket)\.py[\s\S]{0,400}pywintypes\.error: \(5,/,
        confidence: 0.9,
        also: ['socket.permission'],
      },
    ],
  },
  'daemon.not-running': {
    patterns: [
      {
        match: /npipe(?:conn|socket)\.py[\s\S]{0,400}pywintypes\.error: \(2,/,
        confidence: 0.66,
        values: { url: 'its named pipe' },
        also: ['context.unreachable', 'compose.legacy'],
      },
      {
        match: /Couldn't connect to Docker daemon at http\+docker:\/\/\S{1,40}/,
        confidence: 0.55,
        also: ['socket.missing', 'socket.permission', 'compose.legacy'],
      },
      {
        match: /PROVIDER_DOCKER_NOT_RUNNING|DOCKER_NOT_RUNNING/,
        confidence: 0.7,
        also: ['socket.missing', 'context.unreachable'],
      },
      {
        match: /\[FAIL\] (?:Docker is not running|Starting Docker)/,
        confidence: 0.6,
        also: ['daemon.failed'],
      },
      {
        match:
          /(?:make sure|ensure|verify|check)(?: that)?[\w ]{0,12} docker(?: daemon| desktop| engine| service)? (?:is|are) (?:up|running|started|installed and running)/,
        confidence: 0.45,
        also: ['socket.missing', 'client.missing'],
      },
      {
        match:
          /\bdocker (?:daemon|engine|service|server|API|environment|socket|host)\b[^\n]{0,16} (?:is |was |seems )?(?:unavailable|unreachable|down\b|inactive|not (?:active|available|reachable|accessible|responding|detected|found|started|ready))/,
        confidence: 0.48,
        also: ['socket.missing', 'context.unreachable'],
      },
      {
        match:
          /\bno docker (?:daemon|engine|environment)\b|docker (?:daemon|engine) could not be (?:reached|contacted|found)/,
        confidence: 0.48,
        also: ['socket.missing', 'context.unreachable'],
      },
    ],
  },
  'daemon.failed': {
    patterns: [
      // What colima runs inside its virtual machine says nothing of this machine.
      {
        match: /error running \[lima (?<reason>[^\n]{3,200})/,
        confidence: 0.92,
        also: ['engine.missing'],
      },
      {
        match:
          /FATA\[\d+\] error (?:starting|provisioning|validating|creating) [\w ]{2,20}: (?<reason>[^\n]{3,200})/,
        confidence: 0.55,
        also: ['daemon.not-running'],
      },
      {
        match:
          /Unit docker\.(?:service|socket) entered failed state|docker\.(?:service|socket): Unit entered failed state/,
        confidence: 0.35,
        also: ['daemon.masked'],
      },
      {
        match:
          /docker\.(?:service|socket)\b.{0,20} - [\s\S]{0,240}Active: (?:failed|activating \(auto-restart\)|inactive \(dead\) \(Result: exit-code)/,
        confidence: 0.45,
        also: ['daemon.masked'],
      },
      {
        match: /dockerd\S{0,20}: (?:panic|fatal error|runtime): (?<reason>[^\n]{3,120})/,
        confidence: 0.6,
        also: ['daemon.storage'],
      },
      {
        match: /dockerd.{0,120}level=fatal msg="(?<reason>[^\n]{3,160})/,
        confidence: 0.5,
        also: ['daemon.config-invalid', 'daemon.network', 'daemon.storage'],
      },
      {
        match:
          /docker\S{0,20} (?:failed to start|\.\.\. failed|failed!)|(?:start|restart)\w{0,4} docker\S{0,12}: (?:Job )?fail/,
        confidence: 0.4,
        also: ['daemon.not-running'],
      },
      {
        match:
          /Failed to start docker\.(?:service|socket)\b|docker\.service: (?:Control|Main) process exited/,
        confidence: 0.4,
        also: ['daemon.masked'],
      },
      {
        match: /can't create unix socket (?<path>\S{1,160}): (?<reason>[^\n]{3,200})/,
        confidence: 0.78,
        also: ['wsl.version1', 'socket.not-a-socket', 'daemon.not-running'],
      },
      {
        match: /limactl(?:\.\w{1,20})? exited with (?<reason>code [^\n]{1,60})/,
        confidence: 0.75,
        also: ['desktop.backend-crash', 'daemon.not-running'],
      },
      {
        match: /(?<reason>error at '[\w -]{3,40}': exit status \d{1,3})/,
        confidence: 0.6,
        context: true,
        also: ['daemon.not-running'],
      },
      {
        match: /^FATA\[\d{4,6}\] (?<reason>(?!the YAML)[^\n]{3,200})/,
        confidence: 0.4,
        context: true,
        also: ['daemon.not-running'],
      },
    ],
  },
  'daemon.masked': {
    patterns: [
      {
        match: /docker\.(?:service|socket)\b[\s\S]{0,300}\(Result: (?:service-)?start-limit(?:-hit)?\)/,
        confidence: 0.55,
        values: { state: 'in the state start-limit-hit: it failed too often' },
        also: ['daemon.failed'],
      },
    ],
  },
  'daemon.storage': {
    patterns: [
      {
        match: /panic: (?:invalid (?:freelist )?page|freepages:|page \d+|corrupt)[^\n]{0,60}/,
        confidence: 0.72,
        context: true,
        values: { reason: 'its database is damaged' },
        also: ['daemon.failed', 'daemon.network'],
      },
      {
        match: /bbolt\.\(\*(?:freelist|DB|Tx|node)\)/,
        confidence: 0.6,
        context: true,
        values: { reason: 'its database is damaged' },
        also: ['daemon.failed'],
      },
      {
        match: /contains other graphdrivers: (?<drivers>[\w, ]{3,60})/,
        confidence: 0.95,
        values: { reason: 'images of other storage drivers lie there' },
      },
      {
        match: /failed to register layer: (?!Error processing tar|no space)(?<reason>[^\n]{3,160})/,
        confidence: 0.6,
        also: ['rootless.subuid', 'disk.full', 'kernel.overlay'],
      },
      {
        match:
          /(?:failed to extract layer|failed commit on ref|failed to (?:prepare|get reader from|read) [\w ]{0,30}(?:content store|snapshot))[^\n]{0,160}/,
        confidence: 0.6,
        values: { reason: 'its records of image layers are damaged' },
        also: ['registry.unreachable', 'disk.full'],
      },
      {
        match:
          /(?:rw layer snapshot|snapshot|layer|content digest|blob) [\w:/ -]{0,90}(?:not found|does not exist|unexpected commit digest)/,
        confidence: 0.55,
        context: true,
        values: { reason: 'its records of image layers are damaged' },
        also: ['registry.not-found'],
      },
      {
        match:
          /failed to mount overlay: (?<reason>operation not permitted|invalid argument|permission denied|no such device|function not implemented)/,
        confidence: 0.84,
        context: true,
        also: ['container.dind', 'kernel.overlay', 'rootless.not-running'],
      },
      {
        match:
          /(?<reason>configured driver "[\w-]{1,40}" not available|snapshotter selection failed, no drivers available[^\n]{0,120}|graphroot path \([^\n)]{1,160}\) restricts access to the remapped root)/,
        confidence: 0.84,
        also: ['daemon.failed'],
      },
    ],
  },
  'daemon.port-conflict': {
    patterns: [
      {
        match: /error while opening volume store metadata database: timeout/,
        confidence: 0.85,
        values: { reason: 'Another engine uses the same data' },
      },
      {
        match: /failed to allocate daemon listening port (?<port>\d{1,5})/,
        confidence: 0.85,
        also: ['daemon.failed'],
      },
    ],
  },
  'daemon.network': {
    patterns: [
      {
        match: /Failed to [Ss]etup IP tables: (?<reason>[^\n]{3,200})/,
        confidence: 0.6,
        also: ['kernel.iptables', 'net.firewall'],
      },
      {
        match: /iptables failed: ip6?tables (?<reason>[^\n]{3,200})/,
        confidence: 0.55,
        also: ['kernel.iptables', 'net.firewall'],
      },
      {
        match:
          /(?<reason>error creating default "\w{1,20}" network[^\n]{0,160}|error obtaining controller instance[^\n]{0,160}|list bridge addresses failed[^\n]{0,120})/,
        confidence: 0.8,
        also: ['kernel.iptables', 'net.subnet-overlap', 'daemon.failed'],
      },
    ],
  },
  'desktop.stuck': {
    patterns: [
      {
        match:
          /(?:dial unix |open \\{1,4}\.\\{1,2}pipe\\{1,2})(?:docker)?(?:lifecycle-?server|diagnosticd|backend|httpproxy|vpnkit-bridge|bootstrap\w{0,12})(?:\.sock|:)/,
        confidence: 0.55,
        also: ['desktop.backend-crash', 'desktop.engine-stopped', 'daemon.not-running'],
      },
      {
        match: /still waiting for connection from VM/,
        confidence: 0.8,
        also: ['desktop.backend-crash'],
      },
      {
        match: /\b(?:vm has not started|vm is not running|VM is not running)\b/,
        confidence: 0.6,
        context: true,
        also: ['daemon.not-running', 'desktop.backend-crash'],
      },
      {
        match: /\[FAIL\] DD00\d\d: (?<reason>[^\n]{3,100})/,
        confidence: 0.3,
        also: ['desktop.backend-crash', 'daemon.not-running'],
      },
    ],
  },
  'desktop.backend-crash': {
    patterns: [
      {
        match: /Failed to ping backend API|Cannot connect to backend API/,
        confidence: 0.78,
        values: { reason: 'its back end does not answer' },
        also: ['desktop.stuck', 'desktop.engine-stopped'],
      },
      {
        match:
          /(?:task (?<reason>com\.docker\.\S{2,40}|\S{1,30}) with pid: \d+ failed|failed to run backend processes|Not all of the backend processes are running)/,
        confidence: 0.8,
        also: ['desktop.stuck'],
      },
      {
        match: /com\.docker\.(?<reason>\S{2,40}) (?:cannot start|is not running|failed|exited)/,
        confidence: 0.68,
        also: ['desktop.stuck'],
      },
      {
        match:
          /Docker(?: Desktop| Engine| Backend)? (?:has )?(?:failed to (?:start|initiali[sz]e)|(?:cannot|could not|couldn't|can't) (?:be )?start\w{0,3}|unexpectedly (?:quit|stopped|exited)|crashed|quit unexpectedly|is shutting down)/,
        confidence: 0.55,
        also: ['desktop.stuck', 'daemon.failed', 'desktop.engine-stopped'],
      },
    ],
  },
  'desktop.wsl-integration': {
    patterns: [
      {
        match: /WslIntegrationAgent-(?<distribution>[\w.-]{1,80})\]\[(?:Warning|Error)/,
        confidence: 0.82,
      },
      {
        match: /disabling integration|integration with (?:the )?distro[^\n]{0,60}(?:fail|disabled|stopped)/,
        confidence: 0.7,
        context: true,
      },
      {
        match: /\/usr\/bin\/docker(?:-compose)?: (?:Input\/output error|Transport endpoint is not connected)/,
        confidence: 0.85,
        also: ['client.broken'],
      },
    ],
  },
  'wsl.missing': {
    patterns: [
      { match: /\bWSL ?2? is not installed/, confidence: 0.92, also: ['virt.vmp-disabled'] },
      {
        match: /Enable-WindowsOptionalFeature[^\n]{0,80}Microsoft-Windows-Subsystem-Linux/,
        confidence: 0.6,
        also: ['virt.vmp-disabled', 'virt.reboot-pending'],
      },
    ],
  },
  'wsl.kernel': {
    patterns: [
      { match: /0x800701bc/, confidence: 0.93, also: ['wsl.outdated'] },
      {
        match:
          /WSL ?2? installation is incomplete|separate MSI update package|(?:newer|latest|update[sd]?)[\w ]{0,10} WSL(?: ?2)?(?: Linux)? kernel|WSL(?: ?2)? kernel (?:version )?(?:is )?(?:missing|not installed|too (?:low|old))/,
        confidence: 0.9,
        also: ['wsl.outdated'],
      },
    ],
  },
  'wsl.distro-broken': {
    patterns: [
      {
        match: /\bWsl\/(?<reason>[\w/]{6,160})/,
        confidence: 0.5,
        also: ['wsl.install-broken', 'wsl.service', 'virt.vmp-disabled'],
      },
      {
        match: /WslRegisterDistribution failed with error: (?<reason>0x[\da-f]{8})/,
        confidence: 0.45,
        also: ['virt.vmp-disabled', 'wsl.kernel', 'wsl.install-broken'],
      },
      {
        match:
          /(?:wsl\.exe|WSL (?:distro|command|engine))[^\n]{0,300}(?:exit (?:code|status):? (?:-1|0xffffffff|4294967295|1)\b|Unspecified error|Catastrophic failure|Element not found)/,
        confidence: 0.6,
        also: ['wsl.install-broken', 'wsl.service', 'wsl.outdated'],
      },
      {
        match: /0xc03a001a|0x80070570|0x8007273d|0x80040(?:326|306)/,
        confidence: 0.6,
        context: true,
        also: ['wsl.install-broken', 'wsl.outdated'],
      },
      {
        match: /WSL2ErrorFoundInLogsException|Error found in logs indicating startup will most likely fail/,
        confidence: 0.7,
        also: ['desktop.backend-crash'],
      },
    ],
  },
  'virt.hyperv-device': {
    patterns: [
      {
        match: /0xc0370106|The (?:compute system|virtual machine or container) exited unexpectedly/,
        confidence: 0.75,
        context: true,
        also: ['run.os-version', 'run.failed'],
      },
    ],
  },
  'virt.hyperv-disabled': {
    patterns: [
      {
        match: /hcs(?:shim)?::\w{3,40} \w{6,80}: (?:The request is not supported|0x80070032)/,
        confidence: 0.75,
        also: ['run.os-version', 'virt.hypervisor-off', 'virt.unsupported'],
      },
      {
        match: /(?:DockerDesktopVM|MobyLinuxVM)\S{0,2} (?:failed|could not|cannot|was unable)/,
        confidence: 0.55,
        also: ['virt.hypervisor-off', 'virt.hyperv-device', 'virt.unsupported'],
      },
    ],
  },
  'run.os-version': {
    patterns: [
      {
        match: /hcs(?:shim)?::\w{3,40} \w{6,80}: (?<reason>[^\n]{3,120})/,
        confidence: 0.4,
        also: ['virt.hyperv-disabled', 'run.failed'],
      },
    ],
  },
  'memory.low': {
    patterns: [
      {
        match: /\b(?:docker|dockerd|containerd)\b[^\n]{0,20} invoked oom-killer/,
        confidence: 0.85,
        values: { reason: 'The kernel ended a part of the engine for want of memory' },
        also: ['run.oom', 'daemon.failed'],
      },
      {
        match: /not enough memory in the system to start the virtual machine|Not enough memory resources/,
        confidence: 0.9,
        context: true,
      },
      {
        match: /failed to create new OS thread|newosproc/,
        confidence: 0.75,
        context: true,
        also: ['limits.files'],
      },
    ],
  },
  'security.apparmor': {
    patterns: [
      {
        match: /(?:set|apply) apparmor profile (?<profile>\S{1,80}): no such file or directory/,
        confidence: 0.86,
        also: ['run.failed'],
      },
      {
        match: /cannot (?:stop|kill|restart) container[^\n]{0,240}permission denied/,
        confidence: 0.82,
        also: ['install.snap', 'install.conflict'],
      },
    ],
  },
  'security.selinux': {
    patterns: [
      {
        match: /[Rr]elabeling (?:content in|of) (?<path>\S{1,120}) is not allowed/,
        confidence: 0.88,
        values: { reason: 'A folder of the system may not be given to a container with :z or :Z' },
        also: ['run.mount-denied'],
      },
      {
        match: /Docker could not enable SELinux on the host system/,
        confidence: 0.86,
        also: ['daemon.failed'],
      },
    ],
  },
  'kernel.too-old': {
    patterns: [
      {
        match: /copying bootstrap data to pipe caused/,
        confidence: 0.75,
        also: ['run.failed', 'engine.eol'],
      },
    ],
  },
  'run.failed': {
    patterns: [
      {
        match:
          /(?<reason>path \S{1,160} is mounted on \S{1,80} but it is not a (?:shared|slave)[\w ]{0,20}mount)/,
        confidence: 0.85,
        also: ['run.mount-denied'],
      },
      {
        match:
          /\bexec (?<program>\/[\w./-]{1,160}): (?<reason>no such file or directory|permission denied|not a directory)/,
        confidence: 0.7,
      },
      {
        match:
          /exec user process caused:? "?(?<reason>no such file or directory|permission denied|operation not permitted)/,
        confidence: 0.75,
      },
      {
        match:
          /Error response from daemon: (?<reason>(?:cannot|failed to|could not|unable to|error while) (?:join|start|create|stop|kill|restart|remove|attach|exec|pause|creat)[^\n]{3,160})/,
        confidence: 0.3,
      },
    ],
  },
  'run.gpu': {
    patterns: [
      { match: /could not select device driver (?:"\w{0,20}" )?with capabilities/, confidence: 0.93 },
      {
        match:
          /CUDA driver version is insufficient|no compatible GPUs|nvidia-smi["' ]{1,3}[^\n]{0,40}not found/,
        confidence: 0.75,
        context: true,
      },
      { match: /no known GPU vendor found/, confidence: 0.88 },
    ],
  },
  'registry.rate-limited': {
    patterns: [
      {
        match:
          /(?<host>[\w.-]{0,60}(?:docker\.io|docker\.com|ghcr\.io|quay\.io|gcr\.io|amazonaws\.com|mcr\.microsoft\.com))\b[^\n]{0,300}(?:429|Too Many Requests)/,
        confidence: 0.9,
      },
    ],
  },
  'registry.tls-intercepted': {
    patterns: [
      {
        match:
          /(?:Download failed, retrying|error pulling image configuration|[Ee]rror while pulling image): x509: certificate signed by unknown authority/,
        confidence: 0.85,
        also: ['registry.tls-untrusted'],
      },
      {
        match:
          /x509: certificate is valid for (?<names>[^\n]{1,160}), not (?<host>[\w.-]{0,60}(?:docker\.io|docker\.com|cloudfront\.net|ghcr\.io|quay\.io|gcr\.io))/,
        confidence: 0.94,
      },
      {
        match:
          /https:\/\/(?<host>[\w.-]{0,60}(?:docker\.io|docker\.com|cloudfront\.net|ghcr\.io|quay\.io|gcr\.io))\/[^\n]{0,200}remote error: (?:tls: )?[\w ]{3,40}/,
        confidence: 0.82,
        also: ['registry.proxy', 'registry.unreachable'],
      },
    ],
  },
  'version.library': {
    patterns: [
      {
        match:
          /API version v?(?<client>1\.\d\d) (?:is )?(?:not supported|unsupported|no longer supported|too (?:old|low))[^\n]{0,60}(?:minimum|min)[\w ]{0,20}(?<minimum>1\.\d\d)/,
        confidence: 0.8,
        also: ['version.client-too-old'],
      },
    ],
  },
  'registry.unreachable': {
    patterns: [
      {
        match: /https?:\/\/(?<host>[\w.-]{1,80}(?::\d{1,5})?)\/v2\/[^\s"]{0,200}"?: (?<reason>[^\n]{3,160})/,
        confidence: 0.45,
        also: ['registry.proxy', 'registry.timeout', 'registry.dns', 'registry.tls-untrusted'],
      },
      {
        match: /download failed after attempts=\d{1,2}: (?<reason>[^\n]{3,120})/,
        confidence: 0.55,
        also: ['registry.proxy', 'registry.timeout'],
      },
    ],
  },
  'registry.auth': {
    patterns: [
      {
        match: /"code": ?"UNAUTHORIZED", ?"message": ?"(?<reason>[^"\n]{3,120})"/,
        confidence: 0.82,
        also: ['registry.proxy'],
      },
      {
        match:
          /(?:unauthorized|denied): (?:unauthorized to access repository|Permission "artifactregistry|User[^\n]{1,60} is not authorized|permission_denied|Unauthenticated request|not authorized|resource[^\n]{0,40} denied)/,
        confidence: 0.9,
      },
      {
        match:
          /https?:\/\/(?<host>[\w.-]{1,80}(?::\d{1,5})?)\/v2\/[^\n]{0,200}\b(?:401 Unauthorized|403 Forbidden|401\b|authentication required)/,
        confidence: 0.85,
        also: ['registry.proxy'],
      },
      {
        match: /^(?:error:? |ERROR: )?(?:denied|unauthorized): (?<reason>[^\n]{3,120})/,
        confidence: 0.7,
        context: true,
      },
    ],
  },
  'registry.not-found': {
    patterns: [
      { match: /No such image: (?<image>[\w./:@-]{1,120})/, confidence: 0.8, also: ['registry.auth'] },
    ],
  },
  'kernel.cgroups': {
    patterns: [
      {
        match: /cgroup namespaces aren't enabled in the kernel|namespace \{"cgroup" ""\} does not exist/,
        confidence: 0.88,
        values: { reason: 'This kernel has no control group namespaces' },
        also: ['kernel.config', 'kernel.too-old'],
      },
      {
        match:
          /(?:setting cgroup config|cgroup configuration|BPF_CGROUP_DEVICE|\/sys\/fs\/cgroup\/)[^\n]{0,160}(?:no such|not found|permitted|permission denied|read-only|invalid argument|not implemented|failed|no such device|busy)/,
        confidence: 0.82,
        values: { reason: 'The engine cannot use the control groups of this system' },
        also: ['kernel.lxc', 'run.failed'],
      },
    ],
  },
  'desktop.engine-stopped': {
    patterns: [
      {
        match: /Docker (?:Desktop|Engine) (?:is )?stopped\b|Engine stopped\b/,
        confidence: 0.6,
        also: ['desktop.stuck', 'daemon.not-running', 'desktop.backend-crash'],
      },
    ],
  },
  'wsl.outdated': {
    patterns: [
      {
        match:
          /(?:Windows Subsystem for Linux|WSL)(?: \(WSL\))?(?: kernel)?(?: version)? (?:is |are )?(?:too (?:old|low)|out[- ]of[- ]date|outdated|not up to date)/,
        confidence: 0.9,
        also: ['wsl.kernel'],
      },
    ],
  },
  'virt.firmware-disabled': {
    patterns: [
      {
        match:
          /virtuali[sz]ation(?: technology| support)?(?: wasn't| was not| is not| isn't| not| must be| needs to be) (?:detected|enabled|turned on|active)/,
        confidence: 0.7,
        context: true,
        also: ['virt.vmp-disabled', 'virt.unsupported', 'virt.hypervisor-off'],
      },
    ],
  },
  'virt.vmp-disabled': {
    patterns: [
      {
        match: /WSL ?2 is not supported with your current machine configuration/,
        confidence: 0.84,
        also: ['virt.firmware-disabled', 'virt.hypervisor-off'],
      },
    ],
  },
  'buildx.missing': {
    patterns: [
      {
        match:
          /no valid drivers found|no builder "?[\w.-]{1,60}"? found|no such builder|failed to find driver/,
        confidence: 0.72,
        also: ['daemon.not-running', 'config.permission'],
      },
    ],
  },
  'daemon.config-invalid': {
    patterns: [
      {
        match:
          /failed to start daemon: (?:[\w ]{0,30}: )?(?<reason>(?:invalid (?:logging driver|log|registry|mirror|storage|IP|CIDR|default|option|DNS|label|argument|host|address|cluster)|insecure registry|unknown|no such (?:log|driver)|bad|could not parse|conflicting)[^\n]{3,120})/,
        confidence: 0.86,
      },
      {
        match:
          /(?:failed to start daemon|(?:can't|cannot|unable to) (?:start|configure) the Docker daemon|Error starting daemon)[^\n]{0,80}: (?<reason>[^\n]{0,120}(?:\binvalid (?!argument\b)|must be\b|must not|unsupported proto|is only supported on|mutually exclusive|conflict(?:ing|s)? |is reserved|was already defined|allowed values|incompatible with|not compatible with|no hosts? (?:configured|specified)|-formatted|correctly formatted|should not)[^\n]{0,120})/,
        confidence: 0.66,
        also: ['daemon.failed', 'daemon.config-conflict'],
      },
      {
        match:
          /(?<reason>merged configuration validation from file and command line flags failed[^\n]{0,200}|You specified -{1,2}[\w-]{1,20}[^\n]{0,120}|Invalid user\/group specification in --userns-remap[^\n]{0,80}|cannot configure both path and runtimeType[^\n]{0,80})/,
        confidence: 0.86,
        also: ['daemon.failed'],
      },
    ],
  },
  'daemon.hung': {
    patterns: [
      {
        match: /Error response from daemon: (?:context deadline exceeded|i\/o timeout|Client\.Timeout)/,
        confidence: 0.5,
        also: ['registry.timeout', 'daemon.slow'],
      },
    ],
  },
  'daemon.error': {
    patterns: [
      {
        match:
          /https?:\/\/(?:docker|localhost|api\.moby\.localhost|ipc\/docker)\/(?:v1\.\d\d\/)?(?:containers|images|_ping|info|version|events|networks|volumes|exec|build|auth)\b[^\n]{0,200}: (?<reason>EOF|unexpected EOF|[^\n]{3,80}reset by peer|broken pipe)/,
        confidence: 0.62,
        also: ['socket.stale', 'daemon.failed', 'daemon.unreachable'],
      },
    ],
  },
  'clock.skew': {
    patterns: [{ match: /Release file for [^\n]{3,160} is not valid yet/, confidence: 0.9 }],
  },
  'net.container-dns': {
    patterns: [
      {
        match:
          /(?:RUN [^\n]{2,80}|^ERROR: failed to (?:solve|build)|returned a non-zero code)[\s\S]{0,700}(?:EAI_AGAIN|Temporary failure in name resolution|Name or service not known|Could not resolve host)/,
        confidence: 0.72,
        also: ['registry.dns', 'net.firewall'],
      },
      {
        match:
          /(?:EAI_AGAIN|Temporary failure in name resolution|Could not resolve host|temporary error \(try again later\))/,
        confidence: 0.55,
        context: true,
        also: ['registry.dns', 'net.firewall'],
      },
      {
        match: /fetching https:\/\/dl-cdn\.alpinelinux\.org[^\n]{0,80}: (?:temporary error|DNS)/,
        confidence: 0.82,
        also: ['net.firewall', 'registry.dns'],
      },
    ],
  },
  'mac.rosetta': {
    patterns: [
      {
        match: /qemu-x86_64(?:-static)?: Could not open '\/lib64\/ld-linux/,
        confidence: 0.85,
        also: ['run.exec-format'],
      },
    ],
  },
  'kernel.seccomp': {
    patterns: [
      {
        match:
          /asn1 encoding routines:ASN1_TIME_adj:error getting time|Fatal Python error: \w{3,40}: can't initialize time/,
        confidence: 0.85,
        also: ['engine.eol'],
      },
      { match: /seccomp is not enabled in your kernel/, confidence: 0.82 },
    ],
  },
  'compose.invalid': {
    title: 'Compose cannot use its file',
    defaults: { file: 'compose.yaml', reason: 'see the message' },
    patterns: [
      {
        match:
          /(?<reason>service "(?<name>[^"\n]{1,80})" (?:refers to undefined|depends on (?:undefined|unknown) service|has neither an image nor a build|declares (?:unknown|non-buildable|mutual)|not found for network_mode)[^\n]{0,160})/,
        confidence: 0.86,
        context: true,
      },
      { match: /(?<reason>[^\n]{3,200}): invalid compose project\b/, confidence: 0.84 },
      {
        match: /(?<reason>\(root\) Additional property [\w.-]{1,80} is not allowed)/,
        confidence: 0.85,
        also: ['compose.legacy'],
      },
      {
        match:
          /Validation failed in file '(?<file>[^'\n]{1,200})', reason\(s\):[\n\u2028]{1,4}(?<reason>[^\n]{3,300})/,
        confidence: 0.85,
        also: ['compose.legacy'],
      },
      {
        match:
          /In file '(?<file>[^'\n]{1,200}\.ya?ml)' (?<reason>service '[^'\n]{1,80}' (?:doesn't have|must be)[^\n]{3,200})/,
        confidence: 0.85,
        also: ['compose.legacy'],
      },
      { match: /^validating (?<file>[^\n:"]{1,160}\.ya?ml): (?<reason>[^\n]{3,300})/, confidence: 0.88 },
      {
        match: /failed to parse (?<file>[^\n:"]{0,160}compose[\w.-]{0,40}\.ya?ml): (?<reason>[^\n]{3,300})/,
        confidence: 0.88,
      },
      {
        match:
          /The Compose file '(?<file>[^'\n]{1,200})' is invalid because:[\n\u2028]{1,4}(?<reason>[^\n]{3,300})/,
        confidence: 0.85,
        also: ['compose.legacy', 'compose.missing'],
      },
      {
        match:
          /(?<reason>no configuration file provided: not found|Can't find a suitable configuration file in this directory)/,
        confidence: 0.85,
      },
      {
        match:
          /(?<reason>invalid interpolation format for [^\n]{3,200}|required variable \w{1,60} is missing a value[^\n]{0,160})/,
        confidence: 0.86,
      },
      {
        match:
          /(?<reason>services\.[\w.-]{1,120} (?:must be|additional propert|contains|is not|has)[^\n]{0,160}|services\.[\w.-]{1,80}: can't set (?:container_name|distinct values)[^\n]{0,160}|(?:services|top-level object) must be a mapping|empty compose file|(?:couldn't (?:find|read) env file|env file)[: ][^\n]{1,160})/,
        confidence: 0.76,
        context: true,
      },
    ],
  },
  'daemon.containerd': {
    patterns: [
      {
        match: /grpc: the connection is unavailable/,
        confidence: 0.86,
        context: true,
        also: ['daemon.failed', 'install.snap'],
      },
      {
        match:
          /^(?:ERROR: (?:for [\w.-]{1,60} )?)?Cannot start service [\w.-]{1,60}: (?:grpc: |containerd: |rpc error: code = Unavailable)/,
        confidence: 0.86,
        also: ['daemon.failed'],
      },
    ],
  },
  'socket.group': {
    patterns: [
      {
        match: /could not change group (?<path>\S{1,160}) to (?<group>[\w.-]{1,40}): /,
        confidence: 0.85,
        also: ['daemon.failed'],
      },
    ],
  },
  'desktop.windows-containers': {
    patterns: [
      {
        match:
          /linux containers are not supported on this platform|only supported on a Docker daemon running on \w{5,10}, but the Docker daemon is running on \w{5,10}/,
        confidence: 0.85,
      },
    ],
  },
  'rootless.cgroup': {
    patterns: [{ match: /rootless systemd driver doesn't support cgroup v1/, confidence: 0.88 }],
  },
  'limits.files': {
    patterns: [
      { match: /dockerd's open file ulimit \((?<actual>\d{1,10})\) is far too small/, confidence: 0.8 },
    ],
  },
  'cpu.low': {
    summary: 'The container asks for more CPUs than the engine has ({actual}).',
    defaults: { actual: 'fewer' },
    patterns: [
      {
        match: /range of CPUs is from [\d.]{1,8} to (?<actual>[\d.]{1,8}),? as there are only/,
        confidence: 0.86,
      },
    ],
  },
  'run.mount-denied': {
    patterns: [
      {
        match: /Invalid bind mount '(?<path>[^':\n]{1,200})(?::[^'\n]{1,200})?' : source doesn't exist/,
        confidence: 0.88,
      },
      {
        match: /Bind mount failed: '(?<path>[^'\n]{1,200})' does not exists?/,
        confidence: 0.88,
        also: ['run.failed'],
      },
      {
        match:
          /error (?:while (?:mounting volume|creating mount source path)|evaluating symlinks from mount source) ['"](?<path>[^'"\n]{1,200})['"]/,
        confidence: 0.8,
        context: true,
        also: ['run.failed'],
      },
      {
        match: /file '(?<path>[^'\n]{1,200})' cannot be mapped\. Only directories can be mapped/,
        confidence: 0.88,
        also: ['run.failed'],
      },
    ],
  },
  'daemon.unreachable': {
    patterns: [
      {
        match:
          /(?:failed to (?:solve|receive status)[^\n]{0,160}|\bUnavailable\b[^\n]{0,80})error reading from server: (?<reason>EOF|[^\n]{3,120})/,
        confidence: 0.6,
        also: ['daemon.failed', 'run.oom', 'desktop.backend-crash'],
      },
      {
        match:
          /(?:find|detect|locate|get)(?:ing)? (?:a |any )?(?:valid |working |usable )?Docker environment\b/,
        confidence: 0.6,
        also: ['daemon.not-running', 'socket.missing', 'env.docker-host'],
      },
    ],
  },
  'context.invalid': {
    patterns: [
      {
        match:
          /TLS data for (?<context>[^/\n]{1,60})\/[^\n]{1,120} does not exist|failed to retrieve (?:TLS (?:data|files)|context tls info)[^\n]{0,120}|context metadata is not a valid DockerContext/,
        confidence: 0.84,
        context: true,
      },
      { match: /unable to get endpoint from context "(?<context>[^"\n]{1,60})"/, confidence: 0.84 },
    ],
  },
};
