// What a fresh clone lacks: dependencies and the build. Only node's own modules, since nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (Number(process.versions.node.split('.')[0]) < 20) {
  giveUp(`needs Node.js 20 or newer; this is ${process.version}`, 2);
}

/** Installs the packages that package-lock.json names, unless they are there. */
export function ensureDependencies() {
  // npm writes this file at the end of an installation: absent means none, or one that was cut short.
  const installed = changed('node_modules/.package-lock.json');
  if (installed > 0 && installed >= changed('package-lock.json') - 1000) return;
  assertWritable();
  // dev: all packages are needed to build, also where NODE_ENV=production is set.
  npm('installing what it is built with (npm ci)', ['ci', '--include=dev', '--no-audit', '--no-fund']);
}

/** Builds dist/, unless it is newer than all it is made from. */
export function ensureBuild() {
  const built = changed('dist/cli.js');
  const sources = [
    'src',
    'checks',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'scripts/build.mjs',
  ];
  if (built >= Math.max(...sources.map(changed))) return;
  // Someone else's clone: what they built will do.
  if (built > 0 && !isWritable()) return;
  ensureDependencies();
  assertWritable();
  step('building', process.execPath, [join(root, 'scripts/build.mjs')]);
}

/** Newest change at or under a path, in milliseconds since 1970; 0 where there is nothing. */
function changed(path) {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time tells of files that were removed.
  return Math.max(stat.mtimeMs, ...readdirSync(full).map((name) => changed(join(path, name))));
}

function isWritable() {
  try {
    accessSync(root, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function assertWritable() {
  if (!isWritable())
    giveUp(`is not built yet, and you may not write to ${root}: run npm start there as its owner`);
}

function npm(what, args) {
  // Under `npm start` npm names itself; elsewhere it is on PATH, on Windows as a .cmd, which takes a shell.
  const itself = process.env.npm_execpath;
  if (itself?.endsWith('.js')) step(what, process.execPath, [itself, ...args]);
  else step(what, 'npm', args, process.platform === 'win32');
}

/** Runs a step quietly: what it printed is shown only when it fails, and never on stdout. */
function step(what, command, args, shell = false) {
  process.stderr.write(`docker-doctor: ${what} …\n`);
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1e8,
  });
  if (result.status === 0) return;
  if (result.signal === 'SIGINT') process.exit(130);
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
  giveUp(`${what} failed`);
}

function giveUp(why, exitCode = 3) {
  process.stderr.write(`docker-doctor: ${why}\n`);
  process.exit(exitCode);
}
