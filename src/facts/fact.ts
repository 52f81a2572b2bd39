/**
 * A fact is a typed question about the machine, asked at most once a run and shared by all checks.
 * Its result is known, or unknown with the reason: never a boolean that hides 'could not look'.
 */
import type { Answer, Host, HostError } from '../host/host.ts';
import type { Evidence } from '../report/report.ts';

/** Why something could not be found out. */
export type UnknownReason = 'denied' | 'timeout' | 'unparsable' | 'not-recorded' | 'failed';

export interface Known<T> {
  readonly known: true;
  readonly value: T;
}
export interface Unknown {
  readonly known: false;
  readonly reason: UnknownReason;
  /** One line: what was asked, and what came instead. */
  readonly detail: string;
}
export type FactResult<T> = Known<T> | Unknown;

/** Options of the run that a question may depend on. */
export interface FactOptions {
  /** `--context` and `--host`, as given. */
  readonly context?: string;
  readonly host?: string;
  /** `--registry`: registries to ask besides those of the settings. */
  readonly registries?: readonly string[];
  /** Registries of a project's images, once its files have been read. */
  readonly projectRegistries?: Promise<readonly string[]>;
  readonly offline: boolean;
  readonly deep: boolean;
}

export interface FactContext {
  readonly host: Host;
  readonly options: FactOptions;
  /** Another fact; asked now or already under way. */
  get<T>(fact: Fact<T>): Promise<FactResult<T>>;
}

export interface Fact<T> {
  readonly id: string;
  /** What is being asked, for the one who waits: 'asking the engine for its version'. */
  readonly asks: string;
  /** Milliseconds after which the question is given up, where that is worth telling. */
  readonly limitMs?: number;
  ask(context: FactContext): Promise<FactResult<T>>;
}

export function defineFact<T>(
  id: string,
  asks: string,
  ask: (context: FactContext) => Promise<FactResult<T>>,
  limitMs?: number,
): Fact<T> {
  return { id, asks, ask, ...(limitMs !== undefined && { limitMs }) };
}

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const unknownFact = (reason: UnknownReason, detail: string): Unknown => ({
  known: false,
  reason,
  detail,
});

/** An error of the host as the reason why a fact is unknown. `what` names the question. */
export function unknownFrom(what: string, error: HostError): Unknown {
  return unknownFact(reasonOf(error), `${what}: ${error.message} (${error.code})`);
}

function reasonOf(error: HostError): UnknownReason {
  switch (error.code) {
    case 'ENOTRECORDED':
      return 'not-recorded';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    case 'ETIMEDOUT':
    case 'ENORESPONSE':
      return 'timeout';
    default:
      return 'failed';
  }
}

/** Thrown inside a fact: the whole fact is unknown for this reason (caught in collect.ts). */
export class CouldNotLook extends Error {
  readonly reason: Unknown;
  constructor(reason: Unknown) {
    super(reason.detail);
    this.reason = reason;
  }
}

/**
 * The answer, or null where there is no such thing. Anything else that went wrong is no answer at
 * all: 'could not look' must never become 'is not there'.
 */
export function orAbsent<T>(what: string, answer: Answer<T>): T | null {
  if (answer.ok) return answer.value;
  if (isAbsent(answer)) return null;
  throw new CouldNotLook(unknownFrom(what, answer.error));
}

/** True for 'there is no such thing', which is an answer and not a failure to look. */
export function isAbsent<T>(answer: Answer<T>): boolean {
  return !answer.ok && (answer.error.code === 'ENOENT' || answer.error.code === 'ENOTDIR');
}

export const evidence = (source: string, text: string): Evidence => ({ source, text });
