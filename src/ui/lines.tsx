/**
 * Everything below the header is a list of lines: so the view can be cut to the terminal's height
 * and scrolled, and Ink never draws more than a screen (which would flicker).
 */
import type { Problem, Report } from '../report/report.ts';
import { couldNotLook, counted, fixNotes, notJudged } from '../report/summary.ts';
import { wrapText } from './wrap.ts';

export type LineKind = 'text' | 'heading' | 'command' | 'link' | 'quiet';

export interface Line {
  readonly kind: LineKind;
  readonly text: string;
}

const line = (kind: LineKind, text: string): Line => ({ kind, text });
const prose = (kind: LineKind, text: string, width: number, indent = ''): Line[] =>
  wrapText(text, width - indent.length).map((part) => line(kind, indent + part));

/** A problem in full: what it is, what to type, where to read on. */
export function problemLines(problem: Problem, width: number, withTitle: boolean, evidence: boolean): Line[] {
  const many = problem.fixes.length > 1;
  return [
    ...(withTitle ? prose('heading', problem.title, width) : []),
    ...prose('text', problem.summary, width),
    ...problem.fixes.flatMap((fix, index) => {
      const notes = fixNotes(fix);
      return [
        line('text', ''),
        ...prose('text', `${many ? `${index + 1}. ` : ''}${fix.title}${notes ? ` (${notes})` : ''}`, width),
        ...fix.commands.map((command) => line('command', `   ${command}`)),
      ];
    }),
    line('text', ''),
    ...prose('text', `Guide: ${problem.guide.title}`, width),
    line('link', problem.guide.url),
    ...(problem.explains.length > 0
      ? prose('quiet', `This explains: ${problem.explains.join(', ')}`, width)
      : []),
    ...(evidence ? evidenceLines(problem, width) : []),
  ];
}

const evidenceLines = (problem: Problem, width: number): Line[] => [
  line('text', ''),
  line('heading', `Evidence (${problem.id})`),
  ...problem.evidence.flatMap(({ source, text }) => prose('quiet', `${source}: ${text}`, width, '  ')),
];

/** What follows the problems: checks that could not look, and those not judged. */
export function remainderLines(report: Report, width: number): Line[] {
  return [
    ...couldNotLook(report).flatMap(({ title, summary }) => prose('text', `? ${title}: ${summary}`, width)),
    ...notJudged(report).flatMap(({ cause, checks }) =>
      prose(
        'quiet',
        `${checks.length === 1 ? '1 check' : `${checks.length} checks`} not judged because of ${cause}`,
        width,
      ),
    ),
    ...report.problems
      .filter((problem) => problem.skipped)
      .flatMap(({ id, title }) => prose('quiet', `skipped: ${title} (${id})`, width)),
  ];
}

/** Each engine as the chain that leads to it. */
export function engineLines(report: Report, width: number, arrow: string): Line[] {
  if (report.engines.length === 0) return prose('text', 'No engine was found.', width);
  return report.engines.flatMap(({ product, version, state, endpoint, context, inForce }) => {
    const chain = [
      'docker',
      `context ${context ?? '(none)'}`,
      endpoint,
      `${product} ${version ?? ''}`.trim(),
    ];
    const broken = state === 'running' ? '' : `: ${state}`;
    return [
      ...prose('heading', `${inForce ? 'In force: ' : ''}${product}${broken}`, width),
      ...prose(inForce ? 'text' : 'quiet', chain.join(` ${arrow} `) + broken, width, '  '),
      line('text', ''),
    ];
  });
}

export const shownProblems = (report: Report): readonly Problem[] => counted(report);
