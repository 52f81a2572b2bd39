/** A requirements file, checked as it is read: the first thing that is wrong is told with its line and column. */
import type { CustomCheck } from '../facts/custom-checks.ts';
import { pathsOf } from '../facts/paths.ts';
import type { Platform } from '../host/host.ts';
import { type JsonNode, member, parseWithPositions, placeOf, TextError } from './positions.ts';
import { type RegistryNeed, type Requirements, together, VERSIONED, type Wanted } from './requirements.ts';
import {
  parseCount,
  parseName,
  parseOs,
  parsePlatform,
  parsePorts,
  parseRange,
  parseRegistry,
  parseSize,
} from './values.ts';

export interface RequirementsText {
  readonly text: string;
  /** As it is named to the user. */
  readonly name: string;
  /** Relative paths in it start here. */
  readonly folder: string;
  /** A package.json, whose key 'docker-doctor' holds the requirements. */
  readonly manifest: boolean;
}

/** The key of a package.json that holds requirements. */
export const MANIFEST_KEY = 'docker-doctor';

/** Throws an Error of one line, `file:line:column: what`. */
export function readRequirements(
  source: RequirementsText,
  place: { platform: Platform; home: string },
): Requirements {
  const { text, name, manifest } = source;
  const context: Context = {
    ...place,
    folder: source.folder,
    from: (node) => `${name}:${placeOf(text, node.offset)}`,
  };
  try {
    const whole = parseWithPositions(text);
    const node = manifest ? member(whole, MANIFEST_KEY) : whole;
    if (!node) throw new TextError(`there is no key "${MANIFEST_KEY}"`, 0);
    return fromObject(node, context);
  } catch (error) {
    if (!(error instanceof TextError)) throw error;
    throw new Error(`${name}:${placeOf(text, error.offset)}: ${error.message}`);
  }
}

interface Context {
  readonly platform: Platform;
  readonly home: string;
  readonly folder: string;
  from(node: JsonNode): string;
}

type ReadKey = (node: JsonNode, context: Context) => Partial<Requirements>;

function fromObject(node: JsonNode, context: Context): Requirements {
  const members = objectMembers(node, [...KEYS.keys(), '$schema'], 'the requirements');
  return together(
    ...members.map(({ key, node: value }) => {
      if (key === '$schema') {
        textOf(value);
        return {};
      }
      return KEYS.get(key)?.(value, context) ?? {};
    }),
  );
}

const wanted = <T>(value: T, node: JsonNode, { from }: Context): Wanted<T> => ({ value, from: from(node) });

/** One value. */
const one =
  <T>(
    read: (node: JsonNode, context: Context) => T,
    put: (wish: Wanted<T>) => Partial<Requirements>,
  ): ReadKey =>
  (node, context) =>
    put(wanted(read(node, context), node, context));

/** A list of values; each is a wish of its own. */
const each =
  <T>(
    read: (node: JsonNode, context: Context) => readonly T[],
    put: (wishes: Wanted<T>[]) => Partial<Requirements>,
  ): ReadKey =>
  (node, context) =>
    put(listOf(node).flatMap((item) => read(item, context).map((value) => wanted(value, item, context))));

const KEYS: ReadonlyMap<string, ReadKey> = new Map<string, ReadKey>([
  ...VERSIONED.map(
    (what) =>
      [
        what,
        one(fromText(parseRange), (wish) => ({ versions: { ...NO_VERSIONS, [what]: [wish] } })),
      ] as const,
  ),
  ['memory', one(fromText(parseSize), (wish) => ({ memory: [wish] }))],
  ['disk', one(fromText(parseSize), (wish) => ({ disk: [wish] }))],
  ['cpus', one(numberOf, (wish) => ({ cpus: [wish] }))],
  [
    'platforms',
    each(
      (node) => [fromText(parsePlatform)(node)],
      (platforms) => ({ platforms }),
    ),
  ],
  ['containerOs', one(fromText(parseOs), (wish) => ({ containerOs: [wish] }))],
  ['contexts', one(names, (wish) => ({ contexts: [wish] }))],
  ['products', one(names, (wish) => ({ products: [wish] }))],
  ['rootless', one(booleanOf, (wish) => ({ rootless: [wish] }))],
  [
    'registries',
    each(
      (node) => [registry(node)],
      (registries) => ({ registries }),
    ),
  ],
  ['ports', each(ports, (list) => ({ ports: list }))],
  [
    'paths',
    each(
      (node, context) => [{ path: absolute(node, context), createdIfMissing: false }],
      (paths) => ({ paths }),
    ),
  ],
  ['gpu', (node, context) => (booleanOf(node) ? { gpu: [wanted(true as const, node, context)] } : {})],
  ['composeFiles', one(composeFiles, (wish) => ({ composeFiles: [wish] }))],
  ['devcontainer', devcontainer],
  [
    'checks',
    each(
      (node, context) => [custom(node, context)],
      (list) => ({ custom: list }),
    ),
  ],
]);

const NO_VERSIONS = { client: [], engine: [], api: [], compose: [], buildx: [] };

function names(node: JsonNode): readonly string[] {
  const list = listOf(node).map(fromText(parseName));
  if (list.length === 0) throw new TextError('at least one name is expected', node.offset);
  return list;
}

/** Together they are one project, as `docker compose -f A -f B` has it. */
function composeFiles(node: JsonNode, context: Context): readonly string[] {
  const files = listOf(node).map((item) => absolute(item, context));
  if (files.length === 0) throw new TextError('at least one file is expected', node.offset);
  return files;
}

