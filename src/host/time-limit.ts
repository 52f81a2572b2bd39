/**
 * A time limit that counts the other side's time alone. While this process itself is held up (modules load from a
 * slow disk, a virus scanner looks at each), answers wait unread, and an overdue timer would come before them.
 */

/** A timer this much late, in milliseconds, tells that the process was held up. */
const HELD_UP = 100;
const CHANCES = 2;

/** Calls back after `ms`, later where the process was held up meanwhile; returns how to call it off. */
export function startTimeLimit(ms: number, passed: () => void): () => void {
  let due = performance.now() + ms;
  let chances = CHANCES;
  let timer = setTimeout(check, ms);
  function check(): void {
    const late = performance.now() - due;
    if (late < HELD_UP || chances === 0) {
      passed();
      return;
    }
    chances -= 1;
    // As long as it was held up, and no longer than the limit itself: what is there is read at once.
    const more = Math.min(late, ms);
    due = performance.now() + more;
    timer = setTimeout(check, more);
  }
  return () => clearTimeout(timer);
}
