/** `docker-doctor wait`: until the engine answers, or the reason why waiting is no use. */
import { setTimeout as sleep } from 'node:timers/promises';
import { checksOf } from '../../checks/index.ts';
import { DEFAULT_TIME_LIMIT, exitCodeOf, startDiagnosis } from '../diagnosis/diagnose.ts';
import type { Report } from '../report/report.ts';
import { counted, verdictLine } from '../report/summary.ts';
import { diagnosisOptions, openHost, saveRecording } from './check.ts';
import type { CommonOptions } from './options.ts';
import { usableOutputs } from './usable.ts';
import { UsageError } from './usage.ts';
import { reportWriter } from './write-report.ts';

const DEFAULT_WAIT = 60_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 2000;
/** A whole diagnosis now and then: something may have become clear that a mere question to the engine does not tell. */
const LOOK_EVERY = 10_000;

/**
 * Problems that end by themselves when an engine is being started; whatever else is wrong stays wrong however
 * long one waits. `daemon.not-running` is among them: somebody may be starting it this minute.
 */
const HEALS_BY_WAITING = new Set([
  'daemon.not-running',
  'daemon.unreachable',
  'daemon.hung',
  'daemon.slow',
  'daemon.error',
  'daemon.containerd',
  'desktop.starting',
  'desktop.engine-stopped',
  'socket.missing',
  'socket.stale',
  'rootless.not-running',
  'context.unreachable',
  'env.docker-host',
  'env.docker-context',
  'remote.refused',
  'remote.timeout',
  'remote.dns',
  'container.dind',
  'container.no-socket',
]);

/** Answers the exit code: never 0 where no engine answered. */
export async function wait(options: CommonOptions): Promise<number> {
  await usableOutputs(options, { name: 'wait' });
  if (options.replay !== undefined) {
    throw new UsageError('wait looks at this machine: --replay has nothing to wait for');
  }
  const limit = options.timeout ?? DEFAULT_WAIT;
  const started = performance.now();
  const left = (): number => limit - (performance.now() - started);
  const tell = progress();
  let pause = FIRST_PAUSE;
  for (;;) {
    const { report, save } = await look(options, left());
    const state = stateOf(report);
    if (state.kind !== 'waiting' || left() <= 0) {
      tell.end(endingOf(state, limit));
      const last = judgedByEngine(report);
      await save(last);
      await reportWriter(options)(last);
      return exitCodeOf(last, options.strict === true) || (last.status === 'broken' ? 1 : 0);
    }
    const nextLook = performance.now() + LOOK_EVERY;
    while (left() > 0 && performance.now() < nextLook) {
      tell.waiting(state);
      await sleep(Math.max(1, Math.min(pause, left())));
      pause = Math.min(LONGEST_PAUSE, Math.round(pause * 1.5));
      if (await answers(options)) break;
    }
  }
}

/** --skip and --only may leave nothing of what is wrong: that Docker works is said only where an engine answers. */
function judgedByEngine(report: Report): Report {
  const { engine, endpoint } = report.docker;
  if (engine !== null || exitCodeOf(report, false) !== 0) return report;
  // Without an address nobody was asked.
  return { ...report, status: endpoint === null ? 'unknown' : 'broken' };
}

type State =
  | { readonly kind: 'ready' }
  /** Something is wrong that time does not mend. */
  | { readonly kind: 'hopeless'; readonly why: string }
  | { readonly kind: 'waiting'; readonly why: string };

/** What stands between this user and a working engine. */
function stateOf(report: Report): State {
  const reason = counted(report).find(({ severity }) => severity === 'error');
  if (reason) {
    const why = `${reason.title} (${reason.id})`;
    return { kind: HEALS_BY_WAITING.has(reason.id) ? 'waiting' : 'hopeless', why };
  }
  const { engine, endpoint } = report.docker;
  if (engine !== null) return { kind: 'ready' };
  if (report.status === 'unknown') return { kind: 'waiting', why: verdictLine(report) };
  return {
    kind: 'waiting',
    why: endpoint ? `nothing answers at ${endpoint.url}` : 'its address is not known',
  };
}

function endingOf(state: State, limit: number): string | null {
  switch (state.kind) {
    case 'ready':
      return null;
    case 'hopeless':
      return `waiting does not help: ${state.why}`;
    case 'waiting':
      return `no engine within ${limit / 1000} s: ${state.why}`;
  }
}

async function look(
  options: CommonOptions,
  left: number,
): Promise<{ report: Report; save: (last: Report) => Promise<void> }> {
  const opened = await openHost(options);
  try {
    const diagnosis = await startDiagnosis(opened.host, checksOf, {
      ...diagnosisOptions(options),
      timeoutMs: Math.max(1000, Math.min(DEFAULT_TIME_LIMIT, left)),
    });
    const report = await diagnosis.report;
    return { report, save: (last) => saveRecording(opened, options, last) };
  } finally {
    await opened.host.close();
  }
}

/** One cheap question: does an engine answer now? */
async function answers(options: CommonOptions): Promise<boolean> {
  const { factContext } = await import('../facts/collect.ts');
  const { engineFact } = await import('../facts/engine.ts');
  const { record: _, ...unrecorded } = options;
  const { host } = await openHost(unrecorded);
  try {
    const engine = await factContext(host, diagnosisOptions(options)).get(engineFact);
    return engine.known && engine.value.state === 'answers';
  } finally {
    await host.close();
  }
}

/** On a terminal one line that is written over; elsewhere a line when there is news. */
function progress() {
  const live = process.stderr.isTTY === true && process.env.TERM !== 'dumb';
  const started = performance.now();
  let shown = '';
  return {
    waiting({ why }: { readonly why: string }): void {
      const seconds = Math.round((performance.now() - started) / 1000);
      if (live) process.stderr.write(`\r\u001b[Kwaiting for the engine, ${seconds} s: ${why}`);
      else if (shown !== why) process.stderr.write(`docker-doctor: waiting for the engine: ${why}\n`);
      shown = why;
    },
    end(why: string | null): void {
      if (live && shown !== '') process.stderr.write('\r\u001b[K');
      if (why !== null) process.stderr.write(`docker-doctor: ${why}\n`);
    },
  };
}
