import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact, productOf } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { textAt, valueAt } from '../../src/facts/json-text.ts';
import { pcFact } from '../../src/facts/win/pc.ts';
import { linuxWantedFact } from '../../src/facts/win/wanted.ts';

/** Linux or Windows containers: does Docker Desktop's mode fit the context, and what is wanted? */
export default defineCheck({
  id: 'windows.containers-mode',
  title: 'Containers mode',
  systems: ['windows'],
  link: 'endpoint',
  essential: false,
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact },
  uses: { pc: pcFact, wanted: linuxWantedFact },
  finds: ['desktop.windows-containers'],
  judge({ endpoint, engine, pc, wanted }) {
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    const os = textAt(engine.version, 'Os');
    if (engine.state === 'answers') {
      if (os !== 'windows' || productOf(engine) !== 'docker-desktop')
        return pass(`${os ?? 'linux'} containers`);
      // Whoever has Windows images or containers means this mode, and so does who has no Linux to run.
      const used =
        Number(valueAt(engine.info, 'Images') ?? 0) + Number(valueAt(engine.info, 'Containers') ?? 0) > 0;
      if (used || (wanted.known && !wanted.value)) return pass('Windows containers, as meant');
      return found({
        id: 'desktop.windows-containers',
        values: { reason: 'Its engine runs Windows containers' },
        severity: 'warning',
        evidence: [evidence('GET /version', 'Os windows')],
      });
    }
    const pipes = pc.known && pc.value?.pipes.known ? pc.value.pipes.value : null;
    if (engine.state !== 'absent' || !pipes || !pc.known || !pc.value)
      return skip('its engine does not answer');
    const seen = (open: string) => [
      evidence(endpoint.url, 'there is no such pipe'),
      evidence(open, 'is open'),
    ];
    if (/^dockerDesktopLinuxEngine$/i.test(pc.value.pipe) && pipes.dockerDesktopWindowsEngine === 'open') {
      return found({
        id: 'desktop.windows-containers',
        values: { reason: 'The context is for Linux containers, and Docker Desktop runs Windows containers' },
        evidence: seen('dockerDesktopWindowsEngine'),
      });
    }
    if (/^dockerDesktopWindowsEngine$/i.test(pc.value.pipe) && pipes.dockerDesktopLinuxEngine === 'open') {
      return found({
        id: 'desktop.windows-containers',
        values: {
          reason: 'The context is for Windows containers, and Docker Desktop runs Linux containers',
          reverse: 'yes',
        },
        evidence: seen('dockerDesktopLinuxEngine'),
      });
    }
    return skip('its engine does not answer');
  },
});
