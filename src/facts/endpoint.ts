/**
 * Which engine the CLI would talk to, and why: --host > --context > DOCKER_HOST > DOCKER_CONTEXT >
 * currentContext of config.json > default (docker/cli cli/command/cli.go, resolveContextName).
 */
import type { Host, TlsMaterial } from '../host/host.ts';
import { cliConfigFact, configFolder, settingsOf } from './cli-config.ts';
import { contextsFact, type StoredContext } from './contexts.ts';
import { defineFact, type FactOptions, type FactResult, known } from './fact.ts';
import { textAt } from './json-text.ts';
import { joinPath } from './paths.ts';

export type EndpointSource = 'default' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'config' | '--host' | '--context';

export type Transport =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'pipe'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: TlsMaterial | null }
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
    const chosen = choose(host, options, current);
    if (chosen.url !== undefined) return known(fromUrl(host, chosen.url, chosen.source));
    const { context, source } = chosen;
    // Without the settings nobody knows which context they select.
    if (!config.known && source === 'default') return config;
    if (context === 'default') {
      // The context 'default' is what the environment says, as for the CLI.
      return known(fromUrl(host, host.env('DOCKER_HOST') || defaultUrl(host), source));
    }
    if (!contexts.known) return contexts;
    const stored = contexts.value.find((candidate) => candidate.name === context);
    if (!stored) return known({ state: 'context-missing', context, source });
    return known(fromContext(host, stored, source));
  },
);

type Choice =
  | { readonly source: EndpointSource; readonly url: string; readonly context?: never }
  | { readonly source: EndpointSource; readonly context: string; readonly url?: never };

function choose(host: Host, options: FactOptions, current: string | null): Choice {
  if (options.host !== undefined) return { source: '--host', url: options.host };
  if (options.context !== undefined) return { source: '--context', context: options.context };
  const dockerHost = host.env('DOCKER_HOST');
  if (dockerHost) return { source: 'DOCKER_HOST', url: dockerHost };
  const dockerContext = host.env('DOCKER_CONTEXT');
  if (dockerContext) return { source: 'DOCKER_CONTEXT', context: dockerContext };
  if (current) return { source: current === 'default' ? 'default' : 'config', context: current };
  return { source: 'default', context: 'default' };
}

export const defaultUrl = (host: Host): string =>
  host.identity.platform === 'win32' ? `npipe://${DEFAULT_PIPE}` : `unix://${DEFAULT_SOCKET}`;

function fromUrl(host: Host, url: string, source: EndpointSource): EndpointFact {
  return {
    state: 'resolved',
    url,
    source,
    context: 'default',
    transport: transportOf(url, environmentTls(host)),
  };
}

function fromContext(host: Host, stored: StoredContext, source: EndpointSource): EndpointFact {
  const { name: context, file, url, damage } = stored;
  if (damage !== null || url === null) {
    return { state: 'context-invalid', context, source, file, damage: damage ?? 'it names no engine' };
  }
  const tls = stored.tls ? { ...stored.tls, ...(stored.skipTlsVerify && { skipVerify: true }) } : null;
  const transport = transportOf(url, tls);
  const windows = host.identity.platform === 'win32';
  const wrongSystem = windows ? transport.kind === 'unix' : transport.kind === 'pipe';
  if (transport.kind === 'invalid' || wrongSystem) {
    const reason = transport.kind === 'invalid' ? transport.reason : `${url} cannot be used on this system`;
    return { state: 'context-invalid', context, source, file, damage: reason };
  }
  return { state: 'resolved', url, source, context, transport };
}

/**
 * TLS as the environment asks for it: DOCKER_TLS_VERIFY with any text, even 0, turns it on; the
 * files are in DOCKER_CERT_PATH or in the CLI's folder.
 */
export function environmentTls(host: Host): TlsMaterial | null {
  const verify = host.env('DOCKER_TLS_VERIFY');
  const plainTls = host.env('DOCKER_TLS');
  if (!verify && !plainTls) return null;
  const folder = host.env('DOCKER_CERT_PATH') || configFolder(host);
  return {
    caFile: joinPath(host, folder, 'ca.pem'),
    certFile: joinPath(host, folder, 'cert.pem'),
    keyFile: joinPath(host, folder, 'key.pem'),
    ...(!verify && { skipVerify: true }),
  };
}

/** Reads an engine URL as the CLI does: tcp:// without a port is 2375, or 2376 with TLS. */
export function transportOf(url: string, tls: TlsMaterial | null): Transport {
  const match = /^([a-z+]+):\/\/(.*)$/i.exec(url);
  // Without a scheme the CLI takes it for tcp.
  const scheme = (match?.[1] ?? 'tcp').toLowerCase();
  const rest = match ? (match[2] ?? '') : url;
  switch (scheme) {
    case 'unix':
      return rest === '' ? { kind: 'invalid', reason: `${url} has no path` } : { kind: 'unix', path: rest };
    case 'npipe':
      return { kind: 'pipe', path: rest };
    case 'ssh':
      return { kind: 'ssh', url };
    case 'tcp':
    case 'http':
    case 'https': {
      const material = scheme === 'https' ? (tls ?? {}) : tls;
      const address = /^(\[[^\]]+\]|[^:/[\]\s]*)(?::(\d+))?(?:\/.*)?$/.exec(rest);
      const port = address?.[2] === undefined ? (material ? 2376 : 2375) : Number(address[2]);
      if (!address || port > 65535) return { kind: 'invalid', reason: `${url} is not a valid address` };
      const name = (address[1] || '127.0.0.1').replace(/^\[|\]$/g, '');
      return { kind: 'tcp', host: name, port, tls: material };
    }
    default:
      return { kind: 'invalid', reason: `${scheme}:// is no kind of engine address` };
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
