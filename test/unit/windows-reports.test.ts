/** Public reports about Windows PCs: each has a recorded PC of its state, on which its cause comes first. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, idsOf, reportOf } from '../support/replay.ts';

interface PublicReport {
  readonly url: string;
  /** Name of the recording. */
  readonly fixture: string;
  /** What was wrong there, and what would be right too. */
  readonly ids: readonly string[];
}

const reports: readonly PublicReport[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/windows/reports.json'), 'utf8'),
);

describe('public reports', () => {
  it.each(reports)('$url: $fixture', async ({ fixture, ids }) => {
    const found = fixtures.find(({ name }) => name === `windows/${fixture}.host.json`);
    if (!found) throw new Error(`no recording ${fixture}`);
    expect(ids).toContain(idsOf(await reportOf(found.recording))[0]);
  });
});
