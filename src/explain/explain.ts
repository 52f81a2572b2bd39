/** From a text to what is told of it: the problems it names as the catalogue knows them, for one reader's machine. */
import { allProblems, loadCatalogue } from '../diagnosis/catalogue.ts';
import type { Check, System } from '../diagnosis/check.ts';
import { fixesFor, type ProblemEntry, type Target } from '../diagnosis/problem.ts';
import { fillTemplate } from '../diagnosis/template.ts';
import type { CheckResult, Problem } from '../report/report.ts';
import { VERSION } from '../version.ts';
import { loadPatterns, type PatternTable } from './pattern.ts';
import { productValues } from './product.ts';
import type { Recognised, Recognition } from './recognise.ts';

export interface ExplainedProblem extends Problem {
  /** 0..1. */
  readonly confidence: number;
  /** The line of the text; empty for a problem that only the live checks found. */
  readonly matched: string;
  /** Its number in the text, from 1; 0 likewise. */
  readonly line: number;
  /** Not named by the text: another cause that the same message can have. */
  readonly alternative: boolean;
  /** What `--live` said of it; null when it was not asked or could not be judged. */
  readonly confirmed: boolean | null;
  /** Ids of the checks that would tell. */
  readonly checks: readonly string[];
}

/** What `explain --json` prints (schema/explanation.schema.json). */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'docker-doctor'; readonly version: string };
  /** The likeliest first; empty when nothing was recognised. */
  readonly problems: readonly ExplainedProblem[];
}

export type ReaderMachine = Omit<Target, 'values'>;

/** More than these are noise. */
const MOST = 8;

export async function explain(
  recognition: Recognition,
  reader: ReaderMachine,
  checks: readonly Check[],
): Promise<Explanation> {
  const [{ table }] = await Promise.all([loadPatterns(), loadCatalogue()]);
  const entries = new Map(allProblems().map((entry) => [entry.id, entry]));
  const problems = recognition.problems.flatMap((one) => {
    const entry = entries.get(one.id);
    return entry ? [explained(one, entry, table, machineFor(entry, recognition.system, reader), checks)] : [];
  });
  return {
    schemaVersion: 1,
    tool: { name: 'docker-doctor', version: VERSION },
    problems: problems.slice(0, MOST),
  };
}

/** The fixes are for the system that the text is from; of others than the reader's the usual machine is taken. */
function machineFor(entry: ProblemEntry, system: System | null, reader: ReaderMachine): ReaderMachine {
  const wanted = system ?? reader.system;
  const fitting = entry.systems.includes(wanted) ? wanted : (entry.systems[0] ?? wanted);
  if (fitting === reader.system) return reader;
  const linux = fitting === 'linux' || fitting === 'wsl';
  return {
    system: fitting,
    distribution: linux ? 'ubuntu' : 'other',
    init: linux ? 'systemd' : 'none',
    root: false,
  };
}

function explained(
  one: Recognised,
  entry: ProblemEntry,
  table: PatternTable,
  machine: ReaderMachine,
  checks: readonly Check[],
): ExplainedProblem {
  const group = table[one.id];
  const values = { ...group?.defaults, ...productValues(one.matched, machine.system), ...one.values };
  const place: Target = { ...machine, values };
  return {
    id: entry.id,
    severity: entry.severity,
    title: fillTemplate(group?.title ?? entry.title, values),
    summary: fillTemplate(group?.summary ?? entry.summary, values),
    evidence: [{ source: `line ${one.line} of the text`, text: one.matched }],
    fixes: fixesFor(entry, place),
    guide: entry.guide(place),
    explains: [],
    confidence: one.confidence,
    matched: one.matched,
    line: one.line,
    alternative: one.alternative,
    confirmed: null,
    checks: checks.filter(({ finds }) => finds.includes(entry.id)).map(({ id }) => id),
  };
}

/** The checks that `--live` runs: those that would tell the likeliest from the others. */
export const checksToRun = (explanation: Explanation): readonly string[] => [
  ...new Set(explanation.problems.slice(0, MOST_LIVE).flatMap(({ checks }) => checks)),
];
const MOST_LIVE = 5;

/**
 * What a line could mean besides does not become the first answer because no check could look for it: where the
 * machine contradicts what the line says first, the text is from elsewhere or from before.
 */
function notBeforeItsMessage(one: ExplainedProblem, all: readonly ExplainedProblem[]): ExplainedProblem {
  if (one.confirmed !== null) return one;
  const denied = all
    .slice(0, all.indexOf(one))
    .filter(({ alternative, line, confirmed }) => !alternative && line === one.line && confirmed === false);
  const most = Math.min(one.confidence, ...denied.map(({ confidence }) => confidence * 0.9));
  return { ...one, confidence: Math.round(most * 100) / 100 };
}

/** How much a problem keeps of its confidence when a check has looked and found it not. */
const DENIED = 0.3;

/** What the machine says goes before what the text says. */
export function mergeLive(
  explanation: Explanation,
  found: readonly Problem[],
  results: readonly Pick<CheckResult, 'id' | 'status'>[],
): Explanation {
  const judged = results.filter(({ status }) => status !== 'error' && status !== 'skip').map(({ id }) => id);
  const open = results.map(({ id }) => id).filter((id) => !judged.includes(id));
  const live = new Map(found.map((problem) => [problem.id, problem]));
  const told = explanation.problems.map((problem): ExplainedProblem => {
    const seen = live.get(problem.id);
    if (seen) return { ...problem, ...seen, confidence: 1, confirmed: true };
    const looked =
      problem.checks.some((id) => judged.includes(id)) && !problem.checks.some((id) => open.includes(id));
    return looked
      ? { ...problem, confidence: Math.round(problem.confidence * DENIED * 100) / 100, confirmed: false }
      : problem;
  });
  const named = new Set(told.map(({ id }) => id));
  const kept = told.map((problem) => notBeforeItsMessage(problem, told));
  const more = found
    .filter(({ id, severity }) => !named.has(id) && severity === 'error')
    .map(
      (problem): ExplainedProblem => ({
        ...problem,
        confidence: 1,
        matched: '',
        line: 0,
        alternative: false,
        confirmed: true,
        checks: [],
      }),
    );
  const problems = [...kept, ...more].sort((a, b) => b.confidence - a.confidence);
  return { ...explanation, problems };
}
