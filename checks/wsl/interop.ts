import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { evidence } from '../../src/facts/fact.ts';
import { windowsHelpersFact } from '../../src/facts/wsl-helpers.ts';

/** Credential helpers that are programs of Windows: can this distribution start them, and do they work? */
export default defineCheck({
  id: 'wsl.interop',
  title: 'Windows programs from WSL',
  systems: ['wsl'],
  link: 'settings',
  essential: false,
  needs: { config: cliConfigFact, helpers: windowsHelpersFact },
  finds: ['credentials.helper-failed'],
  judge({ config, helpers }) {
    if (helpers.length === 0) return skip('none is needed');
    const failing = helpers.filter(({ failure }) => failure !== null);
    if (failing.length === 0) return pass('they can be started');
    return found(
      ...failing.map(({ name, usedFor, path, failure, source }) => ({
        id: 'credentials.helper-failed',
        values: { name, file: config.file, reason: failure ?? '' },
        evidence: [
          evidence(config.file, `${usedFor}: "${name}"`),
          evidence(source === '' ? path : source, failure ?? ''),
        ],
      })),
    );
  },
});
