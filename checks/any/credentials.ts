import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { credentialHelpersFact } from '../../src/facts/credentials.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Are the credential helpers that config.json names on PATH? */
export default defineCheck({
  id: 'client.credentials',
  title: 'Credential helpers',
  systems: EVERYWHERE,
  link: 'settings',
  needs: { config: cliConfigFact, helpers: credentialHelpersFact },
  finds: ['credentials.helper-missing'],
  judge({ config, helpers }) {
    const missing = helpers.filter((helper) => helper.path === null);
    if (missing.length === 0)
      return pass(helpers.length === 0 ? 'none set' : helpers.map(({ name }) => name).join(', '));
    return found(
      ...missing.map(({ name, usedFor }) => ({
        id: 'credentials.helper-missing',
        values: { name, file: config.file, key: usedFor },
        evidence: [
          evidence(config.file, `${usedFor}: "${name}"`),
          evidence('PATH', `has no docker-credential-${name}`),
        ],
      })),
    );
  },
});
