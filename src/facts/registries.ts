/**
 * The registries that images come from, asked from this host: docker.io, those of config.json, those of
 * --registry, and the engine's mirrors. Where the engine shares this host's network, by the engine's way.
 */
import type { Answer, Host, HttpQuestion, HttpResponse, TlsPeer } from '../host/host.ts';
import { cliConfigFact, settingsOf } from './cli-config.ts';
import { endpointFact } from './endpoint.ts';
import { engineFact, productOf } from './engine.ts';
import { defineFact, type FactContext, known } from './fact.ts';
import { ipv4, type ProxySettings, parseSubnet, proxyFor, shellProxies } from './go-proxy.ts';
import { isObject, type JsonObject, parseJson, textAt, valueAt } from './json-text.ts';
import { exists } from './paths.ts';
import { proxiesFact } from './proxies.ts';
import { hasDefaultRoute, routesFact } from './routes.ts';

/** Milliseconds. A lost packet is sent again after one second: that must not count as silence. */
export const REGISTRY_TIME_LIMIT = 1500;
/**
 * For one registry with all that is asked of it after a first failure. A registry that is still not judged then
 * is left open: it must not use up the time of the whole run, which would leave the verdict on the engine open.
 */
const REGISTRY_WHOLE_LIMIT = 3500;
/** The limit of pulls is worth no waiting: what has not come by then is left out. */
const RATE_LIMIT_TIME = 800;
/** Registries of one run; a config.json may have gathered very many. */
const MOST = 8;

export type RegistryState =
  | 'ok'
  | 'dns'
  | 'timeout'
  | 'refused'
  | 'proxy'
  | 'untrusted'
  /** It speaks plain HTTP. */
  | 'plain'
  | 'rate-limited'
  /** It answers, and not as a registry. */
  | 'error'
  | 'unknown';

export interface Probe {
  readonly state: RegistryState;
  /** errno, OpenSSL's code or HTTP status behind it. */
  readonly code: string;
  readonly detail: string;
  /** The proxy it went through, or null. */
  readonly proxy: string | null;
  readonly peer: TlsPeer | null;
  /** The scheme of its challenge: 'basic', 'bearer', or null where it lets everybody in. */
  readonly challenge: string | null;
}

export interface RegistryFact {
  /** As people call it: 'docker.io', 'registry.example:5000'. */
  readonly registry: string;
  readonly host: string;
  readonly port: number;
  readonly source: 'docker.io' | 'config' | '--registry' | 'project' | 'mirror';
  /** From this shell, through its proxy if it has one. */
  readonly shell: Probe;
  /** By the engine's way; null where that is not this host's network. */
  readonly engine: Probe | null;
  /** Is it among the engine's insecure registries? Null where the engine does not say. */
  readonly insecure: boolean | null;
  readonly login: 'stored' | 'helper' | 'none';
}

export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly hours: number;
}

export interface RegistriesFact {
  /** What this host reaches tells what the engine reaches: the same network, or a virtual machine behind it. */
  readonly throughHost: boolean;
  /** Why none was asked, or null. */
  readonly skipped: string | null;
  readonly registries: readonly RegistryFact[];
  readonly rateLimit: RateLimit | null;
}

const none = (skipped: string): RegistriesFact => ({
  skipped,
  registries: [],
  rateLimit: null,
  throughHost: false,
});

