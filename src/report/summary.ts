/** Sentences that every face says the same. */
import { divide } from './divide.ts';
import type { CheckResult, Fix, Problem, Report } from './report.ts';

/** Problems that count: not those that the user chose to skip. */
export const counted = (report: Report): readonly Problem[] =>
  report.problems.filter((problem) => !problem.skipped);

/** Exit code of a report (the contract's table): 3 is 'could not finish and found no problem'. */
export function exitCodeOf(report: Report, strict: boolean): number {
  const counts = ({ severity }: Problem): boolean =>
    severity === 'error' || (strict && severity === 'warning');
  if (counted(report).some(counts)) return 1;
  return report.status === 'unknown' ? 3 : 0;
}

/** The verdict in one line. */
export function verdictLine(report: Report): string {
  const [first] = counted(report);
  switch (report.status) {
    case 'broken':
      return first?.title ?? 'Docker does not work';
    case 'unknown':
      return 'No problem was found, but not everything could be looked at';
    case 'warning': {
      const warnings = counted(report).filter(({ severity }) => severity === 'warning').length;
      return `${worksAsFarAsSeen(report)}, with ${warnings === 1 ? '1 warning' : `${warnings} warnings`}`;
    }
    case 'ok':
      return worksAsFarAsSeen(report);
  }
}

/** With `--only` or `--skip` a run may end well where no engine answered: then it does not say that Docker works. */
function worksAsFarAsSeen({ docker, problems }: Report): string {
  if (docker.engine !== null) return 'Docker works';
  const ignored = problems.find(({ skipped, severity }) => skipped === true && severity === 'error');
  return ignored ? `${ignored.title} (skipped); no other problem` : 'No problem in what was looked at';
}

/** What a fix asks of the user besides typing: rights, a restart, signing in again. */
export function fixNeeds(fix: Fix): readonly string[] {
  const text = [fix.title, fix.caution ?? '', ...fix.commands].join('\n');
  const admin = fix.shell === 'sh' ? (/\bsudo\b/.test(text) ? 'sudo' : 'admin rights') : 'administrator';
  return [
    ...(fix.needsAdmin ? [admin] : []),
    ...(fix.shell === 'sh' ? [] : [fix.shell === 'cmd' ? 'cmd' : 'PowerShell']),
    ...(RESTART.test(text) ? ['restart'] : []),
    ...(SIGN_OUT.test(text) ? ['sign-out'] : []),
  ];
}

// Our own texts and commands, never translated ones.
const RESTART =
  /\bsudo reboot\b|\bshutdown (?:-r|\/r)|\bRestart-Computer\b|\b(?:restart|reboot)(?:s|ed|ing)? (?:(?:the|your|this) )?(?:computer|machine|windows|mac|pc)\b/i;
const SIGN_OUT = /\bnewgrp\b|\b(?:sign|log)(?:s|ging|ing)? (?:out|in again)\b/i;

/** The same after its title: 'needs sudo; caution'. */
export function fixNotes(fix: Fix): string {
  const needs = fixNeeds(fix);
  return [needs.length > 0 ? `needs ${needs.join(', ')}` : null, fix.caution]
    .filter((part) => part !== null)
    .join('; ');
}

/** Checks that were not judged because an earlier link is broken, by that cause. */
export function notJudged(
  report: Report,
): readonly { readonly cause: string; readonly checks: readonly CheckResult[] }[] {
  const byCause = new Map<string, CheckResult[]>();
  for (const check of report.checks) {
    if (check.blockedBy === null) continue;
    const list = byCause.get(check.blockedBy) ?? [];
    byCause.set(check.blockedBy, [...list, check]);
  }
  return [...byCause].map(([cause, checks]) => ({ cause, checks }));
}

/** Checks that could not look or could not finish. */
export const couldNotLook = (report: Report): readonly CheckResult[] =>
  report.checks.filter(({ status }) => status === 'error');

/** What is there, in one line: 'docker 28.2.2, docker-engine 20.10.24, at unix:///… (default)'. */
export const situation = (report: Report): string => situationParts(report).join(', ');

/** The same in two halves, for where one line is too short: what is there, and where it is looked for. */
export function situationParts({ docker }: Report): readonly string[] {
  const parts = [
    docker.client ? `docker ${docker.client.version ?? '(unknown version)'}` : 'no docker command',
    ...(docker.engine ? [`${docker.engine.product} ${docker.engine.version ?? ''}`.trim()] : []),
    ...(docker.compose?.version ? [`Compose ${docker.compose.version}`] : []),
  ];
  const { endpoint } = docker;
  return [parts.join(', '), ...(endpoint ? [`at ${endpoint.url} (${endpoint.source})`] : [])];
}

/** What a check found, by the titles of the problems where it names them by their ids. */
export function checkWords({ summary }: CheckResult, report: Report | null): string {
  const titles = new Map(report?.problems.map(({ id, title }) => [id, title]));
  return summary.replace(/\b[a-z][\w-]*(?:\.[\w-]+)+(?![\w./-])/g, (id, at: number) => {
    const title = titles.get(id);
    if (title === undefined) return id;
    // In a list of problems it stands for itself, in a sentence it is quoted.
    return at === 0 || summary.slice(0, at).endsWith(', ') ? title : `'${title}'`;
  });
}

/** How a check is called in the JSON, how long it took, and which ids it found or waits for. */
export function checkNotes({ id, durationMs, blockedBy, problems = [] }: CheckResult): string {
  return [
    id,
    `after ${durationMs} ms`,
    ...(problems.length > 0 ? [`found ${problems.join(', ')}`] : []),
    ...(blockedBy ? [`not judged because of ${blockedBy}`] : []),
  ].join(', ');
}

/** A parser's complaint may quote lines of the file: in a sentence they are one. */
export const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** '3 checks'. */
export const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** '1 check could not look'. */
export const couldNotLookTitle = (checks: readonly CheckResult[]): string =>
  `${countOf(checks.length, 'check')} could not look`;

/** '9 checks not judged because of 'Docker is not running''. */
export function notJudgedTitle(report: Report, cause: string, checks: readonly CheckResult[]): string {
  const title = report.problems.find(({ id }) => id === cause)?.title;
  return `${countOf(checks.length, 'check')} not judged because of ${title === undefined ? cause : `'${title}'`}`;
}

/** What the healthy machine is told. */
export function allWellSentence({ checks, docker }: Report): string {
  const count = (status: CheckResult['status']): number =>
    checks.filter((check) => check.status === status).length;
  const rest = count('skip');
  const lead = docker.engine === null ? '' : 'Nothing is wrong. ';
  return `${lead}${countOf(count('pass'), 'check')} passed${rest > 0 ? `, ${rest} have nothing to look at here` : ''}.`;
}

/** How `docker-doctor fix` deals with a fix: 'sh; docker-doctor fix --yes runs it'. */
export function fixRun(fix: Fix): string {
  const { run, typed, because } = divide(fix);
  const command = `docker-doctor fix${fix.automatic ? ' --yes' : ''}`;
  if (run.length === 0) return `${fix.shell}; yours to type: ${because}`;
  if (typed.length === 0) return `${fix.shell}; ${command} runs it`;
  return `${fix.shell}; ${command} runs ${run.length} of its ${fix.commands.length} commands; the rest is yours to type: ${because}`;
}
