/** The needs of services, in the short notation of files and in the long one that Compose prints. */
import { isObject, type JsonObject, textAt, valueAt } from '../facts/json-text.ts';
import type { Port } from '../facts/ports.ts';
import type { PathNeed } from '../facts/shared-paths.ts';
import type { Platform } from '../host/host.ts';
import type { BaseImages } from './dockerfile.ts';
import { absolutePath } from './read.ts';
import { type ImageNeed, type Requirements, together, type Wanted } from './requirements.ts';
import { parsePlatform, parsePorts, parseRegistry } from './values.ts';

/** Where relative paths start, and whose `~` it is. */
export interface Place {
  readonly platform: Platform;
  readonly home: string;
  readonly folder: string;
}

export interface Model {
  /** With `services`, `secrets` and `configs`; services that are off have been left out. */
  readonly model: JsonObject;
  /** As it is named to the user. */
  readonly file: string;
  /** Does this Compose make the missing folder of a volume that does not say? Since 5.0 it does. */
  readonly makesFolders: boolean;
  /** What the images of services are built upon, by service. */
  readonly built?: ReadonlyMap<string, BaseImages>;
}

export function needsOfServices(
  { model, file, makesFolders, built }: Model,
  place: Place,
  notes: string[],
): { requirements: Requirements; summary: string } {
  const services = startedServices(model);
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
    const paths = list(service.volumes).flatMap((volume) => boundPath(volume, place, makesFolders) ?? []);
    const platform = textAt(service, 'platform');
    const base = built?.get(name);
    const platforms = [...(platform ? [platform] : []), ...(base?.platforms ?? [])];
    return together({
      // With the host's own network, nothing is published.
      ports: service.network_mode === 'host' ? [] : ports.map(wanted),
      paths: [...paths, ...filesOf(service, model)].map(wanted),
      platforms: platforms.flatMap((one) => noted(`the platform ${one}`, () => [wanted(parsePlatform(one))])),
      gpu: wantsGpu(service) ? [wanted(true as const)] : [],
      images: [
        ...noted(`the image ${textAt(service, 'image')}`, () => imagesOf(service).map(wanted)),
        ...(base?.images ?? []).flatMap((image) =>
          noted(`the image ${image}`, () => [wanted({ image, registry: registryOf(image), always: false })]),
        ),
      ],
    });
  });
  const all = together(...each);
  const requirements: Requirements = {
    ...all,
    ports: unique(all.ports),
    paths: unique(all.paths),
    platforms: unique(all.platforms),
    images: unique(all.images),
    gpu: all.gpu.slice(0, 1),
  };
  return { requirements, summary: summaryOf(services.length, requirements) };
}

/** By name, without those that are never run. */
export const startedServices = (model: JsonObject): (readonly [string, JsonObject])[] =>
  Object.entries(isObject(model.services) ? model.services : {}).filter(
    (entry): entry is [string, JsonObject] => isObject(entry[1]) && isStarted(entry[1]),
  );

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const shown = (value: unknown): string => (isObject(value) ? JSON.stringify(value) : String(value));

/** `scale: 0` keeps a service from starting; what a provider runs is no container. */
const isStarted = (service: JsonObject): boolean =>
  Number(service.scale ?? valueAt(service.deploy, 'replicas') ?? 1) !== 0 && service.provider === undefined;

/** What is built here is not pulled. */
function imagesOf(service: JsonObject): ImageNeed[] {
  const image = textAt(service, 'image');
  if (!image || service.build || service.pull_policy === 'never' || service.pull_policy === 'build')
    return [];
  return [{ image, registry: registryOf(image), always: service.pull_policy === 'always' }];
}

/** Secrets and configs that are files are mounted, and nobody makes them. */
function filesOf(service: JsonObject, model: JsonObject): PathNeed[] {
  return (['secrets', 'configs'] as const).flatMap((section) =>
    list(service[section]).flatMap((one) => {
      const name = isObject(one) ? textAt(one, 'source') : String(one);
      const path = name === null ? null : textAt(valueAt(model[section], name), 'file');
      return path === null ? [] : [{ path, createdIfMissing: false }];
    }),
  );
}

/** The same wish of two services is told once. */
function unique<T>(wishes: readonly Wanted<T>[]): Wanted<T>[] {
  const seen = new Set<string>();
  return wishes.filter(({ value }) => {
    const key = JSON.stringify(value);
    return !seen.has(key) && seen.add(key);
  });
}

