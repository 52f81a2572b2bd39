/** The report as plain text: the verdict, the cause with its commands and guide, then the rest. */
import { aboutRows, reportLine } from './about.ts';
import { chainLine, chainNotes, chainTitle, engineChains } from './chain.ts';
import { fixFindsSome } from './divide.ts';
import type { TextOptions } from './face.ts';
import type { CheckResult, Fix, Problem, Report } from './report.ts';
import {
  allWellSentence,
  checkNotes,
  checkWords,
  couldNotLook,
  couldNotLookTitle,
  counted,
  fixNeeds,
  fixRun,
  notJudged,
  notJudgedTitle,
  oneLine,
  situation,
  verdictLine,
} from './summary.ts';
import { wrapText } from './width.ts';

export interface RenderTextOptions extends TextOptions {
  /** With evidence, all checks and all engines. */
  readonly verbose: boolean;
}

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** Words besides symbols: status is never told by colour or sign alone. */
const STATUS: Readonly<
  Record<CheckResult['status'], { unicode: string; ascii: string; word: string; style: Style }>
> = {
  pass: { unicode: '✓', ascii: '+', word: 'ok', style: 'green' },
  warn: { unicode: '!', ascii: '!', word: 'warning', style: 'yellow' },
  fail: { unicode: '✗', ascii: 'x', word: 'problem', style: 'red' },
  skip: { unicode: '–', ascii: '-', word: 'skipped', style: 'dim' },
  error: { unicode: '?', ascii: '?', word: 'unknown', style: 'yellow' },
};
const VERDICT = { ok: 'pass', warning: 'warn', broken: 'fail', unknown: 'error' } as const;

