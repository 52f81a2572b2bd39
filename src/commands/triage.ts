/** `docker-doctor triage`: reports and recordings of many machines, grouped by what breaks them. */
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTriage, type TriageCounter } from '../report/triage.ts';
import { VERSION } from '../version.ts';
import type { CommonOptions } from './options.ts';
import { writeDocuments } from './output.ts';
import { usableOutputs } from './usable.ts';
import { UsageError } from './usage.ts';

const READABLE = /\.(?:json|jsonl|ndjson|md)$/i;

/** Answers the exit code: what was found in the files is no failure. */
export async function triage(paths: readonly string[], options: CommonOptions): Promise<number> {
  const outputs = await usableOutputs(options, {
    name: 'triage',
    formats: ['text', 'json', 'html'],
    nothingToRecord: 'triage does not look at the machine',
  });
  const counter = createTriage();
  const { readMachines } = await import('./triage-pool.ts');
  await readMachines(filesIn(paths, counter), options, (machine) => {
    if ('row' in machine) counter.add(machine.place, machine.row);
    else counter.failed(machine.place, machine.reason);
  });
  const result = counter.result(VERSION);
  if (result.machines === 0) {
    const [first] = result.unreadable.first;
    throw new UsageError(
      first
        ? `no report or recording could be read (${first.file}: ${first.reason})`
        : `no report or recording in ${paths.join(', ')}`,
    );
  }
  const documents = outputs.map(async (output) => ({
    ...output,
    text:
      output.format === 'json'
        ? `${JSON.stringify(result, null, 2)}\n`
        : output.format === 'html'
          ? (await import('../report/triage-html.ts')).renderTriageHtml(result)
          : (await import('../report/triage-text.ts')).renderTriageText(result),
  }));
  await writeDocuments(await Promise.all(documents));
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
