/** What a Compose project needs of a machine, worked out of its files: nothing is started, nothing is fetched. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { clientFact } from '../facts/client.ts';
import type { FactContext } from '../facts/fact.ts';
import { isObject, type JsonObject, parseJson } from '../facts/json-text.ts';
import { pluginsFact } from '../facts/plugins.ts';
import { COMPOSE_FEATURES, COMPOSE_TAGS } from './compose-features.ts';
import { needsOfServices } from './compose-needs.ts';
import { interpolate, parseEnvFile } from './interpolate.ts';
import { type Reading, type Requirements, together } from './requirements.ts';

export interface ComposeProject {
  /** Absolute paths; several are merged in this order. */
  readonly files: readonly string[];
  /** As they are named to the user. */
  readonly name: string;
}

const DEFAULT_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const DEEPEST_INCLUDE = 5;

/** Throws an Error of one line for a file that is missing or is no YAML. */
export async function composeNeeds(context: FactContext, project: ComposeProject): Promise<Requirements> {
  const files = await withOverride(project.files);
  const folder = dirname(files[0] ?? '.');
  const notes: string[] = [];
  const [asked, env] = await Promise.all([askCompose(context, files, folder), envOf(context, folder)]);
  const raw = (await Promise.all(files.map((file) => readYaml(file, notes, 0)))).flat();
  const since = neededCompose(raw);
  const model = asked.model ?? ownModel(raw, env, notes);
  const place = { platform: context.host.identity.platform, home: context.host.identity.home, folder };
  const found = needsOfServices(model, project.name, place, notes);
  const reading: Reading = {
    name: project.name,
    source: asked.model ? 'docker compose config' : 'read by docker-doctor',
    needs: [found.summary, ...(since ? [`Compose >=${since.version}`] : [])].join(', '),
    notes: [...new Set(notes)],
    refusal: asked.refusal,
  };
  const versions = since
    ? {
        client: [],
        engine: [],
        api: [],
        buildx: [],
        compose: [{ value: `>=${since.version}`, from: `${project.name} (${since.name})` }],
      }
    : undefined;
  return together(found.requirements, {
    ...(versions && { versions }),
    readings: [reading],
    projects: [folder],
  });
}

/** `docker compose up` takes the override beside a file of the usual name by itself. */
async function withOverride(files: readonly string[]): Promise<readonly string[]> {
  const [only] = files;
  if (files.length !== 1 || only === undefined || !DEFAULT_NAMES.includes(basename(only))) return files;
  const stem = only.replace(/\.ya?ml$/, '.override');
  for (const override of [`${stem}.yaml`, `${stem}.yml`]) {
    if (await textOf(override).catch(() => null)) return [only, override];
  }
  return files;
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8');

interface Asked {
  /** The services with all variables, `include` and `extends` worked out. */
  readonly model: JsonObject | null;
  readonly refusal: string | null;
}

/** Compose itself knows best; it only reads, and is kept from fetching files of other places. */
async function askCompose(
  { host, get }: FactContext,
  files: readonly string[],
  folder: string,
): Promise<Asked> {
  const nothing: Asked = { model: null, refusal: null };
  const [client, plugins] = await Promise.all([get(clientFact), get(pluginsFact)]);
  const file = client.known ? client.value.inUse?.path : undefined;
  const here =
    plugins.known && plugins.value.plugins.some(({ name, broken }) => name === 'compose' && broken === null);
  if (!file || !here) return nothing;
  const args = ['compose', ...files.flatMap((name) => ['-f', name]), 'config', '--format', 'json'];
  const env = { COMPOSE_EXPERIMENTAL_GIT_REMOTE: 'false', COMPOSE_EXPERIMENTAL_OCI_REMOTE: 'false' };
  const answer = await host.ask('run', {
    file,
    args,
    cwd: folder,
    env,
    timeoutMs: 5000,
    maxBytes: 4 * 1024 ** 2,
    unrecorded: true,
  });
  if (!answer.ok || answer.value.exitCode === null) return nothing;
  const parsed = parseJson(answer.value.stdout);
  if (answer.value.exitCode === 0)
    return { model: parsed.ok && isObject(parsed.value) ? parsed.value : null, refusal: null };
  const lines = answer.value.stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/level=warning/.test(line));
  return { model: null, refusal: lines.at(-1)?.trim().slice(0, 500) ?? `exit code ${answer.value.exitCode}` };
}

