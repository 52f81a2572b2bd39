/** An explanation as plain text: the cause, the line that says so, what to type, what else it could be. */
import type { ExplainedProblem, Explanation } from '../explain/explain.ts';
import type { TextOptions } from './face.ts';
import type { Fix } from './report.ts';
import { fixNotes } from './summary.ts';
import { wrapText } from './width.ts';

interface Settings extends TextOptions {
  readonly live: boolean;
}

/** How the live look is started, where a text alone does not say enough. */
const liveCommand = (ids: readonly string[]): string =>
  ids.length === 0 ? 'docker-doctor' : `docker-doctor check --only ${ids.join(',')}`;

export const NOT_RECOGNISED =
  'Not recognised: this text names no problem that docker-doctor knows. Look at the machine itself with: docker-doctor';

const LIKELY = 0.6;
const WEAK = 0.4;

export function renderExplanation({ problems }: Explanation, settings: Settings): string {
  const [first, ...others] = problems;
  if (!first) return `${NOT_RECOGNISED}\n`;
  // What is named weakly beside a cause is most often its wrapper: it stays in the JSON.
  const named = others.filter(
    ({ alternative, confirmed, confidence }) => confirmed === true || (!alternative && confidence >= LIKELY),
  );
  const possible = others.filter(
    (problem) => !named.includes(problem) && (problem.alternative || problem.confidence >= WEAK),
  );
  const paint = painter(settings.color);
  const lines = [
    paint('bold', `${settings.unicode ? '✗' : 'x'} ${first.title}`),
    paint('dim', `${first.id}, ${certainty(first)}`),
    '',
    ...matchedLines(first, paint, settings),
    ...prose(first.summary, 2, settings),
    '',
    ...first.fixes.flatMap((fix, index) => fixLines(fix, index, first.fixes.length, paint, settings)),
    `  Guide: ${first.guide.title}`,
    `  ${paint('cyan', first.guide.url)}`,
    ...section('Also in this text', named, paint, settings),
    ...section('What else it could be', possible, paint, settings),
    ...footer(first, others, settings),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function certainty({ confidence, confirmed }: ExplainedProblem): string {
  if (confirmed === true) return 'confirmed on this machine';
  const denied = confirmed === false ? '; the check on this machine found it not' : '';
  const word = confidence >= 0.85 ? 'nearly certain' : confidence >= LIKELY ? 'likely' : 'possible';
  return `${word} (${Math.round(confidence * 100)} %)${denied}`;
}

function matchedLines(problem: ExplainedProblem, paint: Paint, settings: Settings): string[] {
  if (problem.matched === '') return [];
  const limit = 300;
  const text = problem.matched.length > limit ? `${problem.matched.slice(0, limit)}…` : problem.matched;
  return [paint('dim', `  Line ${problem.line} says:`), ...prose(text, 4, settings), ''];
}

function section(
  heading: string,
  problems: readonly ExplainedProblem[],
  paint: Paint,
  settings: Settings,
): string[] {
  if (problems.length === 0) return [];
  return [
    '',
    paint('bold', heading),
    ...problems
      .slice(0, 4)
      .flatMap((problem) => prose(`${problem.title} (${problem.id}, ${certainty(problem)})`, 2, settings)),
  ];
}

function fixLines(fix: Fix, index: number, total: number, paint: Paint, settings: Settings): string[] {
  const notes = fixNotes(fix);
  const number = total > 1 ? `${index + 1}. ` : '';
  return [
    ...prose(`${number}${fix.title}${notes ? ` (${notes})` : ''}:`, 2, settings),
    ...fix.commands.map((command) => `     ${paint('cyan', command)}`),
    '',
  ];
}

function footer(first: ExplainedProblem, others: readonly ExplainedProblem[], settings: Settings): string[] {
  if (settings.live) return [];
  const ids = [...new Set([first, ...others.slice(0, 3)].flatMap(({ checks }) => checks))];
  const what =
    ids.length > 0 ? 'On the machine the text is from, this would tell' : 'A look at the machine itself';
  return ['', ...prose(`${what}:`, 0, settings), `     ${liveCommand(ids)}`];
}

const prose = (text: string, indent: number, { width }: Settings): string[] =>
  wrapText(text, width - indent).map((line) => ' '.repeat(indent) + line);

type Paint = (style: keyof typeof CODES, text: string) => string;
const CODES = { bold: [1, 22], dim: [2, 22], cyan: [36, 39] } as const;

const painter =
  (color: boolean): Paint =>
  (style, text) =>
    color ? `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m` : text;
