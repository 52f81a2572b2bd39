import { defineCheck, type Finding, found, pass } from '../../src/diagnosis/check.ts';
import { contextsFact, type StoredContext } from '../../src/facts/contexts.ts';
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
  finds: ['context.missing', 'context.invalid', 'install.leftover'],
  judge({ endpoint, contexts, engines }) {
    if (endpoint.state === 'resolved') {
      const stored = contexts.known
        ? contexts.value.find(({ name }) => name === endpoint.context)
        : undefined;
      const cloud = CLOUDS[stored?.type ?? ''];
      return stored && cloud ? found(ofCloud(stored, cloud)) : pass(`${endpoint.context} (${endpoint.url})`);
    }
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

/** What `docker context create aci` and `ecs` made: the command has known neither since 2023. */
const CLOUDS: Readonly<Record<string, string>> = {
  aci: 'Azure Container Instances, which docker has left in 2023',
  ecs: 'Amazon ECS, which docker has left in 2023',
};

const ofCloud = ({ name, file, type, url }: StoredContext, product: string): Finding => ({
  id: 'install.leftover',
  values: {
    product,
    context: name,
    kind: 'context',
    consequence:
      url === null
        ? 'What is meant for the cloud runs on the engine of this machine.'
        : `Its commands go to ${url} instead.`,
  },
  evidence: [evidence(file, `Metadata.Type: ${type}`)],
});
