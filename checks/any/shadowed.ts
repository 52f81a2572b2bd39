import diff from 'semver/functions/diff.js';
import gt from 'semver/functions/gt.js';
import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientFact, otherCliVersionsFact } from '../../src/facts/client.ts';
import { evidence } from '../../src/facts/fact.ts';
import { numbersOf } from '../../src/facts/versions.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Does an older docker command hide a newer one on PATH? A newer one in front is how people update. */
export default defineCheck({
  id: 'client.shadowed',
  title: 'Other docker commands',
  systems: EVERYWHERE,
  link: 'client',
  essential: false,
  after: ['client.cli'],
  needs: { client: clientFact, versions: otherCliVersionsFact },
  finds: ['client.shadowed'],
  judge({ client, versions }) {
    const { inUse } = client;
    if (!inUse) return skip('no docker command in use');
    const others = client.candidates.filter((candidate) => candidate.onPath && candidate.path !== inUse.path);
    if (others.length === 0) return pass('none on PATH');
    const mine = numbersOf(versions[inUse.path]);
    const newer = others.find(({ path }) => {
      const theirs = numbersOf(versions[path]);
      // The distribution's patch level beside the same release is no difference that anyone feels.
      return mine && theirs && diff(mine, theirs) !== 'patch' && gt(theirs, mine);
    });
    if (!newer) return pass(others.map(({ path }) => path).join(', '));
    const values = {
      path: inUse.path,
      version: versions[inUse.path] ?? '',
      other: newer.path,
      otherVersion: versions[newer.path] ?? '',
    };
    const seen = [inUse, newer].map(({ path }) => evidence(`${path} --version`, versions[path] ?? ''));
    return found({ id: 'client.shadowed', values, evidence: seen });
  },
});
