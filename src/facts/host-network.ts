/** What this Linux does with the packets of containers: forwarding, firewall, link, name servers. */
import type { Host } from '../host/host.ts';
import { daemonConfigFact } from './daemon-config.ts';
import { endpointFact, isLocalDefault } from './endpoint.ts';
import { engineFact, isRootless, productOf } from './engine.ts';
import { defineFact, type FactContext, known } from './fact.ts';
import { valueAt } from './json-text.ts';
import { findProgram, joinPath } from './paths.ts';
import { proxiesFact } from './proxies.ts';
import { hasDefaultRoute, routesFact } from './routes.ts';
import { systemFact } from './system.ts';

export interface HostNetworkFact {
  /** net.ipv4.ip_forward; null where nobody could look. */
  readonly forwarding: boolean | null;
  /** Are Docker's own rules in the firewall? Null where they are not wanted, or only root may see them. */
  readonly rules: boolean | null;
  /** The interface of the default route. */
  readonly link: { readonly device: string; readonly mtu: number } | null;
  readonly bridgeMtu: number | null;
  readonly dns: ContainerDns | null;
}

export interface ContainerDns {
  /** The name servers of /etc/resolv.conf, all of them on loopback. */
  readonly servers: readonly string[];
  /** Does one of the public servers answer that Docker takes instead? Null where that was not tried. */
  readonly publicAnswers: boolean | null;
}

/** Null where the engine's network is not this system's: elsewhere, in a virtual machine, rootless, none. */
export const hostNetworkFact = defineFact<HostNetworkFact | null>(
  'host-network',
  'looking at forwarding and firewall',
  async (context) => {
    const { host, get } = context;
    // Looked for while the engine is asked: its rules are the last question of a run.
    const firewall = findFirewall(host);
    // Where nobody waits for it in the end, nobody minds that it failed.
    firewall.catch(() => {});
    const [endpoint, engine, system] = await Promise.all([
      get(endpointFact),
      get(engineFact),
      get(systemFact),
    ]);
    const own =
      endpoint.known &&
      endpoint.value.state === 'resolved' &&
      endpoint.value.transport.kind === 'unix' &&
      engine.known &&
      engine.value.state === 'answers' &&
      productOf(engine.value) === 'docker-engine' &&
      isRootless(engine.value) === false &&
      system.known &&
      system.value.container === null;
    if (!own || !engine.known) return known(null);
    const [forward, rules, link, bridge, dns] = await Promise.all([
      host.ask('readFile', { path: '/proc/sys/net/ipv4/ip_forward' }),
      isLocalDefault(endpoint) ? dockerRules(context, engine.value.info, firewall) : null,
      defaultLink(context),
      host.ask('readFile', { path: '/sys/class/net/docker0/mtu' }),
      containerDns(context),
    ]);
    return known({
      forwarding: forward.ok ? forward.value.trim() !== '0' : null,
      rules,
      link,
      bridgeMtu: bridge.ok ? Number(bridge.value.trim()) : null,
      dns,
    });
  },
);

/** The jump into Docker's chain: whoever writes the firewall anew takes it away. */
async function dockerRules(
  { host, get }: FactContext,
  info: unknown,
  firewall: Promise<Firewall | null>,
): Promise<boolean | null> {
  const config = await get(daemonConfigFact);
  const settings = config.known && config.value.state === 'read' ? config.value.value : {};
  if (!config.known || settings.iptables === false || settings.bridge === 'none') return null;
  const backend = valueAt(info, 'FirewallBackend', 'Driver');
  if (typeof backend === 'string' && backend.startsWith('nftables')) return null;
  const found = await firewall;
  if (found === null || found.turnedOff) return null;
  const answer = await host.ask('run', {
    file: found.program,
    args: ['-w', '1', '-t', 'nat', '-S'],
    timeoutMs: 1500,
  });
  if (!answer.ok || answer.value.exitCode !== 0) return null;
  return /^-A PREROUTING .*-j DOCKER\b/m.test(answer.value.stdout);
}

interface Firewall {
  /** Path of iptables. */
  readonly program: string;
  readonly turnedOff: boolean;
}

/** Null where only root may see the rules, or nothing shows them. */
async function findFirewall(host: Host): Promise<Firewall | null> {
  if (host.identity.platform !== 'linux' || host.identity.uid !== 0) return null;
  const [program, turnedOff] = await Promise.all([
    findProgram(host, 'iptables', ['/usr/sbin', '/sbin']),
    isTurnedOffByOption(host),
  ]);
  return program === null ? null : { program, turnedOff };
}

/** An engine whose start options nobody may read is not judged. */
async function isTurnedOffByOption(host: Host): Promise<boolean> {
  for (const path of ['/run/docker.pid', '/var/run/docker.pid']) {
    const pid = await host.ask('readFile', { path });
    if (!pid.ok) continue;
    const line = await host.ask('readFile', { path: `/proc/${pid.value.trim()}/cmdline` });
    return !line.ok || /--iptables=false|--bridge(?:=|\0)none|-b(?:=|\0)?none/.test(line.value);
  }
  return true;
}

async function defaultLink({ host, get }: FactContext): Promise<HostNetworkFact['link']> {
  const routes = await get(routesFact);
  const device = routes.known ? routes.value.find(({ subnet }) => subnet.bits === 0)?.device : undefined;
  if (device === undefined || !/^[\w.:@-]+$/.test(device)) return null;
  const mtu = await host.ask('readFile', { path: joinPath(host, '/sys/class/net', device, 'mtu') });
  return mtu.ok ? { device, mtu: Number(mtu.value.trim()) } : null;
}

const serversIn = (text: string): string[] =>
  [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1] ?? '');
const isLoopback = (server: string): boolean => /^127\./.test(server) || server === '::1';

/** Null where containers get servers that they can reach. */
async function containerDns({ host, get, options }: FactContext): Promise<ContainerDns | null> {
  const [own, config] = await Promise.all([
    host.ask('readFile', { path: '/etc/resolv.conf' }),
    get(daemonConfigFact),
  ]);
  const servers = own.ok ? serversIn(own.value) : [];
  if (servers.length === 0 || !servers.every(isLoopback)) return null;
  const settings = config.known && config.value.state === 'read' ? config.value.value : {};
  if (!config.known || Array.isArray(settings.dns)) return null;
  // Of systemd-resolved Docker knows where its real servers stand.
  if (servers.includes('127.0.0.53')) {
    const real = await host.ask('readFile', { path: '/run/systemd/resolve/resolv.conf' });
    if (real.ok && serversIn(real.value).some((server) => !isLoopback(server))) return null;
  }
  const routes = await get(routesFact);
  const proxies = await get(proxiesFact);
  // Behind a proxy names are its business, and public servers are out of reach by design.
  const behindProxy =
    !proxies.known || [proxies.value.shell, proxies.value.engine].some((set) => set?.https || set?.http);
  const online = !options.offline && !behindProxy && routes.known && hasDefaultRoute(routes.value);
  if (!online) return { servers, publicAnswers: null };
  const tries = await Promise.all(
    ['8.8.8.8', '8.8.4.4'].map((address) =>
      host.ask('connect', { address: { host: address, port: 53 }, timeoutMs: 1200 }),
    ),
  );
  return { servers, publicAnswers: tries.some(({ ok }) => ok) };
}
