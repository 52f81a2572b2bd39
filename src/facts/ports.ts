/** Who listens on the ports that are wanted. */
import type { Host } from '../host/host.ts';
import { composeLabels, containersFact, type PublishedPort } from './containers.ts';
import { engineHomeFact } from './engine-place.ts';
import { defineFact, type Fact, known, unknownFact } from './fact.ts';
import { findProgram } from './paths.ts';

export interface Port {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** The address it will be published at; null for all. */
  readonly address: string | null;
}

export interface PortState {
  readonly wanted: Port;
  readonly state: 'free' | 'taken' | 'unknown';
  /** 'the container shop-web-1', 'nginx (process 4711)'; null where nobody says. */
  readonly owner: string | null;
  /** The folder of the Compose project whose container has it. */
  readonly project: string | null;
  /** Where that was read. */
  readonly source: string;
  readonly detail: string;
}

export const portName = ({ port, protocol, address }: Port): string =>
  `${address === null ? '' : `${address.includes(':') ? `[${address}]` : address}:`}${port}${protocol === 'udp' ? '/udp' : ''}`;

/** Ports are looked at where the engine publishes them: on this machine, unless the engine is elsewhere. */
export const portsFact = (ports: readonly Port[]): Fact<readonly PortState[]> =>
  defineFact('ports', 'looking at ports', async ({ host, get }) => {
    const [home, containers] = await Promise.all([get(engineHomeFact), get(containersFact)]);
    if (!home.known) return home;
    const published = containers.known ? containers.value : [];
    const local = home.value.place === 'here' || home.value.place === 'vm';
    if (!local && !containers.known) return unknownFact('failed', 'the engine is on another machine');
    const table = local && host.identity.platform === 'linux' ? await listeners(host) : null;
    const looked = ports.map(async (wanted): Promise<PortState> => {
      const ours = published.find((candidate) => isSame(wanted, candidate));
      if (ours) return byContainer(wanted, ours);
      if (!local) return elsewhere(wanted);
      return table ? fromTable(host, wanted, table) : probe(host, wanted);
    });
    return known(await Promise.all(looked));
  });

const isSame = (wanted: Port, taken: Listener): boolean =>
  wanted.port === taken.port && wanted.protocol === taken.protocol && overlap(wanted.address, taken.address);

interface Listener {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string | null;
}

/** Two sockets collide when one of them is for all addresses, or both are for the same. */
const overlap = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

function byContainer(wanted: Port, { container, labels }: PublishedPort): PortState {
  const { project, folder } = composeLabels(labels);
  return {
    wanted,
    state: 'taken',
    owner: `the container ${container}${project ? ` of the Compose project ${project}` : ''}`,
    project: folder,
    source: 'GET /containers/json',
    detail: `${container} publishes ${portName(wanted)}`,
  };
}

const elsewhere = (wanted: Port): PortState => ({
  wanted,
  state: 'unknown',
  owner: null,
  project: null,
  source: 'engine',
  detail: 'the engine is on another machine, whose other programs cannot be seen from here',
});

/** What listens, from the kernel's tables; null where they cannot be read. */
async function listeners(host: Host): Promise<readonly Listener[] | null> {
  const files = ['tcp', 'tcp6', 'udp', 'udp6'] as const;
  const tables = await Promise.all(
    files.map((name) => host.ask('readFile', { path: `/proc/net/${name}`, maxBytes: 16 * 1024 ** 2 })),
  );
  const found: Listener[] = [];
  for (const [index, table] of tables.entries()) {
    const name = files[index] ?? 'tcp';
    // A kernel without IPv6 has no table of it.
    if (!table.ok && !(name.endsWith('6') && table.error.code === 'ENOENT')) return null;
    if (table.ok) found.push(...parseListeners(table.value, name.startsWith('tcp') ? 'tcp' : 'udp'));
  }
  return found;
}

/** /proc/net/tcp: address and port in hexadecimal; 0A is LISTEN, a UDP socket that is bound to no peer is 07. */
export function parseListeners(table: string, protocol: 'tcp' | 'udp'): Listener[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/);
      if (state !== (protocol === 'tcp' ? '0A' : '07')) return [];
      const [address = '', port = ''] = local.split(':');
      return [{ protocol, port: Number.parseInt(port, 16), address: addressOf(address) }];
    });
}

/** The kernel writes 32-bit words in the machine's own byte order; all zero is every address. */
function addressOf(hex: string): string | null {
  if (/^0+$/.test(hex)) return null;
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    [6, 4, 2, 0].map((at) => Number.parseInt(word.slice(at, at + 2), 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return bytes.slice(12).join('.');
  return bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1 ? '::1' : hex;
}

async function fromTable(host: Host, wanted: Port, table: readonly Listener[]): Promise<PortState> {
  const taken = table.find((listener) => isSame(wanted, listener));
  const source = `/proc/net/${wanted.protocol}`;
  const base = { wanted, project: null, source };
  if (!taken) return { ...base, state: 'free', owner: null, detail: 'nothing listens' };
  return {
    ...base,
    state: 'taken',
    owner: await ownerOnLinux(host, wanted),
    detail: `something listens on ${portName({ ...wanted, address: taken.address })}`,
  };
}

async function ownerOnLinux(host: Host, { port, protocol }: Port): Promise<string | null> {
  const file = await findProgram(host, 'ss', ['/usr/bin', '/usr/sbin', '/bin', '/sbin']).catch(() => null);
  if (!file) return null;
  const args = ['-Hlnp', protocol === 'tcp' ? '-t' : '-u', `sport = :${port}`];
  const answer = await host.ask('run', { file, args, timeoutMs: 1500 });
  const match = answer.ok ? /users:\(\("([^"]+)",pid=(\d+)/.exec(answer.value.stdout) : null;
  return match ? `${match[1]} (process ${match[2]})` : null;
}

/** macOS and Windows: somebody answers there, or the system does not give the port away. */
async function probe(host: Host, wanted: Port): Promise<PortState> {
  const { port, protocol, address } = wanted;
  const [answers, bound] = await Promise.all([
    protocol === 'tcp'
      ? host.ask('connect', { address: { host: address ?? '127.0.0.1', port }, timeoutMs: 700 })
      : null,
    host.ask('listen', { host: address ?? '0.0.0.0', port, protocol }),
  ]);
  const base = { wanted, owner: null, project: null, source: `port ${portName(wanted)}` };
  if (answers?.ok) return { ...base, state: 'taken', detail: 'a connection is accepted' };
  if (bound.ok) return { ...base, state: 'free', detail: 'it can be listened on' };
  const { code } = bound.error;
  if (code === 'EADDRINUSE') return { ...base, state: 'taken', detail: code };
  // Windows keeps ranges of ports for Hyper-V and others: nobody listens, and nobody may.
  if (code === 'EACCES' && host.identity.platform === 'win32') {
    return {
      ...base,
      state: 'taken',
      owner: 'Windows, which has reserved it (netsh int ipv4 show excludedportrange tcp)',
      detail: code,
    };
  }
  // A port below 1024 is the engine's to open, not this user's.
  if (code === 'EACCES')
    return { ...base, state: 'free', detail: 'nobody answers; only root may listen there' };
  return { ...base, state: 'unknown', detail: `${bound.error.message} (${code})` };
}
