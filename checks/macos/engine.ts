import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientFact, clientVersionFact } from '../../src/facts/client.ts';
import { contextsFact } from '../../src/facts/contexts.ts';
import { type EndpointFact, endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { type EngineFact, engineFact } from '../../src/facts/engine.ts';
import { enginesFact, inForce, runningOthers } from '../../src/facts/engines/index.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { desktopFact } from '../../src/facts/mac/desktop.ts';
import { limaEndFact } from '../../src/facts/mac/lima-log.ts';
import { hasMacEngine, type MacProducts, macProductsFact } from '../../src/facts/mac/products.ts';
import { rancherEngineFact } from '../../src/facts/mac/rancher.ts';
import { type SocketFact, socketFact } from '../../src/facts/socket.ts';
import type { EngineEntry } from '../../src/report/report.ts';
import { productName } from './names.ts';

type Resolved = Extract<EndpointFact, { state: 'resolved' }>;

/** Why does the socket in force not lead to an engine, and is there a better one on this Mac? */
export default defineCheck({
  id: 'mac.engine',
  title: 'Engines on this Mac',
  systems: ['macos'],
  link: 'transport',
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact, products: macProductsFact, socket: socketFact },
  uses: {
    engines: enginesFact,
    client: clientFact,
    cli: clientVersionFact,
    desktop: desktopFact,
    contexts: contextsFact,
    rancher: rancherEngineFact,
    ended: limaEndFact,
  },
  finds: [
    'daemon.not-running',
    'daemon.failed',
    'engine.missing',
    'context.unreachable',
    'env.docker-host',
    'socket.missing',
    'socket.stale',
    'socket.permission',
    'socket.not-a-socket',
    'podman.mac-helper',
    'rancher.containerd',
  ],
  judge({ endpoint, engine, products, socket, engines, client, cli, desktop, contexts, rancher, ended }) {
    if (engine.state === 'answers') return pass('the engine in force answers');
    if (endpoint.state !== 'resolved' || endpoint.transport.kind !== 'unix' || socket === null)
      return skip('the engine in force is not on this Mac');
    // podman in docker's clothes needs no socket.
    if (cli.known && cli.value?.kind === 'other-program' && cli.value.podman)
      return skip('docker is podman here');
    const all = engines.known ? engines.value : [];
    // Its app runs, and opening it again would do nothing.
    const isOpen = desktop.known && desktop.value?.processes?.backend === true;
    const others = runningOthers(engines);
    const [other] = others;
    const mine = inForce(engines);
    const path = socket.path;
    const values = {
      path,
      url: endpoint.url,
      context: endpoint.context,
      ...(mine?.start && { start: isOpen ? 'docker desktop restart' : mine.start }),
      ...betterThan(others),
    };
    const seen = [
      evidence(
        path,
        socket.link
          ? `a link to ${socket.link} (${engine.code})`
          : `${engine.detail || 'nothing there'} (${engine.code})`,
      ),
      ...others.map((one) =>
        evidence(one.endpoint, `${productName(one.product)} ${one.version ?? ''} answers`),
      ),
    ];
    // A folder at the path refuses in ways of its own, by errno of the system.
    if (engine.state === 'not-a-socket' || (socket.stat !== null && socket.stat.kind !== 'socket')) {
      const kind = kindOf(socket);
      return found({ id: 'socket.not-a-socket', values: { ...values, kind }, evidence: seen });
    }
    switch (engine.state) {
      case 'denied':
        return found(permission(socket, values, seen));
      case 'absent':
      case 'refused':
        break;
      default:
        return skip('something is at the socket in force');
    }
    if (mine?.product === 'rancher-desktop' && rancher.known && rancher.value === 'containerd') {
      const setting = evidence('containerEngine.name of Rancher Desktop', 'containerd');
      return found({ id: 'rancher.containerd', values, evidence: [setting, ...seen] });
    }
    if (other) {
      if (!isLocalDefault(known(endpoint))) return skip('the address in force is judged for itself');
      return found(notThatSocket(endpoint, engine, others, values, seen));
    }
    if (!isLocalDefault(known(endpoint)) && isFromEnvironment(endpoint)) {
      return skip('the address in force is judged for itself');
    }
    if (!hasMacEngine(products) && all.every(({ start }) => start === null)) {
      const cli = client.known ? (client.value.inUse?.path ?? 'the docker command') : 'the docker command';
      const apps = 'no Docker Desktop, OrbStack, Rancher Desktop, colima or podman';
      return found({
        id: 'engine.missing',
        values: { ...values, path: cli },
        evidence: [evidence('/Applications and known folders', apps), ...seen],
      });
    }
    if (mine?.product === 'colima' && mine.start && ended.known && ended.value) {
      const { file, line } = ended.value;
      return found({
        id: 'daemon.failed',
        values: { ...values, reason: line, log: file, engine: 'colima' },
        evidence: [evidence(file, line), ...seen],
      });
    }
    return found(
      nothingRuns(endpoint, engine, products, mine, all, contexts.known ? contexts.value : [], values, seen),
    );
  },
});

