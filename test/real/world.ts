/** Boots a private world, breaks it as a fault says, and runs the built doctor in it as a user. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.ts';

const HERE = import.meta.dirname;
const DIST = join(HERE, '../../dist');

/** Any honest outcome will do. */
export const ANY = Symbol('any');

export type WorldUser = 'root' | 'dev' | 'member' | 'member-active';

export interface Fault {
  readonly name: string;
  /** Bash, run as root inside the world; world.sh has the helpers (start_engine, hide_docker …). */
  readonly setup: string;
  readonly user: WorldUser;
  /** Variables of the doctor's run, `NAME=value`; PATH may be among them. */
  readonly env?: readonly string[];
  /** The doctor runs in a real container of this world's engine, with these options of `docker run`. */
  readonly inContainer?: string;
  /** Words before the doctor's command line: `chroot /mnt/root`. */
  readonly around?: string;
  /** Suite of Debian whose engine the world has in place of the machine's; skipped where it was not fetched. */
  readonly generation?: string;
  /** Options of the doctor besides `--json`. */
  readonly args?: readonly string[];
  /** Without `--offline`: the faults of registries, whose stand-ins are in the world itself. */
  readonly online?: boolean;
  /** Id of the first problem; null for a healthy world. */
  readonly first: string | null | typeof ANY;
  readonly exit: number | typeof ANY;
  /** Which fix of the first problem heals it when its commands are typed as printed; absent where none can. */
  readonly heals?: number;
  /** What stands where a real fault is impossible, and why. */
  readonly simulated?: string;
  /** The docker command is run as well: it must work exactly where no error is expected. */
  readonly asDocker?: true;
  /** What the text for people must say besides. */
  readonly says?: readonly (string | RegExp)[];
  /** Ids that must not appear, whatever else does. */
  readonly not?: readonly string[];
  /** Folder below fixtures/ for what its run recorded: 'linux' unless told. */
  readonly fixtures?: string;
}

export interface WorldResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly text: string;
  readonly report: Report;
  /** The report after the fix, where the fault says that one heals. */
  readonly healed: Report | null;
  /** What the fix printed. */
  readonly healing: string;
  /** What `--record` saved in this world. */
  readonly recording: string;
  /** Windows programs that were started in a world of WSL, one a line. */
  readonly asked: string;
  /** Exit code of `docker version` and what it printed, where the fault has `asDocker`. */
  readonly docker: { readonly exitCode: number; readonly output: string } | null;
  /** Wall-clock of the doctor's JSON run, milliseconds, node's own start included. */
  readonly ms: number;
}

/** Why worlds cannot be made here, or null. */
export function whyNoWorlds(): string | null {
  if (process.platform !== 'linux') return 'private namespaces exist on Linux only';
  if (process.getuid?.() !== 0) return 'private namespaces need root';
  const missing = [
    '/usr/sbin/dockerd',
    '/usr/bin/docker',
    '/usr/bin/unshare',
    '/usr/bin/setpriv',
    '/usr/bin/curl',
  ].filter((file) => !existsSync(file));
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  const probe = spawnSync('unshare', ['-m', '-p', '-n', '--fork', 'true']);
  return probe.status === 0 ? null : 'namespaces are not allowed here';
}

/** Why an engine of another suite cannot be had, or null. */
export function whyNoGeneration(suite: string | undefined): string | null {
  const dockerd = `/var/cache/docker-doctor/engines/${suite}/usr/sbin/dockerd`;
  return suite === undefined || existsSync(dockerd) ? null : `not fetched: ${suite} (test/real/engines.sh)`;
}

let noWsl: string | null | undefined;

/** Why no world can be as inside WSL, or null: since Linux 6.7 a user namespace has a binfmt_misc of its own. */
export function whyNoWsl({ fixtures }: Fault): string | null {
  if (fixtures !== 'wsl') return null;
  if (noWsl !== undefined) return noWsl;
  const place = '/proc/sys/fs/binfmt_misc';
  const mount = ['--user', '--map-root-user', '--mount', 'mount', '-t', 'binfmt_misc', 'none', place];
  noWsl = !existsSync('/usr/bin/gcc')
    ? 'not installed: gcc'
    : spawnSync('unshare', mount).status === 0
      ? null
      : 'this kernel has one binfmt_misc for all';
  return noWsl;
}

/** How the folders of this run's worlds begin: another run at the same time has others. */
export const WORLD_FOLDER = `docker-doctor-world-${process.pid}-`;

const WORLD_LIMIT = 60_000;
const WSL_FILES = ['wsl.sh', 'wsl-proxy.py', 'uname.c'];

