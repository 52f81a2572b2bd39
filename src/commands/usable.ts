/** The options that all commands share, held against what one command can do: what it cannot is refused; what has no meaning where nothing is asked (--offline for `list`) is not. */
import { allChecks } from '../../checks/index.ts';
import { allProblems, loadCatalogue } from '../diagnosis/catalogue.ts';
import type { Check } from '../diagnosis/check.ts';
import type { PlannedOutput } from '../report/plan.ts';
import type { CommonOptions, Format } from './options.ts';
import { assertWritable } from './output.ts';
import { UsageError } from './usage.ts';
import { plannedOutputs } from './write-report.ts';

/** What a command can do, besides what every one can. */
export interface Abilities {
  readonly name: string;
  /** Undefined: all. */
  readonly formats?: readonly Format[];
  readonly allContexts?: boolean;
  /** Why there is nothing that `--record` could save; undefined where there is. */
  readonly nothingToRecord?: string | undefined;
  /** Checks besides those of the systems, for `--only` and `--skip`. */
  readonly more?: readonly Check[];
}

/** Says what is wrong before the machine is asked and anything is written; answers which format goes where. */
export async function usableOutputs(
  options: CommonOptions,
  abilities: Abilities,
): Promise<readonly PlannedOutput<Format>[]> {
  assertTogether(options, abilities);
  await assertAddress(options);
  const outputs = plannedOutputs(options);
  assertFormats(outputs, abilities);
  await assertIds(options, abilities.more ?? []);
  for (const { file, format } of outputs)
    if (file !== null && file !== '-') await assertWritable(file, format === 'prometheus');
  if (typeof options.record === 'string') await assertWritable(options.record);
  return outputs;
}

function assertTogether(options: CommonOptions, { name, allContexts, nothingToRecord }: Abilities): void {
  if (options.host !== undefined && options.context !== undefined) {
    throw new UsageError('--host and --context cannot be used together');
  }
  if (options.allContexts && !allContexts) {
    throw new UsageError(`--all-contexts cannot be used with ${name}: it goes with check and preflight`);
  }
  if (options.allContexts && options.offline) {
    throw new UsageError('--all-contexts asks other engines: it cannot be used with --offline');
  }
  if (options.allContexts && (options.host !== undefined || options.context !== undefined)) {
    throw new UsageError('--all-contexts asks them all: it cannot be used with --host or --context');
  }
  if (options.record !== undefined && options.replay !== undefined) {
    throw new UsageError('--record and --replay cannot be used together');
  }
  if (options.record !== undefined && nothingToRecord !== undefined) {
    throw new UsageError(`${nothingToRecord}: --record cannot be used with it`);
  }
  if (options.record === true) {
    throw new UsageError('--record needs the name of a file (without one it goes with --format markdown)');
  }
}

/** An address in DOCKER_HOST is the machine's, and a problem when it is wrong; this one was typed just now. */
async function assertAddress({ host }: CommonOptions): Promise<void> {
  if (host === undefined) return;
  const { addressMistake } = await import('../facts/endpoint.ts');
  const mistake = addressMistake(host);
  if (mistake !== null) throw new UsageError(`--host: ${mistake}`);
}

function assertFormats(outputs: readonly PlannedOutput<Format>[], { name, formats }: Abilities): void {
  if (!formats) return;
  const wrong = outputs.find(({ format }) => format !== null && !formats.includes(format));
  if (!wrong) return;
  const known = `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}`;
  throw new UsageError(`${name} is written as ${known}, not as ${wrong.format}`);
}

async function assertIds({ only, skip }: CommonOptions, more: readonly Check[]): Promise<void> {
  const named = [...(only ?? []), ...(skip ?? [])];
  if (named.length === 0) return;
  const [checks] = await Promise.all([allChecks(), loadCatalogue()]);
  const ids = new Set([
    ...[...checks, ...more].flatMap(({ id, finds }) => [id, ...finds]),
    ...allProblems().map(({ id }) => id),
  ]);
  const unknown = named.find((id) => !ids.has(id));
  if (unknown !== undefined)
    throw new UsageError(`no check or problem is called '${unknown}'; see: docker-doctor list`);
}
