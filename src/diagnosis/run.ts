/**
 * Runs the checks that fit this system: all their facts are asked at once, each check is judged as
 * soon as its facts are there, a crash or a passed deadline stays inside its check.
 */
import { type Fact, type FactContext, type FactResult, type Unknown, unknownFact } from '../facts/fact.ts';
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

/** A context whose questions are given up when the time of the whole run is over. */
export interface LimitedContext {
  readonly context: FactContext;
  /** What a fact is that was not there by then. */
  readonly late: Unknown;
  /** Lets the process end. */
  clear(): void;
}

/** Each fact is given up by itself: one that hangs takes only those with it that cannot be judged without. */
export function withDeadline(context: FactContext, ms: number): LimitedContext {
  const late = unknownFact('timeout', `could not finish within ${ms / 1000} s`);
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<Unknown>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  return {
    context: { ...context, get: (fact) => Promise.race([context.get(fact), passed]) },
    late,
    clear: () => clearTimeout(timer),
  };
}

/** The checks for one system, in the order of the list. */
export const checksFor = (checks: readonly Check[], system: System): Check[] =>
  checks.filter((check) => check.systems.includes(system));

export async function runChecks(
  checks: readonly Check[],
  limited: LimitedContext,
  onOutcome?: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const started = performance.now();
  const outcomes = checks.map(async (check): Promise<Outcome> => {
    const verdict = await judge(check, limited);
    if (verdict.kind === 'problems') await loadCatalogue();
    const outcome = { check, verdict, durationMs: Math.round(performance.now() - started) };
    onOutcome?.(outcome);
    return outcome;
  });
  return Promise.all(outcomes);
}

async function judge(check: Check, { context, late }: LimitedContext): Promise<Outcome['verdict']> {
  try {
    const [needs, uses] = await Promise.all([
      askAll(check.needs, context),
      askAll(check.uses ?? {}, context),
    ]);
    const values: Record<string, unknown> = {};
    for (const [name, result] of Object.entries(needs)) {
      if (result === late) return { kind: 'failed', summary: late.detail };
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