export const registriesFact = defineFact<RegistriesFact>(
  'registries',
  'asking the registries',
  async (context) => {
    const { options, get, host } = context;
    if (options.offline) return known(none('--offline'));
    const [config, routes, endpoint, project = []] = await Promise.all([
      get(cliConfigFact),
      get(routesFact),
      get(endpointFact),
      options.projectRegistries,
    ]);
    const named = (options.registries ?? []).map((registry) => target(registry, '--registry'));
    const offline = routes.known && !hasDefaultRoute(routes.value);
    const isLocal =
      endpoint.known &&
      endpoint.value.state === 'resolved' &&
      /^(?:unix|pipe)$/.test(endpoint.value.transport.kind);
    const settings = config.known ? settingsOf(config.value) : {};
    const usual =
      offline || !isLocal
        ? []
        : [
            ...project.map((registry) => target(registry, 'project')),
            target('docker.io', 'docker.io'),
            ...configured(settings),
          ];
    const targets = withoutRepeats([...named, ...usual]).slice(0, MOST);
    if (targets.length === 0)
      return known(
        none(offline ? 'this machine has no way out: no default route' : 'the engine is on another host'),
      );
    // Started before the engine has answered: a healthy run waits for the slowest, not for the sum.
    const shell = targets.map((one) => probe(host, one, shellProxies(host)));
    const limit = rateLimitOf(context, targets, settings);
    const engine = await get(engineFact);
    const info = engine.known && engine.value.state === 'answers' ? engine.value.info : null;
    // Without an engine nothing is pulled: the rest of the report says why.
    if (!info && named.length === 0) return known(none('no engine answers'));
    const proxies = await get(proxiesFact);
    const own = isLocal && info && engine.known && sharesNetwork(host, productOf(engine.value)) ? info : null;
    const engineProxies = own && proxies.known ? proxies.value.engine : null;
    const asked = targets.map(async (one, at): Promise<RegistryFact> => {
      const fromShell = await (shell[at] as Promise<Probe>);
      return {
        ...one,
        shell: fromShell,
        engine: engineProxies ? await engineProbe(host, one, engineProxies, fromShell) : null,
        insecure: info ? isInsecure(info, one) : null,
        login: loginOf(settings, one.registry),
      };
    });
    const mirrors = own && engineProxies && !offline ? mirrorsOf(own) : [];
    const asMirrors = mirrors.map(async (one): Promise<RegistryFact> => {
      const found = await probe(host, one, engineProxies as ProxySettings);
      return { ...one, shell: found, engine: found, insecure: own && isInsecure(own, one), login: 'none' };
    });
    const registries = await Promise.all([...asked, ...asMirrors]);
    const failed = registries.some(({ shell: probe }) => /^(?:dns|timeout|refused|error)$/.test(probe.state));
    const throughHost =
      engineProxies !== null || (failed && info !== null && (await isBehind(context, info)));
    // Without a registry that answers there is no limit to know, and it has a time limit of its own.
    const hub = registries.find(({ registry }) => registry === 'docker.io')?.shell.state ?? 'unknown';
    const reached = hub === 'ok' || hub === 'rate-limited';
    return known({ skipped: null, registries, rateLimit: reached ? await limit : null, throughHost });
  },
);

/** An engine of this host's own kernel uses its network; one in a virtual machine has another. */
const sharesNetwork = (host: Host, product: string): boolean =>
  host.identity.platform === 'linux' && (product === 'docker-engine' || product === 'podman');

/**
 * A virtual machine on a Mac goes out by the Mac's own network. Where the Mac has a proxy, which these
 * programs use and node does not, failure from here says nothing.
 */
async function isBehind({ host, get }: FactContext, info: JsonObject): Promise<boolean> {
  if (host.identity.platform !== 'darwin') return false;
  if (textAt(info, 'HttpProxy') || textAt(info, 'HttpsProxy')) return false;
  const routes = await get(routesFact);
  if (!routes.known || !hasDefaultRoute(routes.value)) return false;
  const answer = await host.ask('run', { file: '/usr/sbin/scutil', args: ['--proxy'], timeoutMs: 1000 });
  return (
    answer.ok &&
    answer.value.stdout.includes('<dictionary>') &&
    !/\b(?:HTTPEnable|HTTPSEnable|SOCKSEnable|ProxyAuto(?:Config|Discovery)Enable)\s*:\s*1/.test(
      answer.value.stdout,
    )
  );
}

type Target = Pick<RegistryFact, 'registry' | 'host' | 'port' | 'source'> & { readonly plain?: boolean };

/** A name as people write it, or a key of config.json: with or without scheme, port and path. */
function target(text: string, source: RegistryFact['source']): Target {
  const bare = text.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  if (/^(?:index\.|registry-1\.)?docker\.io$/.test(bare))
    return { registry: 'docker.io', host: 'registry-1.docker.io', port: 443, source };
  const [, name = bare, port] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(bare) ?? [];
  return { registry: bare, host: name.replace(/^\[|\]$/g, ''), port: Number(port ?? 443), source };
}

