/**
 * `docker-doctor fix [PROBLEM]`: shows each fix, asks, runs its commands, looks again. `--dry-run` prints what
 * would be run; `--yes` runs the safe ones alone. The commands are those of the report, to the letter.
 */
import { checksOf } from '../../checks/index.ts';
import { loadCatalogue, problemEntry } from '../diagnosis/catalogue.ts';
import { exitCodeOf, startDiagnosis } from '../diagnosis/diagnose.ts';
import { renderJson } from '../report/json.ts';
import type { PlannedOutput } from '../report/plan.ts';
import type { Problem, Report } from '../report/report.ts';
import { verdictLine } from '../report/summary.ts';
import { diagnosisOptions, openHost, saveRecording } from './check.ts';
import { fixLine, nothingToFix, problemsToFix } from './fix-plan.ts';
import type { CommonOptions, Format } from './options.ts';
import { writeDocuments } from './output.ts';
import { usableOutputs } from './usable.ts';
import { UsageError } from './usage.ts';
import { plannedOutputs, reportWriter } from './write-report.ts';

export interface FixOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Looks, then walks or prints; answers the exit code of the last look. */
export async function fix(wanted: string | undefined, options: FixOptions): Promise<number> {
  const outputs = await usableOutputs(options, { name: 'fix', formats: ['text', 'json'] });
  await assertMendable(wanted, options);
  const first = await diagnose(options);
  if (options.dryRun) return dryRun(first, wanted, options, outputs);
  return fixFrom(first, wanted, options);
}

/** The walk through the fixes of a report that is there already. */
export async function fixFrom(
  first: Report,
  wanted: string | undefined,
  options: FixOptions,
): Promise<number> {
  const { treat } = await import('./treat.ts');
  // The first look is the one to record: later ones see what was changed since.
  const { record: _, ...unrecorded } = options;
  const report = await treat(first, {
    wanted,
    automaticOnly: options.yes === true,
    interactive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    diagnose: () => diagnose(unrecorded),
    say,
  });
  if (report === null) return INTERRUPTED;
  say('', verdictLine(report));
  // The walk has told the text already, on stderr.
  const asked = plannedOutputs(options).filter(({ format, file }) => format === 'json' || file !== null);
  await reportWriter(options, asked)(report);
  return exitCodeOf(report, options.strict === true);
}

const INTERRUPTED = 130;

/** Talk goes to stderr: stdout holds the report where one is asked for. */
const say = (...lines: readonly string[]): void => {
  process.stderr.write(`${lines.join('\n')}\n`);
};

async function assertMendable(wanted: string | undefined, options: FixOptions): Promise<void> {
  if (options.dryRun && options.yes) throw new UsageError('--dry-run and --yes cannot be used together');
  if (options.replay !== undefined && !options.dryRun)
    throw new UsageError('a recorded machine cannot be mended: use fix --dry-run with --replay');
  if (!options.dryRun && !options.yes && !(process.stdin.isTTY && process.stderr.isTTY)) {
    throw new UsageError(
      'fix asks before it runs anything, and there is no terminal: use --dry-run to see the commands, --yes to run the safe ones',
    );
  }
  if (wanted === undefined) return;
  await loadCatalogue();
  try {
    problemEntry(wanted);
  } catch {
    throw new UsageError(`no problem is called '${wanted}'; see: docker-doctor list`);
  }
}

async function diagnose(options: FixOptions): Promise<Report> {
  const opened = await openHost(options);
  try {
    const diagnosis = await startDiagnosis(opened.host, checksOf, diagnosisOptions(options));
    const report = await diagnosis.report;
    await saveRecording(opened, options, report);
    return report;
  } finally {
    await opened.host.close();
  }
}

async function dryRun(
  report: Report,
  wanted: string | undefined,
  options: FixOptions,
  outputs: readonly PlannedOutput<Format>[],
): Promise<number> {
  const problems = problemsToFix(report, wanted);
  await writeDocuments(
    outputs.map((output) => ({
      ...output,
      text: output.format === 'json' ? renderJson({ ...report, problems }) : script(problems, wanted, report),
    })),
  );
  return exitCodeOf(report, options.strict === true);
}

/** A script to read: all but the first fix of each problem are alternatives, and therefore comments. */
function script(problems: readonly Problem[], wanted: string | undefined, report: Report): string {
  if (problems.length === 0)
    return `# ${wanted === undefined ? `${verdictLine(report)}: nothing to fix.` : nothingToFix(wanted)}\n`;
  return `${problems.flatMap(problemLines).join('\n')}\n`;
}

const problemLines = ({ id, title, fixes, guide }: Problem): string[] => [
  `# ${title} (${id})`,
  `# ${guide.title}: ${guide.url}`,
  ...fixes.flatMap((one, index) => [
    `# ${index + 1}. ${fixLine(one)}`,
    ...one.commands.map((command) => (index === 0 ? command : `#    ${command}`)),
  ]),
  '',
];
