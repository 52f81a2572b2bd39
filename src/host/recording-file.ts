/** The file that `--record` writes and `--replay` reads. */
import type { Answer, Identity, QuestionName } from './host.ts';

export const RECORDING_FORMAT = 'docker-doctor recording';
export const RECORDING_VERSION = 1;

export interface Recording {
  readonly format: typeof RECORDING_FORMAT;
  readonly version: typeof RECORDING_VERSION;
  readonly tool: string;
  readonly identity: Identity;
  /** Only the variables that were asked for; null: asked, and not set. */
  readonly env: Readonly<Record<string, string | null>>;
  /** By the key of the question. */
  readonly answers: Readonly<Record<string, Answer<unknown>>>;
}

/** The same question has the same key whatever its limits of time and size: JSON with sorted keys. */
export function questionKey(name: QuestionName, question: object): string {
  const { timeoutMs: _time, maxBytes: _size, ...asked } = question as Record<string, unknown>;
  return JSON.stringify([name, sorted(asked)]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}

export const stringifyRecording = (recording: Recording): string =>
  `${JSON.stringify(sorted(recording), null, 1)}\n`;

/** Throws an Error with one clear line when the text is no recording. */
export function parseRecording(text: string): Recording {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`not a recording: it is not valid JSON (${(error as Error).message.split('\n')[0]})`);
  }
  const wrong = wrongIn(value);
  if (wrong !== null) throw new Error(`not a recording: ${wrong}`);
  return value as Recording;
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function wrongIn(value: unknown): string | null {
  if (!isObject(value)) return 'it is not a JSON object';
  if (value.format !== RECORDING_FORMAT) return `"format" must be "${RECORDING_FORMAT}"`;
  if (value.version !== RECORDING_VERSION) return `"version" must be ${RECORDING_VERSION}`;
  return wrongIdentity(value.identity) ?? wrongEnv(value.env) ?? wrongAnswers(value.answers);
}

const IDENTITY: Readonly<Record<keyof Identity, 'string' | 'number' | 'numbers'>> = {
  platform: 'string',
  arch: 'string',
  release: 'string',
  hostname: 'string',
  user: 'string',
  uid: 'number',
  gid: 'number',
  groups: 'numbers',
  home: 'string',
  cwd: 'string',
  cpus: 'number',
  memoryBytes: 'number',
  now: 'number',
};

function wrongIdentity(value: unknown): string | null {
  if (!isObject(value)) return '"identity" must be an object';
  for (const [field, type] of Object.entries(IDENTITY)) {
    const item = value[field];
    const fits =
      type === 'numbers'
        ? Array.isArray(item) && item.every((part) => typeof part === 'number')
        : typeof item === type;
    if (!fits)
      return `"identity.${field}" must be ${type === 'numbers' ? 'an array of numbers' : `a ${type}`}`;
  }
  if (!['linux', 'darwin', 'win32'].includes(String(value.platform)))
    return '"identity.platform" must be linux, darwin or win32';
  // A date that Date cannot hold would crash later.
  return Math.abs(Number(value.now)) > 8.64e15 ? '"identity.now" is out of range' : null;
}

function wrongEnv(value: unknown): string | null {
  if (!isObject(value)) return '"env" must be an object';
  const stray = Object.entries(value).find(([, item]) => typeof item !== 'string' && item !== null);
  return stray ? `"env.${stray[0]}" must be a string or null` : null;
}

function wrongAnswers(value: unknown): string | null {
  if (!isObject(value)) return '"answers" must be an object';
  for (const [key, answer] of Object.entries(value)) {
    if (!isObject(answer) || typeof answer.ms !== 'number') return `the answer to ${key} must have "ms"`;
    if (answer.ok === true && 'value' in answer) continue;
    if (
      answer.ok === false &&
      isObject(answer.error) &&
      typeof answer.error.code === 'string' &&
      typeof answer.error.message === 'string'
    )
      continue;
    return `the answer to ${key} must have "ok" with "value", or "error" with "code" and "message"`;
  }
  return null;
}
