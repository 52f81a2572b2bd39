/** Fixtures, run in this process as `--replay` runs them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../checks/catalogue/index.ts';
import { checksOf } from '../../checks/index.ts';
import { registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { type DiagnosisOptions, startDiagnosis } from '../../src/diagnosis/diagnose.ts';
import type { Host } from '../../src/host/host.ts';
import type { Recording } from '../../src/host/recording-file.ts';
import { replayingHost } from '../../src/host/replaying.ts';
import type { Report } from '../../src/report/report.ts';

const ROOT = join(import.meta.dirname, '../../fixtures');

export interface Fixture {
  readonly name: string;
  readonly recording: Recording;
}

export const fixtures: readonly Fixture[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.host.json'))
  .sort()
  .map((name) => ({ name, recording: JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as Recording }));

registerCatalogue(catalogue);

export async function reportOf(
  machine: Recording | Host,
  options: Partial<DiagnosisOptions> = {},
): Promise<Report> {
  const host = 'ask' in machine ? machine : replayingHost(machine);
  const diagnosis = await startDiagnosis(host, checksOf, {
    offline: false,
    deep: false,
    only: [],
    skip: [],
    timeoutMs: 30_000,
    ...options,
  });
  return diagnosis.report;
}

export const idsOf = (report: Report): string[] => report.problems.map(({ id }) => id);
