/** The files of a fleet, shared out: a few are read here, many by worker threads on all processors. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CommonOptions } from './options.ts';
import type { ReadMachine, TriageWorkerData } from './triage-read.ts';

/** With fewer files, starting threads costs more than it saves. */
const MANY = 400;
const MAX_WORKERS = 8;
/** Files under way at a time: reading overlaps with counting, and memory stays what these few take. */
const AT_ONCE = 8;
/** Files sent to a thread at a time, of which it reads AT_ONCE together. */
const BATCH = 64;
/** Batches under way in each thread: one is read while the answer to the other is on its way. */
const BATCHES = 2;

/** Calls `found` for every machine of every file, in no certain order. Rejects where a thread dies. */
export async function readMachines(
  files: AsyncGenerator<string>,
  options: CommonOptions,
  found: (machine: ReadMachine) => void,
): Promise<void> {
  const reading = await import('./triage-read.ts');
  const first: string[] = [];
  for await (const file of upTo(files, MANY)) first.push(file);
  const program = first.length === MANY ? reading.workerProgram() : null;
  const all = chained(first, files);
  if (program) return inThreads(all, program, options, found);
  await reading.readTogether(all, AT_ONCE, options, found);
}

async function inThreads(
  files: AsyncGenerator<string>,
  program: URL,
  options: CommonOptions,
  found: (machine: ReadMachine) => void,
): Promise<void> {
  const data: TriageWorkerData = { triage: { options, atOnce: AT_ONCE } };
  await together(Math.min(MAX_WORKERS, availableParallelism()), async () => {
    const worker = new Worker(program, { workerData: data });
    try {
      await new Promise<void>((resolve, reject) => {
        let under = 0;
        let ended = false;
        const send = async (): Promise<void> => {
          under += 1;
          const batch: string[] = [];
          if (!ended) for await (const file of upTo(files, BATCH)) batch.push(file);
          if (batch.length > 0) return worker.postMessage(batch);
          ended = true;
          under -= 1;
          if (under === 0) resolve();
        };
        const more = (): void => void send().catch(reject);
        worker.on('message', (machines: readonly ReadMachine[]) => {
          machines.forEach(found);
          under -= 1;
          more();
        });
        worker.on('error', reject);
        for (let started = 0; started < BATCHES; started += 1) more();
      });
    } finally {
      await worker.terminate();
    }
  });
}

const together = async (count: number, work: () => Promise<void>): Promise<void> => {
  await Promise.all(Array.from({ length: count }, work));
};

/** The first ones; the rest stays in the generator, which a `for await` with `break` would close. */
async function* upTo<T>(items: AsyncGenerator<T>, count: number): AsyncGenerator<T> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = await items.next();
    if (next.done) return;
    yield next.value;
  }
}

async function* chained<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield* first;
  yield* rest;
}
