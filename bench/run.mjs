// `npm run bench`: the doctor's speed as ratios to what it cannot do without, measured side by side in one run.
// `--check` fails where a target is missed; `--runs N` (default 15); `--peers` installs and times others too;
// `--shipping` times npx from an empty cache, bundled and with plain dependencies; `--triage` a fleet of 10,000
// machines; `--all` is all of them.
// Needs Linux, root and Docker Engine: it starts an engine of its own in private namespaces, so that nothing of
// this machine is touched.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from '../scripts/ensure.mjs';
import { measureShipping } from './shipping.mjs';
import { measureTriage } from './triage.mjs';
import { timeTui } from './tui.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, '../dist/cli.js');
const fixture = join(here, '../fixtures/linux/healthy-as-root.host.json');
const node = process.execPath;
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : otherwise;
};

const wants = (name) => process.argv.includes(name) || process.argv.includes('--all');

if (process.argv.includes('--inside')) await measure();
else await boot();

/** Runs this file again in namespaces with an engine; what needs the network comes before. */
async function boot() {
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
  if (wants('--shipping')) await shipping();
  const missed = wants('--triage') && triage();
  const peers = wants('--peers') ? installPeers() : '';
  const script = `
    mkdir -p /var/lib/docker && mount --make-rprivate / && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib/docker && ip link set lo up
    dockerd >/run/dockerd.log 2>&1 &
    for _ in $(seq 300); do docker version >/dev/null 2>&1 && break; sleep 0.1; done
    exec "$@"`;
  const inside = [node, fileURLToPath(import.meta.url), '--inside', ...process.argv.slice(2)];
  if (peers) inside.push('--peers-in', peers);
  const { status } = spawnSync(
    'unshare',
    ['-m', '-p', '-n', '--fork', '--kill-child', '--mount-proc', 'bash', '-c', script, 'bench', ...inside],
    { stdio: 'inherit' },
  );
  if (peers) rmSync(peers, { recursive: true, force: true });
  process.exit(status || (missed && process.argv.includes('--check') ? 1 : 0));
}

/** Answers whether the target was missed. */
function triage() {
  section('triage');
  const { all, tenth, replayed } = measureTriage();
  const told = ({ seconds, megabytes }) => `${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`;
  line(
    '10,000 reports and recordings',
    `${told(all)} (target 10 s: ${all.seconds <= 10 ? 'met' : 'MISSED'})`,
  );
  line('1000 of them', told(tenth));
  line('1000 recordings, replayed', told(replayed));
  return all.seconds > 10;
}

async function shipping() {
  const runs = Math.max(3, Math.round(Number(option('--runs', 15)) / 3));
  section(`npx … --version, ${runs} runs each, in turns`);
  const ways = await measureShipping(runs);
  const [empty] = ways;
  for (const { name, size, packages, cold, warm } of ways) {
    const over = (times, others) => quantile(ratios(times, [others]), 0.5).toFixed(2);
    const median = (times) => `${quantile(times, 0.5).toFixed(0)} ms`;
    line(
      name,
      `${(size / 1000).toFixed(0)} kB packed, packages: ${packages}; empty cache ${median(cold)}, ` +
        `${over(cold, empty.cold)} x an empty package; warm ${median(warm)}, ${over(warm, empty.warm)} x`,
    );
  }
}

/** The only peer that the npm registry has: it lists versions, Docker's among them, and judges nothing. */
function installPeers() {
  const folder = mkdtempSync(join(tmpdir(), 'docker-doctor-peers-'));
  for (const name of ['envinfo']) {
    const { status } = spawnSync('npm', [
      'install',
      '--prefix',
      folder,
      '--silent',
      '--no-audit',
      '--no-fund',
      name,
    ]);
    if (status !== 0) process.stderr.write(`bench: ${name} cannot be installed here\n`);
  }
  return folder;
}

