/**
 * What is known while the interface is open: a first run, later ones, a single check, the watch. It
 * knows nothing of Ink, so that results are gathered while Ink is still being loaded.
 */
import type { Progress, ProgressCheck } from '../report/progress.ts';
import type { CheckResult, Report } from '../report/report.ts';
import { counted } from '../report/summary.ts';

/** Starts a run; `only` names one check or problem. */
export type StartRun = (only?: string) => Promise<Progress>;

export interface Snapshot {
  readonly checks: readonly ProgressCheck[];
  /** Results of the run under way, or of the last one. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** The last whole report: it stays on the screen while the next run goes on. */
  readonly report: Report | null;
  readonly running: boolean;
  /** Whole seconds since the run began; counted only while one runs. */
  readonly seconds: number;
  readonly timeLimitMs: number;
  readonly watching: boolean;
  /** What a run just found out, to be said once. */
  readonly news: string;
}

/** Results that come within so many milliseconds are told together: a picture for each would delay the verdict. */
const GATHER = 50;
/** Between two looks of the watch. */
const WATCH_PAUSE = 2000;

export class Session {
  #snapshot: Snapshot;
  readonly #start: StartRun;
  readonly #listeners = new Set<() => void>();
  #clock: NodeJS.Timeout | undefined;
  #next: NodeJS.Timeout | undefined;
  #gather: NodeJS.Timeout | undefined;
  #run = 0;
  #closed = false;
  /** The first failure of a run, for whoever waits for the end. */
  onFailure: (error: unknown) => void = () => {};

  constructor(first: Progress, start: StartRun, timeLimitMs: number) {
    this.#start = start;
    this.#snapshot = {
      checks: first.checks,
      results: new Map(),
      report: null,
      running: true,
      seconds: 0,
      timeLimitMs,
      watching: false,
      news: '',
    };
    this.#follow(first);
  }

  readonly snapshot = (): Snapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** All checks once more; nothing while a run is under way. */
  async runAll(): Promise<void> {
    if (this.#snapshot.running || this.#closed) return;
    clearTimeout(this.#next);
    this.#update({ running: true, seconds: 0, results: new Map(), news: '' });
    try {
      this.#follow(await this.#start());
    } catch (error) {
      this.onFailure(error);
    }
  }

  /** One check (or what finds one problem). A verdict hangs on all checks: a change runs them all. */
  async runOne(id: string): Promise<void> {
    if (this.#snapshot.running || this.#closed) return;
    this.#update({ running: true, seconds: 0, news: '' });
    this.#startClock();
    try {
      const progress = await this.#start(id);
      const { checks } = await progress.report;
      this.#stopClock();
      const before = this.#snapshot.report?.checks ?? [];
      const changed = checks.filter((check) => {
        const old = before.find((candidate) => candidate.id === check.id);
        return (
          old && old.blockedBy === null && (old.status !== check.status || old.summary !== check.summary)
        );
      });
      this.#update({ running: false });
      if (changed.length > 0) return this.runAll();
      const names = checks.map(({ title }) => title).join(', ');
      this.#update({ news: names === '' ? 'no check looks for that' : `${names}: looked again, no change` });
    } catch (error) {
      this.onFailure(error);
    }
  }

  /** Looks again and again until Docker works. */
  toggleWatch(): void {
    const { watching, running } = this.#snapshot;
    clearTimeout(this.#next);
    this.#update({ watching: !watching, news: watching ? 'no longer watching' : '' });
    if (!watching && !running) void this.runAll();
  }

  close(): void {
    this.#closed = true;
    this.#stopClock();
    this.#stopGathering();
    clearTimeout(this.#next);
    this.#listeners.clear();
  }

  #follow(progress: Progress): void {
    const run = ++this.#run;
    this.#startClock();
    this.#update({ checks: progress.checks });
    const results = new Map(this.#snapshot.results);
    progress.onResult((result) => {
      if (run !== this.#run) return;
      results.set(result.id, result);
      this.#gather ??= setTimeout(() => {
        this.#gather = undefined;
        if (run === this.#run) this.#update({ results: new Map(results) });
      }, GATHER);
    });
    progress.report.then(
      (report) => {
        if (run === this.#run) this.#finish(report);
      },
      (error: unknown) => this.onFailure(error),
    );
  }

  #finish(report: Report): void {
    this.#stopClock();
    this.#stopGathering();
    const results = new Map(report.checks.map((check) => [check.id, check]));
    const { watching, report: before } = this.#snapshot;
    const healthy = report.status === 'ok' || report.status === 'warning';
    this.#update({
      results,
      report,
      running: false,
      watching: watching && !healthy,
      news: before ? newsOf(before, report, watching && healthy) : '',
    });
    if (this.#snapshot.watching && !this.#closed)
      this.#next = setTimeout(() => void this.runAll(), WATCH_PAUSE);
  }

  #startClock(): void {
    this.#stopClock();
    if (this.#closed) return;
    this.#clock = setInterval(() => this.#update({ seconds: this.#snapshot.seconds + 1 }), 1000);
  }

  #stopGathering(): void {
    clearTimeout(this.#gather);
    this.#gather = undefined;
  }

  #stopClock(): void {
    clearInterval(this.#clock);
  }

  #update(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function newsOf(before: Report, after: Report, watched: boolean): string {
  if (watched) return 'Docker works now: no longer watching';
  const ids = ({ problems }: Report): string => problems.map(({ id }) => id).join(' ');
  if (before.status === after.status && ids(before) === ids(after))
    return 'looked again: nothing has changed';
  const left = counted(after).length;
  return left === 0
    ? 'looked again: Docker works'
    : `looked again: ${left === 1 ? '1 problem or warning' : `${left} problems and warnings`} now`;
}
