/**
 * Which engine the CLI would talk to, and why: --host > --context > DOCKER_HOST > DOCKER_CONTEXT >
 * currentContext of config.json > default (docker/cli cli/command/cli.go, resolveContextName).
 */
import type { Host, TlsMaterial } from '../host/host.ts';
import { cliConfigFact, configFolder, settingsOf } from './cli-config.ts';
import { clientVersionFact } from './client.ts';
import { contextsFact, type StoredContext, storedContext } from './contexts.ts';
import {
  defineFact,
  type FactContext,
  type FactOptions,
  type FactResult,
  isAbsent,
  known,
  unknownFact,
} from './fact.ts';
import { proxyFor, shellProxies } from './go-proxy.ts';
import { textAt } from './json-text.ts';
import { joinPath } from './paths.ts';
import { sshMistake } from './ssh.ts';

export type EndpointSource = 'default' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'config' | '--host' | '--context';

export type Transport =
  /** TLS over a socket is what DOCKER_TLS_VERIFY makes of a unix:// address; no engine speaks it. */
  | { readonly kind: 'unix'; readonly path: string; readonly tls?: TlsMaterial | null }
  | { readonly kind: 'pipe'; readonly path: string }
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tls: TlsMaterial | null;
      /** The shell's proxy that docker goes through to get there. */
      readonly proxy?: string;
    }
  | { readonly kind: 'ssh'; readonly url: string }
  | { readonly kind: 'invalid'; readonly reason: string };

export type EndpointFact =
  | {
      readonly state: 'resolved';
      readonly url: string;
      readonly source: EndpointSource;
      /** Name of the context in force; 'default' where none is. */
      readonly context: string;
      readonly transport: Transport;
    }
  | { readonly state: 'context-missing'; readonly context: string; readonly source: EndpointSource }
  | {
      readonly state: 'context-invalid';
      readonly context: string;
      readonly source: EndpointSource;
      readonly file: string;
      readonly damage: string;
    };

export const DEFAULT_SOCKET = '/var/run/docker.sock';
export const DEFAULT_PIPE = '//./pipe/docker_engine';

export const endpointFact = defineFact<EndpointFact>(
  'endpoint',
  'which engine is in force',
  async ({ host, options, get }) => {
    const [config, contexts] = await Promise.all([get(cliConfigFact), get(contextsFact)]);
    const current = config.known ? textAt(settingsOf(config.value), 'currentContext') : null;
    const emptyCounts = hasEmptyVariable(host) && (await isOldCli(get));
    const chosen = choose(host, options, current, emptyCounts);
    if (chosen.url !== undefined) return known(await fromUrl(host, chosen.url, chosen.source));
    const { context, source } = chosen;
    // Without the settings nobody knows which context they select.
    if (!config.known && source === 'default') return config;
    if (context === 'default') {
      // The context 'default' is what the environment says, as for the CLI.
      return known(await fromUrl(host, host.env('DOCKER_HOST') ?? '', source));
    }
    if (!contexts.known) return contexts;
    const stored = await storedContext(contexts.value, context);
    if (stored?.denied) return unknownFact('denied', `reading ${stored.file}`);
    if (!stored) return known({ state: 'context-missing', context, source });
    return known(fromContext(host, context, stored, source));
  },
);

const hasEmptyVariable = (host: Host): boolean =>
  host.env('DOCKER_HOST') === '' || host.env('DOCKER_CONTEXT') === '';

/** CLIs before 23.0 took a variable that is set to nothing for set. Asked only where there is one. */
async function isOldCli(get: FactContext['get']): Promise<boolean> {
  const version = await get(clientVersionFact);
  const cli = version.known && version.value?.kind === 'docker' ? version.value : null;
  return cli !== null && Number.parseInt(cli.version, 10) < 23;
}

type Choice =
  | { readonly source: EndpointSource; readonly url: string; readonly context?: never }
  | { readonly source: EndpointSource; readonly context: string; readonly url?: never };

