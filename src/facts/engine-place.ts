/** Where the engine runs, seen from here: what this machine's ports, paths and disk say about it depends on it. */
import { endpointFact } from './endpoint.ts';
import { type EngineFact, engineFact, productOf } from './engine.ts';
import { defineFact, known, unknownFact } from './fact.ts';
import { textAt } from './json-text.ts';
import { systemFact } from './system.ts';

export type EnginePlace =
  /** On this very system: its files and ports are ours. */
  | 'here'
  /** In a virtual machine of a desktop product: ports are forwarded, some folders are shared. */
  | 'vm'
  /** The doctor is in a container, the engine outside of it. */
  | 'outside'
  | 'remote';

export interface EngineHome {
  readonly place: EnginePlace;
  readonly product: string;
}

const IN_A_VM = new Set(['docker-desktop', 'colima', 'orbstack', 'rancher-desktop', 'lima']);

export const engineHomeFact = defineFact<EngineHome>(
  'engine.home',
  'where the engine runs',
  async ({ host, get }) => {
    const [endpoint, engine, system] = await Promise.all([
      get(endpointFact),
      get(engineFact),
      get(systemFact),
    ]);
    if (!engine.known) return engine;
    if (engine.value.state !== 'answers') return unknownFact('failed', NO_ENGINE);
    const product = productOf(engine.value);
    const inContainer = system.known && system.value.container !== null;
    if (IN_A_VM.has(product)) return known({ place: 'vm', product });
    // An engine names the machine it runs on.
    if (textAt(engine.value.info, 'Name') === host.identity.hostname)
      return known({ place: 'here', product });
    const transport =
      endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value.transport.kind : 'unix';
    if (transport === 'tcp' || transport === 'ssh') return known({ place: 'remote', product });
    if (host.identity.platform !== 'linux') return known({ place: 'vm', product });
    if (inContainer) return known({ place: 'outside', product });
    return engine.value.info === null
      ? unknownFact('failed', `the engine does not describe itself: ${engine.value.infoError}`)
      : known({ place: 'remote', product });
  },
);

export const NO_ENGINE = 'no engine answers';

/** The platform that the engine runs without any emulation, 'linux/amd64'. */
export function ownPlatform(engine: EngineFact): string | null {
  const os = textAt(engine.version, 'Os') ?? textAt(engine.info, 'OSType');
  const arch = textAt(engine.version, 'Arch') ?? textAt(engine.info, 'Architecture');
  return os && arch ? `${os}/${GO_NAMES[arch] ?? arch}` : null;
}

const GO_NAMES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'arm',
  armv6l: 'arm',
  i686: '386',
};
