/**
 * Time limits that are fair on a busy machine. Where this process itself must wait for a processor, slow
 * answers are no sign of a slow engine, and an answer may lie in the socket unread when the limit passes.
 */
import { performance } from 'node:perf_hooks';

/** Milliseconds of processor time below which nothing can be told. */
const SAMPLE = 40;
/** Up to here it is noise: other threads of this process, blocking reads of files. */
const STARVED = 2;
/** A limit grows by this part of itself at most, so that the whole run keeps its own limit. */
const MOST = 0.6;

let begin: { readonly cpu: NodeJS.CpuUsage; readonly loop: ReturnType<typeof used> } | null = null;
const used = () => performance.eventLoopUtilization();
// Node counts the time of its event loop from the loop's first turn.
setImmediate(() => {
  begin = { cpu: process.cpuUsage(), loop: used() };
});

/**
 * How many times longer this process takes for its own work than the processor needs for it: 1 on a
 * quiet machine, 4 where four others want the same processor.
 */
export function slowdown(): number {
  if (begin === null) return 1;
  const { user, system } = process.cpuUsage(begin.cpu);
  return factorOf(performance.eventLoopUtilization(begin.loop).active, (user + system) / 1000);
}

/** Both in milliseconds: how long the loop was at work, and what the processor did for it. */
export function factorOf(active: number, cpu: number): number {
  const factor = cpu < SAMPLE ? 1 : active / cpu;
  return factor < STARVED ? 1 : factor;
}

/**
 * Calls `passed` after so many milliseconds, later on a busy machine, unless the answered function is called before.
 * `busy`: this process had to wait for a processor.
 */
export function timeLimit(
  ms: number,
  passed: (busy: boolean) => void,
  factor: () => number = slowdown,
): () => void {
  let timer = setTimeout(() => {
    const more = ms * Math.min(factor() - 1, MOST);
    if (more > 0) timer = setTimeout(last, more);
    else last();
  }, ms);
  let cancelled = false;
  // Timers come before input in a turn of the loop: what has arrived meanwhile is read first.
  const last = (): void => {
    setImmediate(() =>
      setImmediate(() => {
        if (!cancelled) passed(factor() > 1);
      }),
    );
  };
  return () => {
    cancelled = true;
    clearTimeout(timer);
  };
}
