/**
 * One file of a fleet, read: a report, a ticket, a recording, or one of these a line. Imported by the
 * command, and the program of its worker threads.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { checksOf } from '../../checks/index.ts';
import { startDiagnosis } from '../diagnosis/diagnose.ts';
import { parseRecording, RECORDING_FORMAT, recordingFrom } from '../host/recording-file.ts';
import { replayingHost } from '../host/replaying.ts';
import { putTogether } from '../put-together.ts';
import type { Report } from '../report/report.ts';
import { isReport, type TriageRow, triageRow } from '../report/triage.ts';
import { VERSION } from '../version.ts';
import { diagnosisOptions } from './check.ts';
import type { CommonOptions } from './options.ts';

/** Where a machine was read, with what is counted of it or why it could not be. */
export type ReadMachine = { readonly place: string } & (
  | { readonly row: TriageRow }
  | { readonly reason: string }
);

/** One document a line: what a fleet collects into one file. */
const LINES = /\.(?:jsonl|ndjson)$/i;
/** Bytes; a recording is about a hundredth of it. */
const MAX_FILE = 64 * 1024 * 1024;

export async function* machinesIn(file: string, options: CommonOptions): AsyncGenerator<ReadMachine> {
  try {
    if (LINES.test(file)) yield* machinesByLine(file, options);
    else if ((await stat(file)).size > MAX_FILE) yield { place: file, reason: 'larger than 64 MiB' };
    else yield await machine(file, await readFile(file, 'utf8'), options);
  } catch (error) {
    yield { place: file, reason: (error as NodeJS.ErrnoException).code ?? (error as Error).message };
  }
}

async function* machinesByLine(file: string, options: CommonOptions): AsyncGenerator<ReadMachine> {
  let number = 0;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    number += 1;
    if (line.trim() !== '') yield await machine(`${file}:${number}`, line, options);
  }
}

async function machine(place: string, text: string, options: CommonOptions): Promise<ReadMachine> {
  try {
    return { place, row: triageRow(await reportIn(text, options)) };
  } catch (error) {
    return { place, reason: (error as Error).message };
  }
}

/** A report as it is; that of a ticket, or of a recording; or what a recording gives when it is replayed. */
async function reportIn(text: string, options: CommonOptions): Promise<Report> {
  const value = documentIn(text);
  if (isReport(value)) return value;
  const { report: inside, format, tool } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isRecording = format === RECORDING_FORMAT;
  // What another version found in a recording, or found when asked otherwise, is judged anew.
  if (isReport(inside) && !(isRecording && (tool !== VERSION || isAskedOtherwise(options)))) return inside;
  if (value !== null && !isRecording) throw new Error('neither a report nor a recording');
  const host = replayingHost(value === null ? parseRecording(text) : recordingFrom(value));
  return (await startDiagnosis(host, checksOf, diagnosisOptions(options))).report;
}

/** Options that lead a replay to another verdict than the machine's own run. */
const isAskedOtherwise = ({ context, host, registry, only, skip }: CommonOptions): boolean =>
  [context, host, registry, only, skip].some((option) => option !== undefined);

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

/** Reads some files at a time. */
export async function readTogether(
  files: AsyncGenerator<string> | Generator<string>,
  atOnce: number,
  options: CommonOptions,
  found: (machine: ReadMachine) => void,
): Promise<void> {
  const reader = async (): Promise<void> => {
    for (let next = await files.next(); !next.done; next = await files.next())
      for await (const machine of machinesIn(next.value, options)) found(machine);
  };
  await Promise.all(Array.from({ length: atOnce }, reader));
}

/** What a worker thread is started with. */
export interface TriageWorkerData {
  readonly triage: { readonly options: CommonOptions; readonly atOnce: number };
}

/** A worker is sent the names of files and answers with their machines, all at once. */
function serve({ options, atOnce }: TriageWorkerData['triage']): void {
  putTogether();
  parentPort?.on('message', async (files: readonly string[]) => {
    const machines: ReadMachine[] = [];
    await readTogether(each(files), atOnce, options, (machine) => machines.push(machine));
    parentPort?.postMessage(machines);
  });
}

function* each<T>(items: readonly T[]): Generator<T> {
  yield* items;
}

const asked = workerData as Partial<TriageWorkerData> | null;
if (!isMainThread && asked?.triage) serve(asked.triage);

/** This module as a program for worker threads; null where it runs from its sources, which a thread cannot load. */
export const workerProgram = (): URL | null =>
  import.meta.url.endsWith('.js') ? new URL(import.meta.url) : null;