export async function runWorld(fault: Fault): Promise<WorldResult> {
  const work = await mkdtemp(join(tmpdir(), WORLD_FOLDER));
  try {
    await furnish(work, faultScript(fault));
    const { code, output } = await boot(work);
    if (code !== 0) throw new Error(`the world '${fault.name}' did not come up (exit ${code}):\n${output}`);
    const read = (name: string): Promise<string> => readFile(join(work, 'out', name), 'utf8');
    const [stdout, stderr, text, exit, ms, recording] = await Promise.all(
      ['json', 'stderr', 'text', 'exit', 'ms', 'host.json'].map(read),
    );
    return {
      exitCode: Number(exit),
      stdout: stdout ?? '',
      stderr: stderr ?? '',
      text: text ?? '',
      recording: recording ?? '',
      asked: await read('asked').catch(() => ''),
      report: JSON.parse(stdout ?? '') as Report,
      ms: Number(ms),
      docker: fault.asDocker
        ? { exitCode: Number(await read('docker-exit')), output: await read('docker-output') }
        : null,
      healed: fault.heals === undefined ? null : (JSON.parse(await read('healed')) as Report),
      healing: fault.heals === undefined ? '' : await read('healing'),
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Runs a script of bash as root inside a fresh world; answers what it printed. */
export async function inWorld(
  script: string,
  limitMs = WORLD_LIMIT,
): Promise<{ code: number | null; output: string }> {
  const work = await mkdtemp(join(tmpdir(), WORLD_FOLDER));
  try {
    await furnish(work, script);
    return await boot(work, limitMs);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function furnish(work: string, script: string): Promise<void> {
  await mkdir(join(work, 'out'), { recursive: true });
  await writeFile(join(work, 'fault.sh'), script);
  const names = ['engine.py', 'garbage.py', 'remote.sh', 'proxy.py', 'clock.py', 'hub.py', ...WSL_FILES];
  for (const name of names) await copyFile(join(HERE, name), join(work, name));
}

/** A run of the doctor inside a world, and what came of it. */
export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a world as `setup` says and runs these command lines in it, one after the other. */
export async function tellInWorld(
  setup: string,
  lines: readonly { readonly name: string; readonly user?: WorldUser; readonly line: string }[],
): Promise<{ readonly told: ReadonlyMap<string, Told>; readonly output: string }> {
  const out = '/mnt/work/out';
  const runs = lines.map(
    ({ user = 'member-active', line }, index) => `
as_user ${user} ${quote(line.replace(/(?<=^|\s)doctor(?=\s)/, '/opt/doctor/node /opt/doctor/dist/cli.js'))} >${out}/1 2>${out}/2 </dev/null
printf '@@run %s %s\n' ${index} $?; base64 -w0 ${out}/1; echo; base64 -w0 ${out}/2; echo`,
  );
  const { output } = await inWorld(
    `${setup}\nset +e${runs.join('')}\nexit 0\n`,
    WORLD_LIMIT + lines.length * 3000,
  );
  const text = (base64: string): string => Buffer.from(base64, 'base64').toString();
  const told = new Map(
    [...output.matchAll(/^@@run (\d+) (\d+)\n(.*)\n(.*)$/gm)].map(([, index, code, stdout, stderr]) => [
      lines[Number(index)]?.name ?? '',
      { code: Number(code), stdout: text(stdout ?? ''), stderr: text(stderr ?? '') },
    ]),
  );
  return { told, output };
}

function faultScript(fault: Fault): string {
  const { setup, user, env = [], args = [] } = fault;
  const doctor = [
    '/opt/doctor/node',
    '/opt/doctor/dist/cli.js',
    ...(fault.online ? [] : ['--offline']),
    ...args.map(quote),
  ].join(' ');
  const inEnvironment =
    fault.inContainer === undefined
      ? `${fault.around ?? ''} env ${env.map(quote).join(' ')} ${doctor}`.trim()
      : `in_container ${fault.inContainer} -- ${doctor}`;
  return `${setup}
out=/mnt/work/out
started=$(date +%s%3N)
set +e
as_user ${user} ${quote(`${inEnvironment} --json`)} >"$out/json" 2>"$out/stderr" </dev/null
echo $? >"$out/exit"
echo $(( $(date +%s%3N) - started )) >"$out/ms"
${fault.asDocker ? `as_user ${user} ${quote(`env ${env.map(quote).join(' ')} timeout 20 docker version`)} >"$out/docker-output" 2>&1 </dev/null; echo $? >"$out/docker-exit"` : ''}
chmod a+rwx "$out"; chmod a+rx /mnt/work; : >"$out/host.json"; chmod a+rw "$out/host.json"
as_user ${user} ${quote(`${inEnvironment} --record /mnt/work/out/host.json`)} >"$out/text" 2>>"$out/stderr" </dev/null
cp /opt/wsl/asked "$out/asked" 2>/dev/null || true
${fault.heals === undefined ? '' : healing(fault, doctor)}
exit 0
`;
}

/**
 * Types the printed commands into a shell of the user, as from a terminal: line by line, so that what
 * one of them starts (newgrp) reads the rest. Then looks again until all is well, or for 20 seconds.
 */
function healing({ user, env = [], heals = 0 }: Fault, doctor: string): string {
  const again = `for try in {1..40}; do ${doctor} --json >/mnt/work/out/healed </dev/null && break; /usr/bin/sleep 0.5; done`;
  const take = `const { problems } = JSON.parse(require("fs").readFileSync("/mnt/work/out/json", "utf8"));
process.stdout.write((problems[0]?.fixes[${heals}]?.commands ?? []).join("\\n"));`;
  const exports = env.map((pair) => `export ${quote(pair)}`).join('\n');
  return `/opt/doctor/node -e ${quote(take)} >"$out/commands"
{ printf '%s\\n' ${quote(exports)}; cat "$out/commands"; printf '\\n%s\\n' ${quote(again)}; } >"$out/typed"
as_user ${user} bash <"$out/typed" >"$out/healing" 2>&1
`;
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function boot(work: string, limitMs = WORLD_LIMIT): Promise<{ code: number | null; output: string }> {
  const namespaces = [
    '--mount',
    '--pid',
    '--net',
    '--uts',
    '--ipc',
    '--fork',
    '--kill-child',
    '--mount-proc',
  ];
  const child = spawn(
    'unshare',
    [...namespaces, 'bash', join(HERE, 'world.sh'), work, DIST, join(work, 'fault.sh')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  return new Promise((resolve) => {
    // 'exit', not 'close': what the world left behind may hold the pipes for a moment longer.
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}
