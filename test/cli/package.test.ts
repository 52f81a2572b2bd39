/** What is shipped: how large it is, and what it brings along. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';

const ROOT = join(CLI, '../..');
/** Bytes, packed. The budget: a change that needs more raises it here, in sight of a reviewer. */
const PACKED = 460_000;

interface Packed {
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe('the package', () => {
  it(`is at most ${PACKED / 1000} kB, with its licences and nothing of the sources`, () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [packed] = JSON.parse(stdout) as Packed[];
    const paths = (packed?.files ?? []).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['dist/cli.js', 'LICENSE', 'THIRD-PARTY-LICENSES.txt']));
    expect(
      paths.filter((path) => /\.(ts|tsx|map)$|^(src|test|fixtures|dist\/\.compiled)\//.test(path)),
    ).toEqual([]);
    expect(packed?.size).toBeLessThanOrEqual(PACKED);
  });

  it('installs nothing else and runs nothing when it is installed', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, object>;
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.keys(manifest.scripts ?? {}).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
  });
});
