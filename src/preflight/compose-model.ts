/**
 * A Compose project without Compose: its files laid over each other, `include` and `extends` followed, variables
 * filled in; of each service only what a machine must have. Where this cannot know, it says so in a note.
 */
import { dirname, resolve } from 'node:path';
import { isObject, type JsonObject } from '../facts/json-text.ts';
import { type LookUp, withEnvFiles } from './compose-files.ts';
import { longVolume, type Place } from './compose-needs.ts';
import { type ComposeFile, readComposeFile } from './compose-yaml.ts';
import { interpolate } from './interpolate.ts';
import { absolutePath } from './read.ts';
import { recorded } from './recorded.ts';
import { isRemote } from './remote.ts';

const DEEPEST = 8;
/** What of a service is looked at. */
const KEYS =
  'depends_on ports volumes image build platform gpus runtime deploy scale profiles pull_policy network_mode secrets configs provider'.split(
    ' ',
  );
type Sections = 'services' | 'secrets' | 'configs';
type Model = Record<Sections, Record<string, JsonObject>>;

export interface OwnReading {
  readonly model: JsonObject;
  /** All files that were read, included ones too, for the features that they use. */
  readonly files: readonly ComposeFile[];
  /** What Compose is sure to refuse. */
  readonly refusal: string | null;
}

interface Scope {
  /** Relative paths start here. */
  readonly place: Place;
  readonly look: LookUp;
  readonly depth: number;
}

export async function ownModel(
  files: readonly string[],
  place: Place,
  look: LookUp,
  notes: string[],
): Promise<OwnReading> {
  const reader = new Reader(notes);
  const model = await reader.project(files, { place, look, depth: 0 });
  for (const name of reader.unset) notes.push(`the variable ${name} has no value`);
  return { model: withActive(model, look), files: reader.read, refusal: reader.refusal };
}

/** Services of a profile are off unless COMPOSE_PROFILES has it. */
function withActive(model: Model, look: LookUp): JsonObject {
  const active = (look('COMPOSE_PROFILES') ?? '').split(',').map((name) => name.trim());
  const isOn = ({ profiles }: JsonObject): boolean =>
    !Array.isArray(profiles) ||
    profiles.length === 0 ||
    active.includes('*') ||
    profiles.some((name) => active.includes(String(name)));
  const services = Object.fromEntries(Object.entries(model.services).filter(([, service]) => isOn(service)));
  return { ...model, services };
}

class Reader {
  readonly read: ComposeFile[] = [];
  readonly unset = new Set<string>();
  refusal: string | null = null;
  private readonly notes: string[];

  constructor(notes: string[]) {
    this.notes = notes;
  }

  async project(files: readonly string[], scope: Scope): Promise<Model> {
    const model: Model = { services: {}, secrets: {}, configs: {} };
    for (const name of files) {
      const file = await readComposeFile(name);
      this.read.push(file);
      for (const one of includesOf(file.content)) this.adopt(model, await this.included(one, name, scope));
      await this.lay(model, file, scope);
    }
    return model;
  }

  /** What is included is there unless the file itself says otherwise. */
  private adopt(model: Model, included: Model): void {
    for (const section of ['services', 'secrets', 'configs'] as const)
      for (const [name, value] of Object.entries(included[section])) model[section][name] = value;
  }

