/** Every recorded machine gives the problems that stand in its file, as JSON and as text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './support/cli.ts';
import { schemaErrors } from './support/schema.ts';

const ROOT = join(import.meta.dirname, '../fixtures');

interface Fixture {
  readonly about: string;
  /** Where the answers come from: a recording, or real outputs with their address. */
  readonly source: string;
  /** Ids in the order of the report; empty for a healthy machine. */
  readonly expect: readonly string[];
}

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.host.json'),
);

describe('recorded machines', { concurrent: true }, () => {
  it('there are some', () => expect(files.length).toBeGreaterThan(30));

  for (const name of files.sort()) {
    const file = join(ROOT, name);
    const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture;
    it(`${name}: ${fixture.expect.join(', ') || 'no problem'}`, async () => {
      expect(fixture.source).not.toBe('');
      const [json, text] = await Promise.all([
        runCli(['--json', '--replay', file]),
        runCli(['--verbose', '--replay', file]),
      ]);
      expect(json.stderr + text.stderr).toBe('');
      const report = JSON.parse(json.stdout);
      expect(schemaErrors(report)).toEqual([]);
      expect(report.problems.map(({ id }: { id: string }) => id)).toEqual(fixture.expect);
      expect(text.code).toBe(json.code);
      const errors = report.problems.filter(({ severity }: { severity: string }) => severity === 'error');
      expect(json.code).toBe(errors.length > 0 ? 1 : report.status === 'unknown' ? 3 : 0);
      for (const { title, guide, fixes } of report.problems) {
        expect(text.stdout).toContain(title);
        expect(text.stdout).toContain(guide.url);
        for (const { commands } of fixes)
          for (const command of commands) expect(text.stdout).toContain(command);
      }
    });
  }
});
