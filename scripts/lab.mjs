/** The fault lab alone: other engines are fetched, all worlds are tried, docs/lab.md is made anew. */
import { spawnSync } from 'node:child_process';

const run = (file, args, env = {}) =>
  spawnSync(file, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

run('bash', ['test/real/engines.sh']);
if (run('node', ['scripts/build.mjs']) !== 0) process.exit(1);
const only = process.argv.slice(2);
const code = run('npx', ['vitest', 'run', '--project', 'real', ...only], {
  DOCKER_DOCTOR_REQUIRE_REAL: '1',
  ...(only.length === 0 && { DOCKER_DOCTOR_UPDATE_DOCS: '1' }),
});
if (only.length === 0) run('npx', ['biome', 'format', '--write', 'docs/lab.md']);
process.exit(code);
