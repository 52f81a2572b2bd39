import { describe, expect, it } from 'vitest';
import { factorOf, fairTime, startTimeLimit } from '../../src/host/time-limit.ts';

describe('time limits on a busy machine', () => {
  it('reads what has arrived before it gives up', async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      const cancel = startTimeLimit(5, () => {
        order.push('late');
        resolve();
      });
      // The loop is held beyond the limit, and the answer comes in the same turn as the timer.
      const until = performance.now() + 30;
      while (performance.now() < until);
      setImmediate(() => {
        order.push('answer');
        cancel();
        setTimeout(resolve, 20);
      });
    });
    expect(order).toEqual(['answer']);
  });

  it('passes once when nothing comes, and not at all when it is cancelled', async () => {
    let passed = 0;
    await new Promise<void>((resolve) => {
      startTimeLimit(1, () => {
        passed += 1;
        resolve();
      });
      startTimeLimit(1, () => (passed += 10))();
    });
    expect(passed).toBe(1);
  });

  it('grows where this process waits for a processor, and says so', async () => {
    const order: unknown[] = [];
    await new Promise<void>((resolve) => {
      startTimeLimit(
        20,
        (busy) => {
          order.push(busy);
          resolve();
        },
        () => 5,
      );
      setTimeout(() => order.push('25 ms'), 25);
    });
    expect(order).toEqual(['25 ms', true]);
  });

  it.each([
    ['a quiet machine, other threads at work too', 100, 130, 1],
    ['reads that block a little', 150, 100, 1],
    ['too little to tell', 90, 10, 1],
    ['five want one processor', 800, 160, 5],
  ])('%s', (_, active, cpu, factor) => expect(factorOf(active, cpu)).toBe(factor));

  it.each([
    ['a slow engine, while this process stood idle', 2500, 2450, 4, 2462.5],
    ['a quick one, whose answer this process could not read', 2500, 100, 4, 700],
    ['a quiet machine', 2500, 0, 1, 2500],
    ['clocks that differ a little', 2500, 2501, 4, 2500],
  ])('%s', (_, ms, idle, factor, fair) => expect(fairTime(ms, idle, factor)).toBe(fair));
});
