// Bundles src/cli.ts into dist/: nothing is loaded that a command does not use, and nothing is installed with it.
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const started = new Date();

// Built beside dist/ and swapped in at the end: a doctor that runs meanwhile never meets half a build.
const fresh = await mkdtemp(join(root, '.dist-'));
try {
  const { metafile } = await bundle(fresh);
  await provideRequire(fresh);
  await makeExecutable(join(fresh, 'cli.js'));
  await writeFile(join(root, 'THIRD-PARTY-LICENSES.txt'), await licences(metafile));
  await swapIn(fresh, join(root, 'dist'));
} catch (error) {
  await rm(fresh, { recursive: true, force: true });
  throw error;
}

function bundle(outdir) {
  return build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli.ts' },
    outdir,
    bundle: true,
    // A dynamic import stays a file of its own: Ink and systeminformation cost nothing until they are needed.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    metafile: true,
    // Their texts are in THIRD-PARTY-LICENSES.txt.
    legalComments: 'none',
    define: {
      __VERSION__: JSON.stringify(manifest.version),
      'process.env.NODE_ENV': '"production"',
    },
    plugins: [withoutDevtools()],
    logLevel: 'warning',
  });
}

// Ink loads React's development tools (and a WebSocket library for them) under DEV=true only: not in a bundle.
function withoutDevtools() {
  return {
    name: 'without-devtools',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/devtools\.js$|^react-devtools-core$/ }, ({ path }) => ({
        path,
        namespace: 'empty',
      }));
      onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }));
    },
  };
}

// CommonJS packages in an ES module still call require for node's own modules. esbuild puts that call into one
// chunk, which all others share, so only that one needs a `require`.
async function provideRequire(folder) {
  const provider =
    "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);\n";
  for (const name of readdirSync(folder)) {
    const code = await readFile(join(folder, name), 'utf8');
    if (/\btypeof require\b/.test(code)) await writeFile(join(folder, name), provider + code);
  }
}

async function makeExecutable(file) {
  const code = await readFile(file, 'utf8');
  await writeFile(file, `#!/usr/bin/env node\n${code.replace(/^#!.*\n/, '')}`);
  await chmod(file, 0o755);
  // As old as the sources it was made from: an edit during the build counts as newer.
  await utimes(file, started, started);
}

async function swapIn(from, to) {
  // mkdtemp makes folders for their owner alone; the next user of this clone reads it too.
  await chmod(from, 0o755);
  const old = `${from}-old`;
  if (existsSync(to)) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}

/** The licence of every package of which something is in the bundle. */
async function licences({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0),
  );
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
  const folders = [...new Set(files.flatMap((file) => folder.exec(file)?.[0] ?? []))].sort();
  const texts = await Promise.all(folders.map((name) => licence(join(root, name))));
  return `docker-doctor contains these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function licence(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  if (!file && !license) throw new Error(`${name} ${version} is bundled and names no licence`);
  const text = file ? await readFile(join(folder, file), 'utf8') : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
