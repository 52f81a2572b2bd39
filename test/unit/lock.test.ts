import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Lock {
  readonly packages: Readonly<
    Record<string, { version?: string; optionalDependencies?: Record<string, string> }>
  >;
}

/** What `npm ci` on a fresh clone would refuse; `npm run lock` mends it. */
it('the lock file is complete, for all platforms', () => {
  const { packages } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
  ) as Lock;
  for (const [path, { version, optionalDependencies = {} }] of Object.entries(packages)) {
    expect(version, path).toBeTruthy();
    for (const name of Object.keys(optionalDependencies))
      expect(packages).toHaveProperty([`node_modules/${name}`]);
  }
});
