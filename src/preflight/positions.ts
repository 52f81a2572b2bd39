/** JSON, and JSON with comments, where each value knows its place: what is wrong in a file is told with line and column. */

export interface JsonNode {
  readonly value: unknown;
  /** Where it begins, counted from the start of the text. */
  readonly offset: number;
  /** Of an object, in order; a key that is given twice is there twice. */
  readonly members: readonly JsonMember[];
  /** Of a list. */
  readonly items: readonly JsonNode[];
}
export interface JsonMember {
  readonly key: string;
  readonly keyOffset: number;
  readonly node: JsonNode;
}

/** What is wrong with a text, and where. */
export class TextError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** `7:12` for an offset: line and column, both from 1. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

export const member = (node: JsonNode, key: string): JsonNode | undefined =>
  node.members.findLast((candidate) => candidate.key === key)?.node;

/** Throws a TextError. `comments` takes JSONC: comments, and a comma after the last item. */
export function parseWithPositions(text: string, { comments = false } = {}): JsonNode {
  const reader = new Reader(text, comments);
  const node = reader.value(0);
  reader.end();
  return node;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DEEPEST = 200;

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly comments: boolean;

  constructor(text: string, comments: boolean) {
    this.text = text;
    this.comments = comments;
    if (text.startsWith('\uFEFF')) this.at = 1;
  }

  end(): void {
    this.space();
    if (this.at < this.text.length) this.fail('something follows the end of the document');
  }

  value(depth: number): JsonNode {
    this.space();
    if (depth > DEEPEST) this.fail('it is nested too deeply');
    const offset = this.at;
    const first = this.text[offset];
    const plain = (value: unknown): JsonNode => ({ value, offset, members: [], items: [] });
    if (first === '{') return this.object(offset, depth);
    if (first === '[') return this.list(offset, depth);
    if (first === '"') return plain(this.string());
    NUMBER.lastIndex = offset;
    const number = NUMBER.exec(this.text)?.[0];
    if (number !== undefined) {
      this.at += number.length;
      return plain(Number(number));
    }
    for (const [word, value] of WORDS) {
      if (!this.text.startsWith(word, offset)) continue;
      this.at += word.length;
      return plain(value);
    }
    return this.fail(first === undefined ? 'the text ends where a value is expected' : 'a value is expected');
  }

  private object(offset: number, depth: number): JsonNode {
    const members: JsonMember[] = [];
    this.sequence('}', () => {
      const keyOffset = this.at;
      if (this.text[this.at] !== '"') this.fail('a name in double quotes is expected');
      const key = this.string();
      this.space();
      if (this.text[this.at] !== ':') this.fail(`':' is expected after "${key}"`);
      this.at += 1;
      members.push({ key, keyOffset, node: this.value(depth + 1) });
    });
    const value = Object.fromEntries(members.map(({ key, node }) => [key, node.value]));
    return { value, offset, members, items: [] };
  }

  private list(offset: number, depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.sequence(']', () => items.push(this.value(depth + 1)));
    return { value: items.map(({ value }) => value), offset, members: [], items };
  }

  /** From the opening bracket to the closing one. */
  private sequence(close: string, item: () => void): void {
    this.at += 1;
    for (let first = true; ; first = false) {
      this.space();
      if (this.text[this.at] === close) break;
      if (!first) {
        if (this.text[this.at] !== ',') this.fail(`',' or '${close}' is expected`);
        const comma = this.at;
        this.at += 1;
        this.space();
        if (this.text[this.at] === close) {
          if (!this.comments) this.fail(`a comma before '${close}'`, comma);
          break;
        }
      }
      item();
    }
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    for (this.at += 1; ; this.at += 1) {
      const sign = this.text[this.at];
      if (sign === undefined || sign === '\n') this.fail('a text is not closed', start);
      if (sign === '\\') this.at += 1;
      else if (sign === '"') break;
    }
    this.at += 1;
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      return this.fail('a text with an escape that JSON does not know', start);
    }
  }

  private space(): void {
    for (;;) {
      while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at += 1;
      if (!this.comments || this.text[this.at] !== '/') return;
      const start = this.at;
      const next = this.text[start + 1];
      if (next !== '/' && next !== '*') return;
      const end = this.text.indexOf(next === '/' ? '\n' : '*/', start + 2);
      if (end < 0 && next === '*') this.fail('a comment is not closed', start);
      this.at = end < 0 ? this.text.length : next === '/' ? end : end + 2;
    }
  }

  private fail(message: string, offset = this.at): never {
    throw new TextError(message, offset);
  }
}

const WORDS: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
