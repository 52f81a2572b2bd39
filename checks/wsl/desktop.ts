import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { systemFact } from '../../src/facts/system.ts';
import { type WslSide, wslSideFact } from '../../src/facts/wsl.ts';

/** Both sides of WSL: can an engine run in here, and does Docker Desktop on Windows serve this distribution? */
export default defineCheck({
  id: 'wsl.desktop',
  title: 'WSL and Docker Desktop',
  systems: ['wsl'],
  link: 'platform',
  needs: {
    endpoint: endpointFact,
    engine: engineFact,
    side: wslSideFact,
    installed: installedEnginesFact,
    system: systemFact,
  },
  finds: [
    'wsl.version1',
    'wsl.no-systemd',
    'desktop.wsl-integration',
    'desktop.windows-containers',
    'daemon.not-running',
  ],
  judge({ endpoint, engine, side, installed, system }) {
    if (side === null) return pass('an engine answers');
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not one of this distribution');
    const distribution = side.distribution || 'in use';
    const seen = [
      evidence('kernel', `WSL ${side.version}`),
      evidence('Docker Desktop on Windows', side.desktop ? runningText(side) : 'not seen from here'),
    ];
    if (side.version === 1)
      return found({ id: 'wsl.version1', values: { distribution: side.distribution }, evidence: seen });
    if (engine.state !== 'absent' && engine.state !== 'refused') return skip('something is at the socket');
    if (installed.dockerd !== null) {
      if (system.init === 'systemd') return skip('Docker Engine is installed here');
      const init = evidence('/run/systemd/system', 'does not exist');
      return found({
        id: 'wsl.no-systemd',
        evidence: [evidence('installed', installed.dockerd), init, ...seen],
      });
    }
    if (!side.desktop) return skip('no Docker Desktop is seen from here');
    return found(desktopFinding(side, distribution, seen));
  },
});

const runningText = ({ running }: WslSide): string =>
  running === null ? 'installed; whether it runs is not known' : running ? 'runs' : 'installed, does not run';

function desktopFinding(side: WslSide, distribution: string, seen: Finding['evidence']): Finding {
  const { settings, obstacle, running } = side;
  // Its link dangles and its stand-in shows as long as it is not started, whatever its settings say.
  if (running === false) {
    return {
      id: 'daemon.not-running',
      values: { engine: 'Docker Desktop on Windows', product: 'docker-desktop' },
      explains: ['client.missing', 'client.wrong-program', 'client.broken', 'engine.missing'],
      evidence: seen,
    };
  }
  if (settings?.UseWindowsContainers === true) {
    const reason = 'Docker Desktop runs Windows containers, and serves no distribution meanwhile';
    return { id: 'desktop.windows-containers', values: { reason }, evidence: seen };
  }
  const list = settings?.IntegratedWslDistros;
  const on = Array.isArray(list) && list.includes(side.distribution);
  if (obstacle) {
    const reason = `${obstacle} is in the way of the link that Docker Desktop wants to put there`;
    return {
      id: 'desktop.wsl-integration',
      values: { distribution, reason, obstacle },
      evidence: [evidence(obstacle, 'is a folder'), ...seen],
    };
  }
  const reason = on
    ? 'Its integration is on in the settings, and the links are not here'
    : Array.isArray(list)
      ? 'Its integration is off for this distribution'
      : 'Its integration is off for this distribution, or has not been made yet';
  return { id: 'desktop.wsl-integration', values: { distribution, reason }, evidence: seen };
}
