/** Options that the commands share, as the user gave them, checked. */
import { UsageError } from './usage.ts';

export type Format = 'text' | 'json';
export const FORMATS: readonly Format[] = ['text', 'json'];

export interface CommonOptions {
  readonly json?: boolean;
  readonly format?: Format;
  readonly output?: string;
  readonly context?: string;
  readonly host?: string;
  readonly allContexts?: boolean;
  /** Registries besides those of the settings. */
  readonly registry?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly offline?: boolean;
  readonly strict?: boolean;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly record?: string;
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

/** `--json` means `--format json`. */
export const formatOf = (options: CommonOptions): Format | null =>
  options.json ? 'json' : (options.format ?? null);

/** A comma-separated list, possibly given several times. */
export const collectIds = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean),
];