const isFromEnvironment = ({ source }: Resolved): boolean =>
  source === 'DOCKER_HOST' || source === 'DOCKER_CONTEXT' || source === '--host';

/** The values by which fixes name the engine that runs. */
function betterThan(others: readonly EngineEntry[]): Record<string, string> {
  const best = others.find(({ context }) => context !== null && context !== 'default') ?? others[0];
  if (!best) return {};
  const named = best.context !== null && best.context !== 'default';
  return {
    other: `${productName(best.product)} at ${best.endpoint}`,
    otherUrl: best.endpoint,
    ...(named && { better: best.context ?? '' }),
  };
}

/** The default socket is absent or dead, and an engine answers elsewhere. */
function notThatSocket(
  endpoint: Resolved,
  engine: EngineFact,
  others: readonly EngineEntry[],
  values: Record<string, string>,
  seen: Finding['evidence'],
): Finding {
  if (endpoint.source === 'DOCKER_HOST') {
    const reason = engine.state === 'absent' ? 'there is no such socket' : 'nothing listens there';
    const variable = evidence('DOCKER_HOST', endpoint.url);
    return { id: 'env.docker-host', values: { ...values, reason }, evidence: [variable, ...seen] };
  }
  if (others.every(({ product }) => product === 'podman')) {
    return { id: 'podman.mac-helper', values: { ...values, where: '' }, evidence: seen };
  }
  const id = engine.state === 'refused' ? 'socket.stale' : 'socket.missing';
  return { id, values, evidence: seen };
}

/** No engine answers, and one could be started. */
function nothingRuns(
  endpoint: Resolved,
  engine: EngineFact,
  products: MacProducts,
  mine: EngineEntry | null,
  all: readonly EngineEntry[],
  contexts: readonly { readonly name: string; readonly url: string | null }[],
  values: Record<string, string>,
  seen: Finding['evidence'],
): Finding {
  const startable = all.filter(({ start }) => start !== null);
  const own = mine?.start ? mine : null;
  if (!own && !isLocalDefault(known(endpoint))) {
    // Its product went; another one is here, which the context must be changed for.
    const [candidate] = startable;
    const name = contexts.find(({ url }) => url === candidate?.endpoint)?.name;
    return {
      id: 'context.unreachable',
      values: {
        ...values,
        gone: productName(mine?.product ?? ''),
        other: `${productName(candidate?.product ?? '')} is installed here and not started; no other engine`,
        ...(candidate?.start && { start: candidate.start }),
        better: name ?? candidate?.context ?? 'default',
      },
      evidence: [
        evidence(`context ${endpoint.context}`, `leads to ${endpoint.url}; its product is not installed`),
        ...seen,
      ],
    };
  }
  const first =
    own ??
    startable.find(({ product }) => products.desktop === null || product === 'docker-desktop') ??
    startable[0];
  if (engine.state === 'refused' && own) {
    return { id: 'socket.stale', values: { ...values, engine: productName(own.product) }, evidence: seen };
  }
  return {
    id: 'daemon.not-running',
    values: {
      ...values,
      engine: productName(first?.product ?? ''),
      ...(first?.start && { start: first.start }),
      // Started, it is still not where the default context looks.
      ...(!own && first?.context && first.context !== 'default' && { better: first.context }),
    },
    evidence: [
      evidence('installed', startable.map(({ product }) => productName(product)).join(', ')),
      ...seen,
    ],
  };
}

/** A Mac has no docker group: the socket is another account's, or root's. */
function permission(socket: SocketFact, values: Record<string, string>, seen: Finding['evidence']): Finding {
  const foreign = /^\/Users\/([^/]+)\//.exec(socket.link ?? '')?.[1];
  const owner = foreign
    ? 'another account of this Mac, in whose home folder it lies'
    : socket.stat?.uid === 0
      ? 'root'
      : 'another account of this Mac';
  return { id: 'socket.permission', values: { ...values, owner }, evidence: seen };
}

const kindOf = ({ stat }: SocketFact): string => (stat?.kind === 'directory' ? 'folder' : 'plain file');
