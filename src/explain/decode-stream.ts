/** Bytes of any length as text, whatever program wrote them: UTF-8, UTF-16 with or without a byte-order mark. */

/** Enough to see which encoding it is. */
const HEAD = 512;

export async function* decodeStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array();
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    if (decoder !== null) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD) continue;
    decoder = new TextDecoder(encodingOf(head));
    yield decoder.decode(head, { stream: true });
  }
  if (decoder === null) yield new TextDecoder(encodingOf(head)).decode(head);
  else yield decoder.decode();
}

/** The mark, or where the zeros of Latin letters and line ends stand. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const sample = head.subarray(0, HEAD);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  // Text in other scripts has few Latin letters: one in twenty is enough, if the other half has none.
  const few = sample.length / 2 / 20;
  if (odd > few && odd > even * 4) return 'utf-16le';
  if (even > few && even > odd * 4) return 'utf-16be';
  return 'utf-8';
}
