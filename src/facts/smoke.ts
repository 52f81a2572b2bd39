/** A container, really run; asked under `--deep` alone, since it is the one question that leaves the machine busy for a moment. */
import type { SmokeOutcome } from '../host/host.ts';
import { endpointFact } from './endpoint.ts';
import { addressOf, engineFact } from './engine.ts';
import { defineFact, known, unknownFrom } from './fact.ts';
import { textAt } from './json-text.ts';

export type SmokeFact =
  | { readonly state: 'not-asked'; readonly why: string }
  | ({ readonly state: 'tried' } & SmokeOutcome);

const notAsked = (why: string): SmokeFact => ({ state: 'not-asked', why });

export const smokeFact = defineFact<SmokeFact>(
  'smoke',
  'running a container',
  async ({ host, options, get }) => {
    if (!options.deep) return known(notAsked('a container is run under --deep alone'));
    const [endpoint, engine] = await Promise.all([get(endpointFact), get(engineFact)]);
    if (
      !engine.known ||
      engine.value.state !== 'answers' ||
      !endpoint.known ||
      endpoint.value.state !== 'resolved'
    )
      return known(notAsked('no engine answers'));
    const architecture = textAt(engine.value.version, 'Arch') ?? '';
    const os = textAt(engine.value.version, 'Os');
    if (os !== 'linux')
      return known(notAsked(`the engine runs ${os} containers, for which there is no test image`));
    if (architecture !== 'amd64' && architecture !== 'arm64')
      return known(notAsked(`there is no test image for ${architecture}`));
    const { transport } = endpoint.value;
    const address = await addressOf(host, transport);
    if (address === null || typeof address === 'string' || 'program' in address)
      return known(notAsked('the engine is not asked directly'));
    if (transport.kind === 'tcp' && transport.proxy !== undefined)
      return known(notAsked('the engine is behind a proxy'));
    const tls = transport.kind === 'tcp' || transport.kind === 'unix' ? (transport.tls ?? null) : null;
    const answer = await host.ask('smoke', { address, architecture, ...(tls && { tls }) });
    if (!answer.ok) return unknownFrom('running a container', answer.error);
    return known({ state: 'tried', ...answer.value });
  },
);
