// What a fresh clone lacks: dependencies and the build. Only node's own modules, since nothing else is there yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`docker-doctor needs Node.js 20 or newer; this is ${process.version}\n`);
  process.exit(2);
}

/** Newest change under a file or folder, in milliseconds since 1970; 0 where there is nothing. */
function changed(path) {
  const full = join(root, path);
  if (!existsSync(full)) return 0;
  const stat = statSync(full);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(full, { withFileTypes: true }).map((entry) => changed(join(path, entry.name)));
  return Math.max(stat.mtimeMs, ...inside);
}

/** Runs a step quietly; what it printed is shown only when it fails. */
function step(what, command, args) {
  process.stderr.write(`docker-doctor: ${what} …\n`);
  const windows = process.platform === 'win32';
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: windows });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
  process.stderr.write(`docker-doctor: ${what} failed\n`);
  process.exit(3);
}

export function ensureDependencies() {
  // npm writes this file at the end of an installation: absent means none, or one that was cut short.
  if (
    changed('node_modules/.package-lock.json') > 0 &&
    changed('node_modules/.package-lock.json') >= changed('package-lock.json') - 1000
  )
    return;
  step('installing what it is built with (npm ci)', 'npm', ['ci', '--no-audit', '--no-fund']);
}

export function ensureBuild() {
  const sources = ['src', 'checks', 'package.json', 'package-lock.json', 'scripts/build.mjs'];
  if (changed('dist/cli.js') >= Math.max(...sources.map(changed))) return;
  ensureDependencies();
  step('building', process.execPath, [join(root, 'scripts/build.mjs')]);
}