async function measure() {
  const runs = Number(option('--runs', 15));
  const doctor = (...args) => [node, cli, ...args];
  const get = (path) => [node, join(here, 'get.mjs'), path];
  const kilobyte = sample(1024);
  const megabyte = sample(1024 ** 2);
  const peers = option('--peers-in', null);
  const peer = (name, args) => {
    const bin = peers && join(peers, 'node_modules/.bin', name);
    return bin && existsSync(bin) ? { [name]: { argv: [node, bin, ...args] } } : {};
  };
  const bare = 'node -e 0';
  // A terminal is made with a shell in it, which the doctor is not to blame for.
  const bareInTerminal = 'node -e in a terminal';
  // Bare node with one of the questions that a run cannot do without, asked alone; the slowest of them counts.
  const question = [[bare, 'docker version'], ['bare GET /version'], ['bare GET /info']];

  section(`healthy engine, ${runs} runs each, in turns`);
  const healthy = await rounds(runs, {
    [bare]: { argv: [node, '-e', '0'] },
    'docker version': { argv: ['docker', 'version'] },
    'docker info': { argv: ['docker', 'info'] },
    'bare GET /_ping': { argv: get('/_ping') },
    'bare GET /version': { argv: get('/version') },
    'bare GET /info': { argv: get('/info') },
    '--version': { argv: doctor('--version'), over: [bare], target: 1.3 },
    '--help': { argv: doctor('--help'), over: [bare], target: 1.3 },
    '--json': { argv: doctor('--json', '--offline'), over: question, target: 1.6 },
    text: { argv: doctor('--offline'), over: question, target: 1.6 },
    [bareInTerminal]: { tui: 'verdict', shown: `${node} -e 'process.stdout.write("BARE")'`, until: /BARE/ },
    'TUI, first paint': { tui: 'paint', shown: `${node} ${cli} --offline`, over: [bareInTerminal] },
    'TUI, verdict': {
      tui: 'verdict',
      shown: `${node} ${cli} --offline`,
      over: [bareInTerminal, 'docker version'],
      target: 2.2,
    },
    'replay of a fixture': { argv: doctor('--json', '--replay', fixture), over: [bare] },
    'explain, 1 kB': { argv: doctor('explain', '--file', kilobyte), over: [bare] },
    'explain, 1 MB': { argv: doctor('explain', '--file', megabyte), over: [bare] },
    ...peer('envinfo', ['--binaries', '--json']),
  });
  const missed = [...report(healthy)];

  section('peak memory');
  const memory = { [bare]: peak([node, '-e', '0']), '--json': peak(doctor('--json', '--offline')) };
  const ratio = memory['--json'] / memory[bare];
  line('--json', `${memory['--json']} kB, bare node ${memory[bare]} kB: ${ratio.toFixed(2)} x, target 2`);
  if (ratio > 2) missed.push('peak memory');

  section('what a healthy run starts, opens and loads');
  line('--json', counts(doctor('--json', '--offline')));
  line('text', counts(doctor('--offline')));

  section('engine hung (SIGSTOP)');
  const pid = readFileSync('/var/run/docker.pid', 'utf8').trim();
  process.kill(Number(pid), 'SIGSTOP');
  const few = Math.max(3, Math.round(runs / 5));
  const hung = await rounds(few, { '--json': { argv: doctor('--json', '--offline'), codes: [1] } });
  report(hung);
  if (quantile(hung['--json'].times, 0.5) > 3200 + quantile(healthy[bare].times, 0.5))
    missed.push('hung engine');
  process.kill(Number(pid), 'SIGCONT');

  section('DOCKER_HOST black-holed');
  spawnSync('iptables', ['-A', 'OUTPUT', '-d', '127.0.0.9', '-j', 'DROP']);
  report(
    await rounds(few, {
      '--json': {
        argv: doctor('--json', '--offline'),
        env: { DOCKER_HOST: 'tcp://127.0.0.9:2375' },
        codes: [1],
      },
    }),
  );

  section('engine stopped');
  process.kill(Number(pid), 'SIGTERM');
  while (existsSync('/var/run/docker.pid')) await new Promise((resolve) => setTimeout(resolve, 100));
  const stopped = await rounds(runs, {
    [bare]: { argv: [node, '-e', '0'] },
    '--json': { argv: doctor('--json', '--offline'), codes: [1], over: [bare] },
  });
  report(stopped);
  const limit = 1.5 * quantile(stopped[bare].times, 0.5) + 100;
  if (quantile(stopped['--json'].times, 0.5) > limit)
    missed.push(`engine stopped (limit ${limit.toFixed(0)} ms)`);

  process.stdout.write(
    `\nNode ${process.version}, ${cpus()[0]?.model}, ${cpus().length} CPUs, ${Math.round(totalmem() / 1024 ** 3)} GB\n`,
  );
  process.stdout.write(missed.length > 0 ? `missed: ${missed.join(', ')}\n` : 'all targets met\n');
  process.exit(process.argv.includes('--check') && missed.length > 0 ? 1 : 0);
}

