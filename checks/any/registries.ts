import { defineCheck, type Finding, found, pass, skip, unknown } from '../../src/diagnosis/check.ts';
import { nowFact } from '../../src/facts/clock.ts';
import { daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { engineFact, productOf } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import {
  type Probe,
  REGISTRY_TIME_LIMIT,
  type RegistryFact,
  registriesFact,
} from '../../src/facts/registries.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { proxyFailure, SPEAKS_PLAIN } from './proxy-words.ts';

/** Registries whose certificates every system trusts: another issuer there is interception. */
const PUBLIC =
  /(?:^|\.)(?:docker\.io|ghcr\.io|quay\.io|gcr\.io|pkg\.dev|azurecr\.io|amazonaws\.com|public\.ecr\.aws|mcr\.microsoft\.com|registry\.k8s\.io|registry\.gitlab\.com)$/;

/** Can images be pulled? Trouble here never outweighs an engine that works: a warning at most. */
export default defineCheck({
  id: 'registry.reach',
  title: 'Registries',
  systems: EVERYWHERE,
  link: 'registry',
  essential: false,
  after: ['client.context', 'engine.endpoint', 'engine.remote', 'engine.answers'],
  needs: { registries: registriesFact, engine: engineFact, now: nowFact },
  uses: { daemon: daemonConfigFact },
  finds: [
    'registry.unreachable',
    'registry.dns',
    'registry.timeout',
    'registry.refused',
    'registry.proxy',
    'registry.tls-intercepted',
    'registry.tls-untrusted',
    'registry.insecure',
    'registry.auth',
    'registry.rate-limited',
    'registry.mirror',
    'clock.skew',
  ],
  judge({ registries: { skipped, registries, rateLimit, throughHost }, engine, daemon, now }) {
    if (skipped !== null) return skip(skipped);
    const common = {
      ...(engine.state === 'answers' && { product: productOf(engine) }),
      ...(daemon.known && { settings: daemon.value.state === 'absent' ? 'absent' : 'present' }),
    };
    const findings = registries.flatMap((registry) => judgeOne(registry, common, now, throughHost));
    if (rateLimit && rateLimit.remaining === 0) {
      const { limit, remaining, hours } = rateLimit;
      const values = { limit: String(limit), remaining: String(remaining), hours: String(hours) };
      const text = `ratelimit-remaining: ${remaining} of ${limit}`;
      findings.push({
        id: 'registry.rate-limited',
        values,
        evidence: [evidence('HEAD ratelimitpreview/test', text)],
      });
    }
    if (findings.length > 0) return found(...together(findings));
    // What was not found out, and what failed from here while the engine may have another way.
    const unclear = registries.filter((registry) => {
      const { state } = decisive(registry);
      return state === 'unknown' || (registry.source !== 'config' && FAILED.includes(state));
    });
    if (unclear.length > 0)
      return unknown(unclear.map((one) => `${one.registry}: ${decisive(one).detail}`).join('; '));
    const left = rateLimit ? `; ${rateLimit.remaining} of ${rateLimit.limit} pulls left` : '';
    return pass(`${registries.map(({ registry }) => registry).join(', ')}${left}`);
  },
});

const FAILED: readonly Probe['state'][] = ['dns', 'timeout', 'refused', 'error'];

/** The engine pulls: its own way counts where it is known. */
const decisive = ({ engine, shell }: RegistryFact): Probe => engine ?? shell;

function judgeOne(
  one: RegistryFact,
  common: Record<string, string>,
  now: number,
  throughHost: boolean,
): Finding[] {
  const { registry, host, port, source, shell, engine, insecure, login } = one;
  const probe = decisive(one);
  const values = {
    ...common,
    registry,
    host,
    port: String(port),
    reason: `${probe.detail} (${probe.code})`,
    seconds: String(REGISTRY_TIME_LIMIT / 1000),
  };
  const seen = [evidence(`GET https://${host}:${port}/v2/`, through(probe))];
  const finding = (id: string, more: Partial<Finding> = {}): Finding[] => [
    { id, values, evidence: seen, ...more },
  ];
  if (source === 'mirror') {
    const dead = ['dns', 'timeout', 'refused', 'untrusted', 'proxy', 'error'].includes(probe.state);
    const mirrored = { ...values, mirror: registry, reason: `it cannot be used: ${values.reason}` };
    return dead ? finding('registry.mirror', { values: mirrored }) : [];
  }
  if (shell.state === 'proxy' && engine !== null && engine !== shell && engine.state === 'ok') {
    return finding('registry.proxy', proxyOf('shell', 'The proxy of this shell', shell, values, seen));
  }
  if (probe.state === 'proxy') {
    const [kind, owner] =
      engine === null || engine === shell
        ? (['shell', 'The proxy of this shell'] as const)
        : (['engine', "The engine's own proxy"] as const);
    // Its login is hidden in what the engine tells of it: asking without is no proof.
    if (kind === 'engine' && probe.code === 'EPROXY_407') return [];
    return finding('registry.proxy', proxyOf(kind, owner, probe, values, seen));
  }
  if (engine && engine.proxy === null && shell.proxy !== null && shell.state === 'ok' && !reached(engine)) {
    const reason = `This shell reaches ${host} through ${shell.proxy}, and the engine, which pulls the images, has no proxy`;
    return finding('registry.proxy', {
      values: { ...values, kind: 'engine-missing', proxy: shell.proxy, reason },
      evidence: [...seen, evidence('from this shell', through(shell))],
    });
  }
  // Of a registry that config.json happens to know, or behind a virtual machine's own network, silence says little.
  const uncertain = source !== '--registry' && (source === 'config' || !throughHost);
  switch (probe.state) {
    case 'dns':
      return uncertain ? [] : finding('registry.dns');
    case 'timeout':
      return uncertain ? [] : finding('registry.timeout');
    case 'refused':
      return uncertain ? [] : finding('registry.refused');
    case 'untrusted':
      return untrusted(one, probe, values, seen, now);
    case 'plain':
      return insecure === true ? [] : finding('registry.insecure');
    case 'rate-limited':
      return finding('registry.rate-limited', {
        values: { ...values, limit: 'your', remaining: '0', hours: '6' },
      });
    case 'error':
      // An HTTP status came over TLS from Docker Hub itself.
      return uncertain && !(source === 'docker.io' && /^\d+$/.test(probe.code))
        ? []
        : finding('registry.unreachable');
    case 'ok':
      return probe.challenge === 'basic' && login === 'none'
        ? finding('registry.auth', { values: { ...values, reason: 'no login for it is stored here' } })
        : [];
    case 'unknown':
      return [];
  }
}

const reached = ({ state }: Probe): boolean =>
  state === 'ok' || state === 'rate-limited' || state === 'unknown';

const through = ({ detail, code, proxy }: Probe): string =>
  `${detail}${code && !detail.includes(code) ? ` (${code})` : ''}${proxy ? `, through ${proxy}` : ''}`;

/** TLS to a proxy that knows none: most are reached by http://, whatever they are for. */
function proxyOf(
  kind: string,
  owner: string,
  { proxy, code, detail }: Probe,
  values: Record<string, string>,
  seen: Finding['evidence'],
): Partial<Finding> {
  const what = code.replace('EPROXY_', '');
  return {
    values: {
      ...values,
      kind,
      proxy: proxy ?? '',
      reason: `${owner}, ${proxy ?? ''}, ${proxyFailure(code, detail)}`,
      ...(SPEAKS_PLAIN.test(what) && { plain: (proxy ?? '').replace(/^https:/, 'http:') }),
    },
    evidence: seen,
  };
}

function untrusted(
  one: RegistryFact,
  { peer, code }: Probe,
  values: Record<string, string>,
  seen: Finding['evidence'],
  now: number,
): Finding[] {
  if (!peer || one.insecure === true) return [];
  const certificate = evidence(
    'certificate',
    `issued by ${peer.issuer}; for ${peer.names.join(', ')}; valid ${peer.validFrom.slice(0, 10)} to ${peer.validTo.slice(0, 10)}`,
  );
  const issuer = /(?:^|, )(?:CN|O)=([^,]+)/.exec(peer.issuer)?.[1] ?? 'nobody';
  const isPublic = PUBLIC.test(one.host);
  const outOfDate = /EXPIRED|NOT_YET_VALID/.test(code);
  // The certificates of the large registries are renewed by machines: the clock here is the likelier fault.
  if (isPublic && outOfDate) {
    const here = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
    const reason = `the certificate of ${one.host} is valid from ${peer.validFrom.slice(0, 10)} to ${peer.validTo.slice(0, 10)}`;
    return [{ id: 'clock.skew', values: { here, reason }, evidence: [...seen, certificate] }];
  }
  const found = { ...values, issuer };
  if (isPublic) return [{ id: 'registry.tls-intercepted', values: found, evidence: [...seen, certificate] }];
  const reason = outOfDate
    ? `it is valid only from ${peer.validFrom.slice(0, 10)} to ${peer.validTo.slice(0, 10)}`
    : code === 'ERR_TLS_CERT_ALTNAME_INVALID'
      ? `it is for ${peer.names.join(', ') || 'no name'}`
      : 'an authority that this system does not know';
  return [{ id: 'registry.tls-untrusted', values: { ...found, reason }, evidence: [...seen, certificate] }];
}

/** What hits several registries alike is one problem: the network's, not theirs. */
function together(findings: readonly Finding[]): Finding[] {
  const shared = [
    'registry.dns',
    'registry.timeout',
    'registry.proxy',
    'registry.tls-intercepted',
    'clock.skew',
  ];
  const byId = new Map<string, Finding>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const first = byId.get(finding.id);
    if (!shared.includes(finding.id)) rest.push(finding);
    else if (!first) byId.set(finding.id, finding);
    else {
      const names = `${first.values?.registry}, ${finding.values?.registry}`;
      byId.set(finding.id, {
        ...first,
        values: { ...first.values, registry: names },
        evidence: [...first.evidence, ...finding.evidence],
      });
    }
  }
  return [...byId.values(), ...rest];
}
