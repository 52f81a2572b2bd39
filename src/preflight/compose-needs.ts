/** The needs of services, in the short notation of files and in the long one that Compose prints. */
import { isObject, type JsonObject, textAt, valueAt } from '../facts/json-text.ts';
import type { Port } from '../facts/ports.ts';
import type { PathNeed } from '../facts/shared-paths.ts';
import type { Platform } from '../host/host.ts';
import { absolutePath } from './read.ts';
import { type Requirements, together, type Wanted } from './requirements.ts';
import { parsePlatform, parsePorts, parseRegistry } from './values.ts';

interface Place {
  readonly platform: Platform;
  readonly home: string;
  readonly folder: string;
}

export function needsOfServices(
  model: JsonObject,
  file: string,
  place: Place,
  notes: string[],
): { requirements: Requirements; summary: string } {
  const services = Object.entries(isObject(model.services) ? model.services : {}).filter(
    // Profiles are off unless they are asked for; Compose leaves these services out itself.
    (entry): entry is [string, JsonObject] =>
      isObject(entry[1]) && !(Array.isArray(entry[1].profiles) && entry[1].profiles.length > 0),
  );
  const each = services.map(([name, service]) => {
    const from = `${file} (services.${name})`;
    const wanted = <T>(value: T): Wanted<T> => ({ value, from });
    const noted = <T>(what: string, read: () => T[]): T[] => {
      try {
        return read();
      } catch {
        notes.push(`${what} of the service ${name} could not be read`);
        return [];
      }
    };
    const ports = list(service.ports).flatMap((port) =>
      noted(`the port ${shown(port)}`, () => publishedPorts(port)),
    );
    const paths = list(service.volumes).flatMap((volume) => boundPath(volume, place) ?? []);
    const platform = textAt(service, 'platform');
    const image = textAt(service, 'image');
    // What is built here is not pulled.
    const pulled = image && !service.build && service.pull_policy !== 'never' ? image : null;
    return together({
      ports: ports.map(wanted),
      paths: paths.map(wanted),
      platforms: platform ? noted(`the platform ${platform}`, () => [wanted(parsePlatform(platform))]) : [],
      gpu: wantsGpu(service) ? [wanted(true as const)] : [],
      registries: pulled
        ? noted(`the image ${pulled}`, () => [wanted({ host: registryOf(pulled), signedIn: false })])
        : [],
    });
  });
  const all = together(...each);
  const requirements: Requirements = {
    ...all,
    ports: unique(all.ports),
    paths: unique(all.paths),
    platforms: unique(all.platforms),
    registries: unique(all.registries),
    gpu: all.gpu.slice(0, 1),
  };
  return { requirements, summary: summaryOf(services.length, requirements) };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const shown = (value: unknown): string => (isObject(value) ? JSON.stringify(value) : String(value));

/** The same wish of two services is told once. */
function unique<T>(wishes: readonly Wanted<T>[]): Wanted<T>[] {
  const seen = new Set<string>();
  return wishes.filter(({ value }) => {
    const key = JSON.stringify(value);
    return !seen.has(key) && seen.add(key);
  });
}

function summaryOf(services: number, { ports, paths, platforms, gpu, registries }: Requirements): string {
  const count = (number: number, word: string): string[] =>
    number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`];
  return [
    ...(count(services, 'service').length > 0 ? count(services, 'service') : ['no service']),
    ...count(ports.length, 'port'),
    ...count(paths.length, 'folder'),
    ...platforms.map(({ value }) => value),
    ...(gpu.length > 0 ? ['a GPU'] : []),
    ...registries.map(({ value }) => value.host),
  ].join(', ');
}

/** '8080:80', '127.0.0.1:8080:80/udp', '3000-3005:3000-3005', 80 (any free port), { published, target, host_ip, protocol }. */
export function publishedPorts(entry: unknown): Port[] {
  if (isObject(entry)) {
    const { published, host_ip: address, protocol } = entry;
    if (published === undefined || published === null || published === '' || published === 0) return [];
    const ip = typeof address === 'string' && address !== '' ? `${bracketed(address)}:` : '';
    return parsePorts(`${ip}${String(published)}${protocol === 'udp' ? '/udp' : ''}`);
  }
  const match = /^(?:(.*):)?([\d-]+)(\/\w+)?$/.exec(String(entry));
  if (!match) throw new Error('no port');
  const host = match[1];
  // The port of the container alone: any free port of the host will do.
  if (host === undefined) return [];
  const [, ip, ports = ''] = /^(?:(.*):)?([\d-]*)$/.exec(host) ?? [];
  if (ports === '') return [];
  return parsePorts(`${ip ? `${bracketed(ip)}:` : ''}${ports}${match[3] === '/udp' ? '/udp' : ''}`);
}

const bracketed = (ip: string): string => (ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip);

/** A bind mount, by its path on this machine; a named volume is none. */
export function boundPath(entry: unknown, place: Place): PathNeed | null {
  if (isObject(entry)) {
    const source = textAt(entry, 'source');
    if (entry.type !== 'bind' || source === null) return null;
    const created = valueAt(entry.bind, 'create_host_path') === true;
    return need(source, textAt(entry, 'target') ?? '', created, place);
  }
  const text = String(entry);
  const match = /^((?:[A-Za-z]:)?[^:]+):([^:]+)(?::[^:]*)?$/.exec(text);
  const source = match?.[1] ?? '';
  if (!/^(?:[.~]|[\\/]|[A-Za-z]:[\\/])/.test(source)) return null;
  return need(source, match?.[2] ?? '', true, place);
}

/** Docker makes a missing folder; where a file is meant, the folder it makes in its place is a fault of its own. */
function need(source: string, target: string, created: boolean, place: Place): PathNeed {
  const extension = (path: string): string | undefined => /\.[A-Za-z0-9]{1,5}$/.exec(path)?.[0];
  const file = extension(source) !== undefined && extension(source) === extension(target);
  // A socket comes and goes with its program.
  const socket = source.endsWith('.sock');
  return { path: absolutePath(source, place), createdIfMissing: socket || (created && !file) };
}

function wantsGpu(service: JsonObject): boolean {
  if (service.gpus !== undefined && service.gpus !== null && service.gpus !== '') return true;
  const devices = valueAt(service.deploy, 'resources', 'reservations', 'devices');
  return list(devices).some((device) => list(valueAt(device, 'capabilities')).flat().includes('gpu'));
}

/** The part before the first slash is a registry when it looks like a host; else the image is on Docker Hub. */
export function registryOf(image: string): string {
  const [first = '', rest] = image.split(/\/(.*)/s);
  return rest !== undefined && /[.:]|^localhost$/.test(first) ? parseRegistry(first) : 'docker.io';
}