  private async included(include: JsonObject, from: string, scope: Scope): Promise<Model> {
    const fill = this.filler(scope.look);
    const list = (value: unknown): string[] =>
      (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string').map(fill);
    const paths = list(include.path);
    const [main = ''] = paths;
    if (paths.length === 0 || paths.some(isRemote) || scope.depth >= DEEPEST) {
      this.notes.push(`what it includes from ${paths.join(', ') || 'nowhere'} was not read`);
      return { services: {}, secrets: {}, configs: {} };
    }
    const base = dirname(from);
    const files = paths.map((path) => resolve(base, path));
    const folder =
      typeof include.project_directory === 'string'
        ? resolve(base, fill(include.project_directory))
        : dirname(resolve(base, main));
    const env = list(include.env_file).map((file) => resolve(base, file));
    const look = await withEnvFiles(scope.look, env.length > 0 ? env : [resolve(folder, '.env')]);
    const place = { ...scope.place, folder: recorded(folder, scope.place.home) };
    return this.project(files, { place, look, depth: scope.depth + 1 });
  }

  private async lay(model: Model, file: ComposeFile, scope: Scope): Promise<void> {
    for (const [name, service] of entries(file.content.services)) {
      const own = await this.service(file, name, service, scope);
      const before = { ...model.services[name] };
      for (const { tag, path } of file.tags) {
        const [section, of, key, ...deeper] = path.split('.');
        if (section !== 'services' || of !== name) continue;
        if (key === undefined) {
          for (const known of Object.keys(before)) delete before[known];
          if (tag === '!reset') for (const known of Object.keys(own)) delete own[known];
        } else if (deeper.length > 0) {
          if (KEYS.includes(key)) this.notes.push(`${tag} of ${path} was not followed`);
        } else {
          delete before[key];
          if (tag === '!reset') delete own[key];
        }
      }
      model.services[name] = merged(before, own);
    }
    for (const section of ['secrets', 'configs'] as const)
      for (const [name, one] of entries(file.content[section])) {
        const path = typeof one.file === 'string' ? this.filler(scope.look)(one.file) : null;
        model[section][name] = path === null ? {} : { file: absolutePath(path, scope.place) };
      }
  }

  /** With what it extends; paths become absolute, since the base may be in another folder. */
  private async service(
    file: ComposeFile,
    name: string,
    service: JsonObject,
    scope: Scope,
  ): Promise<Record<string, unknown>> {
    const used = Object.fromEntries(KEYS.flatMap((key) => (key in service ? [[key, service[key]]] : [])));
    const { build, ...rest } = used;
    const own = this.fillAll(rest, this.filler(scope.look)) as Record<string, unknown>;
    if (build !== undefined && build !== null) own.build = this.build(build, scope);
    if (Array.isArray(own.volumes))
      own.volumes = own.volumes.map((volume) => longVolume(volume, scope.place) ?? volume);
    return service.extends === undefined
      ? own
      : { ...merged(await this.base(file, name, service.extends, scope), own) };
  }

  /** A variable without a value harms only where the Dockerfile uses it, which then says so. */
  private build(build: unknown, { look, place }: Scope): JsonObject {
    const filled = this.fillAll(build, (text) => interpolate(text, look).text);
    const long = isObject(filled) ? filled : { context: filled };
    const context = String(long.context ?? '.');
    return { ...long, context: isRemote(context) ? context : absolutePath(context, place) };
  }

  private async base(file: ComposeFile, name: string, how: unknown, scope: Scope): Promise<JsonObject> {
    const lost = (): JsonObject => {
      this.notes.push(`what the service ${name} extends was not read`);
      return {};
    };
    const fill = this.filler(scope.look);
    const ref = isObject(how) ? how.service : how;
    const other = isObject(how) && typeof how.file === 'string' ? fill(how.file) : null;
    if (typeof ref !== 'string' || scope.depth >= DEEPEST || (other !== null && isRemote(other)))
      return lost();
    const path = other === null ? file.file : resolve(dirname(file.file), other);
    const from = path === file.file ? file : await readComposeFile(path);
    const found = entries(from.content.services).find(([candidate]) => candidate === ref);
    if (!found) {
      this.refusal ??= `${name} extends ${ref}, which is not a service of ${path}`;
      return {};
    }
    const place =
      from === file ? scope.place : { ...scope.place, folder: recorded(dirname(path), scope.place.home) };
    return this.service(from, ref, found[1], { ...scope, place, depth: scope.depth + 1 });
  }

  private filler(look: LookUp): (text: string) => string {
    return (text) => {
      const { text: filled, unset, required } = interpolate(text, look);
      for (const name of unset) this.unset.add(name);
      const [lacking] = required;
      if (lacking) {
        const why = lacking.message === '' ? '' : `: ${lacking.message}`;
        this.refusal ??= `required variable ${lacking.name} is missing a value${why}`;
      }
      return filled;
    };
  }

  private fillAll(value: unknown, fill: (text: string) => string): unknown {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map((item) => this.fillAll(item, fill));
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.fillAll(item, fill)]))
      : value;
  }
}

const entries = (section: unknown): [string, JsonObject][] =>
  Object.entries(isObject(section) ? section : {}).flatMap(([name, value]) =>
    value === null || value === undefined ? [[name, {}]] : isObject(value) ? [[name, value]] : [],
  );

function includesOf({ include }: JsonObject): JsonObject[] {
  return (Array.isArray(include) ? include : []).map((one) => (isObject(one) ? one : { path: one }));
}

/** Lists are joined, where a later volume of the same target replaces the earlier one; mappings are laid over. */
function merged(before: JsonObject, over: JsonObject): JsonObject {
  const all: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(over)) {
    const old = all[key];
    if (value === undefined || (value === null && old !== undefined)) continue;
    if (Array.isArray(old) && Array.isArray(value)) {
      const targets = new Set(key === 'volumes' ? value.map(targetOf) : []);
      all[key] = [...old.filter((item) => !targets.has(targetOf(item))), ...value];
    } else all[key] = isObject(old) && isObject(value) ? merged(old, value) : value;
  }
  return all;
}

/** Of a volume; what has none is unlike any other. */
function targetOf(volume: unknown): unknown {
  if (isObject(volume)) return volume.target ?? volume;
  const parts = String(volume).split(':');
  return parts.length === 1 ? parts[0] : (parts[1] ?? volume);
}
