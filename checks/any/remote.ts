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
import { type ProxiesFact, proxiesFact } from '../../src/facts/proxies.ts';
import { parseSshUrl, type SshFailure } from '../../src/facts/ssh.ts';
import { type SshKeysFact, sshKeysFact } from '../../src/facts/ssh-keys.ts';
import { type TlsFilesFact, tlsFilesFact } from '../../src/facts/tls-files.ts';
import type { TlsMaterial, TlsPeer } from '../../src/host/host.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { proxyFailure } from './proxy-words.ts';

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
  uses: { files: tlsFilesFact, proxies: proxiesFact, keys: sshKeysFact },
  finds: [
    'remote.proxy',
    'remote.ssh',
    'remote.tls-required',
    'remote.tls-plain',
    'remote.tls-expired',
    'remote.tls-untrusted',
    'remote.tls-hostname',
    'remote.tls-client-cert',
    'clock.skew',
  ],
  judge({ endpoint, engine, tls, files, now, proxies, keys }) {
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    const { transport } = endpoint;
    if (engine.state === 'proxy') return found(byProxy(endpoint, engine, proxies));
    if (transport.kind === 'ssh')
      return engine.state === 'ssh' ? found(ssh(endpoint, engine, keys)) : skip('SSH works');
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

function byProxy(endpoint: Resolved, engine: EngineFact, proxies: FactResult<ProxiesFact>): Finding {
  const proxy = (endpoint.transport.kind === 'tcp' && endpoint.transport.proxy) || '';
  const reason = engine.code.startsWith('EPROXY_')
    ? proxyFailure(engine.code, engine.detail)
    : `answers in its place: ${engine.detail.slice(0, 80)}`;
  const noProxy = proxies.known ? proxies.value.shell.none : '';
  return {
    id: 'remote.proxy',
    values: { ...valuesOf(endpoint, null), proxy, reason, ...(noProxy && { noProxy }) },
    evidence: [evidence(`${endpoint.url}, through ${proxy}`, `${engine.detail} (${engine.code})`)],
  };
}

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
      values: {
        ...values,
        names: names.join(', ') || 'no name in the place where docker looks (subjectAltName)',
        ...(names[0] && { otherName: names[0] }),
      },
      evidence: seen,
    });
  }
  if (wrong !== null) {
    const ca = material.caFile ?? "this system's list of authorities";
    return found({
      id: 'remote.tls-untrusted',
      values: { ...values, issuer: nameIn(peer.issuer), ca, detail: WHY_NOT[wrong] ?? '' },
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

/** What is wrong with a certificate whose authority may well be known. */
const WHY_NOT: Readonly<Record<string, string>> = {
  INVALID_PURPOSE: ': it is not made for servers (extendedKeyUsage)',
  INVALID_CA: ': the one that signed it is no authority',
  CERT_SIGNATURE_FAILURE: ': its signature is false',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ': the engine may have left out the middle of its chain',
};

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

function ssh(endpoint: Resolved, engine: EngineFact, keys: FactResult<SshKeysFact>): Finding {
  const target = parseSshUrl(endpoint.url);
  const narrow = engine.code === 'key' && keys.known ? keyFailure(keys.value) : null;
  const kind = narrow?.kind ?? (engine.code as SshFailure);
  const text = engine.detail.replace(/\.+$/, '');
  const file = narrow?.file ?? fileIn(text);
  const reasons: Partial<Record<SshFailure, string>> = {
    'no-client': 'there is no ssh program on PATH',
    'host-key': "ssh does not know the other host's key yet, and refuses it",
    'host-key-changed': "the other host's key is not the one that ssh remembers",
    key: 'the other host does not let you in: no key of yours is accepted there',
    passphrase: `the key ${file} wants its passphrase, which nobody can type here, and no agent has it`,
    'agent-empty': 'the other host does not let you in: ssh-agent holds no key, and there is none in ~/.ssh',
    'no-key': 'the other host does not let you in: there is no key in ~/.ssh, and no ssh-agent',
    'key-open': `ssh does not use the key ${file}, because others may read it`,
    'many-keys': 'too many keys were offered before the right one, and the other host broke off',
    settings: `ssh does not take its settings: ${text}`,
    'settings-open': `ssh does not take its settings ${file}, because others may write them`,
    'own-command':
      "ssh's settings have a RemoteCommand for this host, beside which docker cannot run its own",
    jump: `the jump host of ssh's settings does not lead there: ${text}`,
    'no-login': `the user there may not log in: ${text}`,
    'old-docker': 'docker on the other host is older than 18.09, which cannot be reached by SSH',
    'their-context': `docker on the other host does not find its own engine: ${text}`,
    'no-docker': 'the other host has no docker command on the PATH of such logins',
    permission: 'your user there may not use Docker',
    'not-running': 'Docker does not run on the other host',
    noise: `the other host prints "${text}" at login, which spoils the connection`,
  };
  const knownAs = /^Host key for (\S+) has changed/.exec(engine.detail)?.[1];
  return {
    id: 'remote.ssh',
    values: {
      ...valuesOf(endpoint, null),
      kind,
      reason: reasons[kind] ?? (text || kind),
      ...(file && { keyFile: file }),
      ...(knownAs && { knownAs }),
      ...(target && {
        host: target.host,
        login: target.user ? `${target.user}@${target.host}` : target.host,
        ...(target.port && { port: target.port }),
      }),
    },
    evidence: [evidence(`ssh ${target?.host ?? ''} docker system dial-stdio`, text || kind)],
  };
}

/** Why no key is accepted, as far as the keys of this side tell. */
function keyFailure({ agent, keys }: SshKeysFact): { kind: SshFailure; file: string } | null {
  const open = keys.find(({ state }) => state === 'open');
  if (open) return { kind: 'key-open', file: open.file };
  // The agent would have given it without a word.
  const locked = keys.find(({ state }) => state === 'locked');
  if (locked && agent !== 'keys' && keys.every(({ state }) => state !== 'usable'))
    return { kind: 'passphrase', file: locked.file };
  if (keys.length > 0) return null;
  if (agent === 'empty') return { kind: 'agent-empty', file: '' };
  return agent === 'none' ? { kind: 'no-key', file: '' } : null;
}

/** The file that ssh's message is about. */
const fileIn = (text: string): string => /(?:on |for '?)([~/][^\s':]+)/.exec(text)?.[1] ?? '';

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
