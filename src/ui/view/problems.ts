/** The problems: the cause in full, the others as one line each until they are opened. */
import type { CheckResult, Fix, Problem, Report } from '../../report/report.ts';
import { couldNotLook, counted, fixNeeds, notJudged } from '../../report/summary.ts';
import { broken, EMPTY, hanging, indented, type Line, line, span, wrapped } from '../line.ts';
import { signOf, statusOfSeverity, toneOf, wordOf, wordOfSeverity } from '../theme.ts';
import { heading, type Item, isOpen, type ViewContext } from './item.ts';

export function problemItems(report: Report, context: ViewContext): Item[] {
  const problems = counted(report);
  return [
    ...(problems.length === 0 && report.status === 'ok' ? [allWell(report, context)] : []),
    ...problems.map((problem, index) => problemItem(problem, index, report, context)),
    ...unknowns(report, context),
    ...consequences(report, context),
    ...skipped(report, context),
  ];
}

function problemItem(problem: Problem, index: number, report: Report, context: ViewContext): Item {
  const { ui, theme } = context;
  const open = isOpen(problem.id, index === 0, ui);
  // The verdict line above has said the title of the first error already.
  const isVerdict = index === 0 && report.status === 'broken';
  const status = statusOfSeverity(problem.severity);
  const word = wordOfSeverity(problem.severity);
  const title: Line = theme.spoken
    ? [span(`${word}: ${problem.title}`)]
    : [span(signOf(status, theme), toneOf(status)), span(` ${word}: `), span(problem.title, 'strong')];
  const showsEvidence = ui.evidence.has(problem.id);
  return {
    id: problem.id,
    open,
    text: [problem.id, problem.title, problem.summary, ...problem.fixes.flatMap(fixText)].join('\n'),
    lines: [
      ...(isVerdict && open ? [] : heading(open, title, context)),
      ...(open
        ? [
            ...indented(problemBody(problem, context), isVerdict || theme.spoken ? '' : '  '),
            ...(showsEvidence ? evidenceLines(problem, context) : []),
            EMPTY,
          ]
        : []),
    ],
    copy: problem.fixes.map((fix) => ({ what: fix.title, text: fix.commands.join('\n') })),
    guide: problem.guide.url,
    again: problem.id,
  };
}

const fixText = ({ title, commands }: Fix): string[] => [title, ...commands];

/** What it is, where to read on, what to type. The guide comes first: it is never pushed off the screen. */
function problemBody(problem: Problem, context: ViewContext): Line[] {
  const width = context.width - 2;
  const { summary, guide, fixes } = problem;
  return [
    ...wrapped(summary, width),
    ...hanging([span('Guide: ')], wrapped(guide.title, width - 7)),
    ...broken(guide.url, width).map((part): Line => [{ text: part, tones: ['command'], url: guide.url }]),
    ...fixes.flatMap((fix, index) => fixLines(fix, index, fixes.length, width)),
  ];
}

function fixLines(fix: Fix, index: number, count: number, width: number): Line[] {
  const number = count > 1 ? `${index + 1}. ` : '';
  const needs = fixNeeds(fix);
  const title = `${fix.title}${needs.length > 0 ? ` (needs ${needs.join(', ')})` : ''}:`;
  return [
    EMPTY,
    ...hanging([span(number)], wrapped(title, width - number.length, 'strong')),
    ...indented(
      fix.commands.flatMap((command) => broken(command, width - 4).map((part) => line(part, 'command'))),
      '    ',
    ),
    ...(fix.caution
      ? indented(hanging([span('! ', 'doubtful')], wrapped(`Caution: ${fix.caution}`, width - 6)), '    ')
      : []),
  ];
}

function evidenceLines(problem: Problem, { width }: ViewContext): Line[] {
  return [
    EMPTY,
    line(`Evidence (${problem.id})`, 'strong'),
    ...problem.evidence.flatMap(({ source, text }) =>
      indented(hanging([span('')], wrapped(`${source}: ${text}`, width - 4)), '  '),
    ),
  ];
}

function allWell(report: Report, context: ViewContext): Item {
  const count = (status: CheckResult['status']): number =>
    report.checks.filter((check) => check.status === status).length;
  const { engine, endpoint, compose, buildx } = report.docker;
  const rest = count('skip');
  const checks = `${count('pass')} checks passed${rest > 0 ? `, ${rest} have nothing to look at here` : ''}.`;
  const parts = [
    engine ? `The engine: ${engine.product} ${engine.version ?? ''}`.trim() : null,
    compose?.version ? `Compose ${compose.version}` : null,
    buildx?.version ? `Buildx ${buildx.version}` : null,
  ].filter((part) => part !== null);
  return {
    id: 'all-well',
    text: checks,
    lines: [
      ...wrapped(`Nothing is wrong. ${checks}`, context.width),
      ...(parts.length > 0
        ? wrapped(`${parts.join(', ')}${endpoint ? `, at ${endpoint.url}` : ''}.`, context.width)
        : []),
    ],
  };
}

/** Checks that could not look: said, and never taken for good or bad. */
function unknowns(report: Report, context: ViewContext): Item[] {
  const checks = couldNotLook(report);
  if (checks.length === 0) return [];
  const open = isOpen('unknown', report.status === 'unknown', context.ui);
  const count = checks.length === 1 ? '1 check' : `${checks.length} checks`;
  return [listItem('unknown', open, 'error', `${count} could not look`, checks, context)];
}

/** What follows from a cause, folded under it. */
function consequences(report: Report, context: ViewContext): Item[] {
  return notJudged(report).map(({ cause, checks }) => {
    const problem = report.problems.find(({ id }) => id === cause);
    const count = checks.length === 1 ? '1 check' : `${checks.length} checks`;
    const reason = problem ? `'${problem.title}'` : cause;
    const id = `because:${cause}`;
    return listItem(
      id,
      isOpen(id, false, context.ui),
      'skip',
      `${count} not judged because of ${reason}`,
      checks,
      context,
    );
  });
}

function skipped(report: Report, context: ViewContext): Item[] {
  return report.problems
    .filter((problem) => problem.skipped)
    .map(({ id, title }) => ({
      id: `skipped:${id}`,
      text: title,
      lines: wrapped(`${signOf('skip', context.theme)} skipped: ${title} (${id})`, context.width, 'quiet'),
    }));
}

function listItem(
  id: string,
  open: boolean,
  status: CheckResult['status'],
  title: string,
  checks: readonly CheckResult[],
  context: ViewContext,
): Item {
  const { theme, width } = context;
  const sign = theme.spoken ? [] : [span(signOf(status, theme), toneOf(status)), span(' ')];
  const words = theme.spoken ? `${wordOf(status)}: ${title}` : title;
  return {
    id,
    open,
    text: [title, ...checks.flatMap((check) => [check.title, check.summary])].join('\n'),
    lines: [
      ...heading(open, [...sign, span(words)], context),
      ...(open
        ? indented(
            checks.flatMap((check) =>
              hanging([span('- ')], wrapped(`${check.title}: ${check.summary}`, width - 6)),
            ),
            '    ',
          )
        : []),
    ],
  };
}
