// How the package reaches a user: `npx` from an empty cache and from a warm one, as it is shipped (one bundle) and
// with plain dependencies, each beside an empty package. Needs the npm registry for the plain way alone.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Rows of { name, size, packages, cold, warm }: bytes, and milliseconds by run. */
export async function measureShipping(runs) {
  const folder = mkdtempSync(join(tmpdir(), 'docker-doctor-shipping-'));
  try {
    const ways = [
      { name: 'an empty package', bin: 'empty-package', tarball: emptyPackage(folder) },
      { name: 'docker-doctor, bundled', bin: 'docker-doctor', tarball: pack(root, folder) },
      {
        name: 'docker-doctor, plain dependencies',
        bin: 'docker-doctor',
        tarball: await plainPackage(folder),
      },
    ].map((way) => ({ ...way, size: statSync(way.tarball).size, packages: 0, cold: [], warm: [] }));
    for (let run = 0; run < runs; run++) {
      for (const way of ways) {
        const cache = join(folder, 'cache');
        rmSync(cache, { recursive: true, force: true });
        way.cold.push(npx(way, cache));
        way.warm.push(npx(way, cache));
        way.packages = installed(cache);
      }
    }
    return ways;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function npx({ tarball, bin }, cache) {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    'npm',
    ['exec', '--yes', '--no-update-notifier', '--cache', cache, '--package', tarball, '--', bin, '--version'],
    { cwd: tmpdir(), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`npx ${bin}: ${stderr}`);
  return performance.now() - started;
}

/** Packages that npx put into its folder. */
function installed(cache) {
  const [one] = readdirSync(join(cache, '_npx'));
  const lock = JSON.parse(readFileSync(join(cache, '_npx', one, 'node_modules/.package-lock.json'), 'utf8'));
  return Object.keys(lock.packages).length;
}

function pack(folder, parent) {
  // The two ways have one name and version, and so tarballs of one name.
  const to = mkdtempSync(join(parent, 'packed-'));
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', to],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`npm pack: ${stderr}`);
  return join(to, stdout.trim());
}

function emptyPackage(folder) {
  const place = join(folder, 'empty');
  mkdirSync(place);
  writeFileSync(join(place, 'cli.js'), '#!/usr/bin/env node\n');
  chmodSync(join(place, 'cli.js'), 0o755);
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'empty-package', version: '1.0.0', bin: 'cli.js', license: 'MIT' }),
  );
  return pack(place, folder);
}

/** The same program whose packages are installed with it instead of being part of it. */
async function plainPackage(folder) {
  const { rolldown } = await import('rolldown');
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const place = join(folder, 'plain');
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    input: { cli: 'src/cli.ts' },
    external: /^(?!\.{0,2}\/|[a-z]:|\0)/i,
    checks: { ineffectiveDynamicImport: false },
    transform: { target: 'node20', define: { __VERSION__: JSON.stringify(manifest.version) } },
  });
  const { output } = await bundle.write({
    dir: join(place, 'dist'),
    format: 'es',
    minify: true,
    banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
  });
  await bundle.close();
  chmodSync(join(place, 'dist/cli.js'), 0o755);
  const outside = new Set(
    output.flatMap(({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports]),
  );
  const dependencies = Object.fromEntries(
    Object.entries(manifest.devDependencies).filter(([name]) =>
      [...outside].some((file) => file === name || file.startsWith(`${name}/`)),
    ),
  );
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ ...manifest, devDependencies: {}, scripts: {}, files: ['dist'], dependencies }),
  );
  return pack(place, folder);
}
