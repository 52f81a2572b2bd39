/** The bundle holds what is imported from it at run time. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';

it("Ink's part is there, and draws", async () => {
  const ink = (await import(join(CLI, '../ink.mjs'))) as { draw?: unknown };
  expect(ink.draw).toBeTypeOf('function');
});
