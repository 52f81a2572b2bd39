import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { keychainFact } from '../../src/facts/mac/keychain.ts';

/** Can the credential helper reach the keychain from this session? Over ssh it is often locked. */
export default defineCheck({
  id: 'mac.keychain',
  title: 'Keychain',
  systems: ['macos'],
  link: 'registry',
  essential: false,
  after: ['engine.answers', 'mac.engine', 'mac.desktop'],
  needs: { failing: keychainFact },
  finds: ['credentials.helper-failed'],
  judge({ failing }) {
    if (failing.length === 0) return pass('no helper fails');
    return found(
      ...failing.map(({ name, path, reason }) => ({
        id: 'credentials.helper-failed',
        values: { name, reason },
        evidence: [evidence(`${path} list`, reason)],
      })),
    );
  },
});
