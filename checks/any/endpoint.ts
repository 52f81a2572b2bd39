import { defineCheck, type Finding, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { type EndpointFact, endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { ENGINE_TIME_LIMIT, type EngineFact, engineFact, isFromEngine } from '../../src/facts/engine.ts';
import { type EngineTlsFact, engineTlsFact } from '../../src/facts/engine-tls.ts';
import { enginesFact, inForce } from '../../src/facts/engines/index.ts';
import { evidence, type FactResult, known } from '../../src/facts/fact.ts';
import { type LeftoversFact, leftoversFact } from '../../src/facts/leftovers.ts';
import { parseSshUrl } from '../../src/facts/ssh.ts';
import { systemFact } from '../../src/facts/system.ts';
import type { EngineEntry } from '../../src/report/report.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { leftoverFinding, leftoverValues } from './leftovers.ts';

type Resolved = Extract<EndpointFact, { state: 'resolved' }>;

/** Does the address that the shell or a context chose lead anywhere? The local default has checks of its own. */
export default defineCheck({
  id: 'engine.endpoint',
  title: 'Engine in force',
  systems: EVERYWHERE,
  link: 'endpoint',
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact },
  uses: { engines: enginesFact, leftovers: leftoversFact, system: systemFact, tls: engineTlsFact },
  finds: [
    'env.docker-host',
    'env.docker-context',
    'context.unreachable',
    'install.leftover',
    'remote.dns',
    'remote.refused',
    'remote.timeout',
  ],
  judge({ endpoint, engine, engines, leftovers, system, tls }) {
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    if (engine.state === 'answers') return pass(`${endpoint.url} answers`);
    if (engine.state === 'unknown') return unknown(`${endpoint.url}: ${engine.detail}`);
    if (isLocalDefault(known(endpoint))) return skip('the default of this system');
    const { transport } = endpoint;
    const reason =
      transport.kind === 'invalid'
        ? `that is no address: ${transport.reason}`
        : (DEAD[engine.state] ?? (isNoEngine(endpoint, engine, tls) ? NO_ENGINE : undefined));
    if (!reason) return skip(`something is at ${endpoint.url}`);
    const running = (engines.known ? engines.value : []).filter(
      (other) => other.state === 'running' && !other.inForce,
    );
    // Without an alternative a product's own socket is judged with its product (checks/macos/engine.ts).
    const isMac = system.known && system.value.system === 'macos';
    if (isMac && running.length === 0 && isOwnContext(endpoint))
      return skip('no other engine to use instead');
    // So is a product's own pipe (checks/windows).
    if (running.length === 0 && isProductPipe(endpoint)) return skip('no other engine to use instead');
    // An address given by hand is no context, and what is not at it is told by whoever asks it (engine.answers).
    if (
      endpoint.source === '--host' &&
      ((transport.kind !== 'tcp' && transport.kind !== 'ssh') || REMOTE[engine.state] === undefined)
    )
      return skip('given by hand');
    const start = inForce(engines)?.start ?? null;
    return found(
      ...causes(endpoint, engine, reason, running, leftovers, start),
      ...leftoverFinding(leftovers),
    );
  },
});

const isOwnContext = ({ source, transport }: Resolved): boolean =>
  transport.kind === 'unix' && (source === 'config' || source === '--context');

const isProductPipe = ({ transport }: Resolved): boolean =>
  transport.kind === 'pipe' &&
  /[\\/](?:dockerDesktop(?:Linux|Windows)Engine|podman-machine-[\w-]+)$/i.test(transport.path);

const NO_ENGINE = 'what answers there is no Docker engine';

/** DOCKER_HOST leads to a port where something else speaks: a web server, an sshd. What needs TLS is told apart. */
function isNoEngine(
  { source, transport }: Resolved,
  { state, code, ping }: EngineFact,
  tls: FactResult<EngineTlsFact>,
): boolean {
  if (source !== 'DOCKER_HOST' || transport.kind !== 'tcp' || state !== 'error') return false;
  if (!tls.known || tls.value.speaks !== 'unknown') return false;
  return ping ? ping.status < 500 && !isFromEngine(ping) : code.startsWith('HPE_');
}

/** States in which the address leads nowhere, in words that follow 'and'. */
const DEAD: Partial<Record<EngineFact['state'], string>> = {
  absent: 'there is no such socket',
  refused: 'nothing listens there',
  'no-connection': `there is no connection within ${ENGINE_TIME_LIMIT / 1000} s`,
  dns: 'its name does not resolve',
};

function causes(
  endpoint: Resolved,
  engine: EngineFact,
  reason: string,
  running: readonly EngineEntry[],
  leftovers: FactResult<LeftoversFact>,
  start: string | null,
): Finding[] {
  const { url, context, transport } = endpoint;
  const profile = leftovers.known ? leftovers.value.profile : null;
  const seen = [
    evidence(url, engine.code ? `${engine.detail || reason} (${engine.code})` : reason),
    ...(profile ? [evidence(`${profile.file}:${profile.line}`, profile.text)] : []),
  ];
  const host =
    transport.kind === 'tcp'
      ? transport.host
      : transport.kind === 'ssh'
        ? (parseSshUrl(url)?.host ?? '')
        : '';
  const better = running.find((engine) => engine.context)?.context;
  const otherUrl = running[0]?.endpoint;
  const values = {
    url,
    context,
    reason,
    host,
    seconds: String(ENGINE_TIME_LIMIT / 1000),
    other: running.map((engine) => `${engine.product} at ${engine.endpoint}`).join(', '),
    ...(better && { better }),
    ...(otherUrl && { otherUrl }),
    ...(start && { start }),
    ...(transport.kind === 'tcp' && { port: String(transport.port) }),
    ...((endpoint.source === 'DOCKER_HOST' || endpoint.source === 'DOCKER_CONTEXT') && {
      variable: endpoint.source,
    }),
    ...leftoverValues(leftovers),
    ...(transport.kind === 'tcp' && transport.tls && { tls: 'yes' }),
  };
  const remote = remoteFinding(engine, values, seen);
  const others = running.map((engine) =>
    evidence(engine.endpoint, `${engine.product} ${engine.version ?? ''} answers`),
  );
  switch (endpoint.source) {
    case 'DOCKER_HOST':
      return [
        { id: 'env.docker-host', values, evidence: [evidence('DOCKER_HOST', url), ...seen, ...others] },
        ...remote,
      ];
    case 'DOCKER_CONTEXT':
      return [
        {
          id: 'env.docker-context',
          values,
          evidence: [evidence('DOCKER_CONTEXT', context), ...seen, ...others],
        },
        ...remote,
      ];
    default:
      // An address that was asked for by hand, or a context without an alternative, is judged for itself.
      if (endpoint.source === '--host' || (running.length === 0 && remote.length > 0)) return remote;
      return [
        unreachable({ ...values, other: values.other || 'No other engine' }, [...seen, ...others]),
        ...remote,
      ];
  }
}

const unreachable = (values: Record<string, string>, seen: Finding['evidence']): Finding => ({
  id: 'context.unreachable',
  values,
  evidence: seen,
});

const REMOTE: Partial<Record<EngineFact['state'], string>> = {
  dns: 'remote.dns',
  refused: 'remote.refused',
  'no-connection': 'remote.timeout',
};

function remoteFinding(
  engine: EngineFact,
  values: Record<string, string>,
  seen: Finding['evidence'],
): Finding[] {
  if (values.host === '') return [];
  const id = REMOTE[engine.state];
  return id ? [{ id, values, evidence: seen }] : [];
}
