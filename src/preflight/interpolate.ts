/** `$NAME`, `${NAME:-default}` and their kin, as Compose reads them. */

export interface Interpolated {
  readonly text: string;
  /** Variables without a value and without a default. */
  readonly unset: readonly string[];
}

const VARIABLE =
  /\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\}|\$\{[^{}]*\})*))?\})/g;

export function interpolate(text: string, lookUp: (name: string) => string | undefined): Interpolated {
  const unset: string[] = [];
  const filled = text.replace(
    VARIABLE,
    (_whole, escaped?: string, plain?: string, braced?: string, operator = '', other = '') => {
      if (escaped) return '$';
      const name = plain ?? braced ?? '';
      const value = lookUp(name);
      const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
      const instead = (): string => {
        const inner = interpolate(other, lookUp);
        unset.push(...inner.unset);
        return inner.text;
      };
      if (operator.endsWith('+')) return isSet ? instead() : '';
      if (isSet) return value ?? '';
      if (operator.endsWith('-')) return instead();
      unset.push(name);
      return '';
    },
  );
  return { text: filled, unset };
}

/** An env file: `NAME=value` lines, quotes taken off. */
export function parseEnvFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match?.[1]) continue;
    const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(match[2] ?? '');
    values.set(match[1], quoted ? (quoted[2] ?? '') : (match[2] ?? '').replace(/\s+#.*$/, ''));
  }
  return values;
}
