import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { sharedSocketFact } from '../../src/facts/wsl-shared.ts';

/** Docker Engine in here and the integration of Docker Desktop: whoever comes last has the socket. */
export default defineCheck({
  id: 'wsl.two-engines',
  title: 'One engine for this distribution',
  systems: ['wsl'],
  link: 'host',
  needs: { endpoint: endpointFact, shared: sharedSocketFact, installed: installedEnginesFact },
  finds: ['install.conflict'],
  judge({ endpoint, shared, installed }) {
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force has a socket of its own');
    if (shared === null || installed.dockerd === null) return pass('no other one makes its socket');
    return found({
      id: 'install.conflict',
      values: {
        reason:
          'Docker Engine is installed here, and Docker Desktop serves this distribution: both make /var/run/docker.sock, and the one that starts last has it. Images and containers then seem to vanish',
        kind: 'wsl',
      },
      evidence: [
        evidence('/var/run/docker.sock', `answers as ${shared.answers}`),
        evidence(shared.link, 'is a link of Docker Desktop'),
        evidence('installed', installed.dockerd),
      ],
    });
  },
});
