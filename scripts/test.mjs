// `npm test`: lint and format, types, dead code, build, then all tests. `npm test -- FILES` runs those tests alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, root } from './ensure.mjs';

ensureDependencies();
const wanted = process.argv.slice(2);
const tool = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  ['lint and format', tool('biome'), ['check', '--error-on-warnings', '.']],
  ['types', tool('tsc'), ['--noEmit']],
  ['dead code', tool('knip'), []],
];
for (const [name, command, args] of wanted.length > 0 ? [] : steps) run(name, command, args);
ensureBuild();
run('tests', tool('vitest'), ['run', ...wanted]);

function run(name, command, args) {
  const started = performance.now();
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stdout.write(`== ${name} failed\n`);
    process.exit(status ?? 1);
  }
  process.stdout.write(`== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
