/** Images that the engine in force has already, by all their names. */
import { engineList } from './engine-list.ts';
import { defineFact, known } from './fact.ts';

export const localImagesFact = defineFact<ReadonlySet<string>>(
  'local-images',
  'which images are here',
  async (context) => {
    const list = await engineList(context, '/images/json', [['RepoTags'], ['RepoDigests']]);
    if (!list.known) return list;
    const names = list.value
      .flatMap(({ RepoTags: tags, RepoDigests: digests }) => [tags, digests])
      .flatMap((one) => (Array.isArray(one) ? one.map(String) : []));
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
