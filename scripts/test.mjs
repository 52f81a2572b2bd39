// `npm test`: lint and format, types, dead code, build, then all tests. `npm test -- FILES` runs those tests alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, root } from './ensure.mjs';

const wanted = process.argv.slice(2);

step('dependencies', ensureDependencies);
if (wanted.length === 0) {
  step('lint and format', () => tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']));
  step('types', () => tool('typescript/bin/tsc', ['--noEmit']));
  step('dead code', () => tool('knip/bin/knip.js', []));
}
step('build', ensureBuild);
step('tests', () => tool('vitest/vitest.mjs', ['run', ...wanted]));

/** The first step that fails ends it all, with its exit code. */
function step(name, run) {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  const exitCode = run() ?? 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `== ${name}: ${exitCode === 0 ? 'passed' : `failed (exit code ${exitCode})`}, ${seconds} s\n`,
  );
  if (exitCode !== 0) process.exit(exitCode);
}

// By its file, not by node_modules/.bin: that takes a shell on Windows.
function tool(file, args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', file), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status ?? 130;
}
