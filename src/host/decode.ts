/** Bytes of a program or a file as text: byte-order mark, UTF-16LE without one (wsl.exe), UTF-8. */

export function decodeText(bytes: Uint8Array): string {
  return decode(bytes).replace(/\r+\n/g, '\n');
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return new TextDecoder().decode(bytes.subarray(3));
  return looksUtf16(bytes) ? new TextDecoder('utf-16le').decode(bytes) : new TextDecoder().decode(bytes);
}

/**
 * UTF-8 text holds no NUL byte; UTF-16LE has one in the upper half of every ASCII letter and line end.
 * NUL-separated lists such as /proc/1/environ hold few, and no line end of that kind: those stay UTF-8.
 */
function looksUtf16(bytes: Uint8Array): boolean {
  if (bytes.length < 2 || bytes.length % 2 !== 0) return false;
  let ascii = 0;
  let lineEnd = false;
  for (let index = 0; index < bytes.length; index += 2) {
    if (bytes[index + 1] !== 0) continue;
    if (bytes[index] === 0) return false;
    ascii += 1;
    lineEnd ||= bytes[index] === 10;
  }
  return lineEnd || ascii * 2 > bytes.length * 0.8;
}
