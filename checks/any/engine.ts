import { defineCheck, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { ENGINE_TIME_LIMIT, engineFact, productOf } from '../../src/facts/engine.ts';
import { enginesFact, inForce } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { textAt } from '../../src/facts/json-text.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/**
 * Slower than this to the first answer is worth a word. Milliseconds; another host is several round trips
 * away (TCP, TLS, the request), and ssh has to log in first.
 */
const SLOW = 1500;
const SLOW_BY_TCP = 2500;
const SLOW_BY_SSH = 4500;

/** Does the engine answer, as an engine and in time? */
export default defineCheck({
  id: 'engine.answers',
  title: 'Engine',
  systems: EVERYWHERE,
  link: 'engine',
  after: [
    'client.context',
    'engine.endpoint',
    'engine.remote',
    'linux.socket',
    'linux.service',
    'linux.daemon-settings',
  ],
  needs: { endpoint: endpointFact, engine: engineFact },
  uses: { engines: enginesFact },
  finds: ['daemon.hung', 'daemon.slow', 'daemon.error', 'daemon.unreachable'],
  judge({ endpoint, engine, engines }) {
    const place = inForce(engines);
    const product = place?.product ?? '';
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    const { url } = endpoint;
    const seconds = (engine.ms / 1000).toFixed(1);
    const seen = [
      evidence(`GET ${url}/_ping`, engine.detail ? `${engine.detail} (${engine.code})` : engine.code),
    ];
    switch (engine.state) {
      case 'not-asked':
        return skip(`${url} is not asked directly`);
      case 'unknown':
        return unknown(`${url}: ${engine.detail} (${engine.code})`);
      case 'hung':
        return found({
          id: 'daemon.hung',
          values: { url, product, seconds: String(ENGINE_TIME_LIMIT / 1000) },
          evidence: seen,
        });
      case 'error':
        return found({ id: 'daemon.error', values: { url, product, reason: engine.detail }, evidence: seen });
      case 'answers':
        break;
      default:
        return found({
          id: 'daemon.unreachable',
          values: {
            url,
            reason: engine.detail || engine.code,
            ...(endpoint.source === '--host' && { asked: 'by hand' }),
            ...(place?.start && { start: place.start, engine: place.product }),
          },
          evidence: seen,
        });
    }
    if (engine.ms > slowFor(endpoint.transport.kind)) {
      return found({
        id: 'daemon.slow',
        values: { what: 'Its first answer', seconds },
        evidence: [evidence(`GET ${url}/_ping`, `${engine.ms} ms`)],
      });
    }
    if (engine.info === null) {
      const values = {
        what: 'Its own description (/info)',
        seconds: `more than ${ENGINE_TIME_LIMIT / 1000}`,
      };
      return found({
        id: 'daemon.slow',
        values,
        evidence: [evidence(`GET ${url}/info`, engine.infoError ?? '')],
      });
    }
    return pass(`${productOf(engine)} ${textAt(engine.version, 'Version') ?? ''} answers`.replace('  ', ' '));
  },
});

const slowFor = (kind: string): number =>
  kind === 'ssh' ? SLOW_BY_SSH : kind === 'tcp' ? SLOW_BY_TCP : SLOW;
