/** What a Compose project needs of a machine, worked out of its files: nothing is started, nothing is fetched. */
import { dirname } from 'node:path';
import { clientFact } from '../facts/client.ts';
import type { FactContext } from '../facts/fact.ts';
import { isObject, type JsonObject, parseJson } from '../facts/json-text.ts';
import { pluginsFact } from '../facts/plugins.ts';
import { fitsRange } from '../facts/versions.ts';
import { COMPOSE_FEATURES, COMPOSE_TAGS } from './compose-features.ts';
import { type LookUp, variablesOf } from './compose-files.ts';
import { type OwnReading, ownModel } from './compose-model.ts';
import { needsOfServices, startedServices } from './compose-needs.ts';
import type { ComposeFile } from './compose-yaml.ts';
import { type BaseImages, baseImagesOf, buildOf } from './dockerfile.ts';
import { recorded, unrecorded } from './recorded.ts';
import { NOTHING, type Reading, type Requirements, together } from './requirements.ts';

export interface ComposeProject {
  /** Absolute paths; several are merged in this order. */
  readonly files: readonly string[];
  /** As they are named to the user. */
  readonly name: string;
  /** Only these are started (`runServices` of a dev container), with what they depend on. */
  readonly services?: readonly string[];
}

/** The first Compose that is a plugin; its file format is the one that is read here. */
const ANY_COMPOSE = '2.0.0';

const UNREAD: OwnReading = { model: {}, files: [], refusal: null };

/** Throws an Error of one line for a file that is missing or is no YAML. */
export async function composeNeeds(context: FactContext, project: ComposeProject): Promise<Requirements> {
  const { files } = project;
  const folder = dirname(files[0] ?? '.');
  const look = await variablesOf(folder, (name) => context.host.env(name));
  const { platform, home } = context.host.identity;
  const place = { platform, home, folder: recorded(folder, home) };
  const ownNotes: string[] = [];
  // Read by itself as well: features are seen in the files, not in what Compose makes of them.
  const [asked, read] = await Promise.all([
    askCompose(context, files, folder),
    ownModel(files, place, look, ownNotes).catch((error: Error) => error),
  ]);
  // What Compose takes is right, whatever the reader here makes of it.
  if (read instanceof Error && !asked.model) throw read;
  const own = read instanceof Error ? UNREAD : read;
  const notes = asked.model ? [] : ownNotes;
  const since = neededCompose(own.files);
  const model = onlyServices(asked.model ?? own.model, project.services);
  const found = needsOfServices(
    {
      model,
      built: await basesOf(model, { folder, home }, look, notes),
      file: project.name,
      makesFolders: asked.version === null || fitsRange(asked.version, '>=5') === true,
    },
    place,
    notes,
  );
  const reading: Reading = {
    name: project.name,
    source: asked.model || asked.refusal !== null ? 'docker compose config' : 'read by docker-doctor',
    needs: [found.summary, ...(since ? [`Compose >=${since.version}`] : [])].join(', '),
    notes: [...new Set(notes)],
    refusal: asked.refusal ?? (asked.model ? null : own.refusal),
  };
  // A Compose that takes the file is new enough, whatever it calls itself: distributions mend old ones.
  const version = asked.model || !since ? ANY_COMPOSE : since.version;
  return together(found.requirements, {
    versions: {
      ...NOTHING.versions,
      compose: [{ value: `>=${version}`, from: since ? `${project.name} (${since.name})` : project.name }],
    },
    readings: [reading],
    projects: [place.folder],
  });
}

/** What the images are built upon that `docker compose up` builds. */
async function basesOf(
  model: JsonObject,
  { folder, home }: { readonly folder: string; readonly home: string },
  look: LookUp,
  notes: string[],
): Promise<ReadonlyMap<string, BaseImages>> {
  const built = new Map<string, BaseImages>();
  for (const [name, service] of startedServices(model)) {
    const build = buildOf(service.build, look);
    if (!build) continue;
    try {
      const context = unrecorded(build.context, home);
      built.set(name, await baseImagesOf({ ...build, context }, folder));
    } catch (error) {
      notes.push(`the service ${name} ${(error as Error).message}`);
    }
  }
  return built;
}

interface Asked {
  /** The services with all variables, `include` and `extends` worked out. */
  readonly model: JsonObject | null;
  readonly refusal: string | null;
  readonly version: string | null;
}

/** Compose itself knows best; it only reads, and is kept from fetching files of other places. */
async function askCompose(
  { host, get }: FactContext,
  files: readonly string[],
  folder: string,
): Promise<Asked> {
  const nothing: Asked = { model: null, refusal: null, version: null };
  const [client, plugins] = await Promise.all([get(clientFact), get(pluginsFact)]);
  const file = client.known ? client.value.inUse?.path : undefined;
  const here = plugins.known
    ? plugins.value.plugins.find(({ name, broken }) => name === 'compose' && broken === null)
    : undefined;
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
  const { version } = here;
  const parsed = parseJson(answer.value.stdout);
  if (answer.value.exitCode === 0)
    return { model: parsed.ok && isObject(parsed.value) ? parsed.value : null, refusal: null, version };
  const lines = answer.value.stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/level=warning/.test(line));
  const refusal = lines.at(-1)?.trim().slice(0, 500) ?? `exit code ${answer.value.exitCode}`;
  return { model: null, refusal, version };
}

/** The services that are named, and those that they depend on. */
function onlyServices(model: JsonObject, names: readonly string[] | undefined): JsonObject {
  const services = isObject(model.services) ? model.services : {};
  if (!names || names.length === 0) return model;
  const wanted = new Set<string>();
  const add = (name: string): void => {
    const service = services[name];
    if (wanted.has(name) || !isObject(service)) return;
    wanted.add(name);
    const depends = service.depends_on;
    for (const other of Array.isArray(depends) ? depends : Object.keys(isObject(depends) ? depends : {}))
      add(String(other));
  };
  for (const name of names) add(name);
  return {
    ...model,
    services: Object.fromEntries(Object.entries(services).filter(([name]) => wanted.has(name))),
  };
}

/** The newest of the features that are used, which decides. */
function neededCompose(files: readonly ComposeFile[]): { name: string; version: string } | null {
  const used = files.flatMap(({ content, tags }) => [
    ...COMPOSE_FEATURES.filter((feature) => feature.uses(content)).map(({ name, since }) => ({
      name,
      version: since,
    })),
    ...tags.map(({ tag }) => ({ name: tag, version: COMPOSE_TAGS[tag] ?? '2.18.0' })),
  ]);
  const key = (version: string): number =>
    version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
  return used.sort((a, b) => key(b.version) - key(a.version))[0] ?? null;
}
