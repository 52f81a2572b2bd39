// `npm run bench`: the doctor's speed as ratios to what it cannot do without, measured side by side in one run.
// `--check` fails where a target is missed; `--runs N` (default 15). Needs Linux, root and Docker Engine: it starts
// an engine of its own in private namespaces, so that nothing of this machine is touched.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from '../scripts/ensure.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, '../dist/cli.js');

if (process.argv.includes('--inside')) measure();
else boot();

/** Runs this file again in namespaces with an engine. */
function boot() {
  const lacking = ['/usr/sbin/dockerd', '/usr/bin/docker', '/usr/bin/unshare'].filter(
    (file) => !existsSync(file),
  );
  if (process.getuid?.() !== 0 || lacking.length > 0) {
    process.stderr.write(
      `bench: needs root and Docker Engine${lacking.length > 0 ? `: no ${lacking.join(', ')}` : ''}\n`,
    );
    process.exit(2);
  }
  ensureBuild();
  const script = `
    mount --make-rprivate / && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib/docker && ip link set lo up
    dockerd >/run/dockerd.log 2>&1 &
    for _ in $(seq 300); do docker version >/dev/null 2>&1 && break; sleep 0.1; done
    exec "$@"`;
  const { status } = spawnSync(
    'unshare',
    ['-m', '-p', '-n', '--fork', '--kill-child', '--mount-proc', 'bash', '-c', script, 'bench'].concat(
      [process.execPath, fileURLToPath(import.meta.url), '--inside'],
      process.argv.slice(2),
    ),
    { stdio: 'inherit' },
  );
  process.exit(status ?? 1);
}

function measure() {
  const node = process.execPath;
  const at = process.argv.indexOf('--runs');
  const runs = at > 0 ? Number(process.argv[at + 1]) : 15;
  /** What is timed; `target` is the highest ratio to the sum of the medians it names. */
  const commands = {
    'node -e 0': { argv: [node, '-e', '0'] },
    'docker version': { argv: ['docker', 'version'] },
    'docker info': { argv: ['docker', 'info'] },
    'docker-doctor --version': { argv: [node, cli, '--version'], over: ['node -e 0'] },
    'docker-doctor --json': {
      argv: [node, cli, '--json', '--offline'],
      over: ['node -e 0', 'docker info'],
      target: 2.5,
    },
    'docker-doctor (text)': {
      argv: [node, cli, '--offline'],
      over: ['node -e 0', 'docker info'],
      target: 2.5,
    },
  };
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  // Taken in turns, so that a noisy moment touches all alike; the first round warms the caches.
  for (let run = 0; run <= runs; run++) {
    for (const [name, { argv }] of Object.entries(commands)) {
      const started = performance.now();
      const { status, stderr } = spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' });
      if (run > 0) times[name].push(performance.now() - started);
      if (status !== 0) {
        process.stderr.write(`bench: ${name} ended with ${status}: ${stderr}\n`);
        process.exit(1);
      }
    }
  }
  const median = (name) => quantile(times[name], 0.5);
  let missed = 0;
  process.stdout.write(`${runs} runs each, in turns; Node ${process.version}\n\n`);
  for (const [name, { over, target }] of Object.entries(commands)) {
    const spread = `${quantile(times[name], 0.25).toFixed(0)} to ${quantile(times[name], 0.75).toFixed(0)}`;
    let line = `${name.padEnd(26)} ${median(name).toFixed(0).padStart(5)} ms  (${spread})`;
    if (over) {
      const ratio = median(name) / over.reduce((sum, other) => sum + median(other), 0);
      const failed = target !== undefined && ratio > target;
      if (failed) missed += 1;
      line += `  ${ratio.toFixed(2)} x (${over.join(' + ')})`;
      if (target !== undefined) line += `, target ${target}: ${failed ? 'MISSED' : 'met'}`;
    }
    process.stdout.write(`${line}\n`);
  }
  if (process.argv.includes('--check') && missed > 0) process.exit(1);
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
