import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { unseenBrewPluginsFact } from '../../src/facts/mac/brew-plugins.ts';

/** Does the docker command know the folder of Homebrew's plugins? */
export default defineCheck({
  id: 'mac.brew-plugins',
  title: "Homebrew's plugins",
  systems: ['macos'],
  link: 'host',
  essential: false,
  after: ['client.cli'],
  needs: { unseen: unseenBrewPluginsFact },
  finds: ['compose.missing', 'buildx.missing'],
  judge({ unseen }) {
    if (unseen.length === 0) return pass('none is out of sight');
    return found(
      ...unseen.map(({ name, folder }) => ({
        id: `${name}.missing`,
        severity: 'warning' as const,
        values: {
          folder,
          kind: 'homebrew',
          file: `Homebrew's docker-${name} is installed in ${folder}`,
          reason: `Homebrew's docker-${name} is in ${folder}, where the docker command does not look`,
        },
        evidence: [
          evidence(`${folder}/docker-${name}`, 'there'),
          evidence('cliPluginsExtraDirs of config.json', `does not name ${folder}`),
        ],
      })),
    );
  },
});
