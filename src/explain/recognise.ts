/**
 * Names the problems that a text speaks of: pasted by a user, or printed by a program just now. The work is bounded
 * by the length of the text, whatever it holds: a literal that each pattern needs is looked for first, and the
 * pattern then runs on a window around it.
 */
import { allProblems, loadCatalogue } from '../diagnosis/catalogue.ts';
import type { System } from '../diagnosis/check.ts';
import { cleanLine, RECORD, WRAP, withoutEscapes, withoutHardWraps } from './clean.ts';
import { gramsIn } from './grams.ts';
import { createHints, type Hints } from './hints.ts';
import { type CompiledPattern, loadPatterns } from './pattern.ts';

/** A problem that the text speaks of. */
export interface Recognised {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  /** 0..1: how sure the message alone makes it. */
  readonly confidence: number;
  /** The line of the text, and its number, from 1. */
  readonly matched: string;
  readonly line: number;
  /** Named because the message of another problem can have this cause too. */
  readonly alternative: boolean;
}

interface RecogniseOptions {
  /** The system that the text is from, where it is known. */
  readonly system?: System;
  /** True for output of a Docker program: no word in it need show that it is about containers. */
  readonly fromDocker?: boolean;
}

interface Recogniser {
  /** Any part of the text; lines may be cut anywhere. */
  push(text: string): void;
  end(): Recognition;
}

export interface Recognition {
  /** The likeliest first. */
  readonly problems: readonly Recognised[];
  /** As the text shows it, where it does. */
  readonly system: System | null;
}

/** The problems that a text speaks of, the likeliest first; none when it is about something else. */
export async function recognise(
  text: string,
  options: RecogniseOptions = {},
): Promise<readonly Recognised[]> {
  return (await recogniseStream(once(text), options)).problems;
}

