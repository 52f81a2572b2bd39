import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { startsAtBootFact } from '../../src/facts/boot.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact, productOf } from '../../src/facts/engine.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Will the engine be there after a restart of the machine? */
export default defineCheck({
  id: 'linux.boot',
  title: 'Start at boot',
  systems: LINUX,
  link: 'host',
  essential: false,
  after: ['engine.answers'],
  needs: {
    engine: engineFact,
    endpoint: endpointFact,
    installed: installedEnginesFact,
    atBoot: startsAtBootFact,
  },
  finds: ['daemon.not-enabled'],
  judge({ engine, endpoint, installed, atBoot }) {
    const own =
      engine.state === 'answers' && isLocalDefault(known(endpoint)) && productOf(engine) === 'docker-engine';
    // A snap, Desktop or a program of one's own is started by other units.
    if (!own || installed.snap || installed.dockerd === null) return skip('no engine of systemd is in force');
    if (atBoot === null) return skip('not started by systemd');
    if (atBoot) return pass('it starts with the system');
    return found({
      id: 'daemon.not-enabled',
      evidence: [evidence('/etc/systemd/system/*.wants', 'neither docker.service nor docker.socket')],
    });
  },
});
