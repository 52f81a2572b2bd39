/** Images that the engine in force has already, by all their names. */
import { endpointFact } from './endpoint.ts';
import { addressOf, ENGINE_TIME_LIMIT } from './engine.ts';
import { defineFact, known, unknownFact, unknownFrom } from './fact.ts';
import { isObject, parseJson } from './json-text.ts';

export const localImagesFact = defineFact<ReadonlySet<string>>(
  'local-images',
  'which images are here',
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
      path: '/images/json',
      pick: [['RepoTags'], ['RepoDigests']],
      timeoutMs: ENGINE_TIME_LIMIT,
      ...(tls && { tls }),
    });
    if (!answer.ok) return unknownFrom('GET /images/json', answer.error);
    const parsed = parseJson(answer.value.body);
    if (answer.value.status !== 200 || !parsed.ok || !Array.isArray(parsed.value)) {
      return unknownFact('unparsable', `GET /images/json: HTTP ${answer.value.status}`);
    }
    const names = parsed.value
      .filter(isObject)
      .flatMap(({ RepoTags: tags, RepoDigests: digests }) => [tags, digests])
      .flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
    return known(new Set(names.map(imageName)));
  },
);

/** As the engine lists it: Docker Hub and its `library/` unnamed, a tag always; of tag and digest the digest counts. */
export function imageName(image: string): string {
  const bare = image
    .replace(/^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\//, '')
    .replace(/^library\//, '');
  const [name = bare, digest] = bare.split('@');
  const tagged = /:[^/]+$/.test(name);
  if (digest) return `${tagged ? name.replace(/:[^/:]+$/, '') : name}@${digest}`;
  return tagged ? name : `${name}:latest`;
}
