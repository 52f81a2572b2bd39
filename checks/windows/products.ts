import { defineCheck, found, skip, unknown } from '../../src/diagnosis/check.ts';
import { clientFact } from '../../src/facts/client.ts';
import { evidence } from '../../src/facts/fact.ts';
import { pcFact } from '../../src/facts/win/pc.ts';
import { pipeEvidence } from './evidence.ts';

/** Engines other than Docker Desktop's: is one installed, and is it started? */
export default defineCheck({
  id: 'windows.products',
  title: 'Other engines',
  systems: ['windows'],
  link: 'transport',
  essential: false,
  after: ['client.cli', 'windows.virtualization', 'windows.wsl'],
  needs: { pc: pcFact, client: clientFact },
  finds: ['engine.missing', 'daemon.not-running', 'daemon.failed', 'rancher.containerd'],
  judge({ pc, client }) {
    if (pc === null) return skip('the engine answers, or is not on this PC');
    if (pc.engine.state !== 'absent') return skip('there is something on the pipe');
    const seen = [pipeEvidence(pc)];
    switch (pc.product) {
      case 'docker-desktop':
        return skip('Docker Desktop is installed');
      case null:
        return client.inUse
          ? found({ id: 'engine.missing', values: { path: client.inUse.path }, evidence: seen })
          : skip('no docker command');
      case 'windows-engine': {
        const service = pc.system.known ? pc.system.value.services?.docker : undefined;
        const state = service ? `${service.state}, start type ${service.start ?? 'not told'}` : 'not told';
        const values = {
          engine: 'the Windows service docker',
          service: 'docker',
          disabled: String(service?.start === 'disabled'),
        };
        if (service?.state === 'running')
          return found({
            id: 'daemon.failed',
            values: { reason: 'the service runs, and its pipe does not come' },
            evidence: [evidence('service docker', state), ...seen],
          });
        return found({
          id: 'daemon.not-running',
          values,
          evidence: [evidence('service docker', state), ...seen],
        });
      }
      default:
        if (pc.rancherEngine === 'containerd' && pc.up !== false)
          return found({
            id: 'rancher.containerd',
            values: { path: pc.url },
            evidence: [evidence('containerEngine.name of Rancher Desktop', 'containerd'), ...seen],
          });
        if (pc.up === true && pc.product !== 'podman')
          return unknown(`${pc.productName} runs, and its pipe is not there (yet)`);
        return found({
          id: 'daemon.not-running',
          values: { engine: pc.productName, product: pc.product },
          evidence: seen,
        });
    }
  },
});
