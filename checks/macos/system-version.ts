import { defineCheck, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact, inForce, runningOthers } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { macProductsFact } from '../../src/facts/mac/products.ts';
import { systemFact } from '../../src/facts/system.ts';
import { isOlder, lastDesktopFor, oldestMacOs } from '../data/mac-support.ts';

/** Is this macOS new enough for the Docker Desktop that is installed? */
export default defineCheck({
  id: 'mac.system-version',
  title: 'macOS version',
  systems: ['macos'],
  link: 'platform',
  essential: false,
  needs: { system: systemFact, products: macProductsFact },
  uses: { engine: engineFact, engines: enginesFact },
  finds: ['os.unsupported'],
  judge({ system, products, engine, engines }) {
    const { version } = system.machine.os;
    const { desktop } = products;
    if (version === null) return unknown('the version of macOS is not known');
    if (!desktop) return pass(`macOS ${version}`);
    if (engine.known && engine.value.state === 'answers')
      return pass(`macOS ${version}; the engine runs on it`);
    const mine = inForce(engines);
    if (mine && mine.product !== 'docker-desktop' && mine.product !== 'docker-engine')
      return skip('Docker Desktop is not in use');
    // The app itself says so; where it does not, the release notes do.
    const needed = desktop.minimumMacOs ?? oldestMacOs(desktop.version);
    if (needed === null || !isOlder(version, needed)) return pass(`macOS ${version} is new enough`);
    const last = lastDesktopFor(version);
    return found({
      id: 'os.unsupported',
      explains: ['daemon.not-running', 'daemon.unreachable', 'context.unreachable', 'desktop.backend-crash'],
      severity: runningOthers(engines).length > 0 ? 'warning' : 'error',
      values: {
        product: `Docker Desktop ${desktop.version ?? ''}`.trim(),
        reason:
          `Docker Desktop ${desktop.version ?? ''} needs macOS ${needed} or newer, and this Mac has ${version}: it cannot start`.replace(
            '  ',
            ' ',
          ),
        ...(last && { last }),
      },
      evidence: [
        evidence(`LSMinimumSystemVersion of ${desktop.path}`, desktop.minimumMacOs ?? 'not given'),
        evidence('macOS', version),
      ],
    });
  },
});
