// `npm run screens`: makes docs/screens.md from a real terminal (needs tmux).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild, root } from './ensure.mjs';

ensureBuild();
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/tui/screens.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, UPDATE_SCREENS: '1', DOCKER_DOCTOR_REQUIRE_REAL: '1' },
  },
);
process.exit(status ?? 130);
