/** The problems: the cause in full, the others as one line each until they are opened. */

import { canBeRun } from '../../report/divide.ts';
import type { CheckResult, Fix, Problem, Report } from '../../report/report.ts';
import {
  allWellSentence,
  checkWords,
  couldNotLook,
  couldNotLookTitle,
  counted,
  fixNeeds,
  fixRun,
  notJudged,
  notJudgedTitle,
  oneLine,
} from '../../report/summary.ts';
import {
  addressLines,
  commandLines,
  EMPTY,
  hanging,
  indented,
  type Line,
  line,
  span,
  wrapped,
} from '../line.ts';
import { signOf, statusOfSeverity, toneOf, wordOf, wordOfSeverity } from '../theme.ts';
import { heading, type Item, isOpen, type ViewContext } from './item.ts';

export function problemItems(report: Report, context: ViewContext): Item[] {
  const problems = counted(report);
  return [
    ...(problems.length === 0 && report.status === 'ok' ? [allWell(report, context)] : []),
    ...problems.map((problem, index) => problemItem(problem, itemId(problems, index), report, context)),
    ...unknowns(report, context),
    ...consequences(report, context),
    ...skipped(report, context),
  ];
}

/** One problem can be found several times, as with two plugins: each opens for itself. */
function itemId(problems: readonly Problem[], index: number): string {
  const id = problems[index]?.id ?? '';
  const before = problems.slice(0, index).filter((problem) => problem.id === id).length;
  return before === 0 ? id : `${id}#${before + 1}`;
}

function problemItem(problem: Problem, id: string, report: Report, context: ViewContext): Item {
  const { ui, theme } = context;
  const isFirst = problem === counted(report)[0];
  const open = isOpen(id, isFirst, ui);
  // The verdict line above has said the title of the first error already.
  const isVerdict = isFirst && report.status === 'broken';
  const status = statusOfSeverity(problem.severity);
  const word = wordOfSeverity(problem.severity);
  const title: Line = theme.spoken
    ? [span(`${word}: ${problem.title}`)]
    : [span(signOf(status, theme), toneOf(status)), span(` ${word}: `), span(problem.title, 'strong')];
  const showsEvidence = ui.evidence.has(id);
  const indent = isVerdict || theme.spoken ? '' : '  ';
  const inner = { ...context, width: context.width - indent.length };
  return {
    id,
    open,
    text: [problem.id, problem.title, problem.summary, ...problem.fixes.flatMap(fixText)].join('\n'),
    lines: [
      ...(isVerdict && open ? [] : heading(open, title, context)),
      ...(open
        ? [
            ...indented(
              [
                ...problemBody(problem, inner),
                ...(canBeRun(problem) ? fixHint(inner) : []),
                ...(showsEvidence ? detailLines(problem, inner) : []),
              ],
              indent,
            ),
            EMPTY,
          ]
        : []),
    ],
    copy: copiesOf(problem),
    guide: problem.guide.url,
    again: problem.id,
    ...(canBeRun(problem) && { fix: problem.id }),
  };
}

const fixText = ({ title, commands }: Fix): string[] => [title, ...commands];

/** What it is, where to read on, what to type. The guide comes first: it is never pushed off the screen. */
function problemBody(problem: Problem, { width }: ViewContext): Line[] {
  const { summary, guide, fixes } = problem;
  return [
    ...wrapped(oneLine(summary), width),
    ...hanging([span('Guide: ')], wrapped(guide.title, width - 7)),
    ...addressLines(guide.url, width),
    ...fixes.flatMap((fix, index) => fixLines(fix, index, fixes.length, width)),
  ];
}

const fixHint = ({ width }: ViewContext): Line[] => [
  EMPTY,
  ...wrapped('docker-doctor fix (key f) runs these for you, and asks first.', width, 'quiet'),
];

