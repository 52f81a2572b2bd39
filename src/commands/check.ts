/** `docker-doctor` / `docker-doctor check`: all checks that fit this machine. */
import { promises as fs } from 'node:fs';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { checksOf } from '../../checks/index.ts';
import type { Check } from '../diagnosis/check.ts';
import {
  type ChecksOf,
  DEFAULT_TIME_LIMIT,
  type DiagnosisOptions,
  exitCodeOf,
  startDiagnosis,
} from '../diagnosis/diagnose.ts';
import type { Host } from '../host/host.ts';
import { createLiveHost } from '../host/live.ts';
import { type RecordingHost, recordingHost } from '../host/recording.ts';
import { parseRecording, stringifyRecording } from '../host/recording-file.ts';
import { replayingHost } from '../host/replaying.ts';
import { chooseFace } from '../report/face.ts';
import type { Report } from '../report/report.ts';
import { type CommonOptions, formatsOf } from './options.ts';
import { writeUserFile } from './output.ts';
import { usableOutputs } from './usable.ts';
import { UsageError } from './usage.ts';
import { reportWriter } from './write-report.ts';

/** What is judged: the checks of the system, and what a command adds to them. */
export interface Plan {
  readonly checksOf: ChecksOf;
  /** Checks besides those of the systems, for `--only` and `--skip`. */
  readonly more?: readonly Check[];
  /** Registries of a project's images, told as soon as its checks have been made. */
  readonly registries?: Promise<readonly string[]>;
  /** The same after a run, as if its machine had been called otherwise. */
  renamed?(rename: <T>(document: T) => T): Plan;
}

const INTERRUPTED = 130;

/** Runs and shows; answers the exit code. */
export async function check(options: CommonOptions, plan: Plan = { checksOf }): Promise<number> {
  const { record, ...unrecorded } = options;
  if (record === true && formatsOf(options).includes('markdown'))
    return (await import('./ticket.ts')).ticket(unrecorded, plan);
  const [first] = await usableOutputs(options, {
    name: 'check',
    allContexts: true,
    ...(plan.more && { more: plan.more }),
  });
  const face = chooseFace({
    format: first?.format ?? null,
    output: options.output !== undefined,
    verbose: options.verbose === true || options.allContexts === true,
    stdoutIsTTY: process.stdout.isTTY === true,
    // process.stdin would be opened for the question.
    stdinIsTTY: isatty(0),
    env: process.env,
  });
  const opened = await openHost(options);
  const { host } = opened;
  const diagnosis: DiagnosisOptions = {
    ...diagnosisOptions(options),
    ...(plan.registries && { projectRegistries: plan.registries }),
  };
  try {
    if (face === 'tui') {
      const { checkInTerminal } = await import('./check-tui.ts');
      const { report, end, stays } = await checkInTerminal(opened, options, diagnosis, plan.checksOf);
      if (end.how === 'failed') noteFailure(end.error);
      // The interface had a screen of its own: what it found stays on this one.
      if (report && !stays && end.how !== 'signal' && end.how !== 'fix') await reportWriter(options)(report);
      await saveRecording(opened, options, report);
      if (end.how === 'fix' && report)
        return (await import('./fix.ts')).fixFrom(report, end.problem, options);
      if (end.how === 'signal') return 128 + constants.signals[end.signal];
      // Left before there was a verdict: interrupted.
      return report && end.how !== 'interrupted' ? exitCodeOf(report, options.strict === true) : INTERRUPTED;
    }
    const write = reportWriter(options);
    const report = options.allContexts
      ? await reportOnAll(host, plan.checksOf, diagnosis)
      : await (await startDiagnosis(host, plan.checksOf, diagnosis)).report;
    await saveRecording(opened, options, report);
    await write(report);
    return exitCodeOf(report, options.strict === true);
  } finally {
    await host.close();
  }
}

/** The report on the engine in force, and with it the verdicts on every context, all asked at once. */
async function reportOnAll(host: Host, checks: ChecksOf, options: DiagnosisOptions): Promise<Report> {
  const [{ judgeContexts }, { sharingHost }] = await Promise.all([
    import('./all-contexts.ts'),
    import('../host/sharing.ts'),
  ]);
  const shared = sharingHost(host);
  const whole = startDiagnosis(shared, checks, options).then((diagnosis) => diagnosis.report);
  const [report, contexts] = await Promise.all([whole, judgeContexts(shared, checks, options, whole)]);
  return { ...report, contexts };
}

function noteFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`docker-doctor: the interface failed (${message}); here is the plain text\n`);
  if (process.env.DOCKER_DOCTOR_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

/** A host, and what is needed to open a fresh one for another run. */
export interface OpenedHost {
  readonly host: Host;
  readonly recording: RecordingHost | null;
  reopen(): Promise<OpenedHost>;
}

export async function openHost(options: CommonOptions): Promise<OpenedHost> {
  const reopen = (): Promise<OpenedHost> => openHost(options);
  if (options.replay !== undefined)
    return { host: await openReplay(options.replay), recording: null, reopen };
  const live = createLiveHost();
  if (options.record === undefined) return { host: live, recording: null, reopen };
  const recording = recordingHost(live);
  return { host: recording, recording, reopen };
}

async function openReplay(file: string): Promise<Host> {
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the recording ${file}: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return replayingHost(parseRecording(text));
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

export async function saveRecording(
  { recording }: OpenedHost,
  options: CommonOptions,
  report: Report | null,
): Promise<void> {
  if (!recording || typeof options.record !== 'string') return;
  const recorded = { ...recording.recording(), ...(report && { report }) };
  await writeUserFile(options.record, stringifyRecording(recorded));
  process.stderr.write(
    `docker-doctor: recording saved to ${options.record} (names and secrets removed; look before you share it)\n`,
  );
}

export const diagnosisOptions = (options: CommonOptions): DiagnosisOptions => ({
  ...(options.context !== undefined && { context: options.context }),
  ...(options.host !== undefined && { host: options.host }),
  ...(options.registry !== undefined && { registries: options.registry }),
  offline: options.offline === true,
  deep: options.deep === true,
  only: options.only ?? [],
  skip: options.skip ?? [],
  timeoutMs: options.timeout ?? DEFAULT_TIME_LIMIT,
});
