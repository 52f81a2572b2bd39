/**
 * How problems speak through messages. The tables live in checks/catalogue/patterns/, one file an area, and are
 * loaded with the first text that is to be recognised.
 */
import type { System } from '../diagnosis/check.ts';
import { gramsOf } from './grams.ts';

/**
 * A regular expression over a cleaned text (clean.ts). It is compiled so: case does not count; a space also stands
 * for a line end at which a terminal wrapped the message; `.` stays within a line. Write gaps with a bound
 * (`.{0,80}`), so that a long line costs no more than a short one. Named groups become values.
 */
export interface Pattern {
  readonly match: RegExp;
  /** 0..1; 0.9 unless told. A wrapper (a consequence named at the end of a log) has less than a cause. */
  readonly confidence?: number;
  /** Only where the text, or the machine it is from, is of one of these systems. */
  readonly systems?: readonly System[];
  /** Words that programs other than Docker print too: only in a text that is about containers elsewhere. */
  readonly context?: true;
  readonly values?: Readonly<Record<string, string>>;
  /** What else it could be, the likelier first. */
  readonly also?: readonly string[];
}

/** All that a text alone can say about one problem. */
export interface PatternGroup {
  readonly patterns: readonly Pattern[];
  /** In place of the catalogue's title or summary where those need what only a look at the machine tells. */
  readonly title?: string;
  readonly summary?: string;
  /** Values for the places in title, summary and fixes that a message leaves open. */
  readonly defaults?: Readonly<Record<string, string>>;
}

/** By problem id. */
export type PatternTable = Readonly<Record<string, PatternGroup>>;

type Loader = () => Promise<PatternTable>;
let load: Loader | null = null;
let compiled: Promise<Compiled> | null = null;

/** One pattern, ready to run. */
export interface CompiledPattern extends Pattern {
  readonly id: string;
  readonly expression: RegExp;
  /** Lower-case texts of which one must be there for the expression to match. */
  readonly literals: readonly string[];
  /** Of each literal, see grams.ts. */
  readonly grams: readonly (readonly number[])[];
}

interface Compiled {
  readonly table: PatternTable;
  readonly patterns: readonly CompiledPattern[];
}

/** The composition root (cli.ts, or a test) hands the tables in, as it does with the catalogue. */
export function registerPatterns(source: Loader): void {
  load = source;
  compiled = null;
}

export function loadPatterns(): Promise<Compiled> {
  if (load === null) throw new Error('no pattern tables are registered');
  compiled ??= load().then((table) => ({ table, patterns: compile(table) }));
  return compiled;
}

function compile(table: PatternTable): CompiledPattern[] {
  return Object.entries(table).flatMap(([id, group]) =>
    group.patterns.map((pattern) => {
      const literals = literalsOf(pattern.match.source);
      return {
        ...pattern,
        id,
        expression: new RegExp(withLineEnds(pattern.match.source), 'im'),
        literals,
        grams: literals.map(gramsOf),
      };
    }),
  );
}

/** A space outside a character class also matches the line end of a wrapped message. */
function withLineEnds(source: string): string {
  return mapTokens(source, (token) => (token === ' ' ? '[ \\n]' : token)).join('');
}

const TOKEN =
  /\\(?:u[\da-f]{4}|x[\da-f]{2}|k<\w+>|[\s\S])|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|\(\?(?:<?[=!]|:|<\w+>)|[\s\S]/gi;

const mapTokens = <T>(source: string, map: (token: string) => T): T[] => (source.match(TOKEN) ?? []).map(map);

/**
 * Texts of which every match holds one: the longest run of plain characters, or one run of each alternative. They are
 * looked for before the expression is run, which makes a table of hundreds cheap.
 */
export function literalsOf(source: string): readonly string[] {
  const tokens = mapTokens(source, (one) => one);
  return alternatives({ tokens, at: 0 });
}

interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

/** Up to the end of the group, or of the expression. */
function alternatives(cursor: Cursor): readonly string[] {
  const all: string[] = [];
  for (;;) {
    all.push(...sequence(cursor));
    if (cursor.tokens[cursor.at] !== '|') return all;
    cursor.at += 1;
  }
}

const NOT_LITERAL = /^(?:\\[bBdDsSwW]|\\k|\[|[.^$])/;

/** The best choice of one branch: the longest in its shortest text. */
function sequence(cursor: Cursor): readonly string[] {
  const choices: (readonly string[])[] = [];
  let run = '';
  const endRun = (): void => {
    choices.push([run]);
    run = '';
  };
  for (let token = cursor.tokens[cursor.at]; token !== undefined; token = cursor.tokens[cursor.at]) {
    if (token === '|' || token === ')') break;
    cursor.at += 1;
    if (token.startsWith('(')) {
      endRun();
      const inside = alternatives(cursor);
      cursor.at += 1;
      const optional = /^(?:[?*]|\{0)/.test(cursor.tokens[cursor.at] ?? '');
      if (!optional && !/^\(\?<?[!=]/.test(token)) choices.push(inside);
    } else if (/^[?*{]/.test(token)) {
      // The character before is optional: the text ends before it.
      run = run.slice(0, -1);
      endRun();
    } else if (token === '+' || NOT_LITERAL.test(token)) {
      endRun();
    } else {
      run += token.replace(/^\\/, '').toLowerCase();
    }
  }
  endRun();
  const shortest = (texts: readonly string[]): number => Math.min(...texts.map((text) => text.trim().length));
  return choices.reduce((best, choice) => (shortest(choice) > shortest(best) ? choice : best));
}
