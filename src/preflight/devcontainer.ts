/** What a dev container needs: its image and features, its Compose files, and what it asks of the host. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { FactContext } from '../facts/fact.ts';
import { isObject, type JsonObject, textAt, valueAt } from '../facts/json-text.ts';
import { composeNeeds } from './compose.ts';
import { boundPath, publishedPorts, registryOf } from './compose-needs.ts';
import { baseImagesOf, buildOf } from './dockerfile.ts';
import { parseWithPositions, placeOf, TextError } from './positions.ts';
import { recorded } from './recorded.ts';
import { type ImageNeed, type Requirements, together, type Wanted } from './requirements.ts';
import { parsePlatform, parsePorts, parseSize } from './values.ts';

/** Where the specification has it, from the folder of the project; the last is one folder deep. */
const PLACES = ['.devcontainer/devcontainer.json', '.devcontainer.json', '.devcontainer/*/devcontainer.json'];

/** Throws an Error of one line where there is none, or several of which one must be chosen. */
export async function findDevcontainer(folder: string): Promise<string> {
  for (const name of PLACES.slice(0, 2)) if (await isFile(join(folder, name))) return join(folder, name);
  const inside = join(folder, '.devcontainer');
  const names = (await readdir(inside).catch(() => [])).sort();
  const files = names.map((name) => join(inside, name, 'devcontainer.json'));
  const found = (await Promise.all(files.map(async (file) => ((await isFile(file)) ? [file] : [])))).flat();
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new Error(
    found.length === 0
      ? `devcontainer: neither ${PLACES.join(' nor ')} is in ${folder}`
      : `devcontainer: name one of ${found.map((file) => relative(folder, file)).join(', ')}`,
  );
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** Throws an Error of one line for a file that is missing or wrong; a folder stands for the file in it. */
export async function devcontainerNeeds(
  context: FactContext,
  path: string,
  cwd: string,
): Promise<Requirements> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? await findDevcontainer(path) : path;
  const name = relative(cwd, file) || file;
  const content = await readContent(file, name);
  const workspace = workspaceOf(file);
  const notes: string[] = [];
  const own = ownNeeds(content, { name, workspace, notes, context });
  const base = await baseNeeds(content, dirname(file), { name, workspace, notes, context });
  const compose = listOf(content.dockerComposeFile).filter((one) => typeof one === 'string');
  const started = [...listOf(content.runServices), ...listOf(content.service)].map(String);
  const services =
    compose.length > 0
      ? await composeNeeds(context, {
          files: compose.map((one) => resolve(dirname(file), one)),
          name: `${name} (${compose.join(', ')})`,
          // Without a list all of them are started.
          services: content.runServices === undefined ? [] : started,
        })
      : null;
  const reading = {
    name,
    source: 'read by docker-doctor',
    needs: textAt(content, 'image') ?? (compose.length > 0 ? 'a Compose project' : 'an image that is built'),
    notes,
    refusal: null,
  };
  return together(own, base, services ?? {}, { readings: [reading] });
}

/** `build.dockerfile`, or its older name `dockerFile`: relative to the folder of devcontainer.json. */
async function baseNeeds(
  content: JsonObject,
  folder: string,
  { name, workspace, notes, context }: Reader,
): Promise<Partial<Requirements>> {
  const dockerfile = textAt(content.build, 'dockerfile') ?? textAt(content, 'dockerFile');
  if (dockerfile === null) return {};
  const args = isObject(content.build) ? content.build.args : undefined;
  const filled = Object.fromEntries(
    Object.entries(isObject(args) ? args : {}).map(([key, value]) => [
      key,
      variables(String(value), workspace, context),
    ]),
  );
  const build = buildOf(
    { dockerfile: resolve(folder, dockerfile), target: textAt(content.build, 'target'), args: filled },
    () => undefined,
  );
  const from = `${name} (build)`;
  try {
    const { images, platforms } = build ? await baseImagesOf(build, folder) : { images: [], platforms: [] };
    return {
      images: images.map((image) => ({ value: { image, registry: registryOf(image), always: false }, from })),
      platforms: platforms.map((platform) => ({ value: parsePlatform(platform), from })),
    };
  } catch (error) {
    notes.push(`its image ${(error as Error).message}`);
    return {};
  }
}

/** The folder that is opened: above `.devcontainer`, however deep the file lies in it. */
function workspaceOf(file: string): string {
  const folder = dirname(file);
  if (basename(folder) === '.devcontainer') return dirname(folder);
  return basename(dirname(folder)) === '.devcontainer' ? dirname(dirname(folder)) : folder;
}

