/** `docker-doctor explain [TEXT]`: names the problem behind an error text. */
import { createReadStream } from 'node:fs';
import { allChecks, checksOf } from '../../checks/index.ts';
import { startDiagnosis } from '../diagnosis/diagnose.ts';
import { decodeStream } from '../explain/decode-stream.ts';
import { checksToRun, type Explanation, explain, mergeLive } from '../explain/explain.ts';
import { type Recognition, recogniseStream } from '../explain/recognise.ts';
import { factContext } from '../facts/collect.ts';
import { systemFact } from '../facts/system.ts';
import type { Host } from '../host/host.ts';
import { textOptions } from '../report/face.ts';
import { createRedactor, redactDeep } from '../report/redact.ts';
import { sanitizeDeep } from '../report/sanitize.ts';
import { diagnosisOptions, openHost, saveRecording } from './check.ts';
import type { CommonOptions } from './options.ts';
import { writeDocuments } from './output.ts';
import { usableOutputs } from './usable.ts';
import { UsageError } from './usage.ts';

export interface ExplainOptions {
  readonly file?: string;
  readonly live?: boolean;
}

/** 0: a problem was recognised; 1: none. */
export async function explainText(
  words: readonly string[],
  own: ExplainOptions,
  options: CommonOptions,
): Promise<number> {
  const outputs = await usableOutputs(options, {
    name: 'explain',
    formats: ['text', 'json'],
    nothingToRecord: own.live ? undefined : 'explain looks at the machine only with --live',
  });
  const recognition = await recogniseStream(input(words, own));
  const opened = await openHost(options);
  try {
    const explanation = await explanationFor(recognition, own, options, opened.host);
    const clean = cleaner(opened.host)(explanation);
    const documents = await Promise.all(
      outputs.map(async (output) => ({
        ...output,
        text:
          output.format === 'json'
            ? `${JSON.stringify(clean, null, 2)}\n`
            : await asText(clean, own, options, output.file),
      })),
    );
    // Only what the text points to was looked at: no report of the whole machine goes with it.
    await saveRecording(opened, options, null);
    await writeDocuments(documents);
    return clean.problems.length > 0 ? 0 : 1;
  } finally {
    await opened.host.close();
  }
}

/** The text: of the argument, of a file, or of standard input. */
async function* input(words: readonly string[], { file }: ExplainOptions): AsyncGenerator<string> {
  if (words.length > 0 && file !== undefined)
    throw new UsageError('the text and --file cannot be given together');
  let empty = true;
  for await (const part of source(words, file)) {
    empty &&= part.trim() === '';
    yield part;
  }
  if (empty)
    throw new UsageError('there is no text: give it as an argument, with --file, or on standard input');
}

async function* source(words: readonly string[], file: string | undefined): AsyncGenerator<string> {
  if (words.length > 0) {
    yield words.join(' ');
  } else if (file !== undefined) {
    try {
      yield* decodeStream(createReadStream(file));
    } catch (error) {
      throw new UsageError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`);
    }
  } else {
    if (process.stdin.isTTY) process.stderr.write(`Paste the text, then press ${END_OF_INPUT}.\n`);
    yield* decodeStream(process.stdin);
  }
}

const END_OF_INPUT = process.platform === 'win32' ? 'Enter, Ctrl+Z and Enter' : 'Ctrl+D on a line of its own';

async function explanationFor(
  recognition: Recognition,
  own: ExplainOptions,
  options: CommonOptions,
  host: Host,
): Promise<Explanation> {
  const context = factContext(host, diagnosisOptions(options));
  const [system, checks] = await Promise.all([context.get(systemFact), allChecks()]);
  if (!system.known) throw new Error(system.detail);
  const { distribution, init } = system.value;
  const reader = { system: system.value.system, distribution, init, root: host.identity.uid === 0 };
  const explanation = await explain(recognition, reader, checks);
  const only = own.live ? checksToRun(explanation) : [];
  if (only.length === 0) return explanation;
  const diagnosis = await startDiagnosis(host, checksOf, { ...diagnosisOptions(options), only });
  const report = await diagnosis.report;
  return mergeLive(explanation, report.problems, report.checks);
}

/** The text may name its user, and this machine's. */
function cleaner({ identity }: Host): (explanation: Explanation) => Explanation {
  const { user, hostname, home } = identity;
  const redact = createRedactor({ user, hostname, homes: [home] });
  return (explanation) => redactDeep(sanitizeDeep(explanation), redact);
}

async function asText(
  explanation: Explanation,
  own: ExplainOptions,
  options: CommonOptions,
  file: string | null,
): Promise<string> {
  const { renderExplanation } = await import('../report/explanation-text.ts');
  const settings = textOptions({
    env: process.env,
    isTTY: (file === null || file === '-') && process.stdout.isTTY === true,
    columns: process.stdout.columns,
    color: options.color,
    ascii: options.ascii === true,
    platform: process.platform,
  });
  return renderExplanation(explanation, { ...settings, live: own.live === true });
}
