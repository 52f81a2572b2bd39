import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { type EngineState, engineFact } from '../../src/facts/engine.ts';
import { ciFact } from '../../src/facts/environment.ts';
import { evidence } from '../../src/facts/fact.ts';
import { systemFact } from '../../src/facts/system.ts';

/** A job whose engine is a container beside it (docker:dind): is that service there, and on this port? */
export default defineCheck({
  id: 'linux.dind',
  title: 'Docker in Docker service',
  systems: ['linux'],
  link: 'endpoint',
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact, system: systemFact, ci: ciFact },
  finds: ['container.dind'],
  judge({ endpoint, engine, system, ci }) {
    if (endpoint.state !== 'resolved' || endpoint.transport.kind !== 'tcp') return skip('no engine by TCP');
    const { host, port } = endpoint.transport;
    // The names that the service of the image docker:dind gets by itself, or that people give it.
    const isService = /^(?:docker|dind)$|[-_.](?:docker|dind)$|^(?:docker|dind)[-_.]/.test(host);
    if (!isService || (system.container === null && ci === null)) return skip('not the engine of a job');
    if (engine.state === 'answers') return pass(`${endpoint.url} answers`);
    const reason = reasonOf(engine.state, host, port);
    if (reason === null) return skip(`something is at ${endpoint.url}`);
    return found({
      id: 'container.dind',
      values: { kind: 'service', url: endpoint.url, host, port: String(port), reason },
      evidence: [
        evidence(endpoint.url, `${engine.detail || engine.state} (${engine.code})`),
        evidence('this job', ci === null ? `a container (${system.container})` : `CI (${ci})`),
      ],
    });
  },
});

function reasonOf(state: EngineState, host: string, port: number): string | null {
  switch (state) {
    case 'dns':
      return `No service is known as "${host}": the job has no dind service, or one with another alias`;
    case 'refused':
    case 'no-connection':
      return port === 2375
        ? `Nothing listens on ${host}:2375. The dind service speaks TLS on port 2376, unless it is started with DOCKER_TLS_CERTDIR=""`
        : `Nothing listens on ${host}:${port}: the dind service is not up yet, or died because it is not privileged`;
    default:
      return null;
  }
}