/** Taken in turns, so that a noisy moment touches all alike; the first round warms the caches. */
async function rounds(runs, commands) {
  const results = Object.fromEntries(
    Object.entries(commands).map(([name, one]) => [name, { ...one, times: [] }]),
  );
  for (let run = 0; run <= runs; run++) {
    for (const [name, result] of Object.entries(results)) {
      const time = result.tui
        ? (await timeTui(`stty cols 100 rows 40; ${result.shown}`, result.until))[result.tui]
        : timeOf(name, result);
      if (run > 0) result.times.push(time);
    }
  }
  return results;
}

function timeOf(name, { argv, env = {}, codes = [0] }) {
  const started = performance.now();
  const { status, stderr } = spawnSync(argv[0], argv.slice(1), {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1e8,
  });
  const time = performance.now() - started;
  if (codes.includes(status)) return time;
  process.stderr.write(`bench: ${name} ended with ${status}: ${stderr}\n`);
  process.exit(1);
}

/** Prints a row each; answers the names that missed their target. */
function report(results) {
  const median = (name) => quantile(results[name].times, 0.5);
  return Object.entries(results).flatMap(([name, { times, over, target }]) => {
    const spread = `${quantile(times, 0.25).toFixed(0)} to ${quantile(times, 0.75).toFixed(0)}`;
    const time = `${median(name).toFixed(0).padStart(5)} ms  (${spread})`;
    if (!over) return line(name, time);
    const ways = Array.isArray(over[0]) ? over : [over];
    const sum = (names) => names.reduce((total, other) => total + median(other), 0);
    const [slowest, ...others] = [...ways].sort((one, other) => sum(other) - sum(one));
    const ratioTo = (names) =>
      quantile(
        ratios(
          times,
          names.map((other) => results[other].times),
        ),
        0.5,
      );
    const told = (names) => `${ratioTo(names).toFixed(2)} x (${names.join(' + ')})`;
    const ratio = ratioTo(slowest);
    const verdict = target === undefined ? '' : `, target ${target}: ${ratio > target ? 'MISSED' : 'met'}`;
    line(name, `${time}  ${told(slowest)}${verdict}${others.map((names) => `; ${told(names)}`).join('')}`);
    return target !== undefined && ratio > target ? [name] : [];
  });
}

/** Round by round, so that a slow moment of the machine is on both sides. */
function ratios(times, others) {
  return times.map((time, run) => time / others.reduce((sum, other) => sum + other[run], 0));
}

/** Programs started, files asked for and connections made, as test/support/trace.mjs counts them. */
function counts(argv) {
  const file = join(tmpdir(), `docker-doctor-trace-${process.pid}`);
  spawnSync(argv[0], ['--import', join(here, '../test/support/trace.mjs'), ...argv.slice(1)], {
    env: { ...process.env, DOCKER_DOCTOR_TRACE: file },
  });
  const { programs, files, connections, loaded } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file, { force: true });
  const own = loaded.filter((name) => name.startsWith(dirname(cli)));
  return `${programs.length} programs, ${files.length} files opened, ${connections.length} connections, ${own.length} files of its own`;
}

function section(title) {
  process.stdout.write(`\n${title}\n`);
}

function line(name, text) {
  process.stdout.write(`  ${name.padEnd(22)} ${text}\n`);
  return [];
}

function peak(argv) {
  const file = join(tmpdir(), `docker-doctor-rss-${process.pid}`);
  const values = [];
  for (let run = 0; run < 5; run++) {
    spawnSync(argv[0], ['--import', join(here, 'rss.mjs'), ...argv.slice(1)], {
      env: { ...process.env, BENCH_RSS: file },
    });
    values.push(Number(readFileSync(file, 'utf8')));
  }
  rmSync(file, { force: true });
  return quantile(values, 0.5);
}

/** A log of that many bytes, with one known error near its end. */
function sample(bytes) {
  const file = join(tmpdir(), `docker-doctor-sample-${bytes}.log`);
  const rows = [
    'level=info msg="loading plugin" id=io.containerd.snapshotter.v1.overlayfs type=io.containerd\n',
  ];
  const error = 'failed to start daemon: Error initializing network controller: iptables not found\n';
  writeFileSync(file, rows[0].repeat(Math.floor((bytes - error.length) / rows[0].length)) + error);
  return file;
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
