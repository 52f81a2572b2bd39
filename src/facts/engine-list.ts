/** A list that the engine in force answers by its API: containers, images. */
import { endpointFact } from './endpoint.ts';
import { addressOf, ENGINE_TIME_LIMIT } from './engine.ts';
import { type FactContext, type FactResult, known, unknownFact, unknownFrom } from './fact.ts';
import { isObject, type JsonObject, parseJson } from './json-text.ts';

/** `pick`: the fields that are wanted of each, so that a recording holds no more. */
export async function engineList(
  { host, get }: FactContext,
  path: string,
  pick: readonly (readonly string[])[],
): Promise<FactResult<readonly JsonObject[]>> {
  const endpoint = await get(endpointFact);
  if (!endpoint.known) return endpoint;
  if (endpoint.value.state !== 'resolved') return unknownFact('failed', 'there is no engine to ask');
  const { transport } = endpoint.value;
  const address = await addressOf(host, transport);
  if (address === null || typeof address === 'string')
    return unknownFact('failed', 'the engine is not asked directly');
  const tls = transport.kind === 'tcp' || transport.kind === 'unix' ? (transport.tls ?? null) : null;
  const answer = await host.ask('http', {
    address,
    path,
    pick,
    timeoutMs: ENGINE_TIME_LIMIT,
    ...(tls && { tls }),
    ...(transport.kind === 'tcp' && transport.proxy !== undefined && { proxy: transport.proxy }),
  });
  if (!answer.ok) return unknownFrom(`GET ${path}`, answer.error);
  const parsed = parseJson(answer.value.body);
  if (answer.value.status !== 200 || !parsed.ok || !Array.isArray(parsed.value))
    return unknownFact('unparsable', `GET ${path}: HTTP ${answer.value.status}`);
  return known(parsed.value.filter(isObject));
}
