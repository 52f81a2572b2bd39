import { defineCheck, type Finding, found, pass } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Can the CLI read its config.json? */
export default defineCheck({
  id: 'client.settings',
  title: 'CLI settings',
  systems: EVERYWHERE,
  link: 'settings',
  needs: { config: cliConfigFact },
  uses: { endpoint: endpointFact },
  finds: ['config.invalid', 'config.permission'],
  judge({ config, endpoint }) {
    const { file, folder } = config;
    if (config.state !== 'denied' && !endpoint.known && endpoint.reason === 'denied')
      return found(deniedContext(folder, endpoint.detail));
    switch (config.state) {
      case 'absent':
        return pass('no config.json; the defaults count');
      case 'denied': {
        const owner = config.owner === 0 ? 'it belongs to root' : 'reading it is refused';
        return found({
          id: 'config.permission',
          values: {
            file,
            folder,
            consequence: 'The docker command goes on without your settings and logins.',
          },
          evidence: [evidence(file, `${owner} (${config.code})`)],
        });
      }
      case 'syntax-error': {
        const reason = damageText(config);
        return found({ id: 'config.invalid', values: { file, reason }, evidence: [evidence(file, reason)] });
      }
      case 'read': {
        const [wrong] = config.wrong;
        if (!wrong) return pass(`${file} is valid`);
        const reason = `has a wrong type: ${wrong.field} must be ${/^[aeiou]/.test(wrong.expected) ? 'an' : 'a'} ${wrong.expected.replace(/^an? /, '')}`;
        return found({ id: 'config.invalid', values: { file, reason }, evidence: [evidence(file, reason)] });
      }
    }
  },
});

/** Without its context the docker command does nothing at all. */
const deniedContext = (folder: string, detail: string): Finding => ({
  id: 'config.permission',
  severity: 'error',
  values: {
    file: /(?:reading|listing) (\S+)/.exec(detail)?.[1]?.replace(/:$/, '') ?? folder,
    folder,
    consequence:
      'It holds the context in force, and without that the docker command does not know its engine.',
  },
  evidence: [evidence(folder, detail)],
});

/** The same words wherever a damaged config.json is named, so that it is named once. */
export const damageText = (at: { message: string; line: number; column: number }): string =>
  `is not valid JSON: ${at.message} (line ${at.line}, column ${at.column})`;
