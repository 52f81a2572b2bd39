/** From a host to a report: ask, judge, fold, tell. */
import { clientFact, clientVersionFact } from '../facts/client.ts';
import { factContext } from '../facts/collect.ts';
import { endpointFact, sourceLabel } from '../facts/endpoint.ts';
import { engineFact, isRootless, productOf } from '../facts/engine.ts';
import { enginesFact } from '../facts/engines/index.ts';
import type { FactContext, FactOptions, FactResult } from '../facts/fact.ts';
import { textAt } from '../facts/json-text.ts';
import { pluginsFact } from '../facts/plugins.ts';
import { systemFact } from '../facts/system.ts';
import type { Host } from '../host/host.ts';
import { createRedactor, redactDeep } from '../report/redact.ts';
import type { CheckResult, DockerSection, Problem, Report, ReportStatus } from '../report/report.ts';
import { sanitizeDeep } from '../report/sanitize.ts';
import { VERSION } from '../version.ts';
import { problemEntry } from './catalogue.ts';
import type { ChainLink, Check, System } from './check.ts';
import { CHAIN } from './check.ts';
import { type FoldedFinding, foldFindings, severityOf } from './fold.ts';
import { fixesFor, type Target } from './problem.ts';
import { checkResult, checksFor, type Outcome, runChecks, withDeadline, worst } from './run.ts';
import { expandableHome } from './shell.ts';
import { fillTemplate } from './template.ts';

export interface DiagnosisOptions extends FactOptions {
  /** Ids of checks or problems, or areas ('registry'): only these are judged / are never counted. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Milliseconds for the whole run. */
  readonly timeoutMs: number;
}

export interface Diagnosis {
  /** The checks that will be judged, known before anything is asked. */
  readonly checks: readonly Check[];
  readonly report: Promise<Report>;
}

/** Longest a run may take whatever hangs; the contract of speed is in docs/performance.md. */
export const DEFAULT_TIME_LIMIT = 7000;

/** The checks of a system; those of a pre-flight first read files, and may ask the machine what these need. */
export type ChecksOf = (system: System, context: FactContext) => Promise<readonly Check[]>;

export async function startDiagnosis(
  host: Host,
  checksOf: ChecksOf,
  options: DiagnosisOptions,
  onResult?: (result: CheckResult) => void,
): Promise<Diagnosis> {
  const context = factContext(host, options);
  // The slowest answers are asked for first, and before hundreds of files; every run needs them.
  for (const fact of [clientVersionFact, engineFact]) void context.get<unknown>(fact);
  const [system] = await Promise.all([context.get(systemFact), headStart(context)]);
  if (!system.known) throw new Error(system.detail);
  const release = system.value.machine.os.version;
  const target = { ...system.value, ...(release && { release }), root: host.identity.uid === 0 };
  const all = await checksOf(system.value.system, context);
  const checks = checksFor(all, system.value.system).filter((check) => isWanted(check, options));
  return { checks, report: diagnose(host, context, checks, target, options, onResult) };
}

/** Milliseconds: a folder of PATH on a dead mount does not hold up the rest. */
const HEAD_START = 50;

/** Until the docker command is found and has been started. */
function headStart(context: FactContext): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, HEAD_START);
    void context.get(clientFact).then(() => {
      clearTimeout(timer);
      setImmediate(resolve);
    });
  });
}

function isWanted(check: Check, { only, skip }: DiagnosisOptions): boolean {
  const named = (id: string): boolean => check.id === id || check.finds.includes(id);
  // An id that is that of a check and of its problem means the problem: it is looked for, and listed.
  if (skip.includes(check.id) && !check.finds.includes(check.id)) return false;
  return only.length === 0 || only.some(named);
}