function registry(node: JsonNode): RegistryNeed {
  if (typeof node.value === 'string') return { host: fromText(parseRegistry)(node), signedIn: false };
  objectMembers(node, ['host', 'signedIn'], 'a registry');
  const host = member(node, 'host');
  if (!host) throw new TextError('a registry needs "host"', node.offset);
  const signedIn = member(node, 'signedIn');
  return { host: fromText(parseRegistry)(host), signedIn: signedIn !== undefined && booleanOf(signedIn) };
}

function ports(node: JsonNode) {
  if (typeof node.value === 'number') return checked(node, () => parsePorts(String(node.value)));
  return fromText(parsePorts)(node);
}

/** `true`: the one of the folder, which is found when it is read. */
function devcontainer(node: JsonNode, context: Context): Partial<Requirements> {
  if (node.value === false) return {};
  const path = node.value === true ? context.folder : absolute(node, context);
  return { devcontainers: [wanted(path, node, context)] };
}

const DEFAULT_CUSTOM_LIMIT = 5000;
const LONGEST_CUSTOM_LIMIT = 60_000;

function custom(node: JsonNode, context: Context): CustomCheck {
  const fields = ['name', 'command', 'exitCode', 'message', 'fix', 'guide', 'timeout'];
  objectMembers(node, fields, 'a check');
  const need = (key: string): JsonNode => {
    const found = member(node, key);
    if (!found) throw new TextError(`a check needs "${key}"`, node.offset);
    return found;
  };
  const maybe = <T>(key: string, read: (node: JsonNode) => T): T | undefined => {
    const found = member(node, key);
    return found && read(found);
  };
  const commandNode = need('command');
  const command = listOf(commandNode).map(textOf);
  if (command.length === 0 || command[0] === '') {
    throw new TextError(
      '"command" is a program and its arguments, as ["vpn-status", "--quiet"]',
      commandNode.offset,
    );
  }
  return {
    name: textOf(need('name')),
    command,
    exitCode: maybe('exitCode', exitCodeOf) ?? 0,
    message: maybe('message', textOf) ?? null,
    fix:
      maybe('fix', (list) => (typeof list.value === 'string' ? [textOf(list)] : listOf(list).map(textOf))) ??
      [],
    guide: maybe('guide', urlOf) ?? null,
    timeoutMs: maybe('timeout', secondsOf) ?? DEFAULT_CUSTOM_LIMIT,
    cwd: context.folder,
    mistrust: null,
  };
}

function objectMembers(node: JsonNode, known: readonly string[], what: string) {
  if (typeof node.value !== 'object' || node.value === null || Array.isArray(node.value)) {
    throw new TextError(`${what} must be an object`, node.offset);
  }
  const seen = new Set<string>();
  for (const { key, keyOffset } of node.members) {
    if (!known.includes(key)) {
      const near = known.find((name) => name.toLowerCase() === key.toLowerCase() || distance(name, key) <= 2);
      throw new TextError(
        `unknown key "${key}"${near ? `, perhaps "${near}"` : `; known are ${known.filter((name) => name !== '$schema').join(', ')}`}`,
        keyOffset,
      );
    }
    if (seen.has(key)) throw new TextError(`"${key}" is there twice`, keyOffset);
    seen.add(key);
  }
  return node.members;
}

/** How many letters must change, at most, for one word to become the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(
        (next[j - 1] ?? 0) + 1,
        (row[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function listOf(node: JsonNode): readonly JsonNode[] {
  if (!Array.isArray(node.value)) throw new TextError('a list is expected', node.offset);
  return node.items;
}

function textOf(node: JsonNode): string {
  if (typeof node.value !== 'string') throw new TextError('a text is expected', node.offset);
  return node.value;
}

function booleanOf(node: JsonNode): boolean {
  if (typeof node.value !== 'boolean') throw new TextError('true or false is expected', node.offset);
  return node.value;
}

function numberOf(node: JsonNode): number {
  if (typeof node.value !== 'number') throw new TextError('a number is expected', node.offset);
  return checked(node, () => parseCount(String(node.value)));
}

function exitCodeOf(node: JsonNode): number {
  const { value } = node;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 255) {
    throw new TextError('an exit code from 0 to 255 is expected', node.offset);
  }
  return value;
}

function secondsOf(node: JsonNode): number {
  const { value } = node;
  const ms = typeof value === 'number' ? value * 1000 : Number.NaN;
  if (!(ms > 0 && ms <= LONGEST_CUSTOM_LIMIT)) {
    throw new TextError(`a number of seconds up to ${LONGEST_CUSTOM_LIMIT / 1000} is expected`, node.offset);
  }
  return ms;
}

function urlOf(node: JsonNode): string {
  const text = textOf(node);
  if (!/^https?:\/\/[^\s]+$/.test(text))
    throw new TextError(`'${text}' is no address of a page`, node.offset);
  return text;
}

/** A text in one of the notations, with the place where it is wrong. */
function fromText<T>(parse: (text: string) => T): (node: JsonNode) => T {
  return (node) => checked(node, () => parse(textOf(node)));
}

function checked<T>(node: JsonNode, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TextError) throw error;
    throw new TextError((error as Error).message, node.offset);
  }
}

/** `~` is the home of the user; what is relative starts at the file's folder. */
function absolute(node: JsonNode, { platform, home, folder }: Context): string {
  const text = textOf(node);
  if (text === '') throw new TextError('a path is expected', node.offset);
  return absolutePath(text, { platform, home, folder });
}

export function absolutePath(
  text: string,
  { platform, home, folder }: { platform: Platform; home: string; folder: string },
): string {
  const { join, isAbsolute, normalize } = pathsOf(platform);
  if (text === '~' || /^~[\\/]/.test(text)) return join(home, text.slice(1));
  return isAbsolute(text) ? normalize(text) : join(folder, text);
}
