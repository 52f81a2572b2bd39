/** Which foreign platforms the engine can run by emulation: the kernel's own list, or what BuildKit has tried. */
import type { Host } from '../host/host.ts';
import { clientFact } from './client.ts';
import { endpointFact } from './endpoint.ts';
import { engineFact } from './engine.ts';
import { engineHomeFact, ownPlatform } from './engine-place.ts';
import { defineFact, type Fact, type FactResult, known, unknownFact, unknownFrom } from './fact.ts';

export interface PlatformsFact {
  /** 'linux/amd64' */
  readonly own: string;
  /** The others that run; null where nobody tells. */
  readonly emulated: readonly string[] | null;
  /** Where that was read. */
  readonly source: string;
}

const BINFMT = '/proc/sys/fs/binfmt_misc';

/** Asked only where one of these is not the engine's own. */
export const platformsFact = (wanted: readonly string[]): Fact<PlatformsFact> =>
  defineFact('platforms', 'which platforms the engine can run', async (context) => {
    const { host, get } = context;
    const [engine, home] = await Promise.all([get(engineFact), get(engineHomeFact)]);
    if (!engine.known) return engine;
    if (!home.known) return home;
    const own = ownPlatform(engine.value);
    if (own === null) return unknownFact('unparsable', 'the engine does not say its platform');
    if (wanted.every((platform) => platform === own))
      return known({ own, emulated: [], source: 'GET /version' });
    const found =
      home.value.place === 'here' && host.identity.platform === 'linux' ? await fromKernel(host) : null;
    if (found?.known) return known({ own, ...found.value });
    const [client, endpoint] = await Promise.all([get(clientFact), get(endpointFact)]);
    const file = client.known ? client.value.inUse?.path : undefined;
    const resolved = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value : null;
    // Its own it runs in any case.
    const untold = (detail: string): FactResult<PlatformsFact> =>
      known({ own, emulated: null, source: detail });
    if (!file || !resolved) return untold(found?.detail ?? 'there is no docker command to ask');
    const asked = await fromBuildx(host, file, context.options, resolved.context);
    return asked.known ? known({ own, ...asked.value }) : untold(asked.detail);
  });

type Emulation = Pick<PlatformsFact, 'source'> & { readonly emulated: readonly string[] };

async function fromKernel(host: Host): Promise<FactResult<Emulation>> {
  const list = await host.ask('list', { path: BINFMT });
  if (!list.ok) {
    return list.error.code === 'ENOENT'
      ? known({ emulated: [], source: BINFMT })
      : unknownFrom(`listing ${BINFMT}`, list.error);
  }
  // Mounted, it always holds these two; an empty folder is only the place where it would be.
  if (!list.value.some(({ name }) => name === 'status')) {
    return unknownFact('failed', `${BINFMT} is not mounted here`);
  }
  const names = list.value.map(({ name }) => name).filter((name) => name !== 'status' && name !== 'register');
  const entries = await Promise.all(names.map((name) => host.ask('readFile', { path: `${BINFMT}/${name}` })));
  const emulated = entries.flatMap((entry) => (entry.ok ? (emulatedBy(entry.value) ?? []) : []));
  return known({ emulated: [...new Set(emulated)], source: BINFMT });
}

/**
 * A handler of the kernel: it counts when it is on, and stays open (flag F), since its interpreter is not inside
 * the container. Bytes 18 and 19 of what it matches are the ELF machine.
 */
export function emulatedBy(handler: string): string | null {
  const field = (name: string): string =>
    new RegExp(`^${name}:? *(.*)$`, 'm').exec(handler)?.[1]?.trim() ?? '';
  if (!/^enabled$/m.test(handler) || !field('flags').includes('F')) return null;
  const magic = field('magic');
  if (!magic.startsWith('7f454c46')) return null;
  const arch = MACHINES[`${magic.slice(10, 12)}:${magic.slice(36, 40)}`];
  return arch ? `linux/${arch}` : null;
}

/** ELF data encoding (01 little, 02 big) and machine, as the bytes lie in the file. */
const MACHINES: Readonly<Record<string, string>> = {
  '01:3e00': 'amd64',
  '01:b700': 'arm64',
  '01:2800': 'arm',
  '01:0300': '386',
  '01:f300': 'riscv64',
  '01:1500': 'ppc64le',
  '02:0016': 's390x',
  '01:0201': 'loong64',
  '01:0800': 'mips64le',
};

/** The engine's own builder has tried them at its start; asking starts nothing. */
async function fromBuildx(
  host: Host,
  file: string,
  { context, host: url }: { context?: string; host?: string },
  builder: string,
): Promise<FactResult<Emulation>> {
  const flags = url !== undefined ? ['--host', url] : context !== undefined ? ['--context', context] : [];
  const args = [...flags, 'buildx', 'inspect', builder];
  const answer = await host.ask('run', { file, args, timeoutMs: 5000 });
  if (!answer.ok) return unknownFrom('docker buildx inspect', answer.error);
  const lists = [...answer.value.stdout.matchAll(/^\s*Platforms:\s*(.+)$/gm)];
  if (lists.length === 0)
    return unknownFact('failed', 'neither the kernel nor buildx tells which platforms are emulated');
  const emulated = lists.flatMap(([, text = '']) =>
    text.split(',').map((one) => one.trim().replace(/\*$/, '')),
  );
  return known({ emulated, source: 'docker buildx inspect' });
}
