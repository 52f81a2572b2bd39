import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { cliConfigFact, settingsOf } from '../../src/facts/cli-config.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact, runningOthers } from '../../src/facts/engines/index.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { textAt } from '../../src/facts/json-text.ts';

/** The default pipe is not there: does an engine of this PC answer on another one? */
export default defineCheck({
  id: 'windows.other-pipe',
  title: 'Engines on other pipes',
  systems: ['windows'],
  link: 'endpoint',
  essential: false,
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact },
  uses: { engines: enginesFact, config: cliConfigFact },
  finds: ['context.unreachable', 'socket.missing'],
  judge({ endpoint, engine, engines, config }) {
    if (endpoint.state !== 'resolved' || !isLocalDefault(known(endpoint)))
      return skip('the address in force is judged for itself');
    if (engine.state === 'answers') return pass(endpoint.url);
    const others = runningOthers(engines);
    const [other] = others;
    if (engine.state !== 'absent' || !other) return skip('no other engine answers');
    const selected = config.known ? textAt(settingsOf(config.value), 'currentContext') : null;
    const better = others.find(({ context }) => context)?.context;
    return found({
      // Somebody chose 'default', or nobody chose anything.
      id: selected === 'default' ? 'context.unreachable' : 'socket.missing',
      values: {
        path: endpoint.url,
        url: endpoint.url,
        context: endpoint.context,
        other: others.map(({ product, endpoint: url }) => `${product} at ${url}`).join(', '),
        otherUrl: other.endpoint,
        ...(better && { better }),
      },
      evidence: [
        evidence(endpoint.url, `${engine.detail} (${engine.code})`),
        ...others.map(({ product, endpoint: url, version }) =>
          evidence(url, `${product} ${version ?? ''} answers`),
        ),
      ],
    });
  },
});
