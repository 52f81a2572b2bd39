/** What a dev container needs: its image, its Compose files, and what it asks of the host. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import type { FactContext } from '../facts/fact.ts';
import { isObject, type JsonObject, textAt, valueAt } from '../facts/json-text.ts';
import { composeNeeds } from './compose.ts';
import { boundPath, publishedPorts, registryOf } from './compose-needs.ts';
import { parseWithPositions, placeOf, TextError } from './positions.ts';
import { type Requirements, together, type Wanted } from './requirements.ts';
import { parseSize } from './values.ts';

/** Where the specification has it, from the folder of the project. */
export const DEVCONTAINER_FILES = ['.devcontainer/devcontainer.json', '.devcontainer.json'] as const;

/** Throws an Error of one line for a file that is missing or wrong. */
export async function devcontainerNeeds(
  context: FactContext,
  file: string,
  cwd: string,
): Promise<Requirements> {
  const name = relative(cwd, file) || file;
  const content = await readContent(file, name);
  const workspace = basename(dirname(file)) === '.devcontainer' ? dirname(dirname(file)) : dirname(file);
  const notes: string[] = [];
  const own = ownNeeds(content, { name, workspace, notes, context });
  const compose = listOf(content.dockerComposeFile).filter((path) => typeof path === 'string');
  const services =
    compose.length > 0
      ? await composeNeeds(context, {
          files: compose.map((path) => resolve(dirname(file), path)),
          name: `${name} (${compose.join(', ')})`,
        })
      : null;
  const reading = {
    name,
    source: 'read by docker-doctor',
    needs: textAt(content, 'image') ?? (compose.length > 0 ? 'a Compose project' : 'an image that is built'),
    notes,
    refusal: null,
  };
  return together(own, services ?? {}, { readings: [reading] });
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
  const place = { platform, home, folder: workspace };
  const wanted = <T>(key: string, value: T): Wanted<T> => ({ value, from: `${name} (${key})` });
  const noted = <T>(what: string, read: () => T[]): T[] => {
    try {
      return read();
    } catch {
      notes.push(`${what} could not be read`);
      return [];
    }
  };
  const fill = (text: string): string => variables(text, workspace, context);
  const size = (key: 'memory' | 'storage'): Wanted<number>[] => {
    const text = textAt(content.hostRequirements, key);
    return text === null
      ? []
      : noted(`hostRequirements.${key}`, () => [wanted(`hostRequirements.${key}`, parseSize(text))]);
  };
  const cpus = valueAt(content.hostRequirements, 'cpus');
  const image = textAt(content, 'image');
  const mounts = [...listOf(content.mounts), ...listOf(content.workspaceMount)].map((mount) =>
    mountOf(mount, fill),
  );
  const paths = mounts.flatMap((mount) => (mount && boundPath(mount, place)) ?? []);
  const ports = listOf(content.appPort).flatMap((port) =>
    noted(`appPort ${String(port)}`, () =>
      publishedPorts(typeof port === 'number' ? `${port}:${port}` : port),
    ),
  );
  const runArgs = listOf(content.runArgs).map(String);
  const gpu = valueAt(content.hostRequirements, 'gpu');
  const wantsGpu =
    (gpu !== undefined && gpu !== false && gpu !== 'optional') ||
    runArgs.some((arg) => /^--gpus\b/.test(arg));
  return {
    memory: size('memory'),
    disk: size('storage'),
    cpus: typeof cpus === 'number' ? [wanted('hostRequirements.cpus', cpus)] : [],
    gpu: wantsGpu ? [wanted('gpu', true as const)] : [],
    ports: ports.map((port) => wanted('appPort', port)),
    // The folder of the project itself is mounted, unless Compose or workspaceMount do it.
    paths: [
      ...(content.workspaceMount === undefined && content.dockerComposeFile === undefined
        ? [wanted('workspace', { path: workspace, createdIfMissing: false })]
        : []),
      ...paths.map((path) => wanted('mounts', path)),
    ],
    registries: image
      ? noted(`the image ${image}`, () => [
          wanted('image', { host: registryOf(fill(image)), signedIn: false }),
        ])
      : [],
  };
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
  return source === null ? null : { type: textAt(fields, 'type') ?? 'bind', source: fill(source), target };
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