async function readContent(file: string, name: string): Promise<JsonObject> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read ${name}: ${error.code ?? error.message}`);
  });
  try {
    const node = parseWithPositions(text, { comments: true });
    if (!isObject(node.value)) throw new TextError('it must be an object', node.offset);
    return node.value;
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new Error(`${name}:${placeOf(text, error.offset)}: ${error.message}`);
  }
}

interface Reader {
  readonly name: string;
  readonly workspace: string;
  readonly notes: string[];
  readonly context: FactContext;
}

function ownNeeds(content: JsonObject, { name, workspace, notes, context }: Reader): Partial<Requirements> {
  const { platform, home } = context.host.identity;
  const place = { platform, home, folder: recorded(workspace, home) };
  const wanted = <T>(key: string, value: T): Wanted<T> => ({ value, from: `${name} (${key})` });
  const noted = <T>(what: string, read: () => T[]): T[] => {
    try {
      return read();
    } catch {
      notes.push(`${what} could not be read`);
      return [];
    }
  };
  const fill = (text: string): string => variables(text, place.folder, context);
  const size = (key: 'memory' | 'storage'): Wanted<number>[] => {
    const text = textAt(content.hostRequirements, key);
    return text === null
      ? []
      : noted(`hostRequirements.${key}`, () => [wanted(`hostRequirements.${key}`, parseSize(text))]);
  };
  const cpus = valueAt(content.hostRequirements, 'cpus');
  const images = [
    ...(textAt(content, 'image') ? [['image', textAt(content, 'image') ?? ''] as const] : []),
    ...Object.keys(isObject(content.features) ? content.features : {})
      .filter(isPublished)
      .map((feature) => ['features', feature] as const),
  ];
  const run = runOptions(listOf(content.runArgs).map((one) => fill(String(one))));
  const mounts = [...listOf(content.mounts), ...listOf(content.workspaceMount), ...run.mounts];
  const paths = mounts.flatMap((mount) => {
    const long = mountOf(mount, fill);
    const path = long && boundPath(long, place, false);
    // What is only known in the tool that starts the container.
    if (path?.path.includes('${')) notes.push(`the mount of ${path.path} could not be read`);
    return path && !path.path.includes('${') ? [path] : [];
  });
  const volumes = run.volumes.flatMap((volume) => boundPath(volume, place) ?? []);
  const gpu = valueAt(content.hostRequirements, 'gpu');
  return {
    memory: size('memory'),
    disk: size('storage'),
    cpus: typeof cpus === 'number' ? [wanted('hostRequirements.cpus', cpus)] : [],
    gpu:
      run.gpu || (gpu !== undefined && gpu !== false && gpu !== 'optional')
        ? [wanted('gpu', true as const)]
        : [],
    ports: [
      ...listOf(content.appPort).flatMap((port) =>
        noted(`appPort ${String(port)}`, () =>
          publishedPorts(typeof port === 'number' ? `${port}:${port}` : port).map((one) =>
            wanted('appPort', one),
          ),
        ),
      ),
      ...run.ports.flatMap((port) =>
        noted(`the port ${port}`, () => publishedPorts(port).map((one) => wanted('runArgs', one))),
      ),
      ...fixedForwards(content).map((port) => wanted('forwardPorts', port)),
    ],
    platforms: run.platforms.flatMap((one) =>
      noted(`the platform ${one}`, () => [wanted('runArgs', parsePlatform(one))]),
    ),
    // The folder of the project itself is mounted, unless Compose or workspaceMount do it.
    paths: [
      ...(content.workspaceMount === undefined && content.dockerComposeFile === undefined
        ? [wanted('workspace', { path: place.folder, createdIfMissing: false })]
        : []),
      ...[...paths, ...volumes].map((path) => wanted('mounts', path)),
    ],
    images: images.flatMap(([key, image]) =>
      noted(`the image ${image}`, (): Wanted<ImageNeed>[] => [
        wanted(key, { image: fill(image), registry: registryOf(fill(image)), always: key === 'features' }),
      ]),
    ),
  };
}

/** A feature of a registry has its host in its name; others are folders, archives or built in. */
const isPublished = (feature: string): boolean =>
  /^[a-z0-9][a-z0-9.-]*\.[a-z]+(?::\d+)?\/[^/]/i.test(feature) && !/^https?:/.test(feature);

/**
 * A forwarded port that is taken is given another one, without harm; unless its attributes want this very one.
 */
function fixedForwards(content: JsonObject) {
  return listOf(content.forwardPorts).flatMap((entry) => {
    const port = typeof entry === 'number' ? entry : Number(/:(\d+)$/.exec(String(entry))?.[1]);
    const fixed = valueAt(content.portsAttributes, String(entry), 'requireLocalPort') === true;
    return fixed && port > 0 && port < 65_536 ? parsePorts(`127.0.0.1:${port}`) : [];
  });
}

/** Those options of `docker run` that need something of the machine. */
function runOptions(args: readonly string[]) {
  const found = {
    ports: [] as string[],
    volumes: [] as string[],
    mounts: [] as string[],
    platforms: [] as string[],
    gpu: false,
  };
  const lists: Readonly<Record<string, 'ports' | 'volumes' | 'mounts' | 'platforms'>> = {
    '-p': 'ports',
    '--publish': 'ports',
    '-v': 'volumes',
    '--volume': 'volumes',
    '--mount': 'mounts',
    '--platform': 'platforms',
  };
  for (const [index, arg] of args.entries()) {
    if (/^--gpus\b/.test(arg)) found.gpu = true;
    const [name = '', value = args[index + 1] ?? ''] = arg.startsWith('--') ? arg.split(/=(.*)/s) : [arg];
    const key = lists[name];
    if (key && value !== '') found[key].push(value);
  }
  return found;
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** `source=…,target=…,type=bind`, or the same as an object. */
function mountOf(mount: unknown, fill: (text: string) => string): JsonObject | null {
  const fields = isObject(mount)
    ? mount
    : Object.fromEntries(
        String(mount)
          .split(',')
          .map((part) => part.split(/=(.*)/s).slice(0, 2) as [string, string]),
      );
  const source = textAt(fields, 'source') ?? textAt(fields, 'src');
  const target = textAt(fields, 'target') ?? textAt(fields, 'dst') ?? '';
  return source === null ? null : { type: textAt(fields, 'type') ?? 'volume', source: fill(source), target };
}

function variables(text: string, workspace: string, { host }: FactContext): string {
  return text
    .replace(/\$\{localWorkspaceFolder\}/g, () => workspace)
    .replace(/\$\{localWorkspaceFolderBasename\}/g, () => basename(workspace))
    .replace(
      /\$\{(?:localEnv|env):([A-Za-z_]\w*)(?::([^}]*))?\}/g,
      (_, name: string, other = '') => host.env(name) ?? other,
    );
}
