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

/** One case may take this long; it needs some 5 s, and three times that when the machine is busy. */
const limitMs = 90_000;
/** The whole lab may take this long, so that a simulator that hangs cannot hold CI. */
const wholeMs = 14 * 60_000;
const began = Date.now();

/** Ends the simulator and its process group, if they are still there. */
function end(child) {
  for (const target of [-child.pid, child.pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}

/** @returns {Promise<{ file: string, line: string, judged: boolean, passed: boolean }>} what the simulator says of one case */
function run(file) {
  const child = spawn(
    join(lab, 'run-all'),
    [file, '--timeout', '25000', '--', join(root, 'dist/cli.js'), '--json'],
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let text = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  return new Promise((done) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      // Asked, the simulator takes Wine's processes with it.
      child.kill('SIGTERM');
      setTimeout(() => end(child), 15_000).unref();
    }, limitMs);
    // Not 'close': what Wine left behind may hold the pipes open for ever.
    child.once('exit', () => {
      clearTimeout(timer);
      setTimeout(() => {
        end(child);
        child.stdout.destroy();
        child.stderr.destroy();
        const line = text.split('\n').find((each) => /^(ok|FAIL) /.test(each)) ?? '';
        const judged = !late && line !== '' && !/^FAIL \S+ +timeout /.test(line);
        const passed = judged && line.startsWith('ok');
        const why = text.split('\n').slice(1, 2).join('').trim();
        done({
          file,
          judged,
          passed,
          line:
            line === ''
              ? `     ${file}: the simulator gave no answer ${errors.trim().slice(-300)}`
              : passed
                ? line
                : `${line} ${why}`,
        });
      }, 50);
    });
  });
}

/** Two cases at a time, each printed when it is done. */
async function runAll(list) {
  const queue = [...list];
  const results = [];
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const result =
        Date.now() - began > wholeMs
          ? { file, judged: false, passed: false, line: `     ${file}: no time left` }
          : await run(file);
      console.log(result.line);
      results.push(result);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}

// Wine's server dies now and then under load: what was not judged gets a second chance, a wrong answer does not.
const first = await runAll(files);
const again = await runAll(first.filter((result) => !result.judged).map((result) => result.file));
const results = [...first.filter((result) => result.judged), ...again];
const passed = results.filter((result) => result.passed).length;
const unjudged = results.filter((result) => !result.judged).length;
console.log(`${passed} of ${files.length} simulated PCs pass, ${unjudged} not judged`);
// A simulator that hangs is not a wrong answer; one that tells next to nothing proves nothing.
const wrong = results.length - passed - unjudged;
process.exit(wrong === 0 && unjudged <= files.length / 10 ? 0 : 1);
