/**
 * Runs the built CLI as a win32 program on simulated PCs (../shared/lab/win beside a checkout of this project):
 * the cases of the simulator and those in test/lab/win. Where there is no simulator, says so and passes.
 * WIN_LAB: its folder; WIN_LAB_CACHE: where its setup may write.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const lab = process.env.WIN_LAB ?? resolve(root, '../shared/lab/win');
const cache = process.env.WIN_LAB_CACHE ?? join(tmpdir(), 'docker-doctor-win-lab');
if (!existsSync(join(lab, 'run-all'))) {
  console.log(`no simulated PC in ${lab}: skipped`);
  process.exit(0);
}
const env = { ...process.env, WIN_LAB_CACHE: cache };
const setup = spawnSync(join(lab, 'setup'), ['20.20.2'], { env, stdio: 'inherit' });
if (setup.status !== 0) process.exit(1);

const named = process.argv.slice(2);
const files = [join(lab, 'cases'), join(root, 'test/lab/win')]
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter(
    (file) => file.endsWith('.json') && (named.length === 0 || named.some((name) => file.includes(name))),
  );

/** Resolves to the lines of those that failed. */
function run(batch) {
  const child = spawn(
    join(lab, 'run-all'),
    [...batch, '--timeout', '25000', '--', join(root, 'dist/cli.js'), '--json'],
    {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  return new Promise((done) => {
    child.once('close', () => {
      process.stdout.write(text);
      done(text.split('\n').filter((line) => line.startsWith('FAIL')));
    });
  });
}

const halves = [0, 1].map((half) => files.filter((_, index) => index % 2 === half));
const failed = (await Promise.all(halves.filter((batch) => batch.length > 0).map(run))).flat();
// Wine's server dies now and then under load: what ran out of time gets a second chance, a wrong answer does not.
const late = failed.filter((line) => / timeout /.test(line)).map((line) => line.split(/\s+/)[1]);
const again =
  late.length === 0
    ? []
    : await run(files.filter((file) => late.some((name) => file.endsWith(`${name}.json`))));
const wrong = [...failed.filter((line) => !/ timeout /.test(line)), ...again];
console.log(`${files.length - wrong.length} of ${files.length} simulated PCs pass`);
process.exitCode = wrong.length === 0 ? 0 : 1;
