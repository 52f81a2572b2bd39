/** The CLI's settings: config.json in DOCKER_CONFIG or ~/.docker. */

import type { Host } from '../host/host.ts';
import { defineFact, known, unknownFrom } from './fact.ts';
import { byteOrderMark, isObject, type JsonObject, parseJson } from './json-text.ts';
import { joinPath } from './paths.ts';

export type CliConfigFact = { readonly folder: string; readonly file: string } & (
  | { readonly state: 'absent' }
  | { readonly state: 'denied'; readonly code: string; readonly owner: number | null }
  | {
      readonly state: 'syntax-error';
      readonly message: string;
      readonly line: number;
      readonly column: number;
    }
  /** Valid JSON; `wrong` lists the fields whose type the CLI refuses. */
  | { readonly state: 'read'; readonly value: JsonObject; readonly wrong: readonly WrongField[] }
);

export interface WrongField {
  readonly field: string;
  readonly expected: string;
}

/** Folder of config.json, contexts and plugins: DOCKER_CONFIG, else ~/.docker. */
export const configFolder = (host: Host): string =>
  host.env('DOCKER_CONFIG') || joinPath(host, host.identity.home, '.docker');

export const cliConfigFact = defineFact<CliConfigFact>(
  'cli-config',
  "reading the CLI's settings",
  async ({ host }) => {
    const folder = configFolder(host);
    const file = joinPath(host, folder, 'config.json');
    const place = { folder, file };
    const [answer, head] = await Promise.all([
      host.ask('readFile', { path: file }),
      host.ask('readHead', { path: file, bytes: 3 }),
    ]);
    if (!answer.ok) {
      const { code } = answer.error;
      if (code === 'ENOENT' || code === 'ENOTDIR') return known({ ...place, state: 'absent' });
      if (code === 'EACCES' || code === 'EPERM') {
        const stat = await host.ask('stat', { path: file });
        const parent = stat.ok ? stat : await host.ask('stat', { path: folder });
        return known({ ...place, state: 'denied', code, owner: parent.ok ? parent.value.uid : null });
      }
      return unknownFrom(`reading ${file}`, answer.error);
    }
    // The CLI takes an empty file for an empty configuration.
    if (answer.value.trim() === '') return known({ ...place, state: 'read', value: {}, wrong: [] });
    const parsed = parseJson(answer.value);
    if (!parsed.ok) return known({ ...place, state: 'syntax-error', ...parsed });
    // The CLI takes no byte-order mark, which Windows PowerShell and old editors write.
    const mark = head.ok ? byteOrderMark(head.value) : null;
    if (mark !== null) {
      const message = `a byte-order mark (${mark}) is in front, which the docker command cannot read`;
      return known({ ...place, state: 'syntax-error', message, line: 1, column: 1 });
    }
    if (!isObject(parsed.value)) {
      return known({
        ...place,
        state: 'read',
        value: {},
        wrong: [{ field: '(the whole file)', expected: 'an object' }],
      });
    }
    return known({ ...place, state: 'read', value: parsed.value, wrong: wrongFields(parsed.value) });
  },
);

type Kind = 'string' | 'object' | 'array of strings' | 'object of strings' | 'object of objects';

/** docker/cli cli/config/configfile/file.go: the fields whose type Go's decoder insists on. */
const FIELDS: Readonly<Record<string, Kind>> = {
  auths: 'object of objects',
  HttpHeaders: 'object of strings',
  psFormat: 'string',
  imagesFormat: 'string',
  detachKeys: 'string',
  credsStore: 'string',
  credHelpers: 'object of strings',
  proxies: 'object of objects',
  currentContext: 'string',
  cliPluginsExtraDirs: 'array of strings',
  plugins: 'object of objects',
  aliases: 'object of strings',
  features: 'object of strings',
};

function wrongFields(config: JsonObject): WrongField[] {
  return Object.entries(FIELDS)
    .filter(
      ([field, kind]) =>
        config[field] !== undefined && config[field] !== null && !isKind(config[field], kind),
    )
    .map(([field, expected]) => ({ field, expected }));
}

function isKind(value: unknown, kind: Kind): boolean {
  const texts = (items: unknown[]): boolean => items.every((item) => typeof item === 'string');
  switch (kind) {
    case 'string':
      return typeof value === 'string';
    case 'array of strings':
      return Array.isArray(value) && texts(value);
    case 'object':
      return isObject(value);
    case 'object of strings':
      return isObject(value) && texts(Object.values(value));
    case 'object of objects':
      return isObject(value) && Object.values(value).every((item) => isObject(item) || item === null);
  }
}

/** The settings as an object: empty where the CLI, too, goes on with none. */
export const settingsOf = (config: CliConfigFact): JsonObject =>
  config.state === 'read' ? config.value : {};