async function diagnose(
  host: Host,
  context: FactContext,
  checks: readonly Check[],
  target: Omit<Target, 'values'> & { machine: Report['machine'] },
  options: DiagnosisOptions,
  onResult?: (result: CheckResult) => void,
): Promise<Report> {
  const started = performance.now();
  const clean = cleaner(host);
  // The report's own sections are asked beside the checks, under the same deadline.
  const limited = withDeadline(context, options.timeoutMs);
  const [outcomes, docker, engines] = await Promise.all([
    runChecks(checks, limited, (outcome) => onResult?.(cleanResult(checkResult(outcome), clean))),
    dockerSection(limited.context),
    limited.context.get(enginesFact),
  ]).finally(() => limited.clear());
  const findings = outcomes.flatMap(({ verdict }) => (verdict.kind === 'problems' ? verdict.findings : []));
  const folded = foldFindings(findings);
  const wanted = folded.filter(
    ({ finding }) => options.only.length === 0 || isNamed(finding.id, options.only, checks),
  );
  const problems = wanted.map((found) => toProblem(found, target, options.skip));
  const results = blocked(outcomes, folded, options.skip);
  const seen = clean({ machine: target.machine, docker, problems, engines: valueIn(engines) ?? [] });
  return {
    schemaVersion: 1,
    tool: { name: 'docker-doctor', version: VERSION },
    createdAt: new Date(host.identity.now).toISOString(),
    durationMs: Math.round(performance.now() - started),
    status: statusOf(problems, outcomes),
    machine: seen.machine,
    docker: seen.docker,
    problems: seen.problems.map(typeable),
    checks: results.map((result) => cleanResult(result, clean)),
    engines: seen.engines,
  };
}

const isNamed = (id: string, only: readonly string[], checks: readonly Check[]): boolean =>
  only.includes(id) || checks.some((check) => only.includes(check.id) && check.finds.includes(id));

/** Whatever came from outside is stripped of control characters, then of names and secrets. */
function cleaner({ identity: { user, hostname, home } }: Host): <T>(value: T) => T {
  const redact = createRedactor({ user, hostname, homes: [home] });
  return (value) => redactDeep(sanitizeDeep(value), redact);
}

/** Ids and titles are our own: only the summary may hold what came from outside. */
const cleanResult = (result: CheckResult, clean: (text: string) => string): CheckResult => ({
  ...result,
  summary: clean(result.summary),
});

/** The commands as they can be typed, wherever the home folder stands in them. */
const typeable = (problem: Problem): Problem => ({
  ...problem,
  fixes: problem.fixes.map((fix) => ({
    ...fix,
    commands: fix.commands.map((command) => expandableHome(command, fix.shell)),
  })),
});

function toProblem(found: FoldedFinding, target: Omit<Target, 'values'>, skip: readonly string[]): Problem {
  const { finding, explained } = found;
  const entry = problemEntry(finding.id);
  const values = finding.values ?? {};
  const place = { ...target, values };
  return {
    id: entry.id,
    severity: severityOf(finding),
    title: fillTemplate(entry.title, values),
    summary: fillTemplate(entry.summary, values),
    evidence: finding.evidence,
    fixes: fixesFor(entry, place),
    guide: entry.guide(place),
    explains: explained,
    ...(skip.includes(entry.id) && { skipped: true }),
  };
}

/**
 * A check after a broken link is not judged, and one that found only consequences says of what: both
 * name the cause instead of a second opinion.
 */
