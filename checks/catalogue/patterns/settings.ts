/** config.json, credentials, contexts, and the variables that overrule them. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const settingsPatterns: PatternTable = {
  'config.invalid': {
    title: "The CLI's settings file is damaged",
    summary:
      '{file} {reason}. The docker command goes on without it, or stops: contexts, logins and proxies in it are ignored.',
    defaults: { file: '~/.docker/config.json', reason: 'is not valid JSON' },
    patterns: [
      {
        match:
          /Error (?:loading|parsing) config file(?: \((?<file>[^)]{1,200})\))?:? .{0,200}(?:invalid character|unexpected end of JSON|unexpected EOF|illegal base64|Invalid auth configuration)/,
        confidence: 0.95,
      },
      {
        match:
          /Error (?:loading|parsing) config file:? (?<file>\S{0,120}config\.json)\W{1,4}(?:EOF|json:|invalid|unexpected|illegal)/,
        confidence: 0.95,
      },
      {
        match:
          /json: cannot unmarshal \S{1,30} into Go (?:struct field|value) (?:of type )?(?:ConfigFile|configfile)[.\w]{0,60}/,
        confidence: 0.95,
        values: { reason: 'has a value of the wrong type' },
      },
      {
        match: /unmarshalling credential helper config: (?<what>[^\n]{3,80})/,
        confidence: 0.93,
        also: ['desktop.backend-crash'],
      },
      { match: /(?:readDockerConfig|updateDockerContext|DockerDirManager)/, confidence: 0.9 },
      {
        match:
          /(?:docker )?config(?:\.json| file| path)?:? .{0,60}\.docker[\\/]config\.json.{0,80}(?:invalid character|unexpected end|Expecting|SyntaxError|illegal base64)/,
        confidence: 0.9,
      },
      {
        match:
          /(?:Couldn't|Could not|Unable to|Failed to) (?:parse|decode) (?:the )?(?:docker )?config(?:uration)? ?(?:file|json)/,
        confidence: 0.7,
        context: true,
      },
      {
        match:
          /error (?:reading|unmarshaling|parsing) JSON (?:file |at )"?(?<file>[^"\s]{1,160}[\\/]\.docker[\\/]config\.json)"?/,
        confidence: 0.94,
      },
    ],
  },
  'config.permission': {
    defaults: {
      file: '~/.docker/config.json',
      folder: '~/.docker',
      consequence: 'The docker command goes on without your settings and logins.',
    },
    patterns: [
      {
        match:
          /Error loading config file:? .{0,200}?(?<file>[^\s:"]{0,80}\.docker[\\/]config\.json)(?: - stat [^:]{1,200})?: (?:permission denied|access is denied)/,
        confidence: 0.92,
      },
      {
        match:
          /(?:open|stat|mkdir|unlink|rename|chmod|lstat|create) (?<file>[^\s:"']{0,80}\.docker(?:[\\/][^\s:"']{0,120})?): permission denied/,
        confidence: 0.88,
      },
      {
        match:
          /Error (?:saving credentials|removing|creating|opening)[^\n]{0,80}(?<file>[^\s:"]{0,80}\.docker[^\s:"]{0,80}): permission denied/,
        confidence: 0.92,
      },
      {
        match: /EACCES: permission denied, \w{1,60} '(?<file>[^']{0,120}\.docker[^']{0,100})'/,
        confidence: 0.92,
      },
      { match: /Permission denied: '(?<file>[^']{0,120}\.docker[\\/][^']{0,100})'/, confidence: 0.9 },
      {
        match:
          /(?<![\w./~-])(?<file>[\w./~-]{0,60}\.docker\/(?:buildx|contexts|cli-plugins|run|config)[\w.+/-]{0,60}): (?:permission denied|operation not permitted)/,
        confidence: 0.85,
      },
      {
        match: /failed to update builder last activity time: .{0,120}permission denied/,
        confidence: 0.93,
        values: { file: '~/.docker/buildx' },
      },
    ],
  },
  'credentials.helper-missing': {
    defaults: { name: 'desktop', file: '~/.docker/config.json' },
    summary:
      'config.json names docker-credential-{name}, and PATH of the program that looked has no such program. Signing in, and often even pulling public images, fails.',
    patterns: [
      {
        match:
          /docker-credential-(?<name>[\w.-]{1,80}?)(?:\.exe)?"?'?: (?:executable file not found|command not found|not found)/,
        confidence: 0.94,
      },
      {
        match:
          /docker-credential-(?<name>[\w.-]{1,80}?)(?:\.exe)?"?'? (?:executable file )?(?:is )?not (?:installed|found|available)/,
        confidence: 0.92,
      },
      { match: /spawn docker-credential-(?<name>[\w.-]{1,80}?)(?:\.exe)? ENOENT/, confidence: 0.92 },
      {
        match:
          /docker-credential-(?<name>[\w.-]{1,80}?)(?:\.exe)?" ?(?:\(in directory "[^"]{0,200}"\))?: (?:error=2|CreateProcess error=2)/,
        confidence: 0.92,
      },
      {
        match:
          /fork\/exec \S{0,120}docker-credential-(?<name>[\w.-]{1,80}?)(?:\.exe)?: (?:no such file or directory|exec format error)/,
        confidence: 0.92,
      },
      { match: /StoreError\('?"?docker-credential-(?<name>[\w.-]{1,80}?) not installed/, confidence: 0.93 },
    ],
  },
  'credentials.helper-failed': {
    title: 'The credential helper fails',
    summary:
      'The program that keeps the registry passwords is there and does not work: {reason}. Signing in, and often even pulling public images, fails.',
    defaults: { name: 'desktop', reason: 'it ends with an error' },
    patterns: [
      {
        match: /pass(?:word)? store is (?:uninitialized|not initialized)/,
        confidence: 0.93,
        context: true,
        values: { name: 'pass', reason: 'pass has no password store yet' },
      },
      {
        match: /pass not initialized: exit status \d/,
        confidence: 0.94,
        values: { name: 'pass', reason: 'pass has no password store yet' },
      },
      {
        match:
          /gpg: (?:decryption failed|encrypted with|public key decryption failed)[^\n]{0,80}(?:No secret key|Inappropriate ioctl|No such file|Operation cancelled|Timeout|Bad passphrase)/,
        confidence: 0.85,
        context: true,
        values: { name: 'pass', reason: 'gpg cannot decrypt the password store' },
      },
      {
        match: /error fetching password during initialization: (?<reason>[^\n`]{3,120})/,
        confidence: 0.94,
        values: { name: 'pass' },
      },
      {
        match: /A specified logon session does not exist/,
        confidence: 0.94,
        values: { name: 'wincred', reason: 'Windows has no logon session for it (ssh, a service or CI)' },
      },
      {
        match: /keychain cannot be accessed because the current session does not allow user interaction/,
        confidence: 0.94,
        values: { name: 'osxkeychain', reason: 'the keychain is locked in this session (ssh or tmux)' },
      },
      {
        match: /User interaction is not allowed\.?/,
        confidence: 0.85,
        context: true,
        values: { name: 'osxkeychain', reason: 'the keychain is locked in this session (ssh or tmux)' },
      },
      {
        match: /Cannot autolaunch D-Bus without X11/,
        confidence: 0.9,
        context: true,
        values: { name: 'secretservice', reason: 'there is no desktop session with a secret service' },
      },
      {
        match: /The name org\.freedesktop\.secrets was not provided by any \.service files/,
        confidence: 0.92,
        values: { name: 'secretservice', reason: 'there is no secret service in this session' },
      },
      {
        match:
          /(?:Cannot create an item in a locked collection|Object does not exist at path "\/org\/freedesktop\/secrets)/,
        confidence: 0.92,
        context: true,
        values: { name: 'secretservice', reason: 'the keyring is locked' },
      },
      {
        match: /docker-credential-(?<name>[\w-]{1,80}) resolves to executable in current directory/,
        confidence: 0.95,
        values: { reason: 'a file of that name lies in the current folder' },
      },
      {
        match:
          /docker-credential-(?<name>[\w.-]{1,80}?)(?:\.exe)?: (?<reason>Invalid argument|Exec format error|Input\/output error|Permission denied|cannot execute[^\n]{0,40})/,
        confidence: 0.93,
      },
      {
        match: /credstore-updated": dial unix \S{1,160}backend\.sock/,
        confidence: 0.94,
        values: { name: 'desktop', reason: 'it asks Docker Desktop, which does not run' },
      },
      {
        match:
          /error (?:getting|storing|erasing|listing) credentials - err: exit status \d+, out: `(?<reason>[^`\n]{3,160})/,
        confidence: 0.86,
      },
      {
        match:
          /error (?:getting|storing|erasing|listing) credentials - err: (?:exit status|signal)[^\n]{0,20}/,
        confidence: 0.8,
        also: ['credentials.helper-missing'],
      },
      {
        match: /Error saving credentials: error storing credentials/,
        confidence: 0.55,
        also: ['credentials.helper-missing'],
      },
      {
        match: /error getting credentials - err: (?<reason>[^\n,`]{3,100})/,
        confidence: 0.5,
        also: ['credentials.helper-missing'],
      },
      {
        match:
          /docker-credential-(?<name>[\w.-]{1,80})["'`]? (?:exited with|returned|failed|timed out)[^\n]{0,60}/,
        confidence: 0.85,
      },
      {
        match:
          /Credentials store (?:docker-credential-)?(?<name>[\w.-]{1,80}) exited with "?(?<reason>[^"\n]{3,160})/,
        confidence: 0.92,
      },
      {
        match: /(?:no credentials server URL|credentials not found in native (?:keychain|store))/,
        confidence: 0.4,
        context: true,
        also: ['registry.auth'],
      },
      {
        match:
          /The user name or passphrase you entered is not correct|errSecInternalComponent|SecKeychainItemImport.{0,80}/,
        confidence: 0.6,
        context: true,
        values: { name: 'osxkeychain', reason: 'the keychain refuses it' },
      },
      {
        match: /Error saving credentials: .{0,60}The stub received bad data/,
        confidence: 0.94,
        values: { name: 'wincred', reason: 'the token is too long for the Windows credential store' },
      },
    ],
  },
  'context.missing': {
    defaults: { context: 'the one in config.json', source: 'config.json' },
    patterns: [
      { match: /context "(?!default")(?<context>[^"]{1,80})": context not found/, confidence: 0.95 },
      {
        match: /context not found: open \S{0,160}meta[\\/](?!37a8eec1ce19)\w{64}[\\/]meta\.json/,
        confidence: 0.9,
      },
      { match: /Current context "(?<context>[^"]{1,80})" is not found on the file system/, confidence: 0.96 },
      {
        match: /context "(?<context>[^"]{1,80})" (?:does not exist|not found|is not found)/,
        confidence: 0.85,
        context: true,
      },
      {
        match: /unable to resolve docker endpoint: context "(?<context>[^"]{1,80})"/,
        confidence: 0.9,
        also: ['context.invalid'],
      },
    ],
  },
  'context.invalid': {
    title: 'A context is damaged',
    summary: 'The files of the context "{context}" cannot be used: {reason}.',
    defaults: {
      context: 'in use',
      file: '~/.docker/contexts/meta',
      reason: 'its description is not readable',
    },
    patterns: [
      { match: /load context "(?<context>[^"]{1,80})": (?<reason>[^\n]{3,160})/, confidence: 0.75 },
      {
        match:
          /contexts[\\/]meta[\\/]\w{4,64}[\\/]meta\.json: (?<reason>invalid character[^\n]{0,80}|unexpected (?:end|EOF)[^\n]{0,40}|EOF)/,
        confidence: 0.94,
      },
      { match: /parsing \S{0,160}meta\.json: (?<reason>[^\n]{3,120})/, confidence: 0.92, context: true },
      {
        match:
          /protocol not available.{0,40}npipe|open npipe: .{0,60}protocol not available|protocol not available$/,
        confidence: 0.75,
        context: true,
        values: { reason: 'its address is a Windows pipe, which only Windows has' },
        also: ['env.docker-host'],
      },
      // The folder is named after the context; that of 'default', which has none, is what other programs look for in vain.
      {
        match: /open [^\n]{1,160}[\\/]contexts[\\/]meta[\\/](?!37a8eec1ce19)[0-9a-f]{64}[\\/]meta\.json: /,
        confidence: 0.85,
        also: ['context.missing'],
      },
    ],
  },
  'context.unreachable': {
    title: 'The context leads to an engine that does not run',
    summary:
      'The docker command asks {url}, and nothing answers there. Another context may be the right one.',
    defaults: {
      url: 'the address of its context',
      context: 'in use',
      other: 'another engine',
      better: 'default',
    },
    patterns: [
      {
        match: /npipe:\/{2,4}\.?\/?pipe\/docker_wsl|pipe\/docker_wsl\b|%2Fpipe%2Fdocker_wsl\b/,
        confidence: 0.95,
        values: { url: 'npipe:////./pipe/docker_wsl', context: 'wsl' },
      },
      {
        match: /(?<url>unix:\/\/\/?\/home\/[^\s"';]{1,80}\/\.docker\/desktop\/docker\.sock)/,
        confidence: 0.8,
        values: { context: 'desktop-linux' },
        also: ['daemon.not-running', 'socket.missing'],
      },
      {
        match: /dial unix (?<url>\/home\/[^\s"';:]{1,80}\/\.docker\/desktop\/docker\.sock)/,
        confidence: 0.8,
        values: { context: 'desktop-linux' },
        also: ['daemon.not-running', 'socket.missing'],
      },
      {
        match: /\/(?:home|root)\S{0,80}\/\.docker\/desktop\/docker\.sock/,
        confidence: 0.6,
        values: { context: 'desktop-linux' },
      },
    ],
  },
  'env.docker-host': {
    title: 'DOCKER_HOST or a setting points to an engine that does not answer',
    summary:
      'The docker command asks {url}. Such an address comes from the variable DOCKER_HOST (or a setting of the program), which overrides every context, and nothing answers there.',
    defaults: { url: 'another address', reason: 'nothing answers there' },
    patterns: [
      {
        match:
          /Cannot connect to the Docker daemon at (?<url>(?:tcp|https?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?|host\.docker\.internal)(?::\d{1,5})?)/,
        confidence: 0.88,
        also: ['remote.refused', 'context.unreachable', 'daemon.not-running'],
      },
      {
        match:
          /failed to connect to the docker API at (?<url>tcp:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1?\]?)(?::\d{1,5})?)/,
        confidence: 0.88,
        also: ['remote.refused', 'context.unreachable'],
      },
      {
        match:
          /(?:Get|Post|Head|Put|Delete) "?(?<url>https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?):237[56])\/[^\n]{0,200}(?:refused|connectex|ECONNREFUSED|EOF)/,
        confidence: 0.88,
        also: ['remote.refused', 'context.unreachable', 'daemon.not-running'],
      },
      {
        match: /dial tcp (?:127\.0\.0\.1|\[::1\]|0\.0\.0\.0):237[56]: (?:connect: |connectex: )/,
        confidence: 0.85,
        values: { url: 'tcp://127.0.0.1:2375' },
        also: ['remote.refused', 'context.unreachable'],
      },
      {
        match: /connect ECONNREFUSED (?:127\.0\.0\.1|::1|0\.0\.0\.0):(?<port>237[56])/,
        confidence: 0.85,
        values: { url: 'tcp://127.0.0.1:2375' },
        also: ['remote.refused'],
      },
      {
        match:
          /(?:localhost|127\.0\.0\.1)[:/\]) ]{0,3}.{0,60}237[56]\b.{0,120}(?:Connection refused|actively refused)/,
        confidence: 0.82,
        values: { url: 'tcp://127.0.0.1:2375' },
        also: ['remote.refused'],
      },
      {
        match:
          /(?<url>unix:\/\/\/?(?:\/run\/user\/\d+|\/run|\/var\/run|\/tmp\/\S{1,80}|\/var\/folders\/\S{1,100}|\/Users\/\S{1,100}|\/home\/\S{1,80})\/podman\S{0,60}\.sock)\S{0,3} Is the docker daemon running/,
        confidence: 0.85,
        also: ['daemon.not-running', 'socket.missing', 'context.unreachable'],
      },
      {
        match: /docker (?:API|daemon) at (?<url>unix:\/\/\S{0,120}podman\S{0,80}\.sock)/,
        confidence: 0.8,
        also: ['daemon.not-running', 'socket.missing', 'context.unreachable'],
      },
      {
        match: /unable to parse docker host `?"?(?<url>[^`"\n]{0,100})/,
        confidence: 0.95,
        values: { reason: 'it is no valid address' },
      },
      {
        match:
          /Invalid bind address format|invalid (?:docker )?host(?: URL)?[:,] "?(?<url>(?:tcp|unix|npipe|ssh|https?)[^"\s]{0,100})/,
        confidence: 0.8,
        context: true,
        values: { reason: 'it is no valid address' },
      },
      { match: /DOCKER_HOST environment variable overrides the active context/, confidence: 0.7 },
      {
        match: /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/\/\S{1,120}\.sock)/,
        confidence: 0.85,
        also: ['context.unreachable', 'daemon.not-running'],
      },
      {
        match:
          /unsupported protocol scheme|Unsupported protocol in DOCKER_HOST|Unknown protocol \S{1,120} in DOCKER_HOST/,
        confidence: 0.7,
        context: true,
        values: { reason: 'its address has no scheme that the program knows' },
      },
      {
        match: /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/docker\.sock)/,
        confidence: 0.6,
        also: ['rootless.env'],
      },
      {
        match: /unable to resolve docker endpoint: parse "/,
        confidence: 0.9,
        values: { reason: 'it is no valid address' },
        also: ['context.invalid'],
      },
    ],
  },
  'env.docker-context': {
    title: 'DOCKER_CONTEXT selects another engine',
    summary: 'The variable DOCKER_CONTEXT overrides the context that was chosen with docker context use.',
    defaults: { context: 'another', url: 'its address' },
    patterns: [
      { match: /DOCKER_CONTEXT environment variable overrides the active context/, confidence: 0.8 },
      {
        match: /conflicting options: either specify --host or --context/,
        confidence: 0.7,
        also: ['env.docker-host'],
      },
    ],
  },
  'env.api-version': {
    title: 'DOCKER_API_VERSION asks for a version that does not fit',
    summary: 'A variable or setting pins the API version {pinned}, which this engine does not speak.',
    defaults: { pinned: 'that was set', minimum: 'its lowest', maximum: 'its highest' },
    patterns: [
      // YAML made 1.4 of 1.40: no client was ever that old.
      {
        match:
          /client version (?<pinned>1\.\d) is too old\. Minimum supported API version is (?<minimum>[\d.]{1,80})/,
        confidence: 0.95,
        also: ['version.client-too-old', 'version.library'],
      },
      {
        match: /(?:DOCKER_API_VERSION|api\.version)[ =:"']{1,4}(?<pinned>1\.\d+)/,
        confidence: 0.5,
        context: true,
        also: ['version.client-too-old', 'version.library'],
      },
    ],
  },
  'env.tls': {
    title: 'TLS is on, but its files are not there or do not fit',
    summary:
      'The docker command was told to use TLS (DOCKER_TLS_VERIFY, DOCKER_CERT_PATH or the context), and {reason}.',
    defaults: {
      reason: 'its certificates are missing, unreadable or made for something else',
      path: '~/.docker',
    },
    patterns: [
      {
        match:
          /unable to resolve docker endpoint: open (?<path>[^\s:]{0,80}(?:ca|cert|key)\.pem): no such file or directory/,
        confidence: 0.96,
        values: { reason: 'a certificate file is not there' },
        also: ['install.leftover', 'env.docker-host'],
      },
      {
        match:
          /(?:could not|failed to|unable to) (?:read|load|open|stat) (?:CA certificate|X509 key pair|certificate|private key)[^\n]{0,40}"?(?<path>[^\s":]{0,160}\.pem)"?: /,
        confidence: 0.94,
        values: { reason: 'a certificate file cannot be read' },
        also: ['install.leftover'],
      },
      {
        match: /could not load X509 key pair/,
        confidence: 0.9,
        values: { reason: 'the client certificate and its key do not fit' },
      },
      {
        match:
          /open (?<path>[^\s:]{0,80}\.docker[\\/][^\s:]{0,100}(?:ca|cert|key)\.pem): (?:no such file|The system cannot find|permission denied)/,
        confidence: 0.93,
        values: { reason: 'a certificate file is not there' },
        also: ['install.leftover'],
      },
      {
        match: /tls: private key does not match public key/,
        confidence: 0.92,
        context: true,
        values: { reason: 'the client certificate and its key do not fit' },
      },
      {
        match:
          /TLS configuration is invalid|Invalid TLS (?:certificate )?configuration|Path to a certificate and key files must be provided/,
        confidence: 0.8,
        context: true,
      },
      {
        match: /ca\.pem.{0,40}(?:does not exist|not found|no such file|missing)/,
        confidence: 0.7,
        context: true,
        also: ['install.leftover'],
      },
      {
        match:
          /failed to dial gRPC: cannot connect to the Docker daemon\. Is 'docker daemon' running on this host\?/,
        confidence: 0.75,
        values: { reason: 'the part that builds images connects without them' },
        also: ['remote.refused', 'remote.tls-required', 'daemon.not-running'],
      },
      {
        match: /DOCKER_CERT_PATH.{0,60}(?:not set|does not exist|missing|invalid|no such)/,
        confidence: 0.88,
      },
    ],
  },
};
