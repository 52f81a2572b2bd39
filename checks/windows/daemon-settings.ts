import { defineCheck, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { evidence } from '../../src/facts/fact.ts';
import { pcFact } from '../../src/facts/win/pc.ts';
import { wrongSettings } from '../settings-file.ts';

/** Would an engine for Windows containers start with its daemon.json? Only asked where it does not answer. */
export default defineCheck({
  id: 'windows.daemon-settings',
  title: "Engine's settings",
  systems: ['windows'],
  link: 'platform',
  essential: false,
  after: ['client.cli'],
  needs: { pc: pcFact, config: daemonConfigFact },
  finds: ['daemon.config-invalid'],
  judge({ pc, config }) {
    if (pc === null || pc.backEnd !== 'windows') return skip('no such engine, or it answers');
    // What refuses or hangs was started, so with settings that it took.
    if (pc.engine.state !== 'absent' && pc.engine.state !== 'error') return skip('the engine runs');
    const { file } = config;
    if (config.state === 'absent') return pass('no daemon.json; the defaults count');
    const reason = wrongSettings(config);
    if (config.state === 'denied') return unknown(`your user may not read ${file}`);
    if (reason === null) return pass(`${file} is valid`);
    return found({
      id: 'daemon.config-invalid',
      values: { file, reason },
      evidence: [evidence(file, reason)],
    });
  },
});
