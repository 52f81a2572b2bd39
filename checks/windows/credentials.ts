import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { logonCredentialsFact } from '../../src/facts/win/logon-credentials.ts';

/** Can the credential helper open the Windows Credential Manager in this kind of login? */
export default defineCheck({
  id: 'windows.credentials',
  title: 'Credential Manager',
  systems: ['windows'],
  link: 'settings',
  essential: false,
  after: ['client.credentials'],
  needs: { login: logonCredentialsFact },
  finds: ['credentials.helper-failed'],
  judge({ login }) {
    if (login === null) return skip('an ordinary login, or no such helper');
    if (login.exitCode === 0) return pass(`docker-credential-${login.helper} answers`);
    const reason = `exit code ${login.exitCode}: a login over ${login.over} has no Windows Credential Manager`;
    return found({
      id: 'credentials.helper-failed',
      values: { name: login.helper, file: login.file, reason },
      evidence: [
        evidence(
          login.over === 'SSH' ? 'SSH_CONNECTION' : 'SESSIONNAME',
          login.over === 'SSH' ? 'is set' : 'is not set',
        ),
        evidence(`docker-credential-${login.helper} list`, `exit code ${login.exitCode}`),
      ],
    });
  },
});
