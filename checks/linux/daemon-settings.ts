import { defineCheck, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { LINUX } from '../catalogue/systems.ts';
import { wrongSettings } from '../settings-file.ts';

/** Would the engine start with its daemon.json? */
export default defineCheck({
  id: 'linux.daemon-settings',
  title: "Engine's settings",
  systems: LINUX,
  link: 'platform',
  essential: false,
  needs: { config: daemonConfigFact, endpoint: endpointFact, engine: engineFact },
  finds: ['daemon.config-invalid'],
  judge({ config, endpoint, engine }) {
    const { file } = config;
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not the one of this system');
    if (config.state === 'absent') return pass('no daemon.json; the defaults count');
    const reason = wrongSettings(config);
    if (config.state === 'denied' && reason === null) return unknown(`your user may not read ${file}`);
    if (reason === null) return pass(`${file} is valid`);
    const runs = engine.state === 'answers' || engine.state === 'denied' || engine.state === 'hung';
    return found({
      id: 'daemon.config-invalid',
      values: { file, reason },
      // A running engine read an earlier version of it: the harm comes with the next start.
      severity: runs ? 'warning' : 'error',
      evidence: [evidence(file, reason)],
    });
  },
});
