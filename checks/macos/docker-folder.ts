import { defineCheck, type Finding, found, pass } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact, inForce } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { dockerFolderFact } from '../../src/facts/mac/docker-folder.ts';
import { damageText } from '../any/settings.ts';
import { productName } from './names.ts';

/** Apps that read config.json themselves and do not start with an empty one. */
const READERS = ['docker-desktop', 'rancher-desktop'];

/** May this user write into ~/.docker, and is there anything in config.json? */
export default defineCheck({
  id: 'mac.docker-folder',
  title: 'Folder of the settings',
  systems: ['macos'],
  link: 'settings',
  essential: false,
  needs: { docker: dockerFolderFact },
  uses: { engine: engineFact, engines: enginesFact, config: cliConfigFact },
  finds: ['config.permission', 'config.invalid'],
  judge({ docker: { folder, refused, emptyConfig }, engine, engines, config }) {
    const findings: Finding[] = refused.slice(0, 1).map(({ path, code }) => ({
      id: 'config.permission',
      values: { file: path, folder },
      evidence: refused.map((one) => evidence(one.path, `not for this user to write (${code})`)),
    }));
    const product = inForce(engines)?.product ?? '';
    const answers = engine.known && engine.value.state === 'answers';
    const broken = config.known && config.value.state === 'syntax-error' ? config.value : null;
    if ((emptyConfig || broken) && !answers && READERS.includes(product)) {
      const file = `${folder}/config.json`;
      const reason = broken
        ? damageText(broken)
        : `is empty: the docker command takes that, ${productName(product)} does not start with it`;
      findings.push({
        id: 'config.invalid',
        severity: 'error',
        values: { file, reason },
        evidence: [evidence(file, reason)],
        explains: ['daemon.not-running', 'daemon.unreachable', 'desktop.backend-crash', 'socket.missing'],
      });
    }
    return findings.length > 0 ? found(...findings) : pass(folder);
  },
});
