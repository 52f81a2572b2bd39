/** Proxies, wherever they are set: in this shell, in config.json for containers, in the engine. */
import { cliConfigFact, settingsOf } from './cli-config.ts';
import { endpointFact } from './endpoint.ts';
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { type ProxySettings, shellProxies } from './go-proxy.ts';
import { isObject, textAt } from './json-text.ts';

export interface ProxiesFact {
  readonly shell: ProxySettings;
  /** What config.json gives to containers and builds, or null. */
  readonly config: ProxySettings | null;
  /** What the engine itself pulls through, as its /info says; null where it does not answer. */
  readonly engine: ProxySettings | null;
}

export const proxiesFact = defineFact<ProxiesFact>(
  'proxies',
  'reading the proxies',
  async ({ host, get }) => {
    const [config, endpoint, engine] = await Promise.all([
      get(cliConfigFact),
      get(endpointFact),
      get(engineFact),
    ]);
    const proxies = config.known ? settingsOf(config.value).proxies : undefined;
    const url = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value.url : '';
    // By the engine's address, else those of 'default' (docker/cli configfile, ParseProxyConfig).
    const set = isObject(proxies) ? (proxies[url] ?? proxies.default) : undefined;
    const info = engine.known && engine.value.state === 'answers' ? engine.value.info : null;
    return known({
      shell: shellProxies(host),
      config: isObject(set)
        ? {
            http: textAt(set, 'httpProxy') || null,
            https: textAt(set, 'httpsProxy') || null,
            none: textAt(set, 'noProxy') ?? '',
          }
        : null,
      engine: info && {
        http: textAt(info, 'HttpProxy') || null,
        https: textAt(info, 'HttpsProxy') || null,
        none: textAt(info, 'NoProxy') ?? '',
      },
    });
  },
);
