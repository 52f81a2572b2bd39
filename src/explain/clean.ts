/**
 * A pasted text as the programs meant it: without escape sequences, timestamps, prefixes of log collectors and CI,
 * with JSON and logfmt messages unpacked, one space where there were many.
 */
import { sanitize } from '../report/sanitize.ts';

/** Between lines: where a terminal may have wrapped a message, and where a new message surely begins. */
export const WRAP = '\n';
export const RECORD = '\u2028';

export interface CleanLine {
  readonly text: string;
  /** True when this line is the start of a message of its own. */
  readonly starts: boolean;
}

const LONGEST_JSON = 64 * 1024;

/** Escape sequences and the like, over many lines at once. Never makes more characters of one. */
export const withoutEscapes = (text: string): string =>
  sanitize(text)
    .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/\u0130/g, 'I');

/** One line; a JSON record or a quoted message may hold several. */
export function cleanLine(line: string): readonly CleanLine[] {
  // What is indented goes on with the line before it.
  const bare = spacedOut(line).trim();
  const prefix = prefixLength(bare);
  const body = bare.slice(prefix);
  const json = unpackJson(body);
  if (json !== null) return json.flatMap((part) => pieces(part, true));
  return pieces(body, prefix > 0 || STARTS.test(body));
}

function pieces(body: string, starts: boolean): CleanLine[] {
  const parts = unescaped(body).split('\n');
  return parts
    .map((part, index) => ({ text: part.replace(/\s+/g, ' ').trim(), starts: index === 0 ? starts : false }))
    .filter(({ text }) => text !== '');
}

/** What a message begins with that is not the rest of the one before. */
const STARTS =
  /^(?:time=|level=|\[[A-Za-z+\d]|[A-Z]{4}\[\d|(?:error|warn(?:ing)?|info|fatal|debug|notice|fail(?:ed)?)\b|#\d|[$>+*-] |✘|✔|⠿|PS [A-Z]:)/i;

const PREFIXES: readonly RegExp[] = [
  // ISO and the like, with or without brackets: CI, dockerd, `docker logs -t`.
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T _]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?(?: UTC)?\]?:?\s*/,
  // syslog and journalctl, in any language: 'Nov 24 10:11:12 host '.
  /^\p{L}{3,5}\.? {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d+)? (?:[\w.-]+ (?=[\w.()@/-]+(?:\[\d+\])?:))?/u,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?\s+(?=\S)/,
  /^\[\s*\d+\.\d{3,6}\]\s*/,
  /^(?:##\[(?:error|warning|debug|section|group)\]|::(?:error|warning|notice)(?: [^:]{0,80})?::)\s*/,
  // Compose: 'service-1  | '; a pipe is no part of a message there.
  /^[\w.-]{1,60}\s{1,30}\|\s/,
  // BuildKit: '#12 1.234 '.
  /^#\d{1,4} (?:\d+\.\d{1,4} )?/,
  /^(?:stdout|stderr) [FP] /,
  /^(?:>|\|) (?=\S)/,
];

/** How long the prefixes at the start are, several of them one after another. */
function prefixLength(line: string): number {
  let start = 0;
  for (let round = 0; round < 4; round += 1) {
    const rest = line.slice(start, start + 200);
    const found = PREFIXES.map((prefix) => prefix.exec(rest)?.[0].length ?? 0).find((length) => length > 0);
    if (found === undefined) break;
    start += found;
  }
  return start;
}

/** 'W S L  2   n e e d s': UTF-16 that somebody's program read as bytes, its zeros made spaces. */
const spacedOut = (line: string): string =>
  /^(?:\S ){12}/.test(line) && /^(?:[\s\S] )+[\s\S]?$/.test(line.slice(0, 200))
    ? line.replace(/([\s\S]) /g, '$1')
    : line;

const MESSAGE_KEYS = [
  'log',
  'msg',
  'message',
  'error',
  'err',
  'errorDetail',
  'stderr',
  'stack',
  'reason',
  'detail',
  'details',
  'MESSAGE',
];

/** The messages of a JSON record; null when the line is none. */
function unpackJson(line: string): string[] | null {
  const text = line.trim();
  if (text.length > LONGEST_JSON || !text.startsWith('{') || !text.endsWith('}')) return null;
  try {
    const record = JSON.parse(text) as Record<string, unknown>;
    const parts = MESSAGE_KEYS.flatMap((key) => stringsOf(record[key]));
    return parts.length > 0 ? parts.flatMap((part) => part.split(/\r?\n/)) : null;
  } catch {
    return null;
  }
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  // journalctl -o json gives a message with colours or other control characters as its bytes.
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number'))
    return [withoutEscapes(Buffer.from(value).toString('utf8'))];
  return Object.values(value).filter((one) => typeof one === 'string');
}

/** What quoting left: \" and \n in msg="…", \u003c of Go's JSON, HTML entities of issue trackers. */
function unescaped(line: string): string {
  let text = line;
  if (text.includes('\\')) {
    text = text
      .replace(/\\r\\n|\\+r?\\n(?=[\s\W]|$)|(?<=["'.:;,)\]}\s])\\n/g, '\n')
      .replace(/\\u003[ce]/g, (code) => (code.endsWith('c') ? '<' : '>'))
      .replace(/\\u0026/g, '&')
      .replace(/\\t/g, (tab, at: number) => (/[\w:]/.test(text[at - 1] ?? '') ? tab : ' '))
      .replace(/\\+(["'`])/g, '$1');
    if (/\b(?:msg|error|message)="/.test(text)) text = text.replace(/\\n/g, '\n');
  }
  return text.includes('&')
    ? text
        .replace(/&(?:quot|#34);/g, '"')
        .replace(/&(?:apos|#39|#x27);/g, "'")
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
    : text;
}

/**
 * A terminal that breaks words: lines of exactly its width go on in the next one. Null when there is no such width.
 */
export function withoutHardWraps(text: string): string | null {
  const lines = text.split('\n');
  const width = Math.max(...lines.map((line) => line.length));
  if (lines.length < 2 || width < 30 || width > 250) return null;
  let joined = '';
  lines.forEach((line, index) => {
    joined += line + (line.length >= width - 1 && index < lines.length - 1 ? '' : '\n');
  });
  return joined;
}
