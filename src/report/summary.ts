/** Sentences that every face says the same. */
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
      return `Docker works, with ${warnings === 1 ? '1 warning' : `${warnings} warnings`}`;
    }
    case 'ok':
      return 'Docker works';
  }
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

/** What is there, in one line: 'docker 28.2.2, docker-engine 20.10.24 at unix:///…'. */
export function situation({ docker }: Report): string {
  const parts = [
    docker.client ? `docker ${docker.client.version ?? '(unknown version)'}` : 'no docker command',
    ...(docker.engine ? [`${docker.engine.product} ${docker.engine.version ?? ''}`.trim()] : []),
    ...(docker.compose?.version ? [`Compose ${docker.compose.version}`] : []),
  ];
  const { endpoint } = docker;
  return `${parts.join(', ')}${endpoint ? `, at ${endpoint.url} (${endpoint.source})` : ''}`;
}
