/** The engine map: every engine that listens on this machine's known sockets or that a context names. */
import type { Host } from '../host/host.ts';
import type { EngineEntry } from '../report/report.ts';
import { contextsFact } from './contexts.ts';
import { DEFAULT_SOCKET, endpointFact } from './endpoint.ts';
import { askEngine, type EngineFact, engineFact, productOf } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { textAt } from './json-text.ts';
import { joinPath } from './paths.ts';

/** Sockets beside the one in force; each is only connected to when its file exists. */
export const enginesFact = defineFact<readonly EngineEntry[]>(
  'engines',
  'looking for other engines',
  async ({ host, get }) => {
    const [endpoint, contexts] = await Promise.all([get(endpointFact), get(contextsFact)]);
    const current = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value : null;
    const named = contexts.known ? contexts.value : [];
    // Asked beside the one in force, so that two hung engines cost their time limit once.
    const asked = Promise.all(
      localSockets(host)
        .filter(({ path }) => current?.transport.kind !== 'unix' || !samePath(current.transport.path, path))
        .map(async ({ path, product }) => {
          const stat = await host.ask('stat', { path });
          if (!stat.ok || stat.value.kind !== 'socket') return null;
          const url = `unix://${path}`;
          const context =
            named.find((candidate) => candidate.url === url)?.name ??
            (path === DEFAULT_SOCKET ? 'default' : null);
          const found = entry(url, context, await askEngine(host, { path }, null), false);
          // A dead socket says whose it was by its place alone.
          return found.version === null ? { ...found, product } : found;
        }),
    );
    const inForce = await get(engineFact);
    const first = current && inForce.known ? [entry(current.url, current.context, inForce.value, true)] : [];
    return known([...first, ...(await asked).filter((other) => other !== null)]);
  },
);

const samePath = (a: string, b: string): boolean =>
  a.replace(/^\/var\/run\//, '/run/') === b.replace(/^\/var\/run\//, '/run/');

interface KnownSocket {
  readonly path: string;
  readonly product: string;
}

function localSockets(host: Host): KnownSocket[] {
  const { home, uid, platform } = host.identity;
  if (platform === 'win32') return [];
  const inHome = (...parts: string[]): string => joinPath(host, home, ...parts);
  const shared: KnownSocket[] = [
    { path: DEFAULT_SOCKET, product: 'docker-engine' },
    { path: inHome('.rd', 'docker.sock'), product: 'rancher-desktop' },
    { path: inHome('.colima', 'default', 'docker.sock'), product: 'colima' },
  ];
  if (platform === 'darwin') {
    return [
      ...shared,
      { path: inHome('.docker', 'run', 'docker.sock'), product: 'docker-desktop' },
      { path: inHome('.orbstack', 'run', 'docker.sock'), product: 'orbstack' },
      { path: inHome('.colima', 'docker.sock'), product: 'colima' },
    ];
  }
  const runtime = host.env('XDG_RUNTIME_DIR') ?? `/run/user/${uid}`;
  return [
    ...shared,
    { path: joinPath(host, runtime, 'docker.sock'), product: 'docker-engine' },
    { path: inHome('.docker', 'desktop', 'docker.sock'), product: 'docker-desktop' },
    { path: inHome('.docker', 'run', 'docker.sock'), product: 'docker-engine' },
  ];
}

function entry(endpoint: string, context: string | null, engine: EngineFact, inForce: boolean): EngineEntry {
  return {
    product: productOf(engine),
    endpoint,
    context,
    state: STATES[engine.state],
    inForce,
    version: textAt(engine.version, 'Version'),
  };
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
  unknown: 'unknown',
};
