/**
 * The command lines that most runs have: the default command, and nothing but switches. They are read here, since
 * the parser of all others (program.ts) takes a tenth of such a run; test/unit/flags.test.ts compares the two.
 */
import type { CommonOptions } from './options.ts';

export const FLAGS: Readonly<Record<string, Partial<CommonOptions>>> = {
  '--json': { json: true },
  '--offline': { offline: true },
  '--verbose': { verbose: true },
  '--strict': { strict: true },
  '--deep': { deep: true },
  '--ascii': { ascii: true },
  '--no-color': { color: false },
  '--all-contexts': { allContexts: true },
};

/** Null where there is anything else among them. */
export function plainFlags(args: readonly string[]): CommonOptions | null {
  const flags = args.map((arg) => (Object.hasOwn(FLAGS, arg) ? FLAGS[arg] : undefined));
  if (flags.includes(undefined)) return null;
  return Object.assign({ color: true }, ...flags) as CommonOptions;
}
