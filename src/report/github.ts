/** GitHub Actions' workflow commands: one annotation a problem. The job summary is the Markdown report. */
import type { Problem, Report, Severity } from './report.ts';
import { couldNotLook, fixNotes, notJudged, situation, verdictLine } from './summary.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

export function renderGithub(report: Report): string {
  const lines = [
    `docker-doctor: ${plain(verdictLine(report))} [${report.status}]`,
    plain(situation(report)),
    ...report.problems.map((problem) =>
      problem.skipped
        ? plain(`skipped: ${problem.title} (${problem.id}, ${problem.severity})`)
        : annotation(COMMANDS[problem.severity], `${problem.title} (${problem.id})`, messageOf(problem)),
    ),
    // Not being able to look is no problem of the machine, but nobody should overlook it.
    ...(report.status === 'unknown'
      ? couldNotLook(report).map(({ id, title, summary }) =>
          annotation('warning', `Could not be looked at: ${title} (${id})`, summary),
        )
      : []),
    '::group::docker-doctor: all checks',
    ...report.checks.map(({ id, title, status, summary }) =>
      plain(`${status.padEnd(5)} ${title} (${id}): ${summary}`),
    ),
    ...notJudged(report).map(({ cause, checks }) => plain(`${checks.length} not judged because of ${cause}`)),
    '::endgroup::',
  ];
  return `${lines.join('\n')}\n`;
}

function messageOf({ summary, fixes, guide, explains }: Problem): string {
  return [
    summary,
    ...(explains.length > 0 ? [`This explains: ${explains.join(', ')}`] : []),
    ...fixes.flatMap((fix) => {
      const notes = fixNotes(fix);
      return [`${fix.title}${notes ? ` (${notes})` : ''}:`, ...fix.commands.map((command) => `  ${command}`)];
    }),
    `Guide: ${guide.title} ${guide.url}`,
  ].join('\n');
}

const annotation = (command: string, title: string, message: string): string =>
  `::${command} title=${escapeProperty(title)}::${escapeData(message)}`;

/** As actions/toolkit does it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const escapeData = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** A line of a log that cannot be read as a command, whatever the machine said in it. */
const plain = (text: string): string =>
  text.replace(/\s*\n\s*/g, ' ').replace(/::|##\[/g, (mark) => `${mark[0]} ${mark.slice(1)}`);
