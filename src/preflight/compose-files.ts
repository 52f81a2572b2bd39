/** Which files make up a Compose project, and the variables they are read with: as Compose itself finds them. */
import { readFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { parseEnvFile } from './interpolate.ts';

export type LookUp = (name: string) => string | undefined;

/** In the order of preference. */
const DEFAULT_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE_NAMES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

export const textOf = (file: string): Promise<string> => readFile(file, 'utf8');
const isThere = (file: string): Promise<boolean> =>
  textOf(file).then(
    () => true,
    () => false,
  );

async function firstThere(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) if (await isThere(join(folder, name))) return join(folder, name);
  return null;
}

/** What `docker compose` takes without -f: COMPOSE_FILE, or the nearest file of the usual name at or above `cwd`. */
export async function foundComposeFiles(cwd: string, shell: LookUp): Promise<readonly string[]> {
  const look = await variablesOf(cwd, shell);
  const named = look('COMPOSE_FILE');
  if (named) {
    const separator = look('COMPOSE_PATH_SEPARATOR') || delimiter;
    return named.split(separator).map((file) => resolve(cwd, file));
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = await firstThere(folder, DEFAULT_NAMES);
    if (file !== null) return withOverride([file]);
    if (dirname(folder) === folder) {
      throw new Error(`--compose: neither ${DEFAULT_NAMES.join(' nor ')} is in ${cwd} or above`);
    }
  }
}

/** `docker compose up` takes the override beside a file of the usual name by itself. */
export async function withOverride(files: readonly string[]): Promise<readonly string[]> {
  const [only] = files;
  if (files.length !== 1 || only === undefined || !DEFAULT_NAMES.includes(basename(only))) return files;
  const override = await firstThere(dirname(only), OVERRIDE_NAMES);
  return override === null ? files : [only, override];
}

/** Variables of the shell go before those of the project's .env, or of the files that COMPOSE_ENV_FILES names. */
export async function variablesOf(folder: string, shell: LookUp): Promise<LookUp> {
  const named = (shell('COMPOSE_ENV_FILES') ?? '').split(',').filter(Boolean);
  const off = /^(?:1|true|yes|on)$/i.test(shell('COMPOSE_DISABLE_ENV_FILE') ?? '');
  return withEnvFiles(shell, named.length > 0 ? named : off ? [] : [join(folder, '.env')]);
}

/** What was set before stays; of several files the last one counts. */
export async function withEnvFiles(before: LookUp, files: readonly string[]): Promise<LookUp> {
  const texts = await Promise.all(files.map((file) => textOf(file).catch(() => '')));
  const values = new Map(texts.flatMap((text) => [...parseEnvFile(text, before)]));
  return (name) => before(name) ?? values.get(name);
}