function summaryOf(services: number, { ports, paths, platforms, gpu, images }: Requirements): string {
  const count = (number: number, word: string): string[] =>
    number === 0 ? [] : [`${number} ${word}${number === 1 ? '' : 's'}`];
  return [
    ...(services > 0 ? count(services, 'service') : ['no service']),
    ...count(ports.length, 'port'),
    ...count(paths.length, 'path'),
    ...platforms.map(({ value }) => value),
    ...(gpu.length > 0 ? ['a GPU'] : []),
    ...new Set(images.map(({ value }) => value.registry)),
  ].join(', ');
}

/**
 * '8080:80', '127.0.0.1:8080:80/udp', '3000-3005:3000-3005', { published, target, host_ip, protocol }. None where any
 * free port will do: '80', and '3000-3005:80', of which the engine takes the first that is free.
 */
export function publishedPorts(entry: unknown): Port[] {
  const { ip, published, target, protocol } = isObject(entry) ? longPort(entry) : shortPort(String(entry));
  if (published === '' || published === '0') return [];
  if (/-/.test(published) && rangeLength(published) !== rangeLength(target)) return [];
  const address = ip === '' ? '' : `${ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip}:`;
  return parsePorts(`${address}${published}${protocol === 'udp' ? '/udp' : ''}`);
}

interface PortText {
  readonly ip: string;
  readonly published: string;
  readonly target: string;
  readonly protocol: string;
}

function longPort({ published, target, host_ip: ip, protocol }: JsonObject): PortText {
  const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
  return { ip: text(ip), published: text(published), target: text(target), protocol: text(protocol) };
}

function shortPort(text: string): PortText {
  const match = /^(?:(.*):)?([\d-]+)(?:\/(\w+))?$/.exec(text);
  if (!match) throw new Error('no port');
  const [, host, target = '', protocol = 'tcp'] = match;
  // The port of the container alone.
  if (host === undefined) return { ip: '', published: '', target, protocol };
  const [, ip = '', published = ''] = /^(?:(.*):)?([\d-]*)$/.exec(host) ?? [];
  if (published === '' && ip === '' && host !== '') throw new Error('no port');
  return { ip, published, target, protocol };
}

function rangeLength(text: string): number {
  const [first, last = first] = text.split('-').map(Number);
  return (last ?? 0) - (first ?? 0);
}

/** A bind mount, by its path on this machine; a named volume is none. */
export function boundPath(entry: unknown, place: Place, makesFolders = true): PathNeed | null {
  const volume = isObject(entry) ? entry : longVolume(entry, place);
  const source = textAt(volume, 'source');
  if (volume?.type !== 'bind' || source === null) return null;
  const created = valueAt(volume.bind, 'create_host_path') ?? makesFolders;
  return need(source, textAt(volume, 'target') ?? '', created === true, place);
}

/** The long notation of a bind mount with its path made absolute; null of anything else. */
export function longVolume(entry: unknown, place: Place): JsonObject | null {
  if (isObject(entry)) {
    const source = textAt(entry, 'source');
    return entry.type === 'bind' && source !== null
      ? { ...entry, source: absolutePath(source, place) }
      : null;
  }
  const match = /^((?:[A-Za-z]:)?[^:]+):([^:]+)(?::[^:]*)?$/.exec(String(entry));
  const [, source = '', target = ''] = match ?? [];
  if (!/^(?:[.~]|[\\/]|[A-Za-z]:[\\/])/.test(source)) return null;
  return {
    type: 'bind',
    source: absolutePath(source, place),
    target,
    bind: { create_host_path: true },
  };
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
  if (service.runtime === 'nvidia') return true;
  const devices = valueAt(service.deploy, 'resources', 'reservations', 'devices');
  return list(devices).some((device) => list(valueAt(device, 'capabilities')).flat().includes('gpu'));
}

/** The part before the first slash is a registry when it looks like a host; else the image is on Docker Hub. */
export function registryOf(image: string): string {
  const [first = '', rest] = image.split(/\/(.*)/s);
  // A variable without a value has left a name that is none.
  if (!/^[a-z0-9]/i.test(image)) throw new Error('no image');
  return rest !== undefined && /[.:]|^localhost$/.test(first) ? parseRegistry(first) : 'docker.io';
}
