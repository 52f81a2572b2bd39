/** The file that `--record` writes and `--replay` reads. */
import { type Redactor, redactDeep } from '../report/redact.ts';
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
  /** What this machine's run found, for `triage`; a replay does not read it. */
  readonly report?: unknown;
}

/** The same question has the same key whatever its limits of time and size: JSON with sorted keys. */
export function questionKey(name: QuestionName, question: object): string {
  const asked = question as Fields;
  const names = Object.keys(asked).filter((each) => !LIMITS.has(each) && asked[each] !== undefined);
  // Written by hand: a replay makes thousands of keys, nearly all of a name or two.
  const parts = names.sort().map((each) => `${JSON.stringify(each)}:${JSON.stringify(sorted(asked[each]))}`);
  return `["${name}",{${parts.join(',')}}]`;
}
const LIMITS: ReadonlySet<string> = new Set(['timeoutMs', 'maxBytes']);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}

/** The question behind a key; null where a damaged file has another key. */
export function questionOf(key: string): readonly [QuestionName, object] | null {
  try {
    const asked: unknown = JSON.parse(key);
    return Array.isArray(asked) && typeof asked[0] === 'string' && isObject(asked[1])
      ? [asked[0] as QuestionName, asked[1]]
      : null;
  } catch {
    return null;
  }
}

/** Questions and answers are redacted alike: a replay asks with what it was answered before. */
export function redactRecording(recording: Recording, redact: Redactor): Recording {
  const answers = Object.entries(recording.answers).map(([key, answer]) => {
    const asked = questionOf(key);
    return [
      asked ? questionKey(asked[0], redactDeep(asked[1], redact)) : redact(key),
      redactDeep(answer, redact),
    ];
  });
  return {
    ...recording,
    identity: redactDeep(recording.identity, redact),
    env: redactDeep(recording.env, redact),
    answers: Object.fromEntries(answers),
  };
}

export const stringifyRecording = (recording: Recording): string =>
  `${JSON.stringify(sorted(recording), null, 1)}\n`;

/**
 * A recording, or a ticket (JSON or Markdown) with one in it. Throws an Error with one clear line when
 * the text is neither.
 */
export function parseRecording(text: string): Recording {
  let value: unknown;
  try {
    value = JSON.parse(embedded(text) ?? text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`not a recording: it is not valid JSON (${(error as Error).message.split('\n')[0]})`);
  }
  return recordingFrom(value);
}

/** The same of a document that has been parsed already. */
export function recordingFrom(document: unknown): Recording {
  const isTicket = isObject(document) && document.format === 'docker-doctor ticket';
  const value = isTicket ? document.recording : document;
  const wrong = wrongIn(value);
  if (wrong !== null) throw new Error(`not a recording: ${wrong}`);
  return value as Recording;
}

/** The block of a Markdown ticket that holds the recording. */
function embedded(text: string): string | null {
  if (/^\s*[\uFEFF]?\s*[[{]/.test(text)) return null;
  const blocks = text.matchAll(/^(`{3,})json[ \t]*\r?\n(\{[\s\S]*?)\r?\n\1[ \t]*\r?$/gm);
  for (const [, , block = ''] of blocks) if (block.includes(`"${RECORDING_FORMAT}"`)) return block;
  return null;
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

const IDENTITY: Readonly<Record<Exclude<keyof Identity, 'homeBytes'>, 'string' | 'number' | 'numbers'>> = {
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
  // Recordings of before 1.0 lack it.
  if (value.homeBytes !== undefined && typeof value.homeBytes !== 'number') {
    return '"identity.homeBytes" must be a number';
  }
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
