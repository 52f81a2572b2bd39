// Bundles src/cli.ts into dist/: few files, of which a command loads what it uses, and nothing is installed with it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const started = new Date();
const INK = 'ink.mjs';
const BUILD = '@build@';

// Built beside dist/ and swapped in at the end: a doctor that runs meanwhile never meets half a build.
const fresh = await mkdtemp(join(root, '.dist-'));
try {
  const bundles = [await bundleProgram(fresh), await bundleInk(fresh)];
  // The package's own code is ES modules; what is built from it is CommonJS, which node loads faster.
  await writeFile(join(fresh, 'package.json'), '{"type":"commonjs"}\n');
  await nameBuild(fresh);
  await makeExecutable(join(fresh, 'cli.js'));
  await writeFile(join(root, 'THIRD-PARTY-LICENSES.txt'), await licences(bundles.flat()));
  await swapIn(fresh, join(root, 'dist'));
} catch (error) {
  await rm(fresh, { recursive: true, force: true });
  throw error;
}

/**
 * CommonJS: measured on Node 20, the loader of ES modules costs 7 ms at the start and 1 ms a file. What a file
 * imports comes with it, so the order is from what every run needs to what few need.
 */
async function bundleProgram(dir) {
  return write(
    {
      input: { cli: 'src/cli.ts' },
      plugins: [withInkApart(), withNodeRequired()],
      // Nobody imports the program: its entry needs no exports, unlike Ink's.
      preserveEntrySignatures: false,
      // Its ES modules, of which what is not used can be left out.
      resolve: { alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') } },
    },
    {
      dir,
      format: 'cjs',
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      codeSplitting: {
        groups: [
          group('version', 'src/version.ts'),
          group('main', 'src/main.ts', 'src/commands/options.ts', 'src/commands/output.ts'),
          group('program', 'src/program.ts'),
          // The whole way of a healthy Linux machine to its report is one file.
          group(
            'check',
            'src/commands/check.ts',
            'checks/any/index.ts',
            'checks/linux/index.ts',
            'src/facts/engines/linux.ts',
            'src/host/run.ts',
            'src/host/sockets.ts',
            'src/report/json.ts',
          ),
          group('text', 'src/report/text.ts'),
          group('problems', 'checks/catalogue/index.ts', 'checks/linux/start-failures.ts'),
          group('patterns', 'checks/catalogue/patterns/index.ts', 'src/explain/recognise.ts'),
          group('windows', 'checks/windows/index.ts', 'src/facts/engines/windows.ts'),
          group('wsl', 'checks/wsl/index.ts'),
          group('macos', 'checks/macos/index.ts', 'src/facts/engines/macos.ts'),
        ].map((one, index, all) => ({ ...one, priority: all.length - index })),
      },
    },
  );
}

/** These modules and all they import, in one file. */
function group(name, ...files) {
  const modules = new Set(files.map((file) => join(root, file)));
  return { name, test: (id) => modules.has(id) };
}

/** Ink's layout engine waits for its WebAssembly at the top of a module, which only ES modules can. */
async function bundleInk(dir) {
  return write(
    {
      input: 'src/ui/ink.tsx',
      plugins: [withoutDevtools(), withYogaApart(dir)],
    },
    { file: join(dir, INK), format: 'es', codeSplitting: false },
  );
}

async function write(input, output) {
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    transform: {
      target: 'node20',
      define: {
        __VERSION__: JSON.stringify(manifest.version),
        __BUILD__: JSON.stringify(BUILD),
        'process.env.NODE_ENV': '"production"',
      },
    },
    // That a module is imported both ways is no fault: its file is loaded in either case.
    checks: { ineffectiveDynamicImport: false },
    ...input,
  });
  // Comments would be licences: their texts are in THIRD-PARTY-LICENSES.txt.
  const { output: chunks } = await bundle.write({ ...output, minify: true, comments: false });
  await bundle.close();
  return chunks;
}

/** node's own modules are required when they are wanted: code from a cache cannot import() (src/compiled-code.ts). */
function withNodeRequired() {
  return {
    name: 'node-required',
    renderChunk: (code) =>
      code.replace(/\bimport\((["'`])(node:[\w/]+)\1\)/g, 'Promise.resolve().then(() => require("$2"))'),
  };
}

function withInkApart() {
  return {
    name: 'ink-apart',
    resolveId: { filter: { id: /\/ink\.tsx$/ }, handler: () => ({ id: `./${INK}`, external: true }) },
  };
}

// Ink loads React's development tools (and a WebSocket library for them) under DEV=true only: not in a bundle.
function withoutDevtools() {
  const empty = '\0without-devtools';
  return {
    name: 'without-devtools',
    resolveId: { filter: { id: /^\.\/devtools\.js$|^react-devtools-core$/ }, handler: () => empty },
    load: { filter: { id: /without-devtools$/ }, handler: () => 'export default {}' },
  };
}

// The WebAssembly of Ink's layout engine is text (base64) in its package; as a file that brotli made it is a third smaller.
function withYogaApart(dir) {
  const file = 'yoga.wasm.br';
  return {
    name: 'yoga-apart',
    transform: {
      filter: { id: /yoga-wasm-base64-esm\.js$/ },
      async handler(code) {
        const literal = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/.exec(code);
        if (!literal) throw new Error('yoga-layout holds its WebAssembly in another way');
        await writeFile(join(dir, file), brotliCompressSync(Buffer.from(literal[1], 'base64')));
        const reading = `brotliDecompressSync(readFileSync(new URL('./${file}', import.meta.url))).toString('base64')`;
        return {
          code: `import { readFileSync } from 'node:fs';\nimport { brotliDecompressSync } from 'node:zlib';\n${code.replace(literal[0], () => `"data:application/octet-stream;base64," + ${reading}`)}`,
          moduleType: 'js',
        };
      },
    },
  };
}

/** A build is called after what is in it: compiled code that is kept belongs to no other. */
async function nameBuild(dir) {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.js'))
    .sort();
  const texts = await Promise.all(files.map((name) => readFile(join(dir, name), 'utf8')));
  const hash = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 12);
  const at = texts.findIndex((text) => text.includes(BUILD));
  if (at < 0) throw new Error(`${BUILD} stands in no file`);
  await writeFile(join(dir, files[at]), texts[at].replace(BUILD, hash));
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

/** The licence of every package of which something is in the bundles. */
async function licences(chunks) {
  const files = chunks.flatMap(({ modules = {} }) =>
    Object.keys(modules).filter((file) => modules[file].renderedLength > 0),
  );
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
  const folders = [...new Set(files.flatMap((file) => folder.exec(file)?.[0] ?? []))].sort();
  const texts = await Promise.all(folders.map((name) => licence(name)));
  return `docker-doctor contains these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function licence(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  if (!file && !license) throw new Error(`${name} ${version} is bundled and names no licence`);
  const text = file ? await readFile(join(folder, file), 'utf8') : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
