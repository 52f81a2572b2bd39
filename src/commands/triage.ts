/** `docker-doctor triage`: reports and recordings of many machines, grouped by what breaks them. */
import { createReadStream } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checksOf } from '../../checks/index.ts';
import { startDiagnosis } from '../diagnosis/diagnose.ts';
import { parseRecording, RECORDING_FORMAT, recordingFrom } from '../host/recording-file.ts';
import { replayingHost } from '../host/replaying.ts';
import type { Report } from '../report/report.ts';
import { createTriage, isReport, type TriageCounter } from '../report/triage.ts';
import { VERSION } from '../version.ts';
import { diagnosisOptions } from './check.ts';
import type { CommonOptions } from './options.ts';
import { writeTo } from './output.ts';
import { UsageError } from './usage.ts';
import { plannedOutputs } from './write-report.ts';

const READABLE = /\.(?:json|jsonl|ndjson|md)$/i;
/** One document a line: what a fleet collects into one file. */
const LINES = /\.(?:jsonl|ndjson)$/i;
/** Bytes; a recording is about a hundredth of it. */
const MAX_FILE = 64 * 1024 * 1024;
/** Files under way at a time: reading overlaps with counting, and memory stays what these few take. */
const AT_ONCE = 8;

export async function triage(paths: readonly string[], options: CommonOptions): Promise<number> {
  const outputs = plannedOutputs(options);
  for (const { format } of outputs) {
    if (format !== null && !['text', 'json', 'html'].includes(format))
      throw new UsageError(`triage is written as text, json or html, not as ${format}`);
  }
  const counter = createTriage();
  await inParallel(filesIn(paths, counter), AT_ONCE, (file) => countFile(file, counter, options));
  const result = counter.result(VERSION);
  if (result.machines === 0) {
    const [first] = result.unreadable.first;
    throw new UsageError(
      first
        ? `no report or recording could be read (${first.file}: ${first.reason})`
        : `no report or recording in ${paths.join(', ')}`,
    );
  }
  for (const { format, file } of outputs) {
    const text =
      format === 'json'
        ? `${JSON.stringify(result, null, 2)}\n`
        : format === 'html'
          ? (await import('../report/triage-html.ts')).renderTriageHtml(result)
          : (await import('../report/triage-text.ts')).renderTriageText(result);
    await writeTo(file ?? undefined, text);
  }
  return 0;
}

/** Files as they are named; in folders, and in folders in them, those that may be reports. */
async function* filesIn(paths: readonly string[], counter: TriageCounter): AsyncGenerator<string> {
  for (const path of paths) {
    const kind = await stat(path).catch((error: NodeJS.ErrnoException) => error);
    if (kind instanceof Error) counter.failed(path, kind.code ?? kind.message);
    else if (kind.isDirectory()) yield* filesBelow(path, counter);
    else yield path;
  }
}

async function* filesBelow(folder: string, counter: TriageCounter): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* filesBelow(path, counter);
      // A link may lead to a folder above this one: only those that are named are followed.
      else if (entry.isFile() && READABLE.test(entry.name)) yield path;
    }
  } catch (error) {
    counter.failed(folder, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

async function inParallel<T>(
  items: AsyncGenerator<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let next = await items.next(); !next.done; next = await items.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function countFile(file: string, counter: TriageCounter, options: CommonOptions): Promise<void> {
  try {
    const { size } = await stat(file);
    if (LINES.test(file)) return await countLines(file, counter, options);
    if (size > MAX_FILE) return counter.failed(file, 'larger than 64 MiB');
    counter.add(file, await reportIn(await readFile(file, 'utf8'), options));
  } catch (error) {
    counter.failed(file, (error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}

async function countLines(file: string, counter: TriageCounter, options: CommonOptions): Promise<void> {
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line.trim() === '') continue;
    const place = `${file}:${number}`;
    try {
      counter.add(place, await reportIn(line, options));
    } catch (error) {
      counter.failed(place, (error as Error).message);
    }
  }
}

/** A report as it is; that of a ticket; or what a recording gives when it is replayed. */
async function reportIn(text: string, options: CommonOptions): Promise<Report> {
  const value = documentIn(text);
  if (isReport(value)) return value;
  const inside = (value as { report?: unknown } | null)?.report;
  if (isReport(inside)) return inside;
  const isRecording = (value as { format?: unknown } | null)?.format === RECORDING_FORMAT;
  if (value !== null && !isRecording) throw new Error('neither a report nor a recording');
  const host = replayingHost(value === null ? parseRecording(text) : recordingFrom(value));
  return (await startDiagnosis(host, checksOf, diagnosisOptions(options))).report;
}

/** Null for Markdown: a ticket, or nothing of ours, which reading its recording will tell. */
function documentIn(text: string): unknown {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (!/^[{[]/.test(start)) return null;
  try {
    return JSON.parse(start);
  } catch (error) {
    throw new Error(`not valid JSON (${(error as Error).message.split('\n')[0]})`);
  }
}
