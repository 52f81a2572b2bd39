import {
  defineCheck,
  type Finding,
  found,
  pass,
  skip,
  unknown,
  type Verdict,
} from '../../src/diagnosis/check.ts';
import { nowFact } from '../../src/facts/clock.ts';
import { type EndpointFact, endpointFact } from '../../src/facts/endpoint.ts';
import { type EngineFact, engineFact } from '../../src/facts/engine.ts';
import { type EngineTlsFact, engineTlsFact } from '../../src/facts/engine-tls.ts';
import { evidence, type FactResult } from '../../src/facts/fact.ts';
import { parseSshUrl, type SshFailure } from '../../src/facts/ssh.ts';
import { type TlsFilesFact, tlsFilesFact } from '../../src/facts/tls-files.ts';
import type { TlsMaterial, TlsPeer } from '../../src/host/host.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

type Resolved = Extract<EndpointFact, { state: 'resolved' }>;

/** Clocks further apart than this are wrong; certificates say nothing finer. Milliseconds. */
const APART = 5 * 60_000;

/** Something is at the address: do both sides agree on TLS, certificates and SSH? */
export default defineCheck({
  id: 'engine.remote',
  title: 'TLS and SSH',
  systems: EVERYWHERE,
  link: 'transport',
  after: ['client.context', 'client.tls-files', 'engine.endpoint'],
  needs: { endpoint: endpointFact, engine: engineFact, tls: engineTlsFact, now: nowFact },
  uses: { files: tlsFilesFact },
  finds: [
    'remote.ssh',
    'remote.tls-required',
    'remote.tls-plain',
    'remote.tls-expired',
    'remote.tls-untrusted',
    'remote.tls-hostname',
    'remote.tls-client-cert',
    'clock.skew',
  ],
  judge({ endpoint, engine, tls, files, now }) {
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    const { transport } = endpoint;
    if (transport.kind === 'ssh')
      return engine.state === 'ssh' ? found(ssh(endpoint, engine)) : skip('SSH works');
    const material = transport.kind === 'tcp' || transport.kind === 'unix' ? (transport.tls ?? null) : null;
    if (engine.state === 'answers') return material ? pass('TLS works') : skip('no TLS in use');
    if (tls.speaks === 'unknown') {
      return engine.state === 'tls' && engine.code !== 'ETLSFILE'
        ? unknown(`${endpoint.url}: ${engine.detail} (${engine.code})`)
        : skip('no TLS in use');
    }
    return judgeTls(endpoint, engine, material, tls, files, now);
  },
});

function judgeTls(
  endpoint: Resolved,
  engine: EngineFact,
  material: TlsMaterial | null,
  { speaks, peer, engineTime, authority }: EngineTlsFact,
  files: FactResult<TlsFilesFact>,
  now: number,
): Verdict {
  const values = valuesOf(endpoint, material);
  const answer = evidence(endpoint.url, `${engine.detail} (${engine.code})`);
  if (speaks === 'plain') return found({ id: 'remote.tls-plain', values, evidence: [answer] });
  if (!peer) return skip('no certificate');
  const seen = [answer, evidence('certificate', describe(peer))];
  if (!material) return found({ id: 'remote.tls-required', values, evidence: seen });
  const wrong = material.skipVerify ? null : peer.authorizationError;
  if (wrong !== null && /EXPIRED|NOT_YET_VALID/.test(wrong))
    return found(...outOfDate(values, peer, authority, engineTime, now, seen));
  if (wrong === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = peer.names.map((name) => name.replace(/^(?:DNS|IP Address):/, ''));
    return found({
      id: 'remote.tls-hostname',
      values: { ...values, names: names.join(', ') || 'no name', ...(names[0] && { otherName: names[0] }) },
      evidence: seen,
    });
  }
  if (wrong !== null) {
    const ca = material.caFile ?? "this system's list of authorities";
    return found({
      id: 'remote.tls-untrusted',
      values: { ...values, issuer: nameIn(peer.issuer), ca },
      evidence: [...seen, evidence('verification', wrong)],
    });
  }
  const reason = clientReason(engine, material, files, now);
  if (reason === null) return unknown(`${endpoint.url}: ${engine.detail} (${engine.code})`);
  return found({
    id: 'remote.tls-client-cert',
    values: { ...values, reason, ...(material.certFile && { certFile: material.certFile }) },
    evidence: seen,
  });
}

