/** Registries, networks and ports. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

const REGISTRY = { registry: 'the registry', host: 'the registry' };

export const registryPatterns: PatternTable = {
  'registry.unreachable': {
    title: 'The registry cannot be reached',
    summary: 'The engine does not get through to {host}; the message does not tell why.',
    defaults: { ...REGISTRY, reason: 'no connection came about' },
    patterns: [
      {
        match:
          /Get "?https:\/\/(?<host>[\w.-]{1,80})\/v2\/?"?: (?:EOF|\.\.\.|unexpected EOF|read: |context deadline|net\/http)/,
        confidence: 0.6,
        also: ['registry.proxy', 'registry.dns', 'registry.timeout'],
      },
      {
        match:
          /(?:failed to do request|error pinging (?:docker )?registry|pinging container registry (?<host>[\w.-]{1,80}))/,
        confidence: 0.5,
        context: true,
        also: ['registry.proxy', 'registry.dns'],
      },
      {
        match:
          /\/v2\/.{0,120}: (?:EOF|connection reset by peer|read: connection reset|network is unreachable|no route to host)/,
        confidence: 0.6,
        context: true,
        also: ['registry.proxy', 'net.mtu'],
      },
      {
        match:
          /dial tcp \[[\da-f:]{1,80}\]:443: connect: (?:network is unreachable|cannot assign requested address|no route to host)/,
        confidence: 0.75,
        context: true,
      },
      {
        match: /received unexpected HTTP status: (?<status>5\d\d [\w ]{3,30})/,
        confidence: 0.65,
        context: true,
      },
      {
        match: /error pulling image configuration: download failed after attempts=\d/,
        confidence: 0.5,
        also: ['registry.timeout', 'registry.proxy'],
      },
    ],
  },
  'registry.dns': {
    title: "The registry's name does not resolve",
    summary:
      'The engine asked for the address of {host} and got none: its name server does not answer or does not know it.',
    defaults: { ...REGISTRY, server: 'its name server' },
    patterns: [
      {
        match:
          /lookup (?<host>(?:registry-1|auth|index|production\S{0,30})\.docker\.\w{1,60})\b[^\n]{0,40}[Tt]emporary failure in name resolution/,
        confidence: 0.9,
        also: ['registry.unreachable'],
      },
      {
        match:
          /dial tcp: lookup (?<host>(?:registry-1|auth|index|production\S{0,30})\.docker\.\w{1,60})(?: on (?<server>\S{1,120}?))?: /,
        confidence: 0.93,
        also: ['registry.proxy', 'registry.unreachable'],
      },
      {
        match:
          /dial tcp: lookup (?<host>[\w.-]{1,80}\.[a-z]{2,})(?: on (?<server>[^\s]{1,80}?))?: (?:no such host|server misbehaving|i\/o timeout|read udp|Temporary failure|dial udp)/,
        confidence: 0.85,
        context: true,
        also: ['registry.proxy', 'registry.unreachable'],
      },
      {
        match:
          /Could not resolve host: (?<host>[\w.-]{0,80}(?:docker|ghcr|quay|gcr|registry|amazonaws)[\w.-]{0,80})/,
        confidence: 0.85,
        also: ['registry.proxy'],
      },
      {
        match: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<host>(?:registry-1|auth|index|hub)\.docker\.\w{1,60})/,
        confidence: 0.92,
      },
      { match: /server misbehaving/, confidence: 0.75, context: true, also: ['registry.proxy'] },
    ],
  },
  'registry.timeout': {
    title: 'The registry does not answer in time',
    summary:
      'A connection to {host} did not come about in time: a proxy, a firewall, or a slow or broken line.',
    defaults: { ...REGISTRY, seconds: 'the time that is allowed' },
    patterns: [
      {
        match:
          /(?:request canceled while waiting for connection|\/(?:v2|token)\S{0,300}: net\/http: request canceled) \(Client\.Timeout exceeded while awaiting headers\)/,
        confidence: 0.8,
        context: true,
        also: ['registry.proxy', 'registry.unreachable'],
      },
      {
        match:
          /https?:\/\/(?<host>[\w.-]{1,80})\/v2\/.{0,160}(?:i\/o timeout|TLS handshake timeout|timed out|deadline exceeded)/,
        confidence: 0.82,
        also: ['registry.proxy', 'net.mtu', 'registry.unreachable'],
      },
      {
        match: /net\/http: TLS handshake timeout/,
        confidence: 0.8,
        context: true,
        also: ['registry.proxy', 'net.mtu', 'memory.low'],
      },
      {
        match:
          /dial tcp (?<host>[\d.]{1,80}):443: (?:i\/o timeout|connect: (?:connection|operation) timed out|connectex: A connection attempt failed)/,
        confidence: 0.82,
        context: true,
        also: ['registry.proxy', 'registry.unreachable'],
      },
      {
        match:
          /failed to (?:fetch|authorize|copy|resolve)[^\n]{0,200}(?:i\/o timeout|timed out|deadline exceeded)/,
        confidence: 0.72,
        context: true,
        also: ['registry.proxy'],
      },
      {
        match: /read tcp [\d.:]{1,80}->[\d.:]{1,80}:443: read: (?:connection timed out|operation timed out)/,
        confidence: 0.8,
        context: true,
        also: ['net.mtu', 'registry.proxy'],
      },
      {
        match: /error parsing HTTP \d{3} response body[^\n]{0,400}i\/o timeout/,
        confidence: 0.88,
        also: ['registry.mirror', 'registry.unreachable'],
      },
      {
        match:
          /https?:\/\/(?<host>[\w.-]{1,80})\/(?:v2|v1(?=\/(?:_ping|repositories|images|users|search)))\/[^\n]{0,200}: dial tcp \S{1,60}: (?:connect: )?connection timed out/,
        confidence: 0.85,
        also: ['registry.proxy', 'registry.unreachable'],
      },
    ],
  },
  'registry.refused': {
    title: 'The registry refuses the connection',
    summary: 'At the address of {host} nothing listens, or something in between refuses it.',
    defaults: REGISTRY,
    patterns: [
      {
        match:
          /https?:\/\/(?<host>[\w.:-]{1,80})\/(?:v2|v1(?=\/(?:_ping|repositories|images|users|search)))\/\S{0,120}"?: dial tcp \S{1,60}: (?:(?:connect|getsockopt): connection refused|connectex: No connection)/,
        confidence: 0.85,
        also: ['registry.insecure', 'registry.proxy', 'registry.unreachable'],
      },
      {
        match: /dial tcp [\d.[\]:a-f]{1,80}:(?:443|5000|80): (?:connect: )?connection refused/,
        confidence: 0.7,
        context: true,
        also: ['registry.insecure', 'registry.proxy'],
      },
    ],
  },
  'registry.proxy': {
    title: 'A proxy is missing, wrong or dead',
    summary:
      'The engine does not get out to {host}: a proxy is set and does not answer, or is needed and not set for the engine (the proxy of your shell does not count for it).',
    defaults: { ...REGISTRY, proxy: 'the proxy', reason: 'it does not answer' },
    patterns: [
      // Not even the first connection came about: networks that want a proxy look so. Later questions just time out.
      {
        match:
          /https?:\/\/(?<host>[\w.-]{1,80})\/v2\/"?: net\/http: request canceled(?: while waiting for connection)?/,
        confidence: 0.85,
        also: ['registry.timeout', 'registry.unreachable', 'registry.dns'],
      },
      { match: /proxyconnect tcp: (?<reason>[^\n]{3,160})/, confidence: 0.95 },
      {
        match: /Proxy Authentication Required/,
        confidence: 0.92,
        context: true,
        values: { reason: 'it wants a user name and password' },
      },
      {
        match: /lookup registry-1\.docker\.io on (?<server>192\.168\.65\.\d+):53: no such host/,
        confidence: 0.9,
        values: { host: 'registry-1.docker.io' },
        also: ['registry.dns'],
      },
      {
        match: /http\.docker\.internal:3128.{0,200}(?:refused|timeout|EOF|Bad Gateway|denied|Forbidden)/,
        confidence: 0.85,
      },
      { match: /Cannot connect to proxy|ProxyError\(/, confidence: 0.85, context: true },
    ],
  },
  'registry.tls-intercepted': {
    title: 'A certificate on the way to the registry is not trusted',
    summary:
      'The certificate for {host} was not signed by an authority that this machine trusts: usually a company proxy or antivirus that looks into TLS.',
    defaults: { ...REGISTRY, issuer: 'an unknown authority' },
    patterns: [
      {
        match:
          /https:\/\/(?<host>(?:[\w.-]{0,80}\.)?(?:docker\.io|docker\.com|cloudfront\.net|cloudflarestorage\.com|ghcr\.io|quay\.io|gcr\.io|mcr\.microsoft\.com|amazonaws\.com|pkg\.dev|k8s\.io|githubusercontent\.com))\S{0,400}(?: .{0,80})?x509: certificate signed by unknown authority/,
        confidence: 0.94,
        also: ['registry.tls-untrusted'],
      },
      {
        match: /x509: certificate signed by unknown authority/,
        confidence: 0.7,
        context: true,
        also: ['registry.tls-untrusted', 'remote.tls-untrusted'],
      },
      {
        match:
          /(?:docker\.io|docker\.com|ghcr\.io|quay\.io|gcr\.io).{0,240}(?:self[- ]signed certificate|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|certificate verify failed|certificate is not trusted)/,
        confidence: 0.92,
        also: ['registry.tls-untrusted'],
      },
      {
        match:
          /\bx509: \S{0,120}certificate is not trusted|x509: "?[^"\n]{1,80}"? certificate is not (?:standards compliant|trusted)/,
        confidence: 0.82,
        context: true,
      },
      {
        match:
          /x509: certificate is valid for (?<names>[^\n]{1,200}), not (?<host>(?:registry-1|auth|production\S{0,20})\.docker\.\w{1,60})/,
        confidence: 0.92,
      },
      {
        match: /x509: (?:negative serial number|invalid|unhandled critical extension)/,
        confidence: 0.75,
        context: true,
      },
    ],
  },
  'registry.tls-untrusted': {
    title: "The registry's certificate is not trusted",
    summary: 'The registry {host} has a certificate of its own authority, which Docker does not know.',
    defaults: { ...REGISTRY, issuer: 'an unknown authority' },
    patterns: [
      {
        match:
          /https:\/\/(?<host>(?!registry-1\.docker\.io|auth\.docker\.io|index\.docker\.io|\S{0,60}(?:cloudfront\.net|cloudflarestorage\.com|:237[56]))[\w.-]{1,80}(?::\d+)?)\/(?:v2|v1(?=\/(?:_ping|repositories|images|users|search)))\/.{0,160}x509: certificate signed by unknown authority/,
        confidence: 0.9,
        also: ['registry.tls-intercepted', 'registry.insecure'],
      },
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80}(?::\d+)?)\/(?:v2|v1(?=\/(?:_ping|repositories|images|users|search)))\/.{0,160}x509: (?:cannot validate certificate for|certificate is valid for|certificate relies on legacy Common Name|certificate is not valid for any names)/,
        confidence: 0.9,
        also: ['registry.insecure'],
      },
      {
        match:
          /x509: (?:cannot validate certificate for (?<host>[\d.]{1,80}) because it doesn't contain any IP SANs|certificate relies on legacy Common Name field)/,
        confidence: 0.82,
        context: true,
        also: ['registry.insecure'],
      },
    ],
  },
  'registry.insecure': {
    title: 'The registry speaks plain HTTP, and Docker wants TLS',
    summary:
      '{host} answers without TLS. Docker speaks plain HTTP only to registries that are listed as insecure.',
    defaults: REGISTRY,
    patterns: [
      {
        match:
          /https:\/\/(?<host>(?!\S{1,80}:237[56]\/)[\w.-]{1,80}(?::\d+)?)\/(?:v2|v1(?=\/(?:_ping|repositories|images|users|search)))\/\S{0,160}"?: http: server gave HTTP response to HTTPS client/,
        confidence: 0.95,
      },
      {
        match:
          /^(?:error: |http: |Error response from daemon: ){0,3}server gave HTTP response to HTTPS client/,
        confidence: 0.85,
        also: ['remote.tls-plain'],
      },
      {
        match: /server gave HTTP response to HTTPS client/,
        confidence: 0.85,
        context: true,
        also: ['remote.tls-plain'],
      },
      {
        match:
          /Get "?https:\/\/(?<host>(?:192\.168|10|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]{1,80}(?::\d+)?)\/v2\/"?: dial tcp \S{1,60}: connect: connection refused/,
        confidence: 0.88,
        also: ['registry.refused', 'registry.unreachable'],
      },
      {
        match:
          /https:\/\/(?<host>[\w.-]{1,80}:5000)\/(?:v2|v1(?=\/(?:_ping|repositories|images|users|search)))\/.{0,120}(?:first record does not look like a TLS handshake|wrong version number|oversized record)/,
        confidence: 0.92,
      },
      {
        match:
          /If this private registry supports only HTTP or HTTPS with an unknown CA certificate, please add `?--insecure-registry (?<host>[\w.:-]{1,80})/,
        confidence: 0.95,
        also: ['registry.tls-untrusted'],
      },
      {
        match: /(?:first record does not look like a TLS handshake)/,
        confidence: 0.7,
        context: true,
        also: ['remote.tls-plain', 'registry.proxy'],
      },
    ],
  },
  'registry.auth': {
    title: 'The registry wants a sign-in, or refuses it',
    summary:
      'You are not signed in to {host}, the login has expired, or this account may not use that image.',
    defaults: { ...REGISTRY, image: 'the image' },
    patterns: [
      {
        match:
          /unauthorized: (?:authentication required|incorrect username or password|access denied|The client does not have permission|access to the requested resource)/,
        confidence: 0.9,
        context: true,
      },
      { match: /(?:no basic auth credentials|basic auth credentials)/, confidence: 0.9, context: true },
      {
        match:
          /denied: (?:requested access to the resource is denied|access forbidden|permission_denied|Your authorization token has expired|installation not allowed|denied)/,
        confidence: 0.9,
        context: true,
        also: ['registry.not-found'],
      },
      { match: /Your authorization token has expired/, confidence: 0.92, context: true },
      {
        match: /insufficient_scope: authorization failed/,
        confidence: 0.88,
        context: true,
        also: ['registry.not-found'],
      },
      {
        match: /(?:401 Unauthorized|status(?: code)?:? 401|unexpected status.{0,80}401)/,
        confidence: 0.78,
        context: true,
        also: ['credentials.helper-failed'],
      },
      {
        match:
          /unexpected status.{0,120}403 Forbidden|failed to (?:authorize|fetch (?:anonymous|oauth) token)(?![\s\S]{0,300}(?:dial tcp|timeout|no such host|x509|EOF))[^\n]{0,120}/,
        confidence: 0.72,
        context: true,
        also: ['registry.proxy'],
      },
      {
        match: /pull access denied for (?<image>[\w./:-]{1,80})/,
        confidence: 0.86,
        also: ['registry.not-found'],
      },
      {
        match: /repository does not exist or may require 'docker login'/,
        confidence: 0.82,
        also: ['registry.not-found'],
      },
      { match: /(?:Error: )?Cannot perform an interactive login from a non TTY device/, confidence: 0.85 },
      {
        match: /error parsing HTTP (?<status>40[13]) response body(?![^\n]{0,400}i\/o timeout)/,
        confidence: 0.85,
        also: ['registry.tls-intercepted', 'registry.proxy'],
      },
      {
        match: /(?:Layer already exists|Pushed|Preparing|Waiting|Mounted from \S{1,120}) denied(?:: |\n|$)/,
        confidence: 0.9,
      },
      {
        match: /do(?:es)? not have permission "artifactregistry\.[\w.]{3,60}"/,
        confidence: 0.93,
      },
    ],
  },
  'registry.rate-limited': {
    title: 'Too many pulls',
    summary:
      'The registry {host} has had more pulls from this address or account than it allows in this time.',
    defaults: { host: 'Docker Hub', registry: 'Docker Hub' },
    patterns: [
      { match: /You have reached your (?:unauthenticated )?pull rate limit/, confidence: 0.97 },
      { match: /toomanyrequests: /, confidence: 0.95 },
      { match: /docker\.com\/increase-rate-limits?/, confidence: 0.95 },
      { match: /Too Many Requests \(HAP\d+\)/, confidence: 0.95 },
      { match: /429 Too Many Requests/, confidence: 0.85, context: true },
      {
        match: /pull rate limit|ERROR_RATE_LIMIT|rate exceeded.{0,60}(?:ecr|pull)/,
        confidence: 0.85,
        context: true,
      },
    ],
  },
  'registry.not-found': {
    title: 'There is no such image or tag',
    summary:
      'The registry does not have {image}: the name or the tag is wrong, it was removed, or it is private.',
    defaults: { ...REGISTRY, image: 'that image' },
    patterns: [
      { match: /manifest for (?<image>[\w./:@-]{1,80}) not found/, confidence: 0.94 },
      { match: /manifest unknown/, confidence: 0.9, context: true },
      {
        match: /(?<image>(?!Not:)[\w./-]{1,80}(?::[\w.-]{1,80})?): not found$/,
        confidence: 0.6,
        context: true,
        also: ['registry.auth'],
      },
      {
        match:
          /failed to resolve (?:source metadata for|reference) "?(?<image>[\w./:@-]{1,80}?)"?: [^\n]{0,160}not found/,
        confidence: 0.88,
        also: ['registry.auth'],
      },
      {
        match: /repository (?<image>[\w./-]{1,80}) not found: does not exist or no pull access/,
        confidence: 0.85,
        also: ['registry.auth'],
      },
      { match: /(?:Error: image|image) (?<image>library\/\S{1,120}) not found/, confidence: 0.88 },
      {
        match: /name unknown: |NAME_UNKNOWN|repository name not known to registry/,
        confidence: 0.85,
        context: true,
        also: ['registry.auth'],
      },
      { match: /Unable to find image '(?<image>[^']{1,160})' locally$/, confidence: 0.2 },
      { match: /invalid reference format/, confidence: 0.85, context: true },
      { match: /manifest invalid|manifest list entries.{0,20}not found/, confidence: 0.6, context: true },
    ],
  },
  'registry.mirror': {
    title: 'A configured mirror does not work',
    summary: 'The engine is set to a mirror ({host}) that does not answer or has ended.',
    defaults: { host: 'of registry-mirrors', mirror: 'of registry-mirrors', url: 'of registry-mirrors' },
    patterns: [
      {
        match:
          /Attempting next endpoint for pull after error: .{0,80}https?:\/\/(?<host>(?!registry-1\.docker\.io)[\w.-]{1,80})/,
        confidence: 0.8,
      },
      {
        match:
          /https:\/\/(?<host>[\w.-]{0,80}(?:mirror|docker\.mirrors|hub-mirror|daocloud|ustc|163\.com|azk8s|dockerproxy)[\w.-]{0,80})\/v2\/.{0,200}(?:no such host|refused|timeout|timed out|403|404|EOF|deadline)/,
        confidence: 0.9,
        also: ['registry.dns', 'registry.timeout'],
      },
    ],
  },
  'net.subnet-overlap': {
    title: 'A Docker network covers a route of this machine',
    summary:
      'The network that Docker would make, or has made, covers addresses that are in use here (a VPN, the local network, another network of Docker).',
    defaults: { network: 'of Docker', subnet: '', route: 'of this machine', other: '', container: '' },
    patterns: [
      {
        match: /could not find an available, non-overlapping IPv4 address pool/,
        confidence: 0.85,
        also: ['net.pool-exhausted'],
      },
      {
        match: /Pool overlaps with other one on this address space/,
        confidence: 0.93,
        also: ['net.pool-exhausted'],
      },
      {
        match: /(?:invalid pool request:|requested subnet|network) .{0,60}overlaps? with/,
        confidence: 0.85,
        context: true,
      },
      {
        match:
          /cannot create network \w{1,60} \([\w-]{1,80}\): conflicts with network \w{1,60} \([\w-]{1,80}\): networks have overlapping IPv4/,
        confidence: 0.94,
      },
      {
        match: /networks have (?:overlapping|same) (?:IPv[46]|bridge name)/,
        confidence: 0.92,
        context: true,
      },
      // The same network twice in a pasted table of routes.
      {
        match: /(?<subnet>\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}) via [^\n]{1,120}\n\k<subnet> dev (?:docker|br-)/,
        confidence: 0.85,
      },
    ],
  },
  'net.pool-exhausted': {
    title: 'No address range is left for new networks',
    summary: 'Docker has used up the ranges that it makes networks of.',
    defaults: { pools: 'the default ones', count: 'many', networks: '' },
    patterns: [
      { match: /list bridge addresses failed: .{0,2000}no available network/, confidence: 0.95 },
      {
        match: /all predefined address pools have been fully subnetted/,
        confidence: 0.95,
        also: ['net.subnet-overlap'],
      },
      {
        match: /could not find an available, non-overlapping IPv4 address pool among the defaults/,
        confidence: 0.83,
        also: ['net.subnet-overlap'],
      },
      {
        match: /no available (?:IPv4 )?(?:addresses|address) (?:on|in) (?:this )?(?:address )?pools?/,
        confidence: 0.9,
        context: true,
      },
      {
        match: /could not find an available predefined network/,
        confidence: 0.9,
        also: ['net.subnet-overlap'],
      },
    ],
  },
  'net.ip-forward': {
    title: 'Forwarding of packets is off',
    summary: 'The kernel does not pass packets on (net.ipv4.ip_forward is 0), so containers have no network.',
    patterns: [
      { match: /IPv4 forwarding is disabled/, confidence: 0.94 },
      { match: /net\.ipv4\.(?:ip_forward|conf\.all\.forwarding) ?= ?0/, confidence: 0.88, context: true },
      {
        match:
          /Enabling IP(?:v4|v6)? forwarding.{0,60}(?:failed|read-only|not permitted)|ip_forward: (?:read-only file system|permission denied)/,
        confidence: 0.85,
        context: true,
      },
    ],
  },
  'net.firewall': {
    title: 'A firewall is in the way',
    summary: "The rules of Docker and of this machine's firewall disturb each other: {reason}.",
    defaults: {
      reason: 'chains of Docker are gone, or its packets are dropped',
      name: 'the firewall',
      kind: 'firewall',
    },
    patterns: [
      {
        match: /ZONE_CONFLICT: '?(?<bridge>[\w.-]{1,80})'? already bound to/,
        confidence: 0.95,
        values: { reason: 'firewalld has the bridge of Docker in another zone' },
        also: ['daemon.network'],
      },
      {
        match: /Chain 'DOCKER(?:-\w{1,60})*' does not exist/,
        confidence: 0.92,
        values: { reason: 'its chains are gone, because the firewall was reloaded' },
        also: ['daemon.network', 'kernel.iptables'],
      },
      {
        match: /iptables: No chain\/target\/match by that name/,
        confidence: 0.88,
        context: true,
        values: { reason: 'its chains are gone, because the firewall was reloaded' },
        also: ['daemon.network', 'kernel.iptables'],
      },
      {
        match: /firewalld.{0,120}(?:docker|COMMAND_FAILED|INVALID_\w{1,60}|conflict)/,
        confidence: 0.75,
        context: true,
        also: ['daemon.network'],
      },
      {
        match: /(?:COMMAND_FAILED|ALREADY_ENABLED|INVALID_ZONE): /,
        confidence: 0.7,
        context: true,
        also: ['daemon.network'],
      },
      {
        match: /(?:\[UFW BLOCK\]|ufw).{0,200}(?:docker|172\.1[7-9]\.)/,
        confidence: 0.75,
        values: { reason: 'ufw drops packets of containers' },
      },
      {
        match:
          /DOCKER-(?:USER|FORWARD|ISOLATION-STAGE-\d).{0,80}(?:No such|missing|not found|does not exist)/,
        confidence: 0.88,
        values: { reason: 'its chains are gone, because the firewall was reloaded' },
      },
    ],
  },
  'net.container-dns': {
    title: 'Containers get no answers to names',
    summary: 'Inside containers names do not resolve, while they may outside.',
    defaults: { server: 'the name server', reason: 'the name server given to containers does not answer' },
    patterns: [
      {
        match: /(?:Temporary failure resolving|Could not resolve) '(?<host>[\w.-]{1,80})'/,
        confidence: 0.75,
        context: true,
        also: ['registry.dns', 'net.firewall'],
      },
      {
        match:
          /lookup (?<host>[\w.-]{1,80}) on 127\.0\.0\.11:53: (?:server misbehaving|no such host|read udp|i\/o timeout)/,
        confidence: 0.85,
        also: ['registry.dns'],
      },
      {
        match: /\[resolver\] (?:failed to query|read from DNS server failed|connect failed)[^\n]{0,120}/,
        confidence: 0.78,
        context: true,
      },
      {
        match:
          /(?:WARNING: Ignoring|fetch) https:\/\/dl-cdn\.alpinelinux\.org\S{1,120}: (?:temporary error|DNS lookup error)/,
        confidence: 0.82,
        also: ['net.firewall', 'registry.dns'],
      },
      { match: /No non-localhost DNS nameservers are left in resolv\.conf/, confidence: 0.75 },
      { match: /bad address '(?<host>[\w.-]{1,80})'/, confidence: 0.65, context: true },
      {
        match:
          /\[resolver\] (?:(?:read from|connect to) DNS server failed|failed to query (?:external )?DNS server)/,
        confidence: 0.88,
        also: ['net.firewall'],
      },
    ],
  },
  'net.mtu': {
    title: 'Packets are too large for the line',
    summary:
      'Small answers come through and large ones do not: the MTU of Docker is larger than that of the line (VPN, cloud network).',
    defaults: { mtu: '1500', link: 'the line', linkMtu: 'less' },
    patterns: [
      {
        match:
          /Frag(?:mentation)? needed|packet needs to be fragmented but DF set|message too long.{0,20}mtu/,
        confidence: 0.82,
        context: true,
      },
      {
        match: /"com\.docker\.network\.driver\.mtu": "1500"[\s\S]{0,300}\bmtu is 1[0-4]\d\d/,
        confidence: 0.7,
      },
    ],
  },
  'net.port-in-use': {
    title: 'A port that is wanted is taken',
    summary:
      'Port {port} cannot be opened: another program or container has it, or the system keeps it for itself.',
    defaults: {
      port: 'that was asked for',
      address: '0.0.0.0',
      process: 'another program',
      pid: '',
      by: 'another program',
      owner: 'Another program',
      protocol: 'tcp',
    },
    patterns: [
      {
        match:
          /(?:listen|exposing port) (?:tcp|udp|sctp)[46]? \S{0,60}:(?<port>\d+)[^\n]{0,120}(?:address already in use|forbidden by its access permissions|Only one usage of each socket)/,
        confidence: 0.93,
        context: true,
      },
      { match: /Bind for \S{1,60}:(?<port>\d+) failed: port is already allocated/, confidence: 0.96 },
      { match: /port is already allocated/, confidence: 0.93 },
      {
        match: /[Pp]orts are not available(?:: .{0,120}:(?<port>\d+))?/,
        confidence: 0.88,
        also: ['desktop.privileged-helper'],
      },
      {
        match: /failed to bind (?:host )?port (?:for )?\S{0,60}?:(?<port>\d+)/,
        confidence: 0.92,
        context: true,
      },
      {
        match: /Error starting userland proxy: (?:listen|error while calling)[^\n]{0,160}:(?<port>\d+)/,
        confidence: 0.85,
      },
      {
        match: /rootlessport listen (?:tcp|udp) \S{1,60}:(?<port>\d+): bind: address already in use/,
        confidence: 0.93,
      },
      {
        match: /bind: An attempt was made to access a socket in a way forbidden/,
        confidence: 0.9,
        context: true,
      },
      { match: /bind: address already in use/, confidence: 0.75, context: true },
      {
        match: /driver failed programming external connectivity on endpoint/,
        confidence: 0.5,
        also: ['net.firewall'],
      },
      {
        match:
          /Bind(?:ing)? .{0,40}0\.0\.0\.0:(?<port>\d+).{0,40}(?:unexpected error|Permission denied|in use)/,
        confidence: 0.75,
        context: true,
      },
    ],
  },
};
