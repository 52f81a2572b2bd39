/** Docker's networks and address pools, as the engine lists them. */
import { endpointFact } from './endpoint.ts';
import { addressOf, ENGINE_TIME_LIMIT, engineFact } from './engine.ts';
import { defineFact, known, unknownFact, unknownFrom } from './fact.ts';
import { parseSubnet, type Subnet } from './go-proxy.ts';
import { isObject, parseJson, textAt, valueAt } from './json-text.ts';

export interface DockerNetwork {
  readonly name: string;
  readonly driver: string;
  /** Its IPv4 ranges. */
  readonly subnets: readonly { readonly text: string; readonly subnet: Subnet }[];
  /** Name of its interface, where it has one on the engine's host. */
  readonly bridge: string;
  /** As set for this network, or null for the engine's default. */
  readonly mtu: number | null;
}

/** Null where no engine of this machine answers: the networks of another host are not ours to judge. */
export const networksFact = defineFact<readonly DockerNetwork[] | null>(
  'networks',
  "asking for Docker's networks",
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    if (!endpoint.known || endpoint.value.state !== 'resolved') return known(null);
    const { transport } = endpoint.value;
    const address = await addressOf(host, transport);
    if (
      (transport.kind !== 'unix' && transport.kind !== 'pipe') ||
      address === null ||
      typeof address === 'string'
    )
      return known(null);
    // Asked together with the engine's other questions, so that it costs no time of its own.
    const [answer, engine] = await Promise.all([
      host.ask('http', { address, path: '/networks', timeoutMs: ENGINE_TIME_LIMIT }),
      get(engineFact),
    ]);
    if (!engine.known || engine.value.state !== 'answers') return known(null);
    if (!answer.ok) return unknownFrom('GET /networks', answer.error);
    const parsed = parseJson(answer.value.body);
    if (answer.value.status !== 200 || !parsed.ok || !Array.isArray(parsed.value))
      return unknownFact('unparsable', `GET /networks: HTTP ${answer.value.status}`);
    return known(parsed.value.filter(isObject).map(toNetwork));
  },
);

function toNetwork(network: unknown): DockerNetwork {
  const configs = valueAt(network, 'IPAM', 'Config');
  const texts = Array.isArray(configs) ? configs.map((config) => textAt(config, 'Subnet') ?? '') : [];
  const mtu = Number(textAt(network, 'Options', 'com.docker.network.driver.mtu') ?? '');
  return {
    name: textAt(network, 'Name') ?? '',
    driver: textAt(network, 'Driver') ?? '',
    subnets: texts.flatMap((text) => {
      const subnet = parseSubnet(text);
      return subnet ? [{ text, subnet }] : [];
    }),
    bridge:
      textAt(network, 'Options', 'com.docker.network.bridge.name') ??
      `br-${(textAt(network, 'Id') ?? '').slice(0, 12)}`,
    mtu: mtu > 0 ? mtu : null,
  };
}

export interface Pool {
  readonly base: Subnet;
  readonly size: number;
}

/** moby daemon/libnetwork/ipamutils: 15 ranges of 65 536 addresses and 16 of 4096. */
const DEFAULT_POOLS = [
  '172.17.0.0/16',
  '172.18.0.0/16',
  '172.19.0.0/16',
  '172.20.0.0/14',
  '172.24.0.0/14',
  '172.28.0.0/14',
];

/** The ranges that new networks are taken from, as the engine's /info says, or its built-in ones. */
export function poolsOf(info: unknown): Pool[] {
  const set = valueAt(info, 'DefaultAddressPools');
  const configured = Array.isArray(set)
    ? set.flatMap((pool) => {
        const base = parseSubnet(textAt(pool, 'Base') ?? '');
        const size = valueAt(pool, 'Size');
        return base && typeof size === 'number' && size >= base.bits ? [{ base, size }] : [];
      })
    : [];
  if (configured.length > 0) return configured;
  const wide = DEFAULT_POOLS.flatMap((text) => {
    const base = parseSubnet(text);
    return base ? [{ base, size: 16 }] : [];
  });
  const narrow = parseSubnet('192.168.0.0/16');
  return narrow ? [...wide, { base: narrow, size: 20 }] : wide;
}

export const overlap = (a: Subnet, b: Subnet): boolean => a.first <= b.last && b.first <= a.last;

/** Ranges that are left for new networks; counted no further than is of interest. */
export function freeRanges(pools: readonly Pool[], taken: readonly Subnet[]): number {
  let free = 0;
  for (const { base, size } of pools) {
    const step = 2 ** (32 - size);
    for (let first = base.first; first <= base.last; first += step) {
      const range = { first, last: first + step - 1, bits: size };
      if (!taken.some((other) => overlap(range, other))) free += 1;
      if (free > 3) return free;
    }
  }
  return free;
}
