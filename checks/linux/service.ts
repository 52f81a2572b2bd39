import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientFact } from '../../src/facts/client.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact } from '../../src/facts/engines/index.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { hasEngine, type InstalledEngines, installedEnginesFact } from '../../src/facts/installed.ts';
import { type ServiceFact, serviceFact, type UnitProperties } from '../../src/facts/service.ts';
import { systemFact } from '../../src/facts/system.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Is an engine installed here, and what does the init system say of it? */
export default defineCheck({
  id: 'linux.service',
  title: 'Docker service',
  systems: LINUX,
  link: 'transport',
  after: ['client.context'],
  needs: {
    endpoint: endpointFact,
    engine: engineFact,
    installed: installedEnginesFact,
    service: serviceFact,
    system: systemFact,
  },
  uses: { engines: enginesFact, client: clientFact },
  finds: ['engine.missing', 'container.no-socket', 'daemon.not-running', 'daemon.masked', 'daemon.failed'],
  judge({ endpoint, engine, installed, service, system, engines, client }) {
    if (engine.state === 'answers') return pass('the engine runs');
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not the one of this system');
    if (engine.state !== 'absent' && engine.state !== 'refused')
      return skip('something listens on the socket');
    const path = client.known ? (client.value.inUse?.path ?? 'the client') : 'the client';
    if (!hasEngine(installed)) {
      if (system.container) {
        const seen = evidence('this process', `runs in a container (${system.container})`);
        return found({
          id: 'container.no-socket',
          values: { container: system.container },
          evidence: [seen],
        });
      }
      if (engines.known && engines.value.some((other) => other.state === 'running'))
        return skip('another engine runs');
      return found({
        id: 'engine.missing',
        values: { path },
        evidence: [evidence('known places', 'no dockerd, no Docker Desktop')],
      });
    }
    return found(notRunning(installed, service));
  },
});

function notRunning(installed: InstalledEngines, service: ServiceFact | null): Finding {
  const engine = installed.dockerd ?? installed.desktop ?? 'snap';
  const units = service?.units ?? {};
  for (const unit of ['docker.service', 'docker.socket']) {
    const state = units[unit];
    if (state?.LoadState === 'masked') return masked(unit, 'masked', state);
    if (state?.Result === 'start-limit-hit') return masked(unit, 'stopped after too many failures', state);
  }
  const main = units['docker.service'];
  if (main?.ActiveState === 'failed') {
    const reason = `systemd says ${main.Result} (exit status ${main.ExecMainStatus})`;
    return { id: 'daemon.failed', values: { reason }, evidence: [unitEvidence('docker.service', main)] };
  }
  const seen = main ? unitEvidence('docker.service', main) : evidence('process', 'no dockerd runs');
  return { id: 'daemon.not-running', values: { engine }, evidence: [evidence('installed', engine), seen] };
}

const masked = (unit: string, state: string, properties: UnitProperties): Finding => ({
  id: 'daemon.masked',
  values: { unit, state },
  evidence: [unitEvidence(unit, properties)],
});

const unitEvidence = (unit: string, properties: UnitProperties) =>
  evidence(
    `systemctl show ${unit}`,
    Object.entries(properties)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  );