/** Variables of the shell go before those of the project's .env. */
async function envOf({ host }: FactContext, folder: string): Promise<(name: string) => string | undefined> {
  const file = parseEnvFile(await textOf(join(folder, '.env')).catch(() => ''));
  return (name) => host.env(name) ?? file.get(name);
}

interface RawFile {
  readonly file: string;
  readonly content: JsonObject;
  readonly tags: readonly string[];
}

/** A file and those that it includes. */
async function readYaml(file: string, notes: string[], depth: number): Promise<RawFile[]> {
  const text = await textOf(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read ${file}: ${error.code ?? error.message}`);
  });
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const tags: string[] = [];
  const marking = Object.keys(COMPOSE_TAGS).flatMap((tag) =>
    (['map', 'seq', 'scalar'] as const).map((kind) => ({
      tag,
      ...(kind !== 'scalar' && { collection: kind }),
      resolve: (value: unknown) => {
        tags.push(tag);
        return value;
      },
    })),
  );
  const document = parseDocument(text, {
    lineCounter,
    merge: true,
    customTags: marking as NonNullable<Parameters<typeof parseDocument>[1]>['customTags'] & object,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new Error(
      `${file}:${line}:${col}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`,
    );
  }
  const content: unknown = document.toJS({ maxAliasCount: 1000 });
  if (!isObject(content)) throw new Error(`${file}:1:1: a Compose file is a mapping with "services"`);
  const included = await Promise.all(
    includesOf(content).map((path) => readIncluded(file, path, notes, depth)),
  );
  return [{ file, content, tags }, ...included.flat()];
}

function includesOf({ include }: JsonObject): string[] {
  return (Array.isArray(include) ? include : []).flatMap((one) => {
    const path: unknown = isObject(one) ? one.path : one;
    return (Array.isArray(path) ? path : [path]).filter((name) => typeof name === 'string');
  });
}

async function readIncluded(file: string, path: string, notes: string[], depth: number): Promise<RawFile[]> {
  if (/^(?:oci|https?|git|ssh):|\.git(?:#|$)|\$/.test(path) || depth >= DEEPEST_INCLUDE) {
    notes.push(`what it includes from ${path} was not read`);
    return [];
  }
  return readYaml(resolve(dirname(file), path), notes, depth + 1);
}

/** The newest of the features that are used, which decides. */
function neededCompose(files: readonly RawFile[]): { name: string; version: string } | null {
  const used = files.flatMap(({ content, tags }) => [
    ...COMPOSE_FEATURES.filter((feature) => feature.uses(content)).map(({ name, since }) => ({
      name,
      version: since,
    })),
    ...tags.map((tag) => ({ name: tag, version: COMPOSE_TAGS[tag] ?? '2.18.0' })),
  ]);
  const key = (version: string): number =>
    version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
  return used.sort((a, b) => key(b.version) - key(a.version))[0] ?? null;
}

/** Without Compose: the files laid over each other, service by service, and their variables filled in. */
function ownModel(
  files: readonly RawFile[],
  env: (name: string) => string | undefined,
  notes: string[],
): JsonObject {
  const services: Record<string, JsonObject> = {};
  const unset = new Set<string>();
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const { text, unset: names } = interpolate(value, env);
      for (const name of names) unset.add(name);
      return text;
    }
    if (Array.isArray(value)) return value.map(fill);
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]))
      : value;
  };
  for (const { content } of files) {
    for (const [name, service] of Object.entries(isObject(content.services) ? content.services : {})) {
      if (!isObject(service)) continue;
      const { ports, volumes, image, build, platform, gpus, deploy, profiles, pull_policy } = service;
      const used = {
        ports,
        volumes,
        image,
        build: build && {},
        platform,
        gpus,
        deploy,
        profiles,
        pull_policy,
      };
      services[name] = merged(services[name] ?? {}, fill(used) as JsonObject);
      if (service.extends !== undefined) notes.push(`what the service ${name} extends was not read`);
    }
  }
  for (const name of unset) notes.push(`the variable ${name} has no value`);
  return { services };
}

const merged = (before: JsonObject, over: JsonObject): JsonObject => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(over).flatMap(([key, value]) => {
      const old = before[key];
      if (value === undefined) return [];
      return [[key, Array.isArray(old) && Array.isArray(value) ? [...old, ...value] : value]];
    }),
  ),
});
