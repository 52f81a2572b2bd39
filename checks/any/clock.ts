import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { clockFact } from '../../src/facts/clock.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** docker-doctor did not exist before: a clock that says so is wrong. */
const FIRST_DAY = Date.parse('2026-11-01');
const MINUTE = 60_000;

/** Is this machine's clock right, as far as the engine's and this program's own age tell? */
export default defineCheck({
  id: 'host.clock',
  title: 'Clock',
  systems: EVERYWHERE,
  link: 'host',
  needs: { clock: clockFact },
  finds: ['clock.skew'],
  judge({ clock: { here, engine } }) {
    const now = iso(here);
    if (here < FIRST_DAY) {
      return found({
        id: 'clock.skew',
        values: { here: now, reason: `docker-doctor did not exist before ${iso(FIRST_DAY)}` },
        evidence: [evidence('clock', now), evidence('docker-doctor', `made after ${iso(FIRST_DAY)}`)],
      });
    }
    if (engine === null) return pass(now);
    const difference = engine - here;
    // The engine answered within seconds; more than minutes apart is drift, of a VM after sleep most often.
    if (Math.abs(difference) > 5 * MINUTE) {
      return found({
        id: 'clock.skew',
        values: { here: now, reason: `the engine says ${iso(engine)}` },
        evidence: [evidence('clock', now), evidence('GET /_ping', `Date ${iso(engine)}`)],
      });
    }
    return pass(`${now}, as the engine's`);
  },
});

const iso = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
