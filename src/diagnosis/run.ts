/**
 * Runs the checks that fit this system: all their facts are asked at once, each check is judged as
 * soon as its facts are there, a crash or a passed deadline stays inside its check.
 */
import type { Fact, FactContext, FactResult } from '../facts/fact.ts';
import type { CheckResult } from '../report/report.ts';
import { loadCatalogue } from './catalogue.ts';
import type { Check, Finding, System, Verdict } from './check.ts';
import { severityOf } from './fold.ts';

/** A check with what came of it. */
export interface Outcome {
  readonly check: Check;
  readonly verdict: Verdict | { readonly kind: 'failed'; readonly summary: string };
  readonly durationMs: number;
}

export interface RunOptions {
  /** Milliseconds for the whole run: a check without its facts by then is 'error'. */
  readonly deadlineMs: number;
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** The checks for one system, in the order of the list. */
export const checksFor = (checks: readonly Check[], system: System): Check[] =>
  checks.filter((check) => check.systems.includes(system));

export async function runChecks(
  checks: readonly Check[],
  context: FactContext,
  options: RunOptions,
): Promise<Outcome[]> {
  const started = performance.now();
  const deadline = createDeadline(options.deadlineMs);
  const outcomes = checks.map(async (check): Promise<Outcome> => {
    const verdict = await Promise.race([judge(check, context), deadline.passed]);
    if (verdict.kind === 'problems') await loadCatalogue();
    const outcome = { check, verdict, durationMs: Math.round(performance.now() - started) };
    options.onOutcome?.(outcome);
    return outcome;
  });
  const all = await Promise.all(outcomes);
  deadline.clear();
  return all;
}

function createDeadline(ms: number): { passed: Promise<Outcome['verdict']>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<Outcome['verdict']>((resolve) => {
    const summary = `could not finish within ${ms / 1000} s`;
    timer = setTimeout(() => resolve({ kind: 'failed', summary }), ms);
  });
  return { passed, clear: () => clearTimeout(timer) };
}

async function judge(check: Check, context: FactContext): Promise<Outcome['verdict']> {
  try {
    const [needs, uses] = await Promise.all([
      askAll(check.needs, context),
      askAll(check.uses ?? {}, context),
    ]);
    const values: Record<string, unknown> = {};
    for (const [name, result] of Object.entries(needs)) {
      if (!result.known) return { kind: 'unknown', summary: `${reasonText(result.reason)}${result.detail}` };
      values[name] = result.value;
    }
    const verdict = await check.judge({ ...values, ...uses } as Parameters<Check['judge']>[0]);
    assertDeclared(check, verdict);
    return verdict;
  } catch (error) {
    return { kind: 'failed', summary: `the check itself failed: ${String(error)}` };
  }
}

async function askAll(facts: Readonly<Record<string, Fact<unknown>>>, context: FactContext) {
  const entries = Object.entries(facts).map(async ([name, fact]) => [name, await context.get(fact)] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, FactResult<unknown>>;
}

const reasonText = (reason: string): string => (reason === 'not-recorded' ? 'not recorded: ' : '');

/** A finding outside the check's own list would be invisible to `list`, so it is an error of ours. */
function assertDeclared(check: Check, verdict: Verdict): void {
  if (verdict.kind !== 'problems') return;
  if (verdict.findings.length === 0) throw new Error('it found problems, but none was named');
  const stray = verdict.findings.find((finding) => !check.finds.includes(finding.id));
  if (stray) throw new Error(`it found ${stray.id}, which it does not declare`);
}

/** An outcome as the report lists it, before a cause blocks it. */
export function checkResult({ check, verdict, durationMs }: Outcome): CheckResult {
  const base = { id: check.id, title: check.title, durationMs, blockedBy: null };
  switch (verdict.kind) {
    case 'pass':
      return { ...base, status: 'pass', summary: verdict.summary };
    case 'skip':
      return { ...base, status: 'skip', summary: verdict.summary };
    case 'unknown':
      return { ...base, status: 'error', summary: `unknown: ${verdict.summary}` };
    case 'failed':
      return { ...base, status: 'error', summary: verdict.summary };
    case 'problems':
      return {
        ...base,
        status: worst(verdict.findings),
        summary: idsOf(verdict.findings).join(', '),
        problems: idsOf(verdict.findings),
      };
  }
}

const idsOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ id }) => id))];

export function worst(findings: readonly Finding[]): CheckResult['status'] {
  const severities = findings.map(severityOf);
  if (severities.includes('error')) return 'fail';
  return severities.includes('warning') ? 'warn' : 'pass';
}
