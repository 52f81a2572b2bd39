import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientVersionFact } from '../../src/facts/client.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { pinnedApiVersionFact } from '../../src/facts/environment.ts';
import { evidence } from '../../src/facts/fact.ts';
import { textAt } from '../../src/facts/json-text.ts';
import { clientMinimumApi, compareApi } from '../../src/facts/versions.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Is there an API version that both the client and the engine speak? */
export default defineCheck({
  id: 'version.api',
  title: 'API version',
  systems: EVERYWHERE,
  link: 'version',
  after: ['client.cli', 'engine.answers'],
  needs: { engine: engineFact, pinned: pinnedApiVersionFact },
  uses: { client: clientVersionFact },
  finds: ['env.api-version', 'version.client-too-old', 'version.client-too-new'],
  judge({ engine, pinned, client }) {
    const maximum = textAt(engine.version, 'ApiVersion');
    // Engines before 1.12 of the API name no minimum: they take what they know.
    const minimum = textAt(engine.version, 'MinAPIVersion') ?? '1.12';
    if (engine.state !== 'answers' || maximum === null) return skip('no engine answers');
    const range = `${minimum} to ${maximum}`;
    const seen = evidence('GET /version', `API ${range}`);
    if (pinned !== null && (compareApi(pinned, minimum) < 0 || compareApi(pinned, maximum) > 0)) {
      return found({
        id: 'env.api-version',
        values: { pinned, minimum, maximum },
        evidence: [evidence('DOCKER_API_VERSION', pinned), seen],
      });
    }
    const cli = client.known && client.value?.kind === 'docker' ? client.value : null;
    const version = textAt(engine.version, 'Version') ?? '';
    if (cli?.apiVersion && compareApi(cli.apiVersion, minimum) < 0) {
      const values = { client: cli.apiVersion, engine: version, minimum };
      return found({
        id: 'version.client-too-old',
        values,
        evidence: [evidence('docker version', `client API ${cli.apiVersion}`), seen],
      });
    }
    const lowest = cli && clientMinimumApi(cli.version);
    if (lowest && compareApi(maximum, lowest) < 0) {
      const values = { client: lowest, engine: version, maximum };
      return found({
        id: 'version.client-too-new',
        values,
        evidence: [evidence('docker --version', cli.version), seen],
      });
    }
    return pass(`engine ${range}${cli?.apiVersion ? `, client up to ${cli.apiVersion}` : ''}`);
  },
});
