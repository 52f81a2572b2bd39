import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../../src/report/progress.ts';
import { Session } from '../../src/ui/session.ts';
import { brokenReport, CHECKS, healthyReport, progressOf } from '../support/reports.ts';

describe('a session', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const session = (later: readonly Progress[]) => {
    const start = vi.fn<(only?: string) => Promise<Progress>>();
    for (const progress of later) start.mockResolvedValueOnce(progress);
    return { start, made: new Session(progressOf(brokenReport()), start, 7000) };
  };

  it('keeps the old report on the screen while it looks again', async () => {
    const { made, start } = session([progressOf(null)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(made.snapshot()).toMatchObject({ running: false, report: { status: 'broken' } });
    await made.runAll();
    expect(made.snapshot()).toMatchObject({ running: true, report: { status: 'broken' } });
    expect(made.snapshot().results.size).toBe(0);
    // One run at a time.
    await made.runAll();
    expect(start).toHaveBeenCalledTimes(1);
    made.close();
  });

  it('counts the seconds of a run', async () => {
    const made = new Session(progressOf(null), vi.fn(), 7000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(made.snapshot().seconds).toBe(2);
    made.close();
  });

  it('says what a new look found', async () => {
    const { made } = session([progressOf(brokenReport()), progressOf(healthyReport())]);
    await vi.advanceTimersByTimeAsync(0);
    await made.runAll();
    await vi.advanceTimersByTimeAsync(0);
    expect(made.snapshot().news).toBe('looked again: nothing has changed');
    await made.runAll();
    await vi.advanceTimersByTimeAsync(0);
    expect(made.snapshot().news).toBe('looked again: Docker works');
    made.close();
  });

  it('watches until Docker works, and then no more', async () => {
    const { made, start } = session([progressOf(brokenReport()), progressOf(healthyReport())]);
    await vi.advanceTimersByTimeAsync(0);
    made.toggleWatch();
    await vi.advanceTimersByTimeAsync(0);
    expect(made.snapshot()).toMatchObject({ watching: true, report: { status: 'broken' } });
    await vi.advanceTimersByTimeAsync(2000);
    expect(made.snapshot()).toMatchObject({ watching: false, report: { status: 'ok' } });
    expect(made.snapshot().news).toBe('Docker works now: no longer watching');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(start).toHaveBeenCalledTimes(2);
    made.close();
  });

  it('one check again: no change says so, a change looks at everything', async () => {
    const only = (status: 'fail' | 'pass') =>
      progressOf(
        brokenReport({
          checks: CHECKS.filter(({ id }) => id === 'linux.socket').map((check) => ({ ...check, status })),
        }),
      );
    const { made, start } = session([only('fail'), only('pass'), progressOf(healthyReport())]);
    await vi.advanceTimersByTimeAsync(0);
    await made.runOne('linux.socket');
    expect(made.snapshot().news).toBe('Docker socket: looked again, no change');
    await made.runOne('linux.socket');
    await vi.advanceTimersByTimeAsync(0);
    expect(start.mock.calls.map(([id]) => id)).toEqual(['linux.socket', 'linux.socket', undefined]);
    expect(made.snapshot().report?.status).toBe('ok');
    made.close();
  });

  it('a run that fails is told, not swallowed', async () => {
    const made = new Session(progressOf(brokenReport()), () => Promise.reject(new Error('no host')), 7000);
    const failure = vi.fn();
    made.onFailure = failure;
    await vi.advanceTimersByTimeAsync(0);
    await made.runAll();
    expect(failure).toHaveBeenCalledWith(new Error('no host'));
    made.close();
  });
});
