// `npm run bench -- --triage`: a fleet of 10,000 machines, half of them reports and half recordings with the report of
// their own run in them, made of this project's fixtures; with 1000 recordings without one, which are replayed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, '../dist/cli.js');
const fixtures = join(here, '../fixtures');
const MACHINES = 10_000;

/** Answers seconds and peak memory in MB: of all, of a tenth of them, and of 1000 replayed recordings. */
export function measureTriage() {
  const folder = mkdtempSync(join(tmpdir(), 'docker-doctor-triage-'));
  try {
    const recordings = ['linux', 'macos', 'windows', 'wsl'].flatMap((system) =>
      readdirSync(join(fixtures, system))
        .filter((name) => name.endsWith('.host.json'))
        .map((name) => join(fixtures, system, name)),
    );
    const machines = recordings.map((file) => {
      const recording = JSON.parse(readFileSync(file, 'utf8'));
      const { stdout } = spawnSync(process.execPath, [cli, '--json', '--replay', file], { encoding: 'utf8' });
      const report = JSON.parse(stdout);
      return [stdout, JSON.stringify({ ...recording, tool: report.tool.version, report }, null, 1)];
    });
    const put = (name, count, text) => {
      mkdirSync(join(folder, name));
      for (let at = 0; at < count; at += 1) writeFileSync(join(folder, name, `${at}.json`), text(at));
      return timed(join(folder, name), count, join(folder, 'rss'));
    };
    const document = (at) => machines[(at >> 1) % machines.length][at % 2];
    return {
      all: put('all', MACHINES, document),
      tenth: put('tenth', MACHINES / 10, document),
      replayed: put('replayed', 1000, (at) => readFileSync(recordings[at % recordings.length])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(folder, count, rssFile) {
  const began = performance.now();
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', join(here, 'rss.mjs'), cli, 'triage', '--json', folder],
    { encoding: 'utf8', env: { ...process.env, BENCH_RSS: rssFile } },
  );
  const seconds = (performance.now() - began) / 1000;
  const { machines } = JSON.parse(stdout);
  if (machines !== count) throw new Error(`triage counted ${machines} of ${count} machines`);
  return { seconds, megabytes: Number(readFileSync(rssFile, 'utf8')) / 1024 };
}
