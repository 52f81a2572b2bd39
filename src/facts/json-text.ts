/** JSON that people write by hand: a syntax error is told with its line and column (both from 1). */

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = String((error as Error).message);
    // V8 names the offset, or none where the text ends too early.
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const before = text.slice(0, offset).split('\n');
    const plain = message.replace(/\s*(in JSON )?at position \d+.*$/s, '').replace(/, \.\.\..*$/s, '');
    return { ok: false, message: plain, line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text at a key, or null when it is absent or of another type. */
export const textAt = (value: unknown, ...keys: string[]): string | null => {
  const found = valueAt(value, ...keys);
  return typeof found === 'string' ? found : null;
};

export function valueAt(value: unknown, ...keys: string[]): unknown {
  let current = value;
  for (const key of keys) current = isObject(current) ? current[key] : undefined;
  return current;
}

/** The encoding that a file's first bytes (in hexadecimal) announce, or null where there is no mark. */
export function byteOrderMark(head: string): 'UTF-8' | 'UTF-16' | null {
  if (head.startsWith('efbbbf')) return 'UTF-8';
  return /^(fffe|feff)/.test(head) ? 'UTF-16' : null;
}
