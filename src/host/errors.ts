/** Errors of Node, of the network and our own, as HostError. */
import type { HostError } from './host.ts';

/** An error that already carries the code it will be answered with. */
export class QuestionError extends Error implements HostError {
  readonly code: string;
  readonly exitCode?: number | null;
  readonly busy?: true;
  constructor(code: string, message: string, exitCode?: number | null, busy = false) {
    super(message);
    this.code = code;
    if (exitCode !== undefined) this.exitCode = exitCode;
    if (busy) this.busy = true;
  }
}

/** A time limit that passed. */
export const lateError = (code: string, message: string, busy: boolean): QuestionError =>
  new QuestionError(code, message, undefined, busy);

export const questionError = (code: string, message: string, exitCode?: number | null): QuestionError =>
  new QuestionError(code, message, exitCode);

export function errorOf(error: unknown): HostError {
  // Several addresses were tried (IPv6 and IPv4): the first failure names the cause.
  if (error instanceof AggregateError && error.errors.length > 0) return errorOf(error.errors[0]);
  const { code, errno, message, exitCode, busy } = error as Readonly<Record<string, unknown>>;
  const text = typeof message === 'string' && message !== '' ? message : String(error);
  return {
    code: nameOf(code, errno),
    message: text.slice(0, 500),
    ...((typeof exitCode === 'number' || exitCode === null) && { exitCode }),
    ...(busy === true && { busy }),
  };
}

function nameOf(code: unknown, errno: unknown): string {
  // macOS answers -86 (EBADARCH) for a program of another architecture, which Node has no name for.
  if (errno === -86 || code === 'Unknown system error -86') return 'EBADARCH';
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'EUNKNOWN';
}