/** The same for a text in parts, with the system that it is from. */
export async function recogniseStream(
  parts: AsyncIterable<string>,
  options: RecogniseOptions = {},
): Promise<Recognition> {
  const recogniser = await createRecogniser(options);
  let head = '';
  for await (const part of parts) {
    if (head.length < LONGEST_UNWRAP) head += part;
    recogniser.push(part);
  }
  const found = recogniser.end();
  return found.problems.length > 0 ? found : unwrapped(head, found, options);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** A second look at a text in which nothing was found: a terminal may have broken its words. */
async function unwrapped(text: string, found: Recognition, options: RecogniseOptions): Promise<Recognition> {
  const joined = text.length <= LONGEST_UNWRAP ? withoutHardWraps(withoutEscapes(text)) : null;
  if (joined === null) return found;
  const recogniser = await createRecogniser(options);
  recogniser.push(joined);
  return recogniser.end();
}

/** Characters. */
const BLOCK = 64 * 1024;
const LONGEST_UNWRAP = 100_000;
/** A line without an end is cut here. */
const LONGEST_LINE = 8 * 1024;
const BEFORE = 400;
const AFTER = 800;
/** Lines of one block that the next sees too, for messages that were cut. */
const OVERLAP = 12;
/** Expressions that are run in one block: all together, and of one pattern. */
const TRIES = 600;
const TRIES_OF_ONE = 16;
const LONGEST_MATCHED = 500;

interface Line {
  readonly text: string;
  readonly starts: boolean;
  readonly source: string;
  readonly number: number;
}

interface Candidate {
  readonly pattern: CompiledPattern;
  readonly values: Record<string, string>;
  readonly confidence: number;
  readonly matched: string;
  readonly line: number;
}

async function createRecogniser(options: RecogniseOptions): Promise<Recogniser> {
  const [{ patterns }] = await Promise.all([loadPatterns(), loadCatalogue()]);
  const hints = createHints();
  const candidates = new Map<CompiledPattern, Candidate>();
  const seen = new Set<string>();
  let lines: Line[] = [];
  let size = 0;
  let number = 0;
  let rest = '';

  const add = (source: string): void => {
    number += 1;
    hints.seeLine(source);
    for (const { text, starts } of cleanLine(source)) {
      // A program that tries again and again says the same each time.
      if (text.length > 30 && seen.has(text)) continue;
      if (text.length > 30 && seen.size < 20_000) seen.add(text);
      lines.push({ text, starts, source, number });
      size += text.length + 1;
    }
    if (size >= BLOCK) flush();
  };

  const flush = (): void => {
    searchBlock(lines, patterns, candidates, hints);
    lines = lines.slice(-OVERLAP);
    size = lines.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (size > BLOCK / 2) {
      lines = [];
      size = 0;
    }
  };

  const pushPart = (part: string): void => {
    const all = rest + part;
    const end = all.lastIndexOf('\n') + 1;
    rest = all.slice(end);
    for (const line of withoutEscapes(all.slice(0, end)).split('\n').slice(0, -1)) addLong(line);
    if (rest.length > LONGEST_LINE) {
      addLong(withoutEscapes(rest));
      rest = '';
    }
  };
  const addLong = (line: string): void => {
    // Cut with an overlap, so that no message is lost at the seam.
    const step = line.length <= LONGEST_LINE ? LONGEST_LINE : LONGEST_LINE - AFTER;
    for (let start = 0; start < Math.max(line.length, 1); start += step)
      add(line.slice(start, start + LONGEST_LINE));
  };

  return {
    push(text) {
      for (let start = 0; start < text.length; start += BLOCK) pushPart(text.slice(start, start + BLOCK));
    },
    end() {
      if (rest !== '') for (const line of withoutEscapes(rest).split('\n')) addLong(line);
      flush();
      const system = options.system ?? hints.system();
      const about = options.fromDocker === true || hints.aboutContainers();
      const fitting = [...candidates.values()].filter(
        ({ pattern }) =>
          (!pattern.context || about) &&
          (!pattern.systems || system === null || pattern.systems.includes(system)),
      );
      const weighed = system === null ? fitting.map(ofUnknownSystem) : fitting;
      return { problems: rank(weighed), system: hints.system() };
    },
  };
}

function searchBlock(
  lines: readonly Line[],
  patterns: readonly CompiledPattern[],
  candidates: Map<CompiledPattern, Candidate>,
  hints: Hints,
): void {
  if (lines.length === 0) return;
  const starts: number[] = [];
  let text = '';
  for (const line of lines) {
    if (text !== '') text += line.starts ? RECORD : WRAP;
    starts.push(text.length);
    text += line.text;
  }
  const lower = text.toLowerCase().replace(/[\n\u2028]/g, ' ');
  const mayHold = gramsIn(lower);
  hints.see(text, lower, mayHold);
  let tries = 0;
  for (const pattern of patterns) {
    if (candidates.has(pattern)) continue;
    const literals = pattern.literals.filter((_, index) => mayHold(pattern.grams[index] ?? []));
    if (literals.length === 0) continue;
    for (const { at, factor, match } of occurrences(lower, text, pattern, literals)) {
      tries += 1;
      if (match) {
        const line = lines[lineAt(starts, at)];
        if (line) candidates.set(pattern, candidate(pattern, match, line, factor));
        break;
      }
      if (tries > TRIES) return;
    }
  }
}

interface Attempt {
  readonly at: number;
  readonly match: RegExpExecArray | null;
  /** A match that was found only by joining lines counts less. */
  readonly factor: number;
}

/** Each place where a literal of the pattern stands, with what its expression says of the text around. */
function* occurrences(
  lower: string,
  text: string,
  pattern: CompiledPattern,
  literals: readonly string[],
): Generator<Attempt> {
  let tries = 0;
  for (const literal of literals) {
    let from = 0;
    while (tries < TRIES_OF_ONE) {
      const found = lower.indexOf(literal, from);
      if (found < 0) break;
      tries += 1;
      const start = Math.max(0, found - BEFORE);
      const window = text.slice(start, found + AFTER);
      const exact = pattern.expression.exec(window);
      const match =
        exact ?? (window.includes(WRAP) ? pattern.expression.exec(window.replaceAll(WRAP, ' ')) : null);
      yield { at: start + (match?.index ?? 0), match, factor: exact ? 1 : JOINED };
      from = found + Math.max(literal.length, 1);
      // The next window begins where this one has been looked at for long enough.
      if (!match) from = Math.max(from, found + 40);
    }
  }
}

/** How much of its confidence a match keeps that was found only by joining lines. */
const JOINED = 0.92;

/** And that of a pattern for some systems only, while nothing tells which one the text is from. */
const OTHER_SYSTEM = 0.86;

const ofUnknownSystem = (one: Candidate): Candidate =>
  one.pattern.systems ? { ...one, confidence: one.confidence * OTHER_SYSTEM } : one;

function candidate(pattern: CompiledPattern, match: RegExpExecArray, line: Line, factor: number): Candidate {
  const values: Record<string, string> = { ...pattern.values };
  for (const [name, value] of Object.entries(match.groups ?? {})) {
    const text = value?.replace(/\s+/g, ' ').trim();
    if (text) values[name] = text;
  }
  const source = line.source.trim();
  return {
    pattern,
    values,
    confidence: (pattern.confidence ?? 0.9) * factor,
    matched: source.length <= LONGEST_MATCHED ? source : excerpt(source, match[0]),
    line: line.number,
  };
}

/** Of a very long line the part that counts. */
function excerpt(source: string, match: string): string {
  const at = Math.max(0, source.toLowerCase().indexOf(match.slice(0, 40).toLowerCase()) - 100);
  return `${at > 0 ? '…' : ''}${source.slice(at, at + LONGEST_MATCHED)}…`;
}

/** The last line that begins at or before this place. */
function lineAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What the message of another problem adds as a possible cause. */
const ALTERNATIVE = 0.5;

/** One of each id, the deepest cause first: by confidence, a cause before what it explains, then by place. */
function rank(candidates: readonly Candidate[]): Recognised[] {
  const best = new Map<string, Recognised>();
  const offer = (one: Recognised): void => {
    const other = best.get(one.id);
    if (!other) best.set(one.id, one);
    else if (one.confidence > other.confidence)
      best.set(one.id, { ...one, values: { ...other.values, ...one.values } });
    else best.set(one.id, { ...other, values: { ...one.values, ...other.values } });
  };
  for (const { pattern, values, confidence, matched, line } of candidates)
    offer({ id: pattern.id, values, confidence, matched, line, alternative: false });
  for (const { pattern, values, confidence, matched, line } of candidates) {
    pattern.also?.forEach((id, index) => {
      if (!best.has(id))
        offer({
          id,
          values: placeOf(values),
          confidence: confidence * (ALTERNATIVE - index * 0.05),
          matched,
          line,
          alternative: true,
        });
    });
  }
  const ordered = [...best.values()].sort((a, b) => b.confidence - a.confidence || a.line - b.line);
  return causesFirst(ordered).map((one) => ({ ...one, confidence: Math.round(one.confidence * 100) / 100 }));
}

/** Of what one problem's message says, that which holds for another problem too: where it happened. */
function placeOf({ url, path, host, port }: Readonly<Record<string, string>>): Record<string, string> {
  const socket = url?.startsWith('unix://') ? url.slice('unix://'.length) : path;
  return {
    ...(url !== undefined && { url }),
    ...(socket?.endsWith('.sock') && { path: socket }),
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
  };
}

/** Below this a message is no ground to put a problem before another that it would explain. */
const SURE = 0.6;

function causesFirst(ordered: readonly Recognised[]): Recognised[] {
  const entries = new Map(allProblems().map((entry) => [entry.id, entry]));
  const explainedBy = (id: string): readonly string[] => entries.get(id)?.explains ?? [];
  const result: Recognised[] = [];
  for (const one of ordered) {
    const explains = one.confidence >= SURE ? explainedBy(one.id) : [];
    const before = result.findIndex(({ id }) => explains.includes(id));
    const mutual = before >= 0 && explainedBy(result[before]?.id ?? '').includes(one.id);
    if (before < 0 || mutual) result.push(one);
    // It is at least as sure as what it explains.
    else
      result.splice(before, 0, {
        ...one,
        confidence: Math.max(one.confidence, result[before]?.confidence ?? 0),
      });
  }
  return result;
}
