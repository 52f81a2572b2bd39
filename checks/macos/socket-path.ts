import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact, inForce } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { longestSocketsFact } from '../../src/facts/mac/socket-paths.ts';
import { productName } from './names.ts';

/** sockaddr_un holds 104 bytes on macOS, the last of which is its end. */
const LIMIT = 103;

/** Do the sockets fit that the product in force makes below the home folder? */
export default defineCheck({
  id: 'mac.socket-path',
  title: 'Length of socket paths',
  systems: ['macos'],
  link: 'platform',
  essential: false,
  needs: { endpoint: endpointFact, engine: engineFact, longest: longestSocketsFact },
  uses: { engines: enginesFact },
  finds: ['mac.socket-path-too-long'],
  judge({ endpoint, engine, longest, engines }) {
    if (engine.state === 'answers') return pass('short enough: the engine answers');
    if (endpoint.state !== 'resolved' || endpoint.transport.kind !== 'unix')
      return skip('no socket in force');
    const product = inForce(engines)?.product ?? '';
    const mine = longest.filter((one) => one.kind === 'endpoint' || one.product === product);
    const long = mine.find(({ bytes }) => bytes > LIMIT);
    if (!long) return pass(`${mine[0]?.bytes ?? 0} of ${LIMIT} bytes`);
    const length = String(long.bytes);
    return found({
      id: 'mac.socket-path-too-long',
      values: {
        path: long.path,
        length,
        limit: String(LIMIT),
        product: productName(product),
        kind: long.kind,
        why: long.kind === 'endpoint' ? '' : ', so that it never gets ready',
      },
      evidence: [evidence(long.path, `${length} bytes`)],
    });
  },
});
