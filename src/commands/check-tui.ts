/** The check on a terminal; a file of its own, so that Ink is loaded only here. */
import { type ChecksOf, type DiagnosisOptions, startDiagnosis } from '../diagnosis/diagnose.ts';
import { textOptions } from '../report/face.ts';
import type { Progress } from '../report/progress.ts';
import type { CheckResult, Report } from '../report/report.ts';
import { runTui } from '../ui/run.tsx';
import type { OpenedHost } from './check.ts';
import { openUrl } from './open-url.ts';
import type { CommonOptions } from './options.ts';

export async function checkInTerminal(
  opened: OpenedHost,
  options: CommonOptions,
  diagnosis: DiagnosisOptions,
  checksOf: ChecksOf,
): Promise<Report | null> {
  let current = opened;
  const restart = async (): Promise<Progress> => {
    current = await opened.reopen();
    return progressOf(current, diagnosis, checksOf);
  };
  const text = textOptions({
    env: process.env,
    isTTY: true,
    columns: process.stdout.columns,
    color: options.color,
    ascii: options.ascii === true,
    platform: process.platform,
  });
  const result = await runTui({
    progress: await progressOf(opened, diagnosis, checksOf),
    restart,
    options: { ...text, openUrl },
  });
  if (current !== opened) await current.host.close();
  return result.report;
}

async function progressOf(
  { host }: OpenedHost,
  options: DiagnosisOptions,
  checksOf: ChecksOf,
): Promise<Progress> {
  const early: CheckResult[] = [];
  let listener = (result: CheckResult): void => {
    early.push(result);
  };
  const diagnosis = await startDiagnosis(host, checksOf, options, (result) => listener(result));
  return {
    checks: diagnosis.checks.map(({ id, title, needs }) => ({
      id,
      title,
      asks: Object.values(needs)[0]?.asks ?? title,
    })),
    onResult(next) {
      listener = next;
      for (const result of early.splice(0)) next(result);
    },
    report: diagnosis.report,
  };
}
