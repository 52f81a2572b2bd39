import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientFact } from '../../src/facts/client.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { decisiveLine, type EngineLogFact, engineLogFact } from '../../src/facts/engine-log.ts';
import { enginesFact } from '../../src/facts/engines/index.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { hasEngine, type InstalledEngines, installedEnginesFact } from '../../src/facts/installed.ts';
import { type ServiceFact, serviceFact, type UnitProperties } from '../../src/facts/service.ts';
import { systemFact } from '../../src/facts/system.ts';
import { wslSideFact } from '../../src/facts/wsl.ts';
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
  uses: { engines: enginesFact, client: clientFact, log: engineLogFact, wsl: wslSideFact },
  finds: [
    'engine.missing',
    'container.no-socket',
    'daemon.not-running',
    'daemon.masked',
    'daemon.failed',
    'daemon.unreachable',
  ],
  judge({ endpoint, engine, installed, service, system, engines, client, log, wsl }) {
    if (engine.state === 'answers') return pass('the engine runs');
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not the one of this system');
    if (engine.state !== 'absent' && engine.state !== 'refused')
      return skip('something listens on the socket');
    const path = client.known ? (client.value.inUse?.path ?? 'the client') : 'the client';
    const served = wsl.known ? (wsl.value?.product ?? null) : null;
    if (served !== null && served !== 'docker-engine')
      return skip('a product on Windows serves this distribution');
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
    return found(notRunning(installed, service, log.known ? log.value : null));
  },
});

function notRunning(
  installed: InstalledEngines,
  service: ServiceFact | null,
  log: EngineLogFact | null,
): Finding {
  const engine = installed.dockerd ?? installed.desktop ?? 'snap';
  const units = service?.units ?? {};
  for (const unit of ['docker.service', 'docker.socket']) {
    const state = units[unit];
    if (state?.LoadState === 'masked') return masked(unit, 'masked', state);
    if (state?.Result === 'start-limit-hit') return masked(unit, 'stopped after too many failures', state);
  }
  const main = units['docker.service'];
  const said = decisiveLine(log?.lines ?? []);
  if (said !== null || main?.ActiveState === 'failed') {
    const systemd = main && `systemd says ${main.Result} (exit status ${main.ExecMainStatus})`;
    const hidden = log?.denied ? '; its log is not for your user to read' : '';
    return {
      id: 'daemon.failed',
      values: { reason: said ?? `${systemd}${hidden}` },
      evidence: [
        ...(log?.source && said !== null ? [evidence(log.source, said)] : []),
        ...(main ? [unitEvidence('docker.service', main)] : []),
      ],
    };
  }
  const process = service?.process;
  if (process && /^dockerd/.test(process.name)) {
    const reason = `dockerd runs as process ${process.pid} and has not opened its socket: it is still starting, or waits for something`;
    return {
      id: 'daemon.unreachable',
      values: { url: 'unix:///var/run/docker.sock', reason },
      evidence: [evidence('/var/run/docker.pid', String(process.pid)), evidence('comm', process.name)],
    };
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
