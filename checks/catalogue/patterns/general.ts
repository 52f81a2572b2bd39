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
    ],
  },
  'client.not-on-path': {
    patterns: [
      {
        match: /Unable to locate executable file: docker\b/,
        confidence: 0.85,
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
    ],
  },
  'config.invalid': {
    patterns: [
      {
        match:
          /Error (?:loading|parsing|reading) config file[:(]? ?(?<file>(?:\S{1,160}?(?:config\.json|\.dockercfg)))?[^\n]{0,20}(?:EOF|[Ii]nvalid|unexpected|json|illegal|cannot)/,
        confidence: 0.9,
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
          /(?:EACCES|Permission denied|PermissionDenied|os error 13|EPERM)[\s\S]{0,120}?(?<path>\/[\w./-]{0,80}docker(?:\.raw)?\.sock)/,
        confidence: 0.78,
        also: ['socket.group-pending', 'socket.group'],
      },
      {
        match:
          /(?:blocked|denied|refused|forbidden|no access|not allowed)[^\n]{0,40}docker\.sock[^\n]{0,60}(?:UID|GID|group|permission)/,
        confidence: 0.75,
        also: ['socket.group'],
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
          /(?:ENOENT|NotFound|NoSuchFile|No such file or directory|os error 2\b)[\s\S]{0,120}?(?<path>\/[\w./-]{0,80}docker(?:\.raw)?\.sock)/,
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
          /(?:ECONNREFUSED|Connection refused|ConnectionRefused|os error (?:61|111))[\s\S]{0,120}?(?<path>\/[\w./-]{0,80}docker(?:\.raw)?\.sock)/,
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
    ],
  },
  'daemon.port-conflict': {
    patterns: [
      {
        match: /error while opening volume store metadata database: timeout/,
        confidence: 0.85,
        values: { reason: 'Another engine uses the same data' },
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
    patterns: [{ match: /0x800701bc/, confidence: 0.93, also: ['wsl.outdated'] }],
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
        match: /not enough memory in the system to start the virtual machine|Not enough memory resources/,
        confidence: 0.9,
        context: true,
      },
    ],
  },
  'security.apparmor': {
    patterns: [
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
    ],
  },
  'run.gpu': {
    patterns: [
      { match: /could not select device driver (?:"\w{0,20}" )?with capabilities/, confidence: 0.93 },
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
};
