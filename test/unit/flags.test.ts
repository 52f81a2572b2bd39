/** The short way of reading a command line says the same as the parser of all others. */
import { describe, expect, it } from 'vitest';
import { FLAGS, plainFlags } from '../../src/commands/flags.ts';
import { createProgram } from '../../src/program.ts';

async function parsed(args: readonly string[]): Promise<unknown> {
  let checked = 0;
  const program = createProgram(() => async () => void checked++);
  await program.parseAsync(args, { from: 'user' });
  expect(checked).toBe(1);
  return program.opts();
}

describe('plain flags', () => {
  it.each(Object.keys(FLAGS).map((flag) => [flag]))('%s', async (flag) => {
    expect(plainFlags([flag])).toEqual(await parsed([flag]));
  });

  it('all together, twice, and none', async () => {
    const all = Object.keys(FLAGS);
    expect(plainFlags([...all, ...all])).toEqual(await parsed([...all, ...all]));
    expect(plainFlags([])).toEqual(await parsed([]));
  });

  it('anything else is for the parser', () => {
    for (const args of [
      ['check'],
      ['--json', '--timeout', '5s'],
      ['--js'],
      ['-h'],
      ['--json=1'],
      ['toString'],
    ])
      expect(plainFlags(args)).toBeNull();
  });
});
