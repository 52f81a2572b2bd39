/**
 * The engine map: every engine on this machine, where it listens, how it is, and which one the docker
 * command uses and why. Places come from the locator of the system (loaded when asked) and from the
 * contexts that name a socket here; what an engine is comes from its own API, and from its place where
 * it does not answer. Engines on other hosts are not asked here.
 */
import type { FileStat } from '../../host/host.ts';
import type { EngineEntry } from '../../report/report.ts';
import { contextsFact, type StoredContext } from '../contexts.ts';
import { DEFAULT_SOCKET, type EndpointFact, endpointFact, sourceLabel, transportOf } from '../endpoint.ts';
import { askEngine, type EngineFact, engineFact, productOf } from '../engine.ts';
import { defineFact, type FactContext, type FactResult, known } from '../fact.ts';
import { textAt } from '../json-text.ts';
import { type EnginePlace, type Locator, socketPlace } from './place.ts';

type Resolved = Extract<EndpointFact, { state: 'resolved' }>;

const LOCATORS = {
  linux: () => import('./linux.ts'),
  darwin: () => import('./macos.ts'),
  win32: () => import('./windows.ts'),
} as const satisfies Record<string, () => Promise<{ locate: Locator }>>;

/** The engine in force first, then the others in the order of the locator. */
export const enginesFact = defineFact<readonly EngineEntry[]>(
  'engines',
  'looking for other engines',
  async (context) => {
    const { get, host } = context;
    const { locate } = await LOCATORS[host.identity.platform]();
    const [endpoint, contexts, places] = await Promise.all([
      get(endpointFact),
      get(contextsFact),
      locate(context),
    ]);
    const current = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value : null;
    const named = contexts.known ? contexts.value : [];
    const all = withContexts(places, named);
    // Asked beside the one in force, so that two hung engines cost their time limit once.
    const asked = Promise.all(
      all.filter(({ url }) => url !== current?.url).map((place) => ask(context, place, named)),
    );
    const [others, inForce] = await Promise.all([asked, get(engineFact)]);
    const own = current && (await realPath(context, current));
    const first = current && inForce.known ? [entryInForce(current, inForce.value, all, own)] : [];
    return known([...first, ...withoutAliases(others, own)]);
  },
);

/** A context may name a socket that no product is known for. */
function withContexts(places: readonly EnginePlace[], contexts: readonly StoredContext[]): EnginePlace[] {
  const known = new Set(places.map(({ url }) => url));
  const more = contexts.flatMap(({ url }) => {
    const transport = url === null ? null : transportOf(url, null);
    if (transport?.kind !== 'unix' || known.has(url ?? '')) return [];
    return [socketPlace('docker-engine', transport.path)];
  });
  return [...places, ...more];
}

interface Asked {
  readonly entry: EngineEntry;
  /** Where links at the place lead; two places of one socket are one engine. */
  readonly real: string;
}

async function ask(
  context: FactContext,
  place: EnginePlace,
  contexts: readonly StoredContext[],
): Promise<Asked | null> {
  const { host } = context;
  const path = 'path' in place.address ? place.address.path : null;
  const named =
    contexts.find(({ url }) => url === place.url)?.name ?? (path === DEFAULT_SOCKET ? 'default' : null);
  if (path !== null && host.identity.platform !== 'win32') {
    const [stat, real] = await Promise.all([host.ask('stat', { path }), host.ask('realpath', { path })]);
    if (!isSocket(stat)) {
      const gone = place.installed ? stopped(place, named) : null;
      return gone && { entry: gone, real: path };
    }
    const entry = entryOf(place, named, await askEngine(host, place.address, null));
    return { entry, real: real.ok ? withoutPrivate(real.value) : path };
  }
  const engine = await askEngine(host, place.address, null);
  if (engine.state === 'absent' || engine.state === 'unknown') {
    const gone = place.installed ? stopped(place, named) : null;
    return gone && { entry: gone, real: place.url };
  }
  return { entry: entryOf(place, named, engine), real: place.url };
}

const isSocket = (stat: { ok: boolean; value?: FileStat }): boolean =>
  stat.ok && stat.value?.kind === 'socket';

async function realPath({ host }: FactContext, { transport }: Resolved): Promise<string | null> {
  if (transport.kind !== 'unix') return null;
  const [real, link] = await Promise.all([
    host.ask('realpath', { path: transport.path }),
    host.ask('readlink', { path: transport.path }),
  ]);
  // A dangling link, too, tells whose socket it was.
  return real.ok ? withoutPrivate(real.value) : link.ok ? link.value : transport.path;
}

