/** CLI plugins that Homebrew installed where the docker command does not look by itself. */
import { defineFact, known, orAbsent } from '../fact.ts';
import { pluginsFact } from '../plugins.ts';

export interface UnseenPlugin {
  /** 'compose', 'buildx'. */
  readonly name: string;
  readonly folder: string;
}

export const unseenBrewPluginsFact = defineFact<readonly UnseenPlugin[]>(
  'mac.brew-plugins',
  "looking for Homebrew's plugins",
  async ({ host, get }) => {
    const plugins = await get(pluginsFact);
    if (!plugins.known) return plugins;
    const seen = new Set(plugins.value.plugins.map(({ name }) => name));
    const folders = ['/opt/homebrew/lib/docker/cli-plugins', '/usr/local/lib/docker/cli-plugins'];
    const lists = await Promise.all(
      folders.map(async (folder) => {
        const list = orAbsent(`listing ${folder}`, await host.ask('list', { path: folder })) ?? [];
        return list.map(({ name }) => ({ name: name.replace(/^docker-/, ''), folder }));
      }),
    );
    return known(lists.flat().filter(({ name }) => ['compose', 'buildx'].includes(name) && !seen.has(name)));
  },
);