function fixLines(fix: Fix, index: number, count: number, width: number): Line[] {
  const number = count > 1 ? `${index + 1}. ` : '';
  const needs = fixNeeds(fix);
  const title = `${fix.title}${needs.length > 0 ? ` (needs ${needs.join(', ')})` : ''}${fix.commands.length > 0 ? ':' : '.'}`;
  return [
    EMPTY,
    ...hanging([span(number)], wrapped(title, width - number.length, 'strong')),
    ...indented(
      fix.commands.flatMap((command) => commandLines(command, width - 4)),
      '    ',
    ),
    ...(fix.caution
      ? indented(hanging([span('! ', 'doubtful')], wrapped(`Caution: ${fix.caution}`, width - 6)), '    ')
      : []),
  ];
}

/** What was seen, and what else the JSON says of it. */
function detailLines({ id, evidence, explains, fixes }: Problem, { width }: ViewContext): Line[] {
  const item = (text: string): Line[] => indented(hanging([span('- ')], wrapped(text, width - 4)), '  ');
  return [
    EMPTY,
    line(`Evidence (${id})`, 'strong'),
    ...evidence.flatMap(({ source, text }) => item(`${source}: ${text}`)),
    ...(explains.length > 0 ? item(`This explains: ${explains.join(', ')}.`) : []),
    ...fixes.flatMap((fix, index) => item(`Fix ${index + 1}: ${fixRun(fix)}`)),
  ];
}

function allWell(report: Report, { width }: ViewContext): Item {
  const sentence = allWellSentence(report);
  return { id: 'all-well', text: sentence, lines: wrapped(sentence, width) };
}

/** Checks that could not look: said, and never taken for good or bad. */
function unknowns(report: Report, context: ViewContext): Item[] {
  const checks = couldNotLook(report);
  if (checks.length === 0) return [];
  const open = isOpen('unknown', report.status === 'unknown', context.ui);
  return [listItem('unknown', open, 'error', couldNotLookTitle(checks), checks, report, context)];
}

/** What follows from a cause, folded under it. */
function consequences(report: Report, context: ViewContext): Item[] {
  return notJudged(report).map(({ cause, checks }) => {
    const id = `because:${cause}`;
    const title = notJudgedTitle(report, cause, checks);
    return listItem(id, isOpen(id, false, context.ui), 'skip', title, checks, report, context);
  });
}

function skipped(report: Report, context: ViewContext): Item[] {
  const problems = report.problems.filter((problem) => problem.skipped);
  return problems.map((problem, index) =>
    skippedItem(problem, `skipped:${itemId(problems, index)}`, context),
  );
}

function skippedItem(problem: Problem, id: string, context: ViewContext): Item {
  const { ui, theme } = context;
  const open = isOpen(id, false, ui);
  const inner = { ...context, width: context.width - 2 };
  const sign = theme.spoken ? [] : [span(signOf('skip', theme), 'quiet'), span(' ')];
  const words = `skipped ${wordOfSeverity(problem.severity)}: ${problem.title} (${problem.id})`;
  return {
    id,
    open,
    text: `${problem.title} ${problem.id}`,
    lines: [
      ...heading(open, [...sign, span(words)], context),
      ...(open
        ? indented([...problemBody(problem, inner), ...detailLines(problem, inner), EMPTY], '  ')
        : []),
    ],
    copy: copiesOf(problem),
    guide: problem.guide.url,
  };
}

const copiesOf = ({ fixes }: Problem): NonNullable<Item['copy']> =>
  fixes.map((fix) => ({ what: fix.title, text: fix.commands.join('\n') }));

function listItem(
  id: string,
  open: boolean,
  status: CheckResult['status'],
  title: string,
  checks: readonly CheckResult[],
  report: Report,
  context: ViewContext,
): Item {
  const { theme, width } = context;
  const sign = theme.spoken ? [] : [span(signOf(status, theme), toneOf(status)), span(' ')];
  const words = theme.spoken ? `${wordOf(status)}: ${title}` : title;
  return {
    id,
    open,
    text: [title, ...checks.flatMap((check) => [check.title, checkWords(check, report)])].join('\n'),
    lines: [
      ...heading(open, [...sign, span(words)], context),
      ...(open
        ? indented(
            checks.flatMap((check) =>
              hanging([span('- ')], wrapped(`${check.title}: ${checkWords(check, report)}`, width - 6)),
            ),
            '    ',
          )
        : []),
    ],
  };
}
