import { defineCheck, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { decisiveLine, engineLogFact } from '../../src/facts/engine-log.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { systemFact } from '../../src/facts/system.ts';
import { wslSideFact } from '../../src/facts/wsl.ts';
import { wslConfFact } from '../../src/facts/wsl-conf.ts';

/** Windows 10 2004: the two builds before it have WSL 2 only with later updates, which the kernel's name does not tell. */
const WSL2_FOR_ALL = 19041;

/** Both sides of WSL: can an engine run in here, and does a product on Windows serve this distribution? */
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
  uses: { log: engineLogFact, daemonConfig: daemonConfigFact, config: cliConfigFact, conf: wslConfFact },
  finds: [
    'wsl.version1',
    'wsl.no-systemd',
    'wsl.outdated',
    'wsl.service',
    'wsl.install-broken',
    'wsl.no-distro',
    'wsl.distro-broken',
    'desktop.wsl-integration',
    'desktop.windows-containers',
    'desktop.starting',
    'desktop.stuck',
    'desktop.paused',
    'desktop.sign-in',
    'desktop.license',
    'desktop.backend-crash',
    'desktop.config-invalid',
    'desktop.privileged-helper',
    'desktop.engine-stopped',
    'daemon.not-running',
    'daemon.hung',
    'rancher.wsl-integration',
    'rancher.containerd',
  ],
  async judge({ endpoint, engine, side, installed, system, log, daemonConfig, config, conf }) {
    if (side === null) return pass('an engine answers');
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not one of this distribution');
    if (side.version === 1) {
      const old = side.build !== null && side.build < WSL2_FOR_ALL;
      return found({
        id: 'wsl.version1',
        values: { distribution: side.distribution, ...(old && { build: String(side.build) }) },
        evidence: [evidence('kernel', `WSL 1${side.build === null ? '' : `, Windows build ${side.build}`}`)],
      });
    }
    const down = engine.state === 'absent' || engine.state === 'refused';
    if (!down && engine.state !== 'error') return skip('something is at the socket');
    switch (side.product) {
      case 'docker-desktop': {
        const { desktopVerdict } = await import('./docker-desktop.ts');
        return desktopVerdict(side, engine, endpoint, config);
      }
      case 'rancher-desktop':
        return down
          ? (await import('./rancher-desktop.ts')).rancherVerdict(side)
          : skip('something is at the socket');
      case 'docker-engine': {
        if (!down) return skip('something is at the socket');
        if (system.init === 'systemd') return skip('systemd starts Docker Engine here');
        // It was started, and its own words say more.
        const failed = log.known && decisiveLine(log.value.lines) !== null;
        const settings = daemonConfig.known ? daemonConfig.value : null;
        const refused =
          settings?.state === 'syntax-error' || (settings?.state === 'read' && settings.refused !== null);
        if (failed || refused) return skip('Docker Engine was started, and failed');
        const wanted = conf.known && conf.value.systemd === true;
        const seen = [
          evidence('installed', installed.dockerd ?? 'Docker Engine'),
          evidence('/run/systemd/system', 'does not exist'),
          ...(conf.known && conf.value.systemd !== null
            ? [evidence('/etc/wsl.conf', `[boot] systemd=${conf.value.systemd}`)]
            : []),
        ];
        const values = {
          conf: wanted ? 'on' : conf.known && conf.value.hasBoot ? 'section' : 'none',
          reason: wanted
            ? 'systemd is switched on for this distribution, and WSL has not been restarted since'
            : 'this distribution runs without systemd, which would start it',
        };
        return found({ id: 'wsl.no-systemd', values, evidence: seen });
      }
      case null:
        return side.windows.known
          ? skip('no Docker Desktop is seen from here')
          : unknown(`no product is seen from here; Windows: ${side.windows.detail}`);
    }
  },
});
