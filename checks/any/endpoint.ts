import { defineCheck, type Finding, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { type EndpointFact, endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { ENGINE_TIME_LIMIT, type EngineFact, engineFact } from '../../src/facts/engine.ts';
import { enginesFact } from '../../src/facts/engines/index.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { systemFact } from '../../src/facts/system.ts';
import type { EngineEntry } from '../../src/report/report.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

type Resolved = Extract<EndpointFact, { state: 'resolved' }>;

/** Does the address that the shell or a context chose lead anywhere? The local default has checks of its own. */
export default defineCheck({
  id: 'engine.endpoint',
  title: 'Engine in force',
  systems: EVERYWHERE,
  link: 'endpoint',
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact },
  uses: { engines: enginesFact, system: systemFact },
  finds: [
    'env.docker-host',
    'env.docker-context',
    'context.unreachable',
    'remote.dns',
    'remote.refused',
    'remote.timeout',
  ],
  judge({ endpoint, engine, engines, system }) {
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    if (engine.state === 'answers') return pass(`${endpoint.url} answers`);
    if (engine.state === 'unknown') return unknown(`${endpoint.url}: ${engine.detail}`);
    if (isLocalDefault(known(endpoint))) return skip('the default of this system');
    const reason = DEAD[engine.state];
    if (!reason) return skip(`something is at ${endpoint.url}`);
    const running = (engines.known ? engines.value : []).filter(
      (other) => other.state === 'running' && !other.inForce,
    );
    const start = engines.known ? engines.value.find((one) => one.inForce)?.start : null;
    // Without an alternative a product's own socket is judged with its product (checks/macos/engine.ts).
    const isMac = system.known && system.value.system === 'macos';
    if (isMac && running.length === 0 && isOwnContext(endpoint))
      return skip('no other engine to use instead');
    return found(...causes(endpoint, engine, reason, running, start ?? null));
  },
});

const isOwnContext = ({ source, transport }: Resolved): boolean =>
  transport.kind === 'unix' && (source === 'config' || source === '--context');

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
  start: string | null,
): Finding[] {
  const { url, context, transport } = endpoint;
  const seen = [evidence(url, `${engine.detail || reason} (${engine.code})`)];
  const host = transport.kind === 'tcp' ? transport.host : '';
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
      if (endpoint.source === '--host' || (running.length === 0 && remote.length > 0)) {
        return remote.length > 0 ? remote : [unreachable(values, seen)];
      }
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

function remoteFinding(
  engine: EngineFact,
  values: Record<string, string>,
  seen: Finding['evidence'],
): Finding[] {
  if (values.host === '') return [];
  const ids: Partial<Record<EngineFact['state'], string>> = {
    dns: 'remote.dns',
    refused: 'remote.refused',
    'no-connection': 'remote.timeout',
  };
  const id = ids[engine.state];
  return id ? [{ id, values, evidence: seen }] : [];
}
