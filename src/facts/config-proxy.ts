/** The proxy that config.json hands to containers and builds, tried from this host. */
import { defineFact, known } from './fact.ts';
import { proxiesFact } from './proxies.ts';
import { REGISTRY_TIME_LIMIT } from './registries.ts';
import { hasDefaultRoute, routesFact } from './routes.ts';

export interface ConfigProxy {
  readonly url: string;
  /** How it fails, in words; null where something listens, or nobody can tell. */
  readonly dead: string | null;
}

export const configProxyFact = defineFact<ConfigProxy | null>(
  'config-proxy',
  'trying the proxy of containers',
  async ({ host, options, get }) => {
    if (options.offline) return known(null);
    const [proxies, routes] = await Promise.all([get(proxiesFact), get(routesFact)]);
    const url = proxies.known ? (proxies.value.config?.https ?? proxies.value.config?.http ?? null) : null;
    if (url === null) return known(null);
    const match = /^(?:(https?|socks5h?):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/.exec(url);
    const [, scheme = 'http', name = '', port] = match ?? [];
    // Inside a container these names are other machines than here.
    const inside = /^(?:host|gateway)\.docker\.internal$|^172\.17\./.test(name);
    const isOffline = routes.known && !hasDefaultRoute(routes.value) && !/^127\.|^localhost$/.test(name);
    if (!match || inside || isOffline) return known({ url, dead: null });
    const answer = await host.ask('connect', {
      address: {
        host: name.replace(/^\[|\]$/g, ''),
        port: Number(port ?? (scheme === 'https' ? 443 : scheme === 'http' ? 80 : 1080)),
      },
      timeoutMs: REGISTRY_TIME_LIMIT,
    });
    return known({ url, dead: answer.ok ? null : (DEAD[answer.error.code] ?? null) });
  },
);

const DEAD: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ENOTFOUND: 'has a name that does not resolve',
  EAI_AGAIN: 'has a name that does not resolve',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'is out of reach',
  ENETUNREACH: 'is out of reach',
};
