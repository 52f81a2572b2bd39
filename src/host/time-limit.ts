/**
 * A time limit that counts the other side's time alone. While this process itself is held up (it waits for a
 * processor, modules load from a slow disk, a virus scanner looks at each), answers wait unread, and an overdue
 * timer would come before them.
 */

/** A timer this much late, in milliseconds, tells that the process was held up. */
const HELD_UP = 100;
const CHANCES = 2;
/** Milliseconds of processor time below which nothing can be told of a slow-down. */
const SAMPLE = 40;
/** Up to here it is noise: other threads of this process, blocking reads of files. */
const STARVED = 2;
/** A limit grows by this part of itself at most, so that the whole run keeps its own limit. */
const MOST = 0.6;

let begin: { readonly cpu: NodeJS.CpuUsage; readonly loop: ReturnType<typeof loopUse> } | null = null;
const loopUse = () => performance.eventLoopUtilization();
// Node counts the time of its event loop from the loop's first turn.
setImmediate(() => {
  begin = { cpu: process.cpuUsage(), loop: loopUse() };
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

/** Milliseconds below which nobody is called slow, so that nothing needs to be taken off. */
const QUICK = 200;

/** A clock for one answer: milliseconds the other side took, less this process's own waiting for a processor. */
export function startClock(): () => number {
  const started = performance.now();
  const { idle } = loopUse();
  return () => {
    const ms = performance.now() - started;
    return Math.round(ms < QUICK ? ms : fairTime(ms, loopUse().idle - idle, slowdown()));
  };
}

/** While the loop stood idle the other side was waited for; only the rest can be this process's own slowness. */
export function fairTime(ms: number, idle: number, factor: number): number {
  const waited = Math.min(Math.max(idle, 0), ms);
  return waited + (ms - waited) / factor;
}

/** Both in milliseconds: how long the loop was at work, and what the processor did for it. */
export function factorOf(active: number, cpu: number): number {
  const factor = cpu < SAMPLE ? 1 : active / cpu;
  return factor < STARVED ? 1 : factor;
}

/**
 * Calls back after `ms`, later where the process was held up meanwhile; returns how to call it off.
 * `busy`: this process had to wait for a processor, so that silence says little.
 */
export function startTimeLimit(
  ms: number,
  passed: (busy: boolean) => void,
  factor: () => number = slowdown,
): () => void {
  let due = performance.now() + ms;
  let left = ms * MOST;
  let chances = CHANCES;
  let calledOff = false;
  let timer = setTimeout(check, ms);
  function check(): void {
    const late = performance.now() - due;
    // As long as it was held up, and no longer than the limit itself: what is there is read at once.
    const heldUp = late < HELD_UP ? 0 : Math.min(late, ms);
    const starved = Math.min(ms * (factor() - 1), left);
    const more = Math.max(heldUp, starved);
    if (more <= 0 || chances === 0) {
      afterReading(() => {
        if (!calledOff) passed(factor() > 1);
      });
      return;
    }
    chances -= 1;
    left -= Math.min(starved, more);
    due = performance.now() + more;
    timer = setTimeout(check, more);
  }
  return () => {
    calledOff = true;
    clearTimeout(timer);
  };
}

/** Timers come before input in a turn of the loop: what has arrived is read first. */
const afterReading = (then: () => void): void => {
  setImmediate(() => setImmediate(then));
};