function blocked(
  outcomes: readonly Outcome[],
  folded: readonly FoldedFinding[],
  skip: readonly string[],
): CheckResult[] {
  const foldedUnder = (id: string): string | null =>
    folded.find(({ explained }) => explained.includes(id))?.finding.id ?? null;
  const isCause = (id: string): boolean => folded.some(({ finding }) => finding.id === id);
  const errorsOf = ({ verdict }: Outcome): string[] =>
    verdict.kind === 'problems'
      ? verdict.findings.filter((finding) => severityOf(finding) === 'error').map(({ id }) => id)
      : [];
  const causeBefore = (checkId: string, seen: Set<string>): string | null => {
    const outcome = outcomes.find(({ check }) => check.id === checkId);
    if (!outcome || seen.has(checkId)) return null;
    seen.add(checkId);
    const [error] = errorsOf(outcome);
    if (error !== undefined) return isCause(error) ? error : (foldedUnder(error) ?? error);
    return firstOf(outcome.check.after ?? [], (id) => causeBefore(id, seen));
  };
  return outcomes.map((outcome) => {
    const result = checkResult(outcome);
    const { verdict, check } = outcome;
    if (verdict.kind === 'pass') return result;
    if (verdict.kind === 'problems') {
      const ids = verdict.findings.map(({ id }) => id);
      const cause = ids.some(isCause) ? null : firstOf(ids, foldedUnder);
      if (cause) return { ...result, status: 'skip', summary: `follows from ${cause}`, blockedBy: cause };
      const counted = verdict.findings.filter(({ id }) => !skip.includes(id));
      if (counted.length === verdict.findings.length) return result;
      // What `--skip` names is told and not counted, here as among the problems.
      const status = counted.length > 0 ? worst(counted) : 'skip';
      return {
        ...result,
        status,
        summary: `${result.summary} (skipped: ${skip.filter((id) => ids.includes(id)).join(', ')})`,
      };
    }
    const cause = firstOf(check.after ?? [], (id) => causeBefore(id, new Set()));
    return cause
      ? { ...result, status: 'skip', summary: `not judged because of ${cause}`, blockedBy: cause }
      : result;
  });
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

/** Links without which 'Docker works' may not be said. */
const ESSENTIAL: readonly ChainLink[] = CHAIN.slice(0, CHAIN.indexOf('version') + 1);

function statusOf(problems: readonly Problem[], outcomes: readonly Outcome[]): ReportStatus {
  const counted = problems.filter((problem) => !problem.skipped);
  if (counted.some((problem) => problem.severity === 'error')) return 'broken';
  const unfinished = outcomes.some(
    ({ check, verdict }) =>
      verdict.kind === 'failed' ||
      (verdict.kind === 'unknown' && (check.essential ?? ESSENTIAL.includes(check.link))),
  );
  if (unfinished) return 'unknown';
  return counted.some((problem) => problem.severity === 'warning') ? 'warning' : 'ok';
}

async function dockerSection(context: FactContext): Promise<DockerSection> {
  const [client, version, endpoint, engine, plugins] = await Promise.all([
    context.get(clientFact),
    context.get(clientVersionFact),
    context.get(endpointFact),
    context.get(engineFact),
    context.get(pluginsFact),
  ]);
  const cli = version.known && version.value?.kind === 'docker' ? version.value : null;
  const path = client.known ? client.value.inUse?.path : undefined;
  const plugin = (name: string): { version: string | null } | null => {
    const found = valueIn(plugins)?.plugins.find(
      (candidate) => candidate.name === name && candidate.broken === null,
    );
    return found ? { version: found.version } : null;
  };
  const answering = engine.known && engine.value.state === 'answers' ? engine.value : null;
  return {
    client: path
      ? { path, version: cli?.version ?? null, apiVersion: cli?.apiVersion ?? null, minApiVersion: null }
      : null,
    engine: answering && {
      product: productOf(answering),
      version: textAt(answering.version, 'Version'),
      apiVersion: textAt(answering.version, 'ApiVersion'),
      minApiVersion: textAt(answering.version, 'MinAPIVersion'),
      os: textAt(answering.version, 'Os'),
      rootless: isRootless(answering),
    },
    endpoint:
      endpoint.known && endpoint.value.state === 'resolved'
        ? { url: endpoint.value.url, source: sourceLabel(endpoint.value) }
        : null,
    compose: plugin('compose'),
    buildx: plugin('buildx'),
  };
}

const valueIn = <T>(result: FactResult<T>): T | null => (result.known ? result.value : null);

export { exitCodeOf } from '../report/summary.ts';
