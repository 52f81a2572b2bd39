import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientFact } from '../../src/facts/client.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { textAt } from '../../src/facts/json-text.ts';
import { LINUX } from '../catalogue/systems.ts';

/** A snap of Docker beside another Docker: two engines, two stores of images, one socket. */
export default defineCheck({
  id: 'linux.packages',
  title: 'Installed packages',
  systems: LINUX,
  link: 'client',
  essential: false,
  needs: { client: clientFact, installed: installedEnginesFact },
  uses: { engine: engineFact },
  finds: ['install.conflict'],
  judge({ client, installed, engine }) {
    if (!installed.snap) return skip('no snap of Docker');
    const other = installed.dockerd?.startsWith('/snap/') ? null : installed.dockerd;
    if (!other) return pass('a snap alone');
    const root = engine.known ? textAt(engine.value.info, 'DockerRootDir') : null;
    return found({
      id: 'install.conflict',
      values: {
        kind: 'snap',
        reason: `A snap of Docker and ${other} are both installed; images and containers of one are not seen by the other`,
      },
      evidence: [
        evidence('/snap/docker', 'installed'),
        evidence('dockerd', other),
        ...(client.inUse ? [evidence('docker in use', client.inUse.path)] : []),
        ...(root ? [evidence('GET /info', `DockerRootDir ${root}`)] : []),
      ],
    });
  },
});
