import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { dockerMachineFact } from '../../src/facts/environment.ts';
import { evidence } from '../../src/facts/fact.ts';
import { macProductsFact } from '../../src/facts/mac/products.ts';

/** Do variables of Docker Toolbox lead the docker command away? The address itself is judged elsewhere. */
export default defineCheck({
  id: 'mac.leftovers',
  title: 'Retired products',
  systems: ['macos'],
  link: 'endpoint',
  essential: false,
  needs: {
    engine: engineFact,
    endpoint: endpointFact,
    machine: dockerMachineFact,
    products: macProductsFact,
  },
  finds: ['install.leftover'],
  judge({ engine, endpoint, machine, products }) {
    if (engine.state === 'answers') return pass('not in the way');
    if (machine === null) return skip('none');
    if (endpoint.state !== 'resolved' || endpoint.source === 'DOCKER_HOST')
      return skip('the address is judged for itself');
    const reason = `DOCKER_MACHINE_NAME is set to "${machine}"${products.dockerMachine ? `, and ${products.dockerMachine} is still installed` : ''}`;
    return found({
      id: 'install.leftover',
      values: { product: 'Docker Toolbox', reason, kind: 'variables' },
      evidence: [evidence('DOCKER_MACHINE_NAME', machine)],
    });
  },
});
