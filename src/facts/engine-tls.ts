/**
 * What the port of an engine speaks, and whose certificate it shows: asked only where the engine did not
 * answer, by connections of our own.
 */
import type { Address, Host, TlsMaterial, TlsPeer } from '../host/host.ts';
import { endpointFact } from './endpoint.ts';
import { ENGINE_TIME_LIMIT, engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';

export interface EngineTlsFact {
  readonly speaks: 'tls' | 'plain' | 'unknown';
  readonly peer: TlsPeer | null;
  /** The time on the engine's host, where the dates of its certificate are in question. */
  readonly engineTime: number | null;
  /** Dates of the authority in ca.pem, where the chain is said to be out of date. */
  readonly authority: { readonly validFrom: string; readonly validTo: string } | null;
}

const NOTHING: EngineTlsFact = { speaks: 'unknown', peer: null, engineTime: null, authority: null };

export const engineTlsFact = defineFact<EngineTlsFact>(
  'engine-tls',
  "looking at the engine's certificate",
  async ({ host, get }) => {
    const [endpoint, engine] = await Promise.all([get(endpointFact), get(engineFact)]);
    if (!endpoint.known || endpoint.value.state !== 'resolved' || !engine.known) return known(NOTHING);
    const { transport } = endpoint.value;
    const silent = engine.value.state === 'tls' || engine.value.state === 'error';
    if (!silent || engine.value.code === 'ETLSFILE') return known(NOTHING);
    if (transport.kind === 'unix' && transport.tls) {
      return known({ ...NOTHING, speaks: (await answersPlain(host, transport)) ? 'plain' : 'unknown' });
    }
    if (transport.kind !== 'tcp') return known(NOTHING);
    const { host: name, port, tls, proxy } = transport;
    const place = { host: name, port, ...(proxy !== undefined && { proxy }) };
    const handshake = await host.ask('tls', {
      ...place,
      tls: tls ?? { skipVerify: true },
      timeoutMs: ENGINE_TIME_LIMIT,
    });
    if (!handshake.ok) {
      const plain = tls !== null && (await answersPlain(host, place));
      return known({ ...NOTHING, speaks: plain ? 'plain' : 'unknown' });
    }
    const peer = handshake.value;
    if (tls === null || !/EXPIRED|NOT_YET_VALID/.test(peer.authorizationError ?? ''))
      return known({ ...NOTHING, speaks: 'tls', peer });
    const [engineTime, authority] = await Promise.all([
      timeThere(host, place, tls),
      datesOf(host, tls.caFile),
    ]);
    return known({ speaks: 'tls', peer, engineTime, authority });
  },
);

type Place =
  | { readonly host: string; readonly port: number; readonly proxy?: string }
  | { readonly path: string };

async function answersPlain(host: Host, address: Place): Promise<boolean> {
  const answer = await host.ask('http', {
    ...pathOrPort(address),
    path: '/_ping',
    timeoutMs: ENGINE_TIME_LIMIT,
  });
  // A port with TLS answers 400 to that, in words of its own.
  return answer.ok && !/HTTPS server|HTTPS port/i.test(answer.value.body);
}

const pathOrPort = (place: Place): { address: Address; proxy?: string } =>
  'path' in place
    ? { address: { path: place.path } }
    : {
        address: { host: place.host, port: place.port },
        ...(place.proxy !== undefined && { proxy: place.proxy }),
      };

/** Every Go server sends the date, whatever else it answers. */
async function timeThere(host: Host, address: Place, tls: TlsMaterial): Promise<number | null> {
  const answer = await host.ask('http', {
    ...pathOrPort(address),
    path: '/_ping',
    tls: { ...tls, skipVerify: true },
    timeoutMs: ENGINE_TIME_LIMIT,
  });
  const time = answer.ok ? Date.parse(answer.value.headers.date ?? '') : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

async function datesOf(host: Host, caFile: string | undefined): Promise<EngineTlsFact['authority']> {
  if (caFile === undefined) return null;
  const answer = await host.ask('certificate', { certFile: caFile });
  return answer.ok ? { validFrom: answer.value.validFrom, validTo: answer.value.validTo } : null;
}
