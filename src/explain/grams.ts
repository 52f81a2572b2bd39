/**
 * Which short pieces a text holds, in one pass: a literal of which one piece is nowhere in the text need not be looked
 * for. That rules out nearly all of a large table at once.
 */
const LENGTH = 4;
const SLOTS = 1 << 17;

/** A piece as a slot; different pieces may share one, which costs a look and no more. */
const slot = (a: number, b: number, c: number, d: number): number =>
  (((a * 31 + b) * 31 + c) * 31 + d) & (SLOTS - 1);

/** The slots of a literal's pieces; none for one that is shorter than a piece. */
export function gramsOf(text: string): readonly number[] {
  const slots: number[] = [];
  for (let at = 0; at + LENGTH <= text.length; at += 1) slots.push(slotAt(text, at));
  return slots;
}

const slotAt = (text: string, at: number): number =>
  slot(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2), text.charCodeAt(at + 3));

/** Tells of a literal whether the text can hold it. */
export function gramsIn(text: string): (grams: readonly number[]) => boolean {
  const held = new Uint8Array(SLOTS);
  let a = text.charCodeAt(0);
  let b = text.charCodeAt(1);
  let c = text.charCodeAt(2);
  for (let at = LENGTH - 1; at < text.length; at += 1) {
    const d = text.charCodeAt(at);
    held[slot(a, b, c, d)] = 1;
    a = b;
    b = c;
    c = d;
  }
  return (grams) => grams.every((one) => held[one] === 1);
}
