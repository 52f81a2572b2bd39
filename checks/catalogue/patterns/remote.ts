/** An engine on another host, and versions that do not fit. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const remotePatterns: PatternTable = {
  'remote.dns': {
    title: "The name of the engine's host does not resolve",
    summary: 'The engine is looked for on {host}, and that name is not known.',
    defaults: { host: 'another host', url: 'its address' },
    patterns: [
      {
        match:
          /failed to connect to the docker API at (?<url>tcp:\/\/[^\s:;]{1,80}(?::\d+)?): lookup (?<host>[\w.-]{1,80})/,
        confidence: 0.94,
        also: ['env.docker-host', 'container.dind'],
      },
      {
        match: /error during connect: .{0,160}dial tcp: lookup (?<host>[\w.-]{1,80})(?: on \S{1,120})?: /,
        confidence: 0.93,
        also: ['env.docker-host', 'container.dind'],
      },
      {
        match: /https?:\/\/(?<host>[\w.-]{1,80}):237[56]\/\S{0,160}"?: dial tcp: lookup /,
        confidence: 0.93,
        also: ['env.docker-host', 'container.dind'],
      },
      {
        match: /ssh: Could not resolve hostname (?<host>[\w.-]{1,80})/,
        confidence: 0.85,
        context: true,
        also: ['remote.ssh'],
      },
    ],
  },
  'remote.proxy': {
    title: "A proxy of this shell stands before the engine's host",
    summary:
      'The docker command goes to {url} through a proxy of this shell (HTTP_PROXY, HTTPS_PROXY), which does not let it through: {reason}.',
    defaults: { url: 'the engine', host: "the engine's host", proxy: 'of this shell', reason: 'it refuses' },
    patterns: [
      {
        match:
          /(?:[Ee]rror during connect|[Aa]n error occurred trying to connect)\b[^\n]{0,120}?: (?:Get|Post|Head|Put|Delete) "?(?<url>https?:\/\/(?<host>[\w.-]{1,80})(?::\d{1,5})?)\/(?:v1\.\d|_ping)[^\n]{0,300}?"?: (?<reason>(?:Tunnel or SSL )?(?:Forbidden|Gateway Time-?out|Service Unavailable|Proxy Authentication Required|Bad Gateway)|proxyconnect tcp: [^\n]{3,160})/,
        confidence: 0.9,
        also: ['env.docker-host', 'remote.refused'],
      },
      {
        match: /docker[^\n]{0,60}: proxy: unknown scheme: (?<reason>\w{2,20})/,
        confidence: 0.7,
      },
    ],
  },
  'remote.refused': {
    title: "Nothing listens at the engine's address",
    summary: '{url}: the connection is refused. The host is there; no engine listens on that port.',
    defaults: { url: 'The address of the engine', host: 'the host' },
    patterns: [
      {
        match: /Cannot connect to the Docker daemon at (?<url>(?:tcp|https?):\/\/[\w.-]{1,80}(?::\d{1,5})?)/,
        confidence: 0.75,
        also: ['env.docker-host', 'remote.timeout', 'container.dind'],
      },
      {
        match:
          /dial tcp (?<host>\d+\.\d+\.\d+\.\d+):237[56]: (?:connect: connection refused|connectex: No connection could be made)/,
        confidence: 0.82,
        also: ['env.docker-host'],
      },
      {
        match:
          /failed to connect to the docker API at (?<url>tcp:\/\/[^\s;]{1,80}?)[;:] .{0,200}connection refused/,
        confidence: 0.82,
        also: ['env.docker-host'],
      },
      {
        match:
          /HTTPS?ConnectionPool\(host='(?<host>[\w.-]{1,80})', port=237[56]\).{0,300}(?:Connection refused|actively refused)/,
        confidence: 0.82,
        also: ['env.docker-host'],
      },
      {
        match: /connect ECONNREFUSED (?<host>[\d.]{1,80}):237[56]/,
        confidence: 0.8,
        also: ['env.docker-host'],
      },
    ],
  },
  'remote.timeout': {
    title: "The engine's host does not answer",
    summary:
      'No connection to {host} came about in time. The host is off or elsewhere, or a firewall drops the connection.',
    defaults: {
      url: 'the address of the engine',
      seconds: 'the time that was allowed',
      host: 'the host of the engine',
    },
    patterns: [
      {
        match:
          /dial tcp (?<host>[\w.-]{1,80}):237[56]: (?:i\/o timeout|connect: (?:operation|connection) timed out|connect: no route to host|connect: network is unreachable|connectex: A connection attempt failed)/,
        confidence: 0.92,
        also: ['env.docker-host', 'install.leftover'],
      },
      {
        match:
          /error during connect: .{0,200}dial tcp (?<host>[\w.:-]{1,80}): (?:i\/o timeout|connect: (?:operation|connection) timed out|connectex: A connection attempt failed)/,
        confidence: 0.9,
        also: ['env.docker-host'],
      },
      {
        match:
          /failed to connect to the docker API at (?<url>tcp:\/\/[^\s;]{1,80}?)[;:] .{0,200}(?:i\/o timeout|timed out|deadline exceeded)/,
        confidence: 0.9,
        also: ['env.docker-host'],
      },
      {
        match:
          /HTTPS?ConnectionPool\(host='(?<host>[\w.-]{1,80})', port=237[56]\).{0,300}(?:timed out|ConnectTimeout)/,
        confidence: 0.9,
        also: ['env.docker-host'],
      },
      {
        match:
          /error validating certificates for host "(?<host>[^"\s]{1,120})": tls: DialWithDialer timed out/,
        confidence: 0.92,
        also: ['install.leftover'],
      },
    ],
  },
  'remote.ssh': {
    title: 'The ssh connection to the engine fails',
    summary: 'The docker command reaches its engine through ssh, and that fails: {reason}.',
    defaults: { reason: 'ssh ended with an error', host: 'the host', url: 'its ssh address' },
    patterns: [
      {
        match:
          /docker system dial-stdio\] has exited with (?:exit status|signal)[^\n]{0,200}stderr=(?<reason>[^\n]{3,200})/,
        confidence: 0.95,
      },
      { match: /docker system dial-stdio/, confidence: 0.9 },
      {
        match: /malformed HTTP (?:status code|version|response) "(?<reason>[^"\\]{1,60})"/,
        confidence: 0.85,
        context: true,
        values: { reason: 'the shell of the other side prints something of its own' },
      },
      { match: /Docker 18\.09 or later is installed on the remote host/, confidence: 0.9 },
      {
        match:
          /(?:ssh: handshake failed|Host key verification failed|Permission denied \(publickey[^)]{0,60}\))/,
        confidence: 0.82,
        context: true,
      },
      {
        match: /no such identity|ssh: unable to authenticate|paramiko\.ssh_exception\.\w{1,60}/,
        confidence: 0.75,
        context: true,
      },
      {
        match: /exec: "ssh(?:\.exe)?": executable file not found/,
        confidence: 0.93,
        values: { reason: 'there is no ssh client' },
      },
      {
        match:
          /ssh:\/\/\S{1,60} .{0,60}(?:Connection (?:refused|closed|reset)|Permission denied|timed out|failed)/,
        confidence: 0.85,
        context: true,
      },
      {
        match: /error during connect: .{0,60}http:\/\/docker(?:\.example\.com)?\/v1\.\d+\//,
        confidence: 0.8,
      },
      {
        match: /error during connect: [^\n]{0,160}failed to dial ssh: (?<reason>[^\n]{3,160})/,
        confidence: 0.93,
      },
    ],
  },
  'remote.tls-required': {
    title: 'The engine wants TLS, and was spoken to without',
    summary:
      'The port of the engine speaks TLS, and the docker command does not: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH are not set.',
    defaults: { url: 'the address of the engine' },
    patterns: [
      {
        match:
          /malformed HTTP response [^\n]{1,80}\s{1,3}\* Are you trying to connect to a TLS-enabled daemon without TLS/,
        confidence: 0.94,
        also: ['env.tls'],
      },
      {
        match: /Client sent an HTTP request to an HTTPS\b/,
        confidence: 0.9,
        context: true,
        also: ['env.tls'],
      },
      {
        match: /Are you trying to connect to a TLS-enabled daemon without TLS/,
        confidence: 0.5,
        also: ['env.tls'],
      },
      { match: /malformed HTTP response "\\x15\\x03/, confidence: 0.9, also: ['env.tls'] },
      { match: /BadStatusLine\(["']?\\?\\x15\\x03/, confidence: 0.9, context: true, also: ['env.tls'] },
      {
        match: /http:\/\/\S{1,60}:2376\/\S{0,120}"?: .{0,60}(?:EOF|malformed|connection reset|HTTPS server)/,
        confidence: 0.85,
        also: ['env.tls'],
      },
    ],
  },
  'remote.tls-plain': {
    title: 'TLS is spoken to a port that has none',
    summary: 'The docker command uses TLS (DOCKER_TLS_VERIFY), and the engine answers without it.',
    defaults: { url: 'the address of the engine' },
    patterns: [
      {
        match:
          /https:\/\/[^\s/"]{1,80}:237[56]\/\S{0,160}"?: http: server gave HTTP response to HTTPS client/,
        confidence: 0.95,
        also: ['env.tls'],
      },
      {
        match: /error during connect: .{0,240}server gave HTTP response to HTTPS client/,
        confidence: 0.94,
        also: ['env.tls'],
      },
      {
        match:
          /https:\/\/[^\s/"]{1,80}:237[56].{0,200}(?:first record does not look like a TLS handshake|WRONG_VERSION_NUMBER|wrong version number)/,
        confidence: 0.93,
        also: ['env.tls'],
      },
    ],
  },
  'remote.tls-expired': {
    title: "The certificate of the engine's host is out of date",
    summary: 'The TLS certificate of the engine at {host} has expired (or a clock is wrong).',
    defaults: { host: 'its host', url: 'its address', expired: 'some time ago', validTo: 'some time ago' },
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80}):237[56]\/\S{0,160}"?: (?:tls: failed to verify certificate: )?x509: certificate has expired or is not yet valid/,
        confidence: 0.94,
        also: ['clock.skew', 'install.leftover'],
      },
      {
        match: /Unable to query docker version: .{0,200}certificate has expired or is not yet valid/,
        confidence: 0.94,
        also: ['clock.skew', 'install.leftover'],
      },
      {
        match: /error during connect: .{0,240}certificate has expired or is not yet valid/,
        confidence: 0.93,
        also: ['clock.skew'],
      },
      {
        match: /(?:remote error: )?tls: expired certificate/,
        confidence: 0.9,
        context: true,
        also: ['clock.skew', 'remote.tls-client-cert'],
      },
      {
        match: /:237[56].{0,240}(?:CERTIFICATE_VERIFY_FAILED.{0,40}expired|certificate has expired)/,
        confidence: 0.9,
        also: ['clock.skew'],
      },
    ],
  },
  'remote.tls-untrusted': {
    title: "The certificate of the engine's host is not trusted",
    summary:
      'The TLS certificate of the engine at {host} was signed by an authority that ca.pem does not name.',
    defaults: { host: 'its host', url: 'its address', issuer: 'an unknown authority' },
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80}):237[56]\/\S{0,160}"?: (?:tls: failed to verify certificate: )?x509: certificate (?:signed by unknown authority|is not trusted)/,
        confidence: 0.94,
        also: ['env.tls'],
      },
      {
        match: /error during connect: .{0,240}x509: certificate signed by unknown authority/,
        confidence: 0.92,
        also: ['env.tls'],
      },
      {
        match: /crypto\/rsa: verification error.{0,80}candidate authority certificate/,
        confidence: 0.7,
        context: true,
      },
    ],
  },
  'remote.tls-hostname': {
    title: "The certificate of the engine's host is for another name",
    summary: 'The TLS certificate of the engine is valid for {names}, not for {host}.',
    defaults: { host: 'the address that was used', url: 'its address', names: 'another name' },
    patterns: [
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80}):237[56]\/\S{0,160}"?: .{0,60}x509: (?:certificate is valid for (?<names>[^,\n]{1,100}), not|cannot validate certificate for)/,
        confidence: 0.95,
      },
      {
        match:
          /error during connect: .{0,240}x509: (?:certificate is valid for (?<names>[^,\n]{1,100}), not (?<host>\S{1,120})|cannot validate certificate for (?<host2>\S{1,120}))/,
        confidence: 0.93,
      },
      {
        match:
          /error validating certificates for host "(?<host>[^"\s]{1,120}?)(?::\d{1,5})?": x509: certificate is valid for/,
        confidence: 0.92,
        also: ['install.leftover'],
      },
    ],
  },
  'remote.tls-client-cert': {
    title: 'The engine wants a client certificate',
    summary: 'The engine asks for a client certificate (--tlsverify), and did not get one that it accepts.',
    defaults: { host: 'its host', url: 'its address' },
    patterns: [
      {
        match: /server probably has client authentication \(--tlsverify\) enabled/,
        confidence: 0.95,
        also: ['env.tls'],
      },
      {
        match:
          /remote error: (?:tls: )?(?:bad certificate|certificate required|unknown certificate authority|unknown certificate)/,
        confidence: 0.85,
        context: true,
        also: ['env.tls'],
      },
      { match: /tls: client didn't provide a certificate/, confidence: 0.9, context: true },
      {
        match:
          /(?:tlsv1[23]? alert|sslv3 alert|SSLV3_ALERT|TLSV1_ALERT)[ _](?:bad[ _]certificate|certificate[ _]required|unknown[ _]ca)/,
        confidence: 0.8,
        context: true,
        also: ['env.tls'],
      },
      {
        match:
          /(?:docker-?java|docker-plugin|:2376)[\s\S]{0,600}Received fatal alert: (?:bad_certificate|certificate_required)/,
        confidence: 0.7,
        context: true,
        also: ['remote.tls-untrusted'],
      },
    ],
  },
  'version.client-too-old': {
    title: 'The docker command is too old for its engine',
    summary:
      'The client speaks API version {client}; the engine takes none below {minimum}. Often the client is not the docker command but a program with a library of its own.',
    defaults: { client: 'an old one', minimum: 'its minimum', engine: 'in use' },
    patterns: [
      {
        match:
          /client version (?<client>1\.\d\d) is too old\. Minimum supported API version is (?<minimum>[\d.]{1,80})/,
        confidence: 0.9,
        also: ['version.library', 'env.api-version'],
      },
      {
        match: /client version (?<client>[\d.]{1,80}) is too old/,
        confidence: 0.88,
        also: ['version.library', 'env.api-version'],
      },
      {
        match: /minimum supported (?:API )?version is (?<minimum>1\.\d+)/,
        confidence: 0.82,
        also: ['version.library', 'env.api-version'],
      },
      { match: /please upgrade your client to a newer version/, confidence: 0.8, also: ['version.library'] },
      {
        match: /"Containers": 0,.{0,300}"Driver": "",|BadRequestException: Status 400: ?\{?"?ID"?\W{1,4}"/,
        confidence: 0.85,
        also: ['version.library'],
      },
      {
        match: /BadRequestException[\s\S]{0,40}Status 400: \s?\{\s"ID": "",\s"Containers": 0/,
        confidence: 0.88,
        also: ['version.library'],
      },
    ],
  },
  'version.client-too-new': {
    title: 'The engine is too old for this client',
    summary: 'The client takes API version {client}; the engine speaks up to {maximum}.',
    defaults: { client: 'a newer one', maximum: 'an older one', engine: 'in use' },
    patterns: [
      {
        match:
          /client version (?<client>[\d.]{1,80}) is too new\. Maximum supported API version is (?<maximum>[\d.]{1,80})/,
        confidence: 0.93,
        also: ['engine.eol', 'env.api-version'],
      },
      { match: /client version (?<client>[\d.]{1,80}) is too new/, confidence: 0.92, also: ['engine.eol'] },
      {
        match:
          /client is newer than server \(client API version: (?<client>[\d.]{1,80}), server API version: (?<maximum>[\d.]{1,80})\)/,
        confidence: 0.94,
        also: ['engine.eol', 'install.leftover'],
      },
      { match: /client is newer than server/, confidence: 0.9, also: ['engine.eol'] },
      {
        match:
          /API version (?<maximum>[\d.]{1,80}) is not supported by this client: the minimum supported API version is (?<client>[\d.]{1,80})/,
        confidence: 0.95,
        also: ['engine.eol'],
      },
      {
        match: /is not supported by this client: the minimum supported API version is/,
        confidence: 0.93,
        also: ['engine.eol'],
      },
      {
        match:
          /"[\w -]{1,40}" requires API version (?<client>[\d.]{1,80}), but the Docker (?:daemon )?API version is (?<maximum>[\d.]{1,80})/,
        confidence: 0.94,
        also: ['engine.eol'],
      },
      {
        match: /requires (?:docker )?API version (?<client>[\d.]{1,80})/,
        confidence: 0.75,
        context: true,
        also: ['engine.eol'],
      },
    ],
  },
  'version.library': {
    title: 'A program speaks an API version that the engine no longer takes',
    summary:
      '{tool} has a Docker library of its own that speaks API version {client}; the engine takes none below {minimum}. The docker command itself may be fine.',
    defaults: { tool: 'The program', client: 'an old one', minimum: 'its minimum', fixed: '' },
    patterns: [
      {
        match:
          /(?<tool>testcontainers|docker-java|dockerjava)[\s\S]{0,400}client version (?<client>[\d.]{1,80}) is too old\. Minimum supported API version is (?<minimum>[\d.]{1,80})/,
        confidence: 0.92,
        also: ['version.client-too-old'],
      },
      {
        match:
          /(?:DockerClientProviderStrategy|ClientProviderStrategy)[\s\S]{0,300}client version (?<client>[\d.]{1,80}) is too old/,
        confidence: 0.9,
        values: { tool: 'Testcontainers' },
        also: ['version.client-too-old'],
      },
      {
        match:
          /(?<tool>traefik|watchtower|portainer|ouroboros|diun|dozzle|nomad|jenkins|act|localstack|ddev|drone|netdata|telegraf|cadvisor|gitlab-runner|autoheal|homepage|homarr)\b[^\n]{0,200}client version (?<client>[\d.]{1,80}) is too old/,
        confidence: 0.92,
        also: ['version.client-too-old'],
      },
      {
        match:
          /providerName=docker[^\n]{0,60}client version|"providerName":"docker","error":"[^\n]{0,60}client version (?<old>[\d.]{1,80}) is too old|Failed to retrieve information of the docker client and server host.{0,60}client version (?<client>[\d.]{1,80}) is too old/,
        confidence: 0.92,
        values: { tool: 'Traefik' },
        also: ['version.client-too-old'],
      },
      {
        match:
          /client version (?<client>[\d.]{1,80}) is too old\. Minimum supported API version is (?<minimum>[\d.]{1,80})[^\n]{0,120}(?:providerName=docker|traefik)/,
        confidence: 0.92,
        values: { tool: 'Traefik' },
        also: ['version.client-too-old'],
      },
      {
        match: /api\.version is always 1\.\d+/,
        confidence: 0.6,
        context: true,
        also: ['version.client-too-old'],
      },
      {
        match:
          /docker\.errors\.DockerException: Error while fetching server API version: .{0,80}(?:http\+docker|chunked|ssl_version)/,
        confidence: 0.9,
        values: { tool: 'docker-py' },
        also: ['compose.legacy'],
      },
      {
        match: /docker\.errors\.APIError: .{0,80}client version (?<client>[\d.]{1,80}) is too old/,
        confidence: 0.92,
        values: { tool: 'docker-py' },
        also: ['version.client-too-old'],
      },
    ],
  },
  'version.requirement': {
    title: 'A stated requirement is not met',
    summary:
      'A program asks for version {needed} or newer of Docker (or Compose, buildx), and an older one is here.',
    defaults: { needed: 'a newer one', what: 'Docker', found: 'an older one' },
    patterns: [
      {
        match:
          /(?<what>docker(?: engine| desktop| compose|-compose)?) version (?:must be|should be|needs to be|has to be|of)? ?(?:at least |>= ?|greater than |higher than )v?(?<needed>\d[\d.]{1,80})/,
        confidence: 0.65,
        also: ['client.outdated', 'engine.eol'],
      },
      {
        match:
          /(?:requires?|needs?|minimum|at least) (?<what>docker(?: engine| desktop| compose|-compose)?) (?:version )?(?:>= ?|v)?(?<needed>\d[\d.]{1,80})/,
        confidence: 0.6,
        also: ['client.outdated', 'engine.eol'],
      },
      {
        match:
          /docker version currently installed does not seem to meet \w{2,40}'s requirements: (?<version>[\d.]{3,20})/,
        confidence: 0.95,
      },
    ],
  },
  'engine.eol': {
    title: 'The engine is too old',
    summary:
      'The message is that of an engine that no longer gets fixes, and does not know what this image or kernel asks for.',
    defaults: { version: 'old', ended: 'some time ago' },
    patterns: [
      { match: /not readable by user '_apt' executing apt-key/, confidence: 0.82, also: ['kernel.seccomp'] },
      {
        match:
          /(?:media type|mediatype) "application\/vnd\.(?:oci|docker)\S{1,80}" (?:is )?(?:no longer supported|not supported)|unsupported media type application\/vnd\.\S{1,80}/,
        confidence: 0.7,
        context: true,
      },
      { match: /support for docker image format v1.{0,60}(?:removed|disabled|deprecated)/, confidence: 0.7 },
      {
        match:
          /Docker Image Format v1,? and Docker Image manifest version 2, schema 1 support (?:is|has been)/,
        confidence: 0.6,
        also: ['registry.not-found'],
      },
      // Engines know host-gateway from 20.10 on.
      {
        match: /invalid IP address in add-host: "host-gateway"/,
        confidence: 0.85,
        also: ['version.requirement', 'client.outdated'],
      },
    ],
  },
  'engine.vulnerable': {
    title: 'The engine has a known serious vulnerability',
    summary: 'The message names {cve}.',
    defaults: {
      cve: 'a vulnerability',
      component: 'a component of the engine',
      version: 'in use',
      what: 'it can be broken out of',
      fixed: 'A newer one',
    },
    patterns: [
      {
        match:
          /(?<cve>CVE-20(?:2[4-6]))-(?:21626|2365[0-3]|24557|41110|31133|52565|52881|9074|34040|41567|17106|92543)\b/,
        confidence: 0.6,
        context: true,
      },
    ],
  },
};
