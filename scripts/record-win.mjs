/**
 * Makes fixtures/windows/NAME.host.json of simulated PCs (scripts/lab-win.mjs): the built CLI runs on each and
 * records what it asked. `node scripts/record-win.mjs NAME…`, by the names of cases in test/lab/win.
 * A PC on which it does not name what the case expects is left out, and said.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const lab = process.env.WIN_LAB ?? resolve(root, '../shared/lab/win');
process.env.WIN_LAB_CACHE ??= join(tmpdir(), 'docker-doctor-win-lab');
const { runCase } = await import(pathToFileURL(join(lab, 'lib/run.mjs')).href);

const TRIES = 4;

/** @returns {Promise<object | null>} the report and the recording, or null where the simulator failed each time */
async function record(test) {
  const folder = mkdtempSync(join(tmpdir(), 'record-win-'));
  const file = join(folder, 'pc.json');
  try {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const args = [join(root, 'dist/cli.js'), '--json', '--record', `Z:${file.replaceAll('/', '\\')}`];
      const { stdout } = await runCase(test, args, { timeoutMs: 30_000 });
      try {
        return { report: JSON.parse(stdout.toString()), recording: JSON.parse(readFileSync(file, 'utf8')) };
      } catch {
        // Wine's server died: once more.
      }
    }
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the simulator judges: the first id, any of them, or none at all. */
function isExpected({ expect = [], match = 'first', allow = [] }, ids) {
  if (expect.length === 0) return ids.every((id) => allow.includes(id));
  return match === 'first' ? expect.includes(ids[0]) : expect.some((id) => ids.includes(id));
}

let failed = 0;
for (const name of process.argv.slice(2)) {
  const test = JSON.parse(readFileSync(join(root, 'test/lab/win', `${name}.json`), 'utf8'));
  const made = await record(test);
  const ids = made?.report.problems.map(({ id }) => id) ?? [];
  const slow = made?.report.checks.some(({ summary }) => /ETIMEDOUT|ENORESPONSE/.test(summary ?? ''));
  if (!made || (slow && !/hang|mute|slow|busy/.test(name)) || !isExpected(test, ids)) {
    failed += 1;
    console.log(
      `left out: ${name}: ${made ? `[${ids}]${slow ? ', something timed out' : ''}` : 'no answer'}`,
    );
    continue;
  }
  const source = `recorded on a simulated PC (test/lab/win/${name}.json); outputs of Windows programs as in docker/for-win and microsoft/WSL reports`;
  const fixture = { about: test.about, source, expect: ids, ...made.recording };
  writeFileSync(join(root, 'fixtures/windows', `${name}.host.json`), `${JSON.stringify(fixture, null, 1)}\n`);
  console.log(`${name}: [${ids}]`);
}
process.exit(failed === 0 ? 0 : 1);
