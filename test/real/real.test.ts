import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaErrors } from '../support/schema.ts';
import { keep, printed, remember } from './results.ts';
import {
  ANY,
  type Fault,
  runWorld,
  WORLD_FOLDER,
  type WorldResult,
  whyNoGeneration,
  whyNoWorlds,
  whyNoWsl,
} from './world.ts';
import { worlds } from './worlds.ts';

const reason = whyNoWorlds();
const required = process.env.DOCKER_DOCTOR_REQUIRE_REAL === '1';

if (reason && required) {
  it('can make private worlds (DOCKER_DOCTOR_REQUIRE_REAL is set)', () => {
    expect.fail(`the real-engine tests would be skipped: ${reason}`);
  });
} else if (reason) {
  console.warn(`real-engine tests skipped: ${reason}`);
}

/** `DOCKER_DOCTOR_UPDATE_FIXTURES=1`: what these worlds answered becomes fixtures/linux/. */
const updateFixtures = process.env.DOCKER_DOCTOR_UPDATE_FIXTURES === '1';

/** `npm run lab`: the table of results becomes docs/lab.md. */
const updateDocs = process.env.DOCKER_DOCTOR_UPDATE_DOCS === '1';

async function saveFixture(
  fault: Fault,
  { recording }: WorldResult,
  expect: readonly string[],
): Promise<void> {
  const slug = fault.name
    .replace(/^WSL: /, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const base = 'recorded in a private world of test/real: Debian 12, docker.io 20.10.24, client 28.2.2';
  const source = fault.simulated === undefined ? base : `${base}; simulated: ${fault.simulated}`;
  // The engine asks the kernel itself, which no world can make say that it is WSL's.
  const { release: told } = JSON.parse(recording).identity;
  const text = fault.fixtures === 'wsl' ? recording.replaceAll(release(), told) : recording;
  const about = fault.name.replace(/^WSL: /, '');
  const fixture = { about, source, expect, ...JSON.parse(text) };
  await writeFile(
    join(import.meta.dirname, '../../fixtures', fault.fixtures ?? 'linux', `${slug}.host.json`),
    `${JSON.stringify(fixture, null, 1)}\n`,
  );
}

/** What is started on Windows from inside WSL: one PowerShell, tasklist, and the credential helper that docker uses. */
const READS_WINDOWS =
  /\/powershell\.exe -NoLogo -NoProfile -NonInteractive -Command |\/tasklist\.exe \/fo csv \/nh$|\/docker-credential-[\w-]+\.exe list$/;

describe.skipIf(reason !== null)('a real engine', { concurrent: true }, () => {
  for (const fault of worlds) {
    it(`${fault.name}: ${String(fault.first ?? 'no problem')}`, async ({ skip }) => {
      const lacking = whyNoGeneration(fault.generation);
      if (lacking && !required) skip(lacking);
      const foreign = whyNoWsl(fault);
      if (foreign) skip(foreign);
      const result = await runWorld(fault);
      const { report, exitCode, stdout, stderr, text, ms } = result;
      const ids = report.problems.map(({ id }) => id);
      const context = `${stderr}\n${stdout}`;
      expect(schemaErrors(report), context).toEqual([]);
      if (fault.first !== ANY) expect(ids[0] ?? null, context).toBe(fault.first);
      if (fault.exit !== ANY) expect(exitCode, context).toBe(fault.exit);
      expect(stdout + text).not.toMatch(/internal error|\n {4}at /);
      expect(stderr.replace(/^docker-doctor: recording saved .*\n/, '')).toBe('');
      for (const line of result.asked.split('\n').filter(Boolean)) expect(line).toMatch(READS_WINDOWS);
      for (const id of fault.not ?? []) expect(ids).not.toContain(id);
      for (const words of fault.says ?? []) expect(text).toMatch(words);
      if (result.docker) {
        const broken = report.problems.some(({ severity }) => severity === 'error');
        expect(result.docker.exitCode === 0, result.docker.output).toBe(!broken);
      }
      if (fault.first === null) {
        expect(ids).toEqual([]);
        expect(report.status).toBe('ok');
        expect(text).toMatch(/Docker works/);
      } else if (fault.first !== ANY) {
        expect(text).toContain(report.problems[0]?.title);
        for (const command of report.problems[0]?.fixes[0]?.commands ?? []) expect(text).toContain(command);
        expect(text).toContain(report.problems[0]?.guide.url);
      }
      if (result.healed) {
        const { problems, status } = result.healed;
        const left = problems.filter(({ severity }) => severity === 'error').map(({ id }) => id);
        expect(left, `after the fix:\n${result.healing}`).toEqual([]);
        expect(['ok', 'warning'], result.healing).toContain(status);
      }
      if (updateFixtures && fault.first !== ANY) await saveFixture(fault, result, ids);
      // A guard against hanging, far over what it takes: a hung engine costs its limit of 3 s once.
      expect(ms).toBeLessThan(8000);
      remember(fault, result);
    });
  }
});

describe.skipIf(reason !== null)('afterwards', () => {
  it('no engine of a world is left', () => {
    const left = spawnSync('pgrep', ['-f', WORLD_FOLDER], { encoding: 'utf8' }).stdout.trim();
    expect(left).toBe('');
  });

  it('the results are told', async () => {
    console.log(`\n${printed(worlds)}`);
    if (updateDocs) await keep(worlds);
  });
});
