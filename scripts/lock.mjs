// Makes package-lock.json anew (`npm run lock`), complete: `npm install` over an existing node_modules, or from a
// registry mirror without the binaries of other platforms, leaves those out, and `npm ci` then refuses the file.
import { spawnSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const file = join(root, 'package-lock.json');

for (const old of ['node_modules', 'package-lock.json'])
  await rm(join(root, old), { recursive: true, force: true });
const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (npm.status !== 0) process.exit(npm.status ?? 1);

const lock = JSON.parse(await readFile(file, 'utf8'));
const { packages } = lock;
const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
  Object.entries(optionalDependencies).filter(([name]) => !packages[`node_modules/${name}`]),
);
for (const [name, version] of missing) {
  packages[`node_modules/${name}`] = { version, dev: true, optional: true, ...platformOf(name) };
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(
  `package-lock.json: ${Object.keys(packages).length - 1} packages, ${missing.length} completed\n`,
);

/** Packages of binaries carry their platform in their name: …-linux-x64-musl, …-win32-arm64-msvc. */
function platformOf(name) {
  const [, os, cpu, abi] =
    /-(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|wasm32|win32)(?:-(\w+))?(?:-(\w+))?$/.exec(
      name,
    ) ?? [];
  if (!os) return {};
  if (os === 'wasm32') return { cpu: ['wasm32'] };
  const libc = { musl: 'musl', gnu: 'glibc' }[abi];
  return { os: [os], cpu: [cpu], ...(libc && os === 'linux' && { libc: [libc] }) };
}