function choose(host: Host, options: FactOptions, current: string | null, emptyCounts: boolean): Choice {
  if (options.host !== undefined) return { source: '--host', url: options.host };
  if (options.context !== undefined) return { source: '--context', context: options.context };
  const isSet = (value: string | undefined): value is string =>
    value !== undefined && (value !== '' || emptyCounts);
  const dockerHost = host.env('DOCKER_HOST');
  if (isSet(dockerHost)) return { source: 'DOCKER_HOST', url: dockerHost };
  const dockerContext = host.env('DOCKER_CONTEXT');
  if (isSet(dockerContext)) return { source: 'DOCKER_CONTEXT', context: dockerContext };
  if (current) return { source: current === 'default' ? 'default' : 'config', context: current };
  return { source: 'default', context: 'default' };
}

export const defaultUrl = (host: Host): string =>
  host.identity.platform === 'win32' ? `npipe://${DEFAULT_PIPE}` : `unix://${DEFAULT_SOCKET}`;

async function fromUrl(host: Host, text: string, source: EndpointSource): Promise<EndpointFact> {
  const tls = await environmentTls(host);
  const parsed = parseHostOption(text, tls !== null, defaultUrl(host));
  const transport: Transport =
    parsed.error !== undefined
      ? { kind: 'invalid', reason: parsed.error }
      : onThisSystem(host, transportOf(parsed.url, tls), parsed.url);
  return { state: 'resolved', url: parsed.url, source, context: 'default', transport };
}

function fromContext(
  host: Host,
  context: string,
  stored: StoredContext,
  source: EndpointSource,
): EndpointFact {
  const { file, damage } = stored;
  if (damage !== null) return { state: 'context-invalid', context, source, file, damage };
  // A context of a cloud has no address of an engine: the CLI then takes the system's own.
  const url = stored.url ?? defaultUrl(host);
  const tls = stored.tls ? { ...stored.tls, ...(stored.skipTlsVerify && { skipVerify: true }) } : null;
  const transport = onThisSystem(host, transportOf(url, tls), url);
  if (transport.kind === 'invalid') {
    return { state: 'context-invalid', context, source, file, damage: transport.reason };
  }
  return { state: 'resolved', url, source, context, transport };
}

/** Sockets of one system are no address on the other; a TCP address may be behind the shell's proxy. */
function onThisSystem(host: Host, transport: Transport, url: string): Transport {
  if (transport.kind === 'tcp') {
    const proxy = proxyFor(shellProxies(host), transport.host, transport.port, transport.tls !== null);
    return proxy === null ? transport : { ...transport, proxy };
  }
  const foreign = host.identity.platform === 'win32' ? 'unix' : 'pipe';
  return transport.kind === foreign
    ? { kind: 'invalid', reason: `${url} cannot be used on this system` }
    : transport;
}

/**
 * TLS as the environment asks for it: DOCKER_TLS_VERIFY with any text, even 0, turns it on; the
 * files are in DOCKER_CERT_PATH or in the CLI's folder. ca.pem must be there; the client's own
 * certificate and key are used only where they are (docker/cli cli/flags/options.go).
 */
async function environmentTls(host: Host): Promise<TlsMaterial | null> {
  const verify = host.env('DOCKER_TLS_VERIFY');
  const plainTls = host.env('DOCKER_TLS');
  if (!verify && !plainTls) return null;
  const folder = host.env('DOCKER_CERT_PATH') || configFolder(host);
  const present = async (name: string): Promise<string | undefined> => {
    const path = joinPath(host, folder, name);
    return isAbsent(await host.ask('stat', { path })) ? undefined : path;
  };
  const [certFile, keyFile] = await Promise.all(['cert.pem', 'key.pem'].map(present));
  return {
    caFile: joinPath(host, folder, 'ca.pem'),
    ...(certFile !== undefined && { certFile }),
    ...(keyFile !== undefined && { keyFile }),
    ...(!verify && { skipVerify: true }),
  };
}

type ParsedHost = { readonly url: string; readonly error?: string };

