// Bundles src/cli.ts into dist/: nothing is loaded that a command does not use, and nothing is installed with it.

import { existsSync, readdirSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

await rm(join(root, 'dist'), { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/cli.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  // Names stay readable where the doctor itself fails.
  keepNames: false,
  metafile: true,
  legalComments: 'none',
  define: {
    __VERSION__: JSON.stringify(manifest.version),
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
  },
  // CommonJS packages in an ES module still call require for node's own modules.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  plugins: [withoutDevtools()],
  logLevel: 'warning',
});
const entry = join(root, 'dist/cli.js');
await writeFile(entry, `#!/usr/bin/env node\n${(await readFile(entry, 'utf8')).replace(/^#!.*\n/, '')}`);
await chmod(entry, 0o755);
await writeFile(join(root, 'THIRD-PARTY-LICENSES.txt'), await licences(result.metafile));

// Ink asks for React's development tools only under DEV=true, which a bundle never has.
function withoutDevtools() {
  return {
    name: 'without-devtools',
    setup(build) {
      build.onResolve({ filter: /^react-devtools-core$/ }, () => ({
        path: 'react-devtools-core',
        namespace: 'empty',
      }));
      build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }));
    },
  };
}

/** The licence of every package that is really in the bundle. */
async function licences(metafile) {
  const folders = new Set(
    Object.keys(metafile.inputs).flatMap(
      (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
    ),
  );
  const texts = await Promise.all(
    [...folders].sort().map(async (folder) => {
      const { name, version, license } = JSON.parse(
        await readFile(join(root, folder, 'package.json'), 'utf8'),
      );
      const file = readdirSync(join(root, folder)).find((candidate) => /^licen[cs]e/i.test(candidate));
      const text =
        file && existsSync(join(root, folder, file))
          ? await readFile(join(root, folder, file), 'utf8')
          : `Licence: ${license}`;
      return `${name} ${version} (${license})\n\n${text.trim()}\n`;
    }),
  );
  return `docker-doctor contains these packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}
