/** Which format goes where: `--format` and `--output` may both be given several times. Pure. */

/** One document to write: its format (null: whatever the terminal suits), and its file (null: stdout). */
export interface PlannedOutput<F extends string> {
  readonly format: F | null;
  readonly file: string | null;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  json: 'json',
  md: 'markdown',
  markdown: 'markdown',
  xml: 'junit',
  html: 'html',
  htm: 'html',
  prom: 'prometheus',
  txt: 'text',
};

/** What a file's name says of its format, if anything. */
export const formatOfFile = (file: string): string | null =>
  EXTENSIONS[/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''] ?? null;

/**
 * As many formats as files: in pairs, in order. Otherwise a file takes the format that its extension
 * names, the rest go in order, a file without a format tells its own by its extension, and one format
 * without a file goes to stdout. A string is what is wrong with it.
 */
export function planOutputs<F extends string>(
  formats: readonly F[],
  files: readonly string[],
): readonly PlannedOutput<F>[] | string {
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) return `--output names ${twice} twice`;
  // `--format json --format json` is one format said twice, unless each has a file of its own.
  const wanted = formats.length > files.length ? [...new Set(formats)] : formats;
  if (wanted.length === 0 && files.length === 0) return [{ format: null, file: null }];
  const pairs =
    wanted.length === files.length
      ? wanted.map((format, index) => ({ format, file: files[index] ?? null }))
      : pairUp(wanted, files);
  const toStdout = pairs.filter(({ file }) => file === null || file === '-');
  return toStdout.length > 1
    ? `only one format can go to stdout: give each of ${toStdout.map(({ format }) => format).join(', ')} an --output`
    : pairs;
}

function pairUp<F extends string>(formats: readonly F[], files: readonly string[]): PlannedOutput<F>[] {
  const left = [...formats];
  const take = (index: number): F | null => left.splice(index, index < 0 ? 0 : 1)[0] ?? null;
  const fitting = files.map((file) => take(left.indexOf(formatOfFile(file) as F)));
  const pairs = files.map((file, index) => ({
    format: fitting[index] ?? left.shift() ?? (formatOfFile(file) as F | null),
    file,
  }));
  return [...pairs, ...left.map((format) => ({ format, file: null }))];
}