/** /var of a Mac is a link to /private/var; the products name their sockets without it. */
const withoutPrivate = (path: string): string => path.replace(/^\/private\/(var|tmp)\//, '/$1/');

/** The default socket is often a link to a product's own, and /var/run is a link to /run. */
function withoutAliases(asked: readonly (Asked | null)[], own: string | null): EngineEntry[] {
  const seen = new Set(own === null ? [] : [own]);
  const kept: EngineEntry[] = [];
  // The product's own place counts before the default one that leads to it.
  const ordered = [...asked].sort(
    (a, b) => Number(a?.entry.context === 'default') - Number(b?.entry.context === 'default'),
  );
  for (const one of ordered) {
    if (one === null || seen.has(one.real)) continue;
    seen.add(one.real);
    kept.push(one.entry);
  }
  return kept;
}

function entryInForce(
  endpoint: Resolved,
  engine: EngineFact,
  places: readonly EnginePlace[],
  real: string | null,
): EngineEntry {
  const place =
    places.find(({ url }) => url === `unix://${real}`) ??
    places.find(({ url }) => url === endpoint.url) ??
    null;
  return {
    ...entryOf(
      { product: place?.product ?? 'docker-engine', start: place?.start ?? null, url: endpoint.url },
      endpoint.context,
      engine,
    ),
    inForce: true,
    source: sourceLabel(endpoint),
    why: WHY[endpoint.source].replace('{context}', endpoint.context),
  };
}

/** Why this engine and no other, in words: the order in which the docker command looks. */
const WHY: Readonly<Record<EndpointFact['source'], string>> = {
  '--host': '--host was given',
  '--context': '--context was given',
  DOCKER_HOST: 'DOCKER_HOST is set and overrides every context',
  DOCKER_CONTEXT: 'DOCKER_CONTEXT selects the context "{context}"',
  config: 'the context "{context}" is selected (docker context use)',
  default: 'the default: no DOCKER_HOST, and no other context is selected',
};

const stopped = (place: EnginePlace, context: string | null): EngineEntry => ({
  product: place.product,
  endpoint: place.url,
  context,
  state: 'stopped',
  inForce: false,
  version: null,
  source: null,
  why: null,
  start: place.start,
});

function entryOf(
  place: Pick<EnginePlace, 'product' | 'start' | 'url'>,
  context: string | null,
  engine: EngineFact,
): EngineEntry {
  const version = textAt(engine.version, 'Version');
  return {
    // A dead socket says whose it was by its place alone.
    product: version === null ? place.product : productOf(engine, place.product),
    endpoint: place.url,
    context,
    state: stateOf(engine),
    inForce: false,
    version,
    source: null,
    why: null,
    start: place.start,
  };
}

function stateOf(engine: EngineFact): EngineEntry['state'] {
  if (engine.state !== 'error') return STATES[engine.state];
  return desktopProxyState(engine) ?? 'error';
}

/**
 * What Docker Desktop's proxy says on its socket while the engine behind it is away. The words are
 * Desktop's own and not translated: a pause says so with 503, a start with 500.
 */
export function desktopProxyState({ code, detail }: EngineFact): 'paused' | 'starting' | null {
  if (!/^5\d\d$/.test(code)) return null;
  if (/\bDocker Desktop is (?:manually )?paused\b/i.test(detail)) return 'paused';
  return /\bDocker Desktop is starting\b/i.test(detail) ? 'starting' : null;
}

const STATES: Readonly<Record<EngineFact['state'], EngineEntry['state']>> = {
  answers: 'running',
  absent: 'stopped',
  refused: 'stopped',
  denied: 'denied',
  hung: 'hung',
  error: 'error',
  tls: 'error',
  ssh: 'error',
  dns: 'unknown',
  'no-connection': 'unknown',
  'not-asked': 'unknown',
  'not-a-socket': 'error',
  proxy: 'unknown',
  unknown: 'unknown',
};

/** The entry in force, or null where none could be found out. */
export const inForce = (engines: FactResult<readonly EngineEntry[]>): EngineEntry | null =>
  engines.known ? (engines.value.find((engine) => engine.inForce) ?? null) : null;

/** Engines that answer, besides the one in force. */
export const runningOthers = (engines: FactResult<readonly EngineEntry[]>): readonly EngineEntry[] =>
  engines.known ? engines.value.filter((engine) => engine.state === 'running' && !engine.inForce) : [];
