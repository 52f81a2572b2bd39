/** Text from outside, made safe to print: no escape sequences, no control, no invisible characters. */

// Escape sequences first as wholes (CSI, OSC and other strings, two-character ones), then what is left of them.
// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
const SEQUENCES =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: end of the two expressions.
/** Bidirectional overrides and zero-width characters, which make text read as something it is not. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Line ends become '\n' and tabs stay. */
export const sanitize = (text: string): string =>
  text
    .replace(SEQUENCES, '')
    .replace(/\r+\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '');

/** Every string in a document. */
export function sanitizeDeep<T>(value: T): T {
  return mapStrings(value, sanitize) as T;
}

/** The same document with each string (values, not keys) replaced. */
export function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, map)]));
}
