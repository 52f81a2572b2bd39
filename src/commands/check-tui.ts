/** The check on a terminal. Ink itself comes later: this file has the first picture on the screen without it. */
import { type ChecksOf, type DiagnosisOptions, startDiagnosis } from '../diagnosis/diagnose.ts';
import { textOptions } from '../report/face.ts';
import type { Progress } from '../report/progress.ts';
import type { CheckResult } from '../report/report.ts';
import { runTui, type TuiResult } from '../ui/run.ts';
import { Session } from '../ui/session.ts';
import type { Theme } from '../ui/theme.ts';
import type { OpenedHost } from './check.ts';
import type { CommonOptions } from './options.ts';

export async function checkInTerminal(
  opened: OpenedHost,
  options: CommonOptions,
  diagnosis: DiagnosisOptions,
  checksOf: ChecksOf,
): Promise<TuiResult> {
  let current = opened;
  /** Asks the machine afresh. */
  const start = async (only?: string): Promise<Progress> => {
    if (current !== opened) await current.host.close();
    current = await opened.reopen();
    return progressOf(current, only === undefined ? diagnosis : { ...diagnosis, only: [only] }, checksOf);
  };
  const first = await progressOf(opened, diagnosis, checksOf);
  const session = new Session(first, start, diagnosis.timeoutMs);
  const result = await runTui({
    session,
    theme: themeOf(options),
    whyNoFix: options.replay === undefined ? null : 'a recorded machine cannot be mended from here',
    services: {
      copy: async (text) => (await import('./clipboard.ts')).copyText(text),
      openUrl: async (url) => (await import('./open-url.ts')).openUrl(url),
      save: async (report) => (await import('./save-report.ts')).saveReport(report),
    },
  });
  if (current !== opened) await current.host.close();
  // The interface failed, the diagnosis did not: its report is still owed.
  if (result.end.how === 'failed' && result.report === null) return { ...result, report: await first.report };
  return result;
}

function themeOf(options: CommonOptions): Theme {
  const { env } = process;
  const { color, unicode, hyperlinks } = textOptions({
    env,
    isTTY: true,
    columns: process.stdout.columns,
    color: options.color,
    ascii: options.ascii === true,
    platform: process.platform,
  });
  const said = (name: string): boolean => Boolean(env[name]) && env[name] !== '0' && env[name] !== 'false';
  const spoken = said('INK_SCREEN_READER');
  return { color, unicode, hyperlinks, spoken, still: spoken || said('DOCKER_DOCTOR_REDUCED_MOTION') };
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
    checks: diagnosis.checks.map(({ id, title, needs, uses }) => {
      // The question that may take longest is the one to name.
      const [question] = [...Object.values(needs), ...Object.values(uses ?? {})].sort(
        (a, b) => (b.limitMs ?? 0) - (a.limitMs ?? 0),
      );
      return {
        id,
        title,
        asks: question?.asks ?? title,
        ...(question?.limitMs !== undefined && { limitMs: question.limitMs }),
      };
    }),
    onResult(next) {
      listener = next;
      for (const result of early.splice(0)) next(result);
    },
    report: diagnosis.report,
  };
}