function configured(settings: JsonObject): Target[] {
  const keys = [settings.auths, settings.credHelpers].flatMap((part) =>
    isObject(part) ? Object.keys(part) : [],
  );
  return keys.filter((key) => /^[\w.:/[\]-]+$/.test(key)).map((key) => target(key, 'config'));
}

function withoutRepeats(targets: readonly Target[]): Target[] {
  const seen = new Set<string>();
  return targets.filter(({ registry }) => !seen.has(registry) && seen.add(registry));
}

function mirrorsOf(info: JsonObject): Target[] {
  const mirrors = valueAt(info, 'RegistryConfig', 'Mirrors');
  if (!Array.isArray(mirrors)) return [];
  return mirrors.flatMap((mirror) => {
    if (typeof mirror !== 'string') return [];
    const plain = mirror.startsWith('http://');
    const one = target(mirror, 'mirror');
    const hasPort = /:\d+(?:\/|$)/.test(mirror.replace(/^https?:\/\//, ''));
    return [
      { ...one, registry: mirror.replace(/\/$/, ''), port: hasPort ? one.port : plain ? 80 : 443, plain },
    ];
  });
}

/** Loopback is insecure by default (127.0.0.0/8 in the engine's list). */
function isInsecure(info: JsonObject, { registry, host, plain }: Target): boolean {
  if (plain) return true;
  const ranges = valueAt(info, 'RegistryConfig', 'InsecureRegistryCIDRs');
  const address = host === 'localhost' ? ipv4('127.0.0.1') : ipv4(host);
  const inRange =
    address !== null &&
    Array.isArray(ranges) &&
    ranges.some((range) => {
      const subnet = parseSubnet(String(range));
      return subnet !== null && address >= subnet.first && address <= subnet.last;
    });
  return inRange || valueAt(info, 'RegistryConfig', 'IndexConfigs', registry, 'Secure') === false;
}

function loginOf(settings: JsonObject, registry: string): RegistryFact['login'] {
  const keys =
    registry === 'docker.io'
      ? ['https://index.docker.io/v1/', 'index.docker.io', 'docker.io', 'registry-1.docker.io']
      : [registry, `https://${registry}`, `https://${registry}/v1/`, `https://${registry}/v2/`];
  const entry = keys.map((key) => valueAt(settings, 'auths', key)).find(isObject);
  if (entry && (textAt(entry, 'auth') || textAt(entry, 'identitytoken'))) return 'stored';
  const helper = keys.some((key) => textAt(settings, 'credHelpers', key));
  return helper || (entry && textAt(settings, 'credsStore')) ? 'helper' : 'none';
}

/** The same way as the shell's need not be asked twice. */
function engineProbe(host: Host, one: Target, settings: ProxySettings, shell: Probe): Probe | Promise<Probe> {
  const proxy = proxyFor(settings, one.host, one.port, true);
  return proxy === shell.proxy ? shell : probe(host, one, settings);
}

async function probe(host: Host, one: Target, settings: ProxySettings): Promise<Probe> {
  const proxy = proxyFor(settings, one.host, one.port, one.plain !== true);
  const open: Probe = {
    state: 'unknown',
    code: 'ETIMEDOUT',
    detail: `not judged within ${REGISTRY_WHOLE_LIMIT / 1000} s`,
    proxy,
    peer: null,
    challenge: null,
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Probe>((resolve) => {
    timer = setTimeout(() => resolve(open), REGISTRY_WHOLE_LIMIT);
  });
  return Promise.race([askRegistry(host, one, settings), late]).finally(() => clearTimeout(timer));
}

async function askRegistry(host: Host, one: Target, settings: ProxySettings): Promise<Probe> {
  const secure = one.plain !== true;
  const proxy = proxyFor(settings, one.host, one.port, secure);
  const question = {
    address: { host: one.host, port: one.port },
    path: '/v2/',
    timeoutMs: REGISTRY_TIME_LIMIT,
    maxBytes: 65_536,
    headers: { host: one.port === 443 ? one.host : `${one.host}:${one.port}` },
    ...(proxy !== null && { proxy }),
  };
  const answer = await host.ask('http', secure ? { ...question, tls: { serverName: one.host } } : question);
  if (answer.ok) return { ...read(answer.value), proxy };
  const { code, message, busy } = answer.error;
  const failed = (state: RegistryState, peer: TlsPeer | null = null): Probe => ({
    state,
    code,
    detail: message,
    proxy,
    peer,
    challenge: null,
  });
  if (code.startsWith('EPROXY_')) return failed('proxy');
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return failed('dns');
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return failed('timeout');
    case 'ETIMEDOUT':
      // Names that take so long are no proof that the registry is silent.
      return failed(!busy && (await resolves(host, one.host)) ? 'timeout' : 'unknown');
    case 'ECONNREFUSED':
      return failed((await speaksPlain(host, one, proxy, 80)) ? 'plain' : 'refused');
    default:
      break;
  }
  if (/WRONG_VERSION|PACKET_LENGTH|EPROTO|HTTP_REQUEST|ECONNRESET/.test(code))
    return failed((await speaksPlain(host, one, proxy, one.port)) ? 'plain' : 'error');
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|INVALID_(?:CA|PURPOSE)/.test(code))
    return judgeTrust(host, one, question, failed);
  return failed('unknown');
}

async function resolves(host: Host, name: string): Promise<boolean> {
  return ipv4(name) !== null || (await host.ask('dns', { name, timeoutMs: 200 })).ok;
}

/** Only where the registry says of itself that it is one. */
async function speaksPlain(host: Host, one: Target, proxy: string | null, port: number): Promise<boolean> {
  if (port === 80 && one.port !== 443) return false;
  const answer = await host.ask('http', {
    address: { host: one.host, port },
    path: '/v2/',
    timeoutMs: REGISTRY_TIME_LIMIT,
    maxBytes: 65_536,
    ...(proxy !== null && { proxy }),
  });
  return answer.ok && isRegistry(answer.value);
}

const isRegistry = ({ status, headers }: HttpResponse): boolean =>
  (status === 200 || status === 401) &&
  (headers['docker-distribution-api-version'] !== undefined || headers['www-authenticate'] !== undefined);

function read(response: HttpResponse): Omit<Probe, 'proxy'> {
  const { status, headers } = response;
  const challenge = /^(basic|bearer)\b/i.exec(headers['www-authenticate'] ?? '')?.[1]?.toLowerCase() ?? null;
  const state: RegistryState = isRegistry(response)
    ? 'ok'
    : status === 429
      ? 'rate-limited'
      : // Some registries answer the root with 200, 403 or 404 of their own, and serve images all the same.
        status < 500 && status !== 407
        ? 'unknown'
        : 'error';
  return { state, code: String(status), detail: `HTTP ${status}`, peer: null, challenge };
}

/** Where Go looks for the system's authorities on Linux (crypto/x509/root_linux.go). */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Node's own list does not vouch for it: do the system's, or Docker's own for this registry? */
async function judgeTrust(
  host: Host,
  one: Target,
  question: HttpQuestion,
  failed: (state: RegistryState, peer?: TlsPeer | null) => Probe,
): Promise<Probe> {
  const { proxy = null } = question;
  const caFiles = await authorities(host, one);
  const answer = await host.ask('tls', {
    host: one.host,
    port: one.port,
    tls: { serverName: one.host, caFiles, systemAuthorities: true },
    timeoutMs: REGISTRY_TIME_LIMIT,
    ...(proxy !== null && { proxy }),
  });
  if (!answer.ok) return failed('unknown');
  const peer = answer.value;
  if (peer.authorized) {
    const again = await host.ask('http', {
      ...question,
      tls: { serverName: one.host, caFiles, systemAuthorities: true },
    });
    return again.ok ? { ...read(again.value), proxy, peer } : failed('unknown', peer);
  }
  // Without the system's list nobody can say what Docker, which has it, thinks.
  const judged =
    caFiles.length > 0 || peer.systemAuthorities === true || (await isStrangerToKeychain(host, peer));
  return { ...failed(judged ? 'untrusted' : 'unknown', peer), code: peer.authorizationError ?? '' };
}

/**
 * True where no keychain of this Mac holds any of the authorities behind the certificate, so that Docker, which
 * takes them over, knows none either. Exit code 44 is errSecItemNotFound (-25300) as `security` ends with it.
 */
async function isStrangerToKeychain(host: Host, { authorities: names = [] }: TlsPeer): Promise<boolean> {
  if (host.identity.platform !== 'darwin' || names.length === 0) return false;
  const answers = await Promise.all(
    names.map((name) =>
      host.ask('run', {
        file: '/usr/bin/security',
        args: ['find-certificate', '-c', name],
        timeoutMs: 1000,
      }),
    ),
  );
  return answers.every((answer) => answer.ok && answer.value.exitCode === 44);
}

async function authorities(host: Host, { registry }: Target): Promise<string[]> {
  if (host.identity.platform !== 'linux') return [];
  const folder = `/etc/docker/certs.d/${registry}`;
  const [bundles, own] = await Promise.all([
    Promise.all(BUNDLES.map(async (path) => ((await exists(host, path)) ? path : null))),
    host.ask('list', { path: folder }),
  ]);
  const bundle = bundles.find((path) => path !== null);
  const files = own.ok ? own.value.filter(({ name }) => name.endsWith('.crt')) : [];
  return [...(bundle ? [bundle] : []), ...files.map(({ name }) => `${folder}/${name}`)];
}

/** Docker Hub's own numbers for this address; a HEAD does not count as a pull. */
async function rateLimitOf(
  { host, options }: FactContext,
  targets: readonly Target[],
  settings: JsonObject,
): Promise<RateLimit | null> {
  if (!targets.some(({ registry }) => registry === 'docker.io')) return null;
  // With a login the account's limit counts, which only its token could tell.
  if (loginOf(settings, 'docker.io') !== 'none') return null;
  const asked = (options.registries ?? []).some(
    (name) => target(name, '--registry').registry === 'docker.io',
  );
  const until = performance.now() + (asked ? REGISTRY_TIME_LIMIT * 2 : RATE_LIMIT_TIME);
  const get = (name: string, path: string, more: object = {}): Promise<Answer<HttpResponse>> => {
    const proxy = proxyFor(shellProxies(host), name, 443, true);
    return host.ask('http', {
      address: { host: name, port: 443 },
      path,
      tls: { serverName: name },
      timeoutMs: Math.max(1, Math.round(until - performance.now())),
      ...(proxy !== null && { proxy }),
      ...more,
    });
  };
  const scope = 'service=registry.docker.io&scope=repository:ratelimitpreview/test:pull';
  const token = await get('auth.docker.io', `/token?${scope}`);
  const parsed = token.ok ? parseJson(token.value.body) : null;
  const bearer = parsed?.ok ? textAt(parsed.value, 'token') : null;
  if (bearer === null) return null;
  const answer = await get('registry-1.docker.io', '/v2/ratelimitpreview/test/manifests/latest', {
    method: 'HEAD',
    headers: { host: 'registry-1.docker.io', authorization: `Bearer ${bearer}` },
  });
  return answer.ok ? parseRateLimit(answer.value.headers) : null;
}

/** 'ratelimit-limit: 100;w=21600' and 'ratelimit-remaining: 76;w=21600'. */
export function parseRateLimit(headers: HttpResponse['headers']): RateLimit | null {
  const limit = /^(\d+)(?:;w=(\d+))?/.exec(headers['ratelimit-limit'] ?? '');
  const remaining = /^(\d+)/.exec(headers['ratelimit-remaining'] ?? '');
  if (!limit || !remaining) return null;
  const seconds = Number(limit[2] ?? 21_600);
  return { limit: Number(limit[1]), remaining: Number(remaining[1]), hours: Math.round(seconds / 3600) };
}
