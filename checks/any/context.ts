import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { contextsFact } from '../../src/facts/contexts.ts';
import { type EndpointFact, endpointFact } from '../../src/facts/endpoint.ts';
import { enginesFact } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Does the selected context exist, and can it be used? */
export default defineCheck({
  id: 'client.context',
  title: 'Context',
  systems: EVERYWHERE,
  link: 'endpoint',
  needs: { endpoint: endpointFact },
  uses: { contexts: contextsFact, engines: enginesFact },
  finds: ['context.missing', 'context.invalid'],
  judge({ endpoint, contexts, engines }) {
    if (endpoint.state === 'resolved') return pass(`${endpoint.context} (${endpoint.url})`);
    const running = engines.known
      ? engines.value.find((engine) => engine.state === 'running' && engine.context)
      : undefined;
    const values = {
      context: endpoint.context,
      source: originOf(endpoint),
      better: running?.context ?? 'default',
    };
    if (endpoint.state === 'context-missing') {
      const names = contexts.known ? ['default', ...contexts.value.map(({ name }) => name)] : [];
      return found({
        id: 'context.missing',
        values,
        evidence: [
          evidence(values.source, endpoint.context),
          evidence('contexts that exist', names.join(', ')),
        ],
      });
    }
    const { file, damage } = endpoint;
    return found({
      id: 'context.invalid',
      values: { ...values, file, reason: damage },
      evidence: [evidence(file, damage)],
    });
  },
});

function originOf(endpoint: EndpointFact): string {
  return endpoint.source === 'config' ? 'config.json' : endpoint.source;
}