export function renderText(report: Report, options: RenderTextOptions): string {
  const pen = createPen(options);
  const [first, ...others] = counted(report);
  const lines = [
    pen.paint(
      ['bold', STATUS[VERDICT[report.status]].style],
      `${pen.sign(VERDICT[report.status])} ${verdictLine(report)}`,
    ),
    pen.paint(['dim'], situation(report)),
    ...(report.status === 'ok' && !first ? ['', ...pen.prose(allWellSentence(report), 0)] : []),
    ...(first ? wholeProblem(first, report, pen, options) : []),
    ...others.flatMap((problem) =>
      options.verbose ? wholeProblem(problem, report, pen, options) : shortProblem(problem, pen),
    ),
    ...contexts(report, pen),
    ...unknowns(report, pen, options),
    ...folded(report, pen, options),
    ...skipped(report, pen, options),
    ...(options.verbose ? details(report, pen) : []),
    ...footer(report, first, options, pen),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/** One line a context, as with --all-contexts. */
function contexts({ contexts: verdicts = [] }: Report, pen: Pen): string[] {
  if (verdicts.length === 0) return [];
  const lines = verdicts.map(({ name, endpoint, inForce, status, engine, problems }) => {
    const [first] = problems;
    const what = first ? `${first.title} (${first.id})` : (engine ?? 'no problem');
    const place = `${name}${inForce ? ' *' : ''}${endpoint ? `, ${endpoint}` : ''}`;
    return `${pen.sign(VERDICT[status])} ${place}: ${what}`;
  });
  return ['', 'Contexts (* in force)', ...lines];
}

interface Pen {
  paint(styles: readonly Style[], text: string): string;
  sign(status: CheckResult['status']): string;
  /** Prose, wrapped and indented; commands never go through here. */
  prose(text: string, indent: number): string[];
  link(text: string, url: string): string;
  readonly arrow: string;
}

function createPen({ color, unicode, hyperlinks, width }: RenderTextOptions): Pen {
  const paint: Pen['paint'] = (styles, text) =>
    color
      ? styles.reduce(
          (painted, style) => `\u001b[${CODES[style][0]}m${painted}\u001b[${CODES[style][1]}m`,
          text,
        )
      : text;
  return {
    paint,
    sign: (status) => (unicode ? STATUS[status].unicode : STATUS[status].ascii),
    prose: (text, indent) => wrapText(text, width - indent, 'whole').map((line) => ' '.repeat(indent) + line),
    link: (text, url) => (hyperlinks ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text),
    arrow: unicode ? '→' : '->',
  };
}

function wholeProblem(problem: Problem, report: Report, pen: Pen, { verbose }: RenderTextOptions): string[] {
  const isVerdict = report.status === 'broken' && counted(report)[0] === problem;
  return [
    '',
    // The verdict line has said the title of the first error already.
    ...(isVerdict ? [] : [heading(problem, pen)]),
    ...pen.prose(oneLine(problem.summary), 2),
    ...(problem.explains.length > 0 ? pen.prose(`This explains: ${problem.explains.join(', ')}.`, 2) : []),
    ...(problem.fixes.length > 0
      ? ['', ...problem.fixes.flatMap((fix, index) => fixLines(fix, index, problem.fixes.length, pen))]
      : []),
    '',
    `  Guide: ${problem.guide.title}`,
    `  ${pen.paint(['cyan'], pen.link(problem.guide.url, problem.guide.url))}`,
    ...(verbose
      ? [
          '',
          `  Evidence (${problem.id})`,
          ...problem.evidence.flatMap(({ source, text }) => pen.prose(`${source}: ${text}`, 4)),
          ...problem.fixes.flatMap((fix, index) => pen.prose(`Fix ${index + 1}: ${fixRun(fix)}`, 4)),
        ]
      : []),
  ];
}

function heading(problem: Problem, pen: Pen): string {
  const status = problem.severity === 'error' ? 'fail' : problem.severity === 'warning' ? 'warn' : 'pass';
  const word = WORDS[problem.severity];
  return `${pen.paint([STATUS[status].style], `${pen.sign(status)} ${word}:`)} ${pen.paint(['bold'], problem.title)}`;
}

const WORDS: Readonly<Record<Problem['severity'], string>> = {
  error: 'problem',
  warning: 'warning',
  info: 'note',
};

function fixLines(fix: Fix, index: number, total: number, pen: Pen): string[] {
  const needs = fixNeeds(fix);
  const number = total > 1 ? `${index + 1}. ` : '';
  const end = fix.commands.length > 0 ? ':' : '.';
  return [
    ...pen.prose(`${number}${fix.title}${needs.length > 0 ? ` (needs ${needs.join(', ')})` : ''}${end}`, 2),
    ...fix.commands.map((command) => `     ${pen.paint(['cyan'], command)}`),
    ...(fix.caution ? pen.prose(`Caution: ${fix.caution}`, 5) : []),
  ];
}

function shortProblem(problem: Problem, pen: Pen): string[] {
  const [fix] = problem.fixes;
  return [
    '',
    heading(problem, pen),
    ...pen.prose(oneLine(problem.summary), 2),
    ...(fix ? fix.commands.map((command) => `     ${pen.paint(['cyan'], command)}`) : []),
    `  ${pen.paint(['cyan'], pen.link(problem.guide.url, problem.guide.url))}`,
  ];
}

function unknowns(report: Report, pen: Pen, { verbose }: RenderTextOptions): string[] {
  const checks = couldNotLook(report);
  if (checks.length === 0) return [];
  return [
    '',
    ...(verbose ? [`${couldNotLookTitle(checks)}:`] : []),
    ...checks.flatMap((check) =>
      pen.prose(`${pen.sign('error')} ${check.title}: ${checkWords(check, report)}`, 0),
    ),
  ];
}

function folded(report: Report, pen: Pen, { verbose }: RenderTextOptions): string[] {
  return notJudged(report).flatMap(({ cause, checks }) => {
    const names = checks.map(({ title }) => title).join(', ');
    const lines = verbose
      ? [
          `${notJudgedTitle(report, cause, checks)}:`,
          ...checks.flatMap((check) => pen.prose(`- ${check.title}: ${checkWords(check, report)}`, 2)),
        ]
      : pen.prose(`${notJudgedTitle(report, cause, checks)}: ${names}.`, 0);
    return ['', ...lines.map((line) => pen.paint(['dim'], line))];
  });
}

function skipped(report: Report, pen: Pen, options: RenderTextOptions): string[] {
  const problems = report.problems.filter((problem) => problem.skipped);
  return problems.flatMap((problem) => [
    '',
    ...pen.prose(
      `${pen.sign('skip')} skipped ${WORDS[problem.severity]}: ${problem.title} (${problem.id})`,
      0,
    ),
    ...(options.verbose ? wholeProblem(problem, report, pen, options) : []),
  ]);
}

function details(report: Report, pen: Pen): string[] {
  const engines = engineChains(report).flatMap((chain) => [
    `  ${chain.inForce ? '> ' : '  '}${chainTitle(chain)}`,
    ...pen.prose(chainLine(chain, pen.arrow), 4),
    ...chainNotes(chain).map(([name, text]) => `    ${name}: ${text}`),
  ]);
  return [
    '',
    'Checks',
    ...report.checks.flatMap((check) => [
      ...pen.prose(
        `${pen.sign(check.status)} ${STATUS[check.status].word.padEnd(8)} ${check.title}: ${checkWords(check, report)}`,
        2,
      ),
      ...pen.prose(checkNotes(check), 13).map((line) => pen.paint(['dim'], line)),
    ]),
    ...(engines.length > 0 ? ['', 'Engines', ...engines] : []),
    '',
    'Machine',
    ...[...aboutRows(report), ['Report', reportLine(report)] as const].flatMap(([name, value]) =>
      pen.prose(`${name}: ${value}`, 2),
    ),
  ];
}

function footer(
  report: Report,
  first: Problem | undefined,
  { verbose }: RenderTextOptions,
  pen: Pen,
): string[] {
  const fix = fixFindsSome(report) ? ['docker-doctor fix runs these for you, and asks first'] : [];
  const show = first
    ? `docker-doctor show ${first.id}, or --verbose for the evidence`
    : '--verbose tells more';
  const more = report.status === 'ok' || verbose ? [] : [`More: ${show}`];
  const lines = [...fix, ...more];
  return lines.length === 0 ? [] : ['', ...lines.map((line) => pen.paint(['dim'], line))];
}