/** `--host` and DOCKER_HOST as the CLI reads them (docker/cli opts/hosts.go, ParseHost). */
export function parseHostOption(text: string, tls: boolean, otherwise: string): ParsedHost {
  const value = text.trim();
  if (value === '') return { url: tls ? 'tcp://localhost:2376' : otherwise };
  const at = value.indexOf('://');
  const scheme = at < 0 ? 'tcp' : value.slice(0, at);
  const rest = at < 0 ? value : value.slice(at + 3);
  switch (scheme) {
    case 'tcp':
      // The CLI takes the scheme off once more.
      return parseTcp(value, rest.replace(/^tcp:\/\//, ''));
    case 'unix':
      return { url: `unix://${rest || DEFAULT_SOCKET}` };
    case 'npipe':
      return { url: `npipe://${rest || DEFAULT_PIPE}` };
    case 'fd':
    case 'ssh':
      return { url: value };
    default:
      return { url: value, error: `${scheme}:// is no kind of address that docker takes` };
  }
}

/** Why docker could not even try an address; null where it would. It takes `unix://relative`: from the current folder. */
export function addressMistake(text: string): string | null {
  const { url, error } = parseHostOption(text, false, `unix://${DEFAULT_SOCKET}`);
  if (error !== undefined) return error;
  const transport = transportOf(url, null);
  return transport.kind === 'invalid' ? transport.reason : null;
}

/** tcp:// without a host is localhost, without a port 2375, even with TLS. */
function parseTcp(text: string, rest: string): ParsedHost {
  if (rest === '') return { url: 'tcp://localhost:2375' };
  const match = /^(?:[^@/]*@)?(\[[^\]]*\]|[^:/[\]\s]*)(?::([^/]*))?(\/.*)?$/.exec(rest);
  if (!match || rest.includes('://')) return { url: text, error: `${text} is no valid address` };
  const [, name = '', port = '', path = ''] = match;
  if (!/^\d*$/.test(port)) return { url: text, error: `"${port}" is no port` };
  return { url: `tcp://${name || 'localhost'}:${port || '2375'}${path}` };
}

/** Where a URL leads that the CLI took: that of a context, or one that parseHostOption completed. */
export function transportOf(url: string, tls: TlsMaterial | null): Transport {
  const match = /^([a-z]+):\/\/(.*)$/.exec(url);
  const scheme = match?.[1] ?? '';
  const rest = match?.[2] ?? '';
  switch (scheme) {
    case 'unix':
      return rest === ''
        ? { kind: 'invalid', reason: `${url} has no path` }
        : { kind: 'unix', path: rest, ...(tls && { tls }) };
    case 'npipe':
      return { kind: 'pipe', path: rest };
    case 'ssh': {
      const mistake = sshMistake(url);
      return mistake === null ? { kind: 'ssh', url } : { kind: 'invalid', reason: mistake };
    }
    case 'tcp':
    case 'http':
    case 'https': {
      const material = scheme === 'https' ? (tls ?? {}) : tls;
      const address = /^(\[[^\]]+\]|[^:/[\]\s]+)(?::(\d+))?(?:\/.*)?$/.exec(rest);
      // As for any web address: a context may leave the port out.
      const port = address?.[2] === undefined ? (material ? 443 : 80) : Number(address[2]);
      if (!address || port > 65535) return { kind: 'invalid', reason: `${url} is not a valid address` };
      return { kind: 'tcp', host: (address[1] ?? '').replace(/^\[|\]$/g, ''), port, tls: material };
    }
    default:
      return {
        kind: 'invalid',
        reason:
          scheme === ''
            ? `${url} is not a valid address`
            : `${scheme}:// is no kind of address that docker takes`,
      };
  }
}

/** As the contract names the source: DOCKER_HOST, context:NAME, … */
export function sourceLabel(endpoint: EndpointFact): string {
  switch (endpoint.source) {
    case 'config':
    case '--context':
      return `context:${endpoint.context}`;
    default:
      return endpoint.source;
  }
}

/** True where the endpoint is the system's own default, so that a local engine should serve it. */
export function isLocalDefault(endpoint: FactResult<EndpointFact>): boolean {
  if (!endpoint.known || endpoint.value.state !== 'resolved') return false;
  const { transport } = endpoint.value;
  if (transport.kind === 'pipe') return transport.path.replaceAll('\\', '/') === DEFAULT_PIPE;
  return (
    transport.kind === 'unix' && (transport.path === DEFAULT_SOCKET || transport.path === '/run/docker.sock')
  );
}