/** Why a server that showed a good certificate broke off: null where that is not known. */
function clientReason(
  { code }: EngineFact,
  material: TlsMaterial,
  files: FactResult<TlsFilesFact>,
  now: number,
): string | null {
  const refused = /ALERT|EPROTO|HANDSHAKE/.test(code);
  if (material.certFile === undefined)
    return refused || /ECONNRESET|EPIPE/.test(code) ? 'none is set up here' : null;
  if (!refused) return null;
  const client = files.known ? files.value.client : null;
  if (client && Date.parse(client.validTo) < now) return `yours is valid only until ${day(client.validTo)}`;
  if (client && Date.parse(client.validFrom) > now)
    return `yours is valid only from ${day(client.validFrom)}`;
  if (client?.signedByCa === false)
    return `yours was issued by "${nameIn(client.issuer)}", which is not the engine's authority`;
  return 'refuses yours';
}

function outOfDate(
  values: Record<string, string>,
  peer: TlsPeer,
  authority: EngineTlsFact['authority'],
  engineTime: number | null,
  now: number,
  seen: Finding['evidence'],
): Finding[] {
  const isOut = ({ validFrom, validTo }: { validFrom: string; validTo: string }): boolean =>
    now < Date.parse(validFrom) || now > Date.parse(validTo);
  // The chain is out of date where the certificate is not: then it is the authority in ca.pem.
  const dates = !isOut(peer) && authority && isOut(authority) ? authority : peer;
  const expired: Finding = {
    id: 'remote.tls-expired',
    values: { ...values, from: day(dates.validFrom), to: day(dates.validTo), now: day(now) },
    evidence: [...seen, evidence('clock', minute(now))],
  };
  // The engine's own clock decides whose fault it is; without it, a certificate of the future does.
  const isClock =
    engineTime === null ? now < Date.parse(dates.validFrom) : Math.abs(engineTime - now) > APART;
  if (!isClock) return [expired];
  const reason =
    engineTime === null
      ? `the engine's certificate is valid from ${day(dates.validFrom)}`
      : `the engine's host says ${minute(engineTime)}`;
  return [
    {
      id: 'clock.skew',
      severity: 'error',
      values: { here: minute(now), reason },
      explains: ['remote.tls-expired', 'daemon.unreachable', 'env.docker-host', 'env.docker-context'],
      evidence: expired.evidence,
    },
    expired,
  ];
}

function ssh(endpoint: Resolved, engine: EngineFact): Finding {
  const target = parseSshUrl(endpoint.url);
  const kind = engine.code as SshFailure;
  const text = engine.detail;
  const reasons: Record<SshFailure, string> = {
    'no-client': 'there is no ssh program on PATH',
    'host-key': "ssh does not know the other host's key yet, and refuses it",
    'host-key-changed': "the other host's key is not the one that ssh remembers",
    key: 'the other host does not let you in: no key of yours is accepted there',
    'no-docker': 'the other host has no docker command on the PATH of such logins',
    permission: 'your user there may not use Docker',
    'not-running': 'Docker does not run on the other host',
    noise: `the other host prints "${text}" at login, which spoils the connection`,
    dns: text,
    refused: text,
    timeout: text,
    other: text || 'the address is not one that docker takes: ssh://USER@HOST:PORT',
  };
  return {
    id: 'remote.ssh',
    values: {
      ...valuesOf(endpoint, null),
      kind,
      reason: reasons[kind] ?? text,
      ...(target && {
        host: target.host,
        login: target.user ? `${target.user}@${target.host}` : target.host,
        ...(target.port && { port: target.port }),
      }),
    },
    evidence: [evidence(`ssh ${target?.host ?? ''} docker system dial-stdio`, text || kind)],
  };
}

function valuesOf(endpoint: Resolved, material: TlsMaterial | null): Record<string, string> {
  const { url, source, context, transport } = endpoint;
  return {
    url,
    ...(context !== 'default' && { context }),
    ...((source === 'DOCKER_HOST' || source === 'DOCKER_CONTEXT') && { variable: source }),
    ...(transport.kind === 'tcp' && { host: transport.host, port: String(transport.port) }),
    ...(material?.caFile && {
      caFile: material.caFile,
      folder: material.caFile.replace(/[\\/][^\\/]*$/, ''),
    }),
  };
}

const describe = ({ subject, issuer, names, validFrom, validTo, protocol }: TlsPeer): string =>
  `${subject}; issued by ${issuer}; for ${names.join(', ') || 'no name'}; valid ${day(validFrom)} to ${day(validTo)}; ${protocol ?? ''}`;

/** 'CN=x, O=y' as people call it. */
const nameIn = (party: string): string =>
  /(?:^|, )CN=([^,]+)/.exec(party)?.[1] ?? /(?:^|, )O=([^,]+)/.exec(party)?.[1] ?? (party || 'nobody');

const day = (time: string | number): string => new Date(time).toISOString().slice(0, 10);
const minute = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
