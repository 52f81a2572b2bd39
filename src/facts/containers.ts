/** Ports that containers of the engine in force publish, running ones only. */
import { endpointFact } from './endpoint.ts';
import { addressOf, ENGINE_TIME_LIMIT } from './engine.ts';
import { defineFact, known, unknownFact, unknownFrom } from './fact.ts';
import { isObject, type JsonObject, parseJson, textAt, valueAt } from './json-text.ts';

const PROJECT = 'com.docker.compose.project';
const FOLDER = 'com.docker.compose.project.working_dir';

export interface PublishedPort {
  readonly container: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string | null;
  readonly labels: JsonObject;
}

export const containersFact = defineFact<readonly PublishedPort[]>(
  'containers',
  'which containers publish ports',
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    if (!endpoint.known) return endpoint;
    if (endpoint.value.state !== 'resolved') return unknownFact('failed', 'there is no engine to ask');
    const { transport } = endpoint.value;
    const address = await addressOf(host, transport);
    if (address === null || typeof address === 'string') {
      return unknownFact('failed', 'the engine is not asked directly');
    }
    const tls = transport.kind === 'tcp' || transport.kind === 'unix' ? (transport.tls ?? null) : null;
    const answer = await host.ask('http', {
      address,
      path: '/containers/json',
      pick: [['Names'], ['Ports'], ['Labels', PROJECT], ['Labels', FOLDER]],
      timeoutMs: ENGINE_TIME_LIMIT,
      ...(tls && { tls }),
      ...(transport.kind === 'tcp' && transport.proxy !== undefined && { proxy: transport.proxy }),
    });
    if (!answer.ok) return unknownFrom('GET /containers/json', answer.error);
    const parsed = parseJson(answer.value.body);
    if (answer.value.status !== 200 || !parsed.ok || !Array.isArray(parsed.value)) {
      return unknownFact('unparsable', `GET /containers/json: HTTP ${answer.value.status}`);
    }
    return known(parsed.value.filter(isObject).flatMap(publishedBy));
  },
);

function publishedBy(container: JsonObject): PublishedPort[] {
  const { Names: names, Ports: ports, Labels: labels } = container;
  const name = Array.isArray(names) ? String(names[0] ?? '') : '';
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((entry) => {
    const port = valueAt(entry, 'PublicPort');
    const protocol = textAt(entry, 'Type');
    if (typeof port !== 'number' || (protocol !== 'tcp' && protocol !== 'udp')) return [];
    const ip = textAt(entry, 'IP');
    const address = !ip || ip === '0.0.0.0' || ip === '::' ? null : ip;
    return [
      { container: name.replace(/^\//, ''), port, protocol, address, labels: isObject(labels) ? labels : {} },
    ];
  });
}

/** Which Compose project made a container, and from which folder. */
export const composeLabels = (labels: JsonObject): { project: string | null; folder: string | null } => ({
  project: textAt(labels, PROJECT),
  folder: textAt(labels, FOLDER),
});
