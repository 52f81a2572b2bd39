/** `$NAME`, `${NAME:-default}` and their kin, as Compose reads them. */

export interface Interpolated {
  readonly text: string;
  /** Variables without a value and without a default. */
  readonly unset: readonly string[];
  /** `${NAME:?message}` without a value: Compose refuses the file. */
  readonly required: readonly { readonly name: string; readonly message: string }[];
}

type LookUp = (name: string) => string | undefined;

const NAME = /[A-Za-z_]\w*/y;
const OPERATION = /^([A-Za-z_]\w*)(?:(:?[-?+])(.*))?$/s;

export function interpolate(text: string, lookUp: LookUp): Interpolated {
  const unset: string[] = [];
  const required: { name: string; message: string }[] = [];
  const inner = (part: string): string => {
    const one = interpolate(part, lookUp);
    unset.push(...one.unset);
    required.push(...one.required);
    return one.text;
  };
  const resolved = (name: string, operator = '', other = ''): string => {
    const value = lookUp(name);
    const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
    if (operator.endsWith('+')) return isSet ? inner(other) : '';
    if (isSet) return value ?? '';
    if (operator.endsWith('-')) return inner(other);
    if (operator.endsWith('?')) required.push({ name, message: inner(other) });
    else unset.push(name);
    return '';
  };
  let filled = '';
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return { text: filled + text.slice(at), unset, required };
    filled += text.slice(at, dollar);
    const next = text[dollar + 1];
    NAME.lastIndex = dollar + 1;
    const plain = NAME.exec(text)?.[0];
    const end = next === '{' ? closing(text, dollar + 2) : -1;
    const [, name, operator, other] = (end > 0 && OPERATION.exec(text.slice(dollar + 2, end))) || [];
    if (next === '$') filled += '$';
    else if (plain) filled += resolved(plain);
    else if (name) filled += resolved(name, operator, other);
    else filled += '$';
    at = next === '$' ? dollar + 2 : plain ? dollar + 1 + plain.length : name ? end + 1 : dollar + 1;
  }
  return { text: filled, unset, required };
}

/** Where the brace ends that is open at `from`; a default may hold variables with braces of their own. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** An env file: `NAME=value` lines, quotes taken off, variables filled in except in single quotes. */
export function parseEnvFile(text: string, lookUp: LookUp = () => undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const fill = (value: string): string => interpolate(value, (name) => lookUp(name) ?? values.get(name)).text;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) continue;
    const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(match[2] ?? '');
    const bare = quoted ? (quoted[2] ?? '') : (match[2] ?? '').replace(/\s+#.*$/, '');
    values.set(match[1], quoted?.[1] === "'" ? bare : fill(bare));
  }
  return values;
}
