/** A finished report in every format that was asked for, each to its place. */
import { promises as fs } from 'node:fs';
import { textOptions } from '../report/face.ts';
import { type DocumentFormat, loadRenderer } from '../report/formats.ts';
import { type PlannedOutput, planOutputs } from '../report/plan.ts';
import type { Report } from '../report/report.ts';
import { type CommonOptions, type Format, formatsOf } from './options.ts';
import { writeDocuments } from './output.ts';
import { UsageError } from './usage.ts';

export type ReportWriter = (report: Report) => Promise<void>;

/** Which format goes to which file or to stdout; wrong use where they do not fit together. */
export function plannedOutputs(options: CommonOptions): readonly PlannedOutput<Format>[] {
  const plan = planOutputs(formatsOf(options), options.output ?? []);
  if (typeof plan === 'string') throw new UsageError(plan);
  return plan;
}

/** Loads the renderers while the machine is asked, and answers what writes the report at the end. */
export function reportWriter(options: CommonOptions, outputs = plannedOutputs(options)): ReportWriter {
  const ready = outputs.map((output) => ({ output, render: rendererFor(output, options) }));
  return async (report) => {
    // Rendered before anything is written: what fails leaves no half of the files behind.
    const documents = await Promise.all(
      ready.map(async ({ output, render }) => ({ ...output, text: (await render)(report) })),
    );
    await writeDocuments(documents);
    if (documents.some(({ format }) => format === 'github')) await writeJobSummary(report);
  };
}

async function rendererFor(
  { format, file }: PlannedOutput<Format>,
  options: CommonOptions,
): Promise<(report: Report) => string> {
  if (format !== null && format !== 'text') {
    const render = await loadRenderer(format satisfies DocumentFormat);
    return (report) => render(report, { strict: options.strict === true });
  }
  const { renderText } = await import('../report/text.ts');
  const text = textOptions({
    env: process.env,
    isTTY: (file === null || file === '-') && process.stdout.isTTY === true,
    columns: process.stdout.columns,
    color: options.color,
    ascii: options.ascii === true,
    platform: process.platform,
  });
  return (report) => renderText(report, { ...text, verbose: options.verbose === true });
}

/** The page of the job, where GitHub asks for one; steps before this one may have written to it. */
async function writeJobSummary(report: Report): Promise<void> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  const render = await loadRenderer('markdown');
  try {
    await fs.appendFile(file, `${render(report, { strict: false })}\n`);
  } catch (error) {
    process.stderr.write(`docker-doctor: cannot write the job summary: ${(error as Error).message}\n`);
  }
}
