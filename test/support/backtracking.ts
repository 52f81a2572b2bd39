/**
 * A backtracking matcher that counts its steps, the way V8's works: what a pattern costs is counted, not timed.
 * Knows the part of the syntax that the pattern tables use, and throws at any other.
 */
interface Node {
  /** Calls `next` for each way to match from here; true ends the search. */
  match(text: string, at: number, next: (at: number) => boolean): boolean;
  /** A text that it matches, every repetition `times` long (within its bounds). */
  sample(times: number): string;
}

export interface Counted {
  readonly steps: number;
  readonly found: boolean;
}

const TOKEN =
  /\\(?:u[\da-f]{4}|x[\da-f]{2}|[\s\S])|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}\??|[*+?]\??|\(\?(?:<?[=!]|:|<\w+>)|[\s\S]/gi;
const LIMIT = 3_000_000;
let steps = 0;

export interface Counter {
  count(text: string): Counted;
  sample(times: number): string;
}

export function countingMatcher(source: string): Counter {
  const tokens = source.match(TOKEN) ?? [];
  let position = 0;
  const node = alternatives();
  if (position !== tokens.length) throw new Error(`unbalanced: ${source}`);
  return {
    count(text) {
      steps = 0;
      for (let start = 0; start <= text.length; start += 1) {
        if (node.match(text, start, () => true)) return { steps, found: true };
      }
      return { steps, found: false };
    },
    sample: (times) => node.sample(times),
  };

  function alternatives(): Node {
    const branches: Node[] = [sequence()];
    while (tokens[position] === '|') {
      position += 1;
      branches.push(sequence());
    }
    return {
      match: (text, at, next) => branches.some((branch) => branch.match(text, at, next)),
      sample: (times) => branches.at(-1)?.sample(times) ?? '',
    };
  }

  function sequence(): Node {
    const parts: Node[] = [];
    while (position < tokens.length && tokens[position] !== '|' && tokens[position] !== ')')
      parts.push(item());
    const from = (index: number, text: string, at: number, next: (at: number) => boolean): boolean => {
      const part = parts[index];
      return part ? part.match(text, at, (end) => from(index + 1, text, end, next)) : next(at);
    };
    return {
      match: (text, at, next) => from(0, text, at, next),
      sample: (times) => parts.map((part) => part.sample(times)).join(''),
    };
  }

  function item(): Node {
    const atom = single();
    const token = tokens[position] ?? '';
    const range = /^\{(\d+)(,?)(\d*)\}/.exec(token);
    if (!range && !/^[*+?]/.test(token)) return atom;
    position += 1;
    const min = range ? Number(range[1]) : token.startsWith('+') ? 1 : 0;
    const open = range ? range[2] === ',' && range[3] === '' : !token.startsWith('?');
    const max = open ? Number.POSITIVE_INFINITY : range ? Number(range[3] || range[1]) : 1;
    return repeated(atom, min, max, token.length > 1 && token.endsWith('?'));
  }

  function single(): Node {
    const token = tokens[position] ?? '';
    position += 1;
    if (token.startsWith('(')) {
      const inside = alternatives();
      if (tokens[position] !== ')') throw new Error(`no end of group: ${source}`);
      position += 1;
      return /^\(\?<?[=!]/.test(token) ? look(token, inside) : inside;
    }
    if (token === '^') return edge((text, at) => at === 0 || /[\n\u2028]/.test(text[at - 1] ?? ''));
    if (token === '$') return edge((text, at) => at === text.length || /[\n\u2028]/.test(text[at] ?? ''));
    if (token === '\\b')
      return edge((text, at) => /\w/.test(text[at - 1] ?? '') !== /\w/.test(text[at] ?? ''));
    return character(token);
  }
}

function look(token: string, inside: Node): Node {
  const wanted = token.endsWith('=');
  const behind = token.includes('<');
  return edge((text, at) => {
    if (!behind) return inside.match(text, at, () => true) === wanted;
    for (let start = at; start >= 0; start -= 1) {
      if (inside.match(text, start, (end) => end === at)) return wanted;
    }
    return !wanted;
  });
}

const edge = (test: (text: string, at: number) => boolean): Node => ({
  match: (text, at, next) => test(text, at) && next(at),
  sample: () => '',
});

const CHARACTERS = [...'a1 x:/.-_"\'n,;()[]{}AZ9\n@=<>|*+#%&~`\\é'];

function character(token: string): Node {
  const expression = new RegExp(`^(?:${token})$`, 'i');
  const cache = new Map<string, boolean>();
  const fits = (one: string): boolean => {
    let known = cache.get(one);
    if (known === undefined) {
      known = expression.test(one);
      cache.set(one, known);
    }
    return known;
  };
  const plain = token.replace(/^\\(?=\W)/, '');
  const example = plain.length === 1 && fits(plain) ? plain : (CHARACTERS.find(fits) ?? '?');
  return {
    match(text, at, next) {
      steps += 1;
      if (steps > LIMIT) throw new Error('too many steps');
      const one = text[at];
      return one !== undefined && fits(one) && next(at + 1);
    },
    sample: () => example,
  };
}

function repeated(atom: Node, min: number, max: number, lazy: boolean): Node {
  const more = (count: number, text: string, at: number, next: (at: number) => boolean): boolean => {
    const again = (): boolean =>
      count < max && atom.match(text, at, (end) => end > at && more(count + 1, text, end, next));
    const stop = (): boolean => count >= min && next(at);
    return lazy ? stop() || again() : again() || stop();
  };
  return {
    match: (text, at, next) => more(0, text, at, next),
    sample: (times) =>
      Array.from({ length: Math.max(min, Math.min(max, times)) }, () => atom.sample(1)).join(''),
  };
}
