/** Options that the commands share, as the user gave them, checked. */
import { UsageError } from './usage.ts';

export type Format = 'text' | 'json' | 'markdown' | 'junit' | 'github' | 'html' | 'prometheus';
export const FORMATS: readonly Format[] = [
  'text',
  'json',
  'markdown',
  'junit',
  'github',
  'html',
  'prometheus',
];

export interface CommonOptions {
  readonly json?: boolean;
  /** In the order given; `--json` is one of them. */
  readonly format?: readonly Format[];
  readonly output?: readonly string[];
  readonly context?: string;
  readonly host?: string;
  readonly allContexts?: boolean;
  /** Registries besides those of the settings. */
  readonly registry?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly offline?: boolean;
  readonly deep?: boolean;
  readonly strict?: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
  /** True for `--record` without a file, which goes with `--format markdown` only. */
  readonly record?: string | true;
  readonly replay?: string;
  readonly color: boolean;
  readonly ascii?: boolean;
  readonly verbose?: boolean;
}

/** `2s`, `500ms`, `1m` or a number of seconds, in milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim());
  const unit = { ms: 1, s: 1000, m: 60_000 }[match?.[2] ?? 's'] ?? 1000;
  const value = Number(match?.[1]) * unit;
  if (!match || value <= 0)
    throw new UsageError(`--timeout: '${text}' is no duration; write 5s, 500ms or 2m`);
  return value;
}

/** All formats asked for: `--json` means `--format json`. */
export const formatsOf = (options: CommonOptions): readonly Format[] => {
  const named = options.format ?? [];
  return options.json && !named.includes('json') ? ['json', ...named] : named;
};

/** One format, several with commas, or the option several times. */
export function collectFormats(text: string, before: readonly Format[] = []): readonly Format[] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !FORMATS.includes(name as Format));
  if (wrong !== undefined) throw new UsageError(`--format: '${wrong}' is none of ${FORMATS.join(', ')}`);
  return [...before, ...(names as Format[])];
}

export const collectFiles = (file: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  file,
];

/** A comma-separated list, possibly given several times. */
export function collectIds(text: string, before: readonly string[] = []): readonly string[] {
  const ids = text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  // An empty variable of a script: what it was to name is not known, which is not the same as nothing.
  if (ids.length === 0) throw new UsageError('it names nothing');
  return [...before, ...ids];
}
