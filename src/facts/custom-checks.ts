/** Checks of an organisation: programs that a requirements file names. They run only because that file asks for it. */
import type { Host } from '../host/host.ts';
import { defineFact, type Fact, known } from './fact.ts';
import { exists, findProgram, pathsOf } from './paths.ts';

/** A program, how it must end, and what to say and do where it does not. */
export interface CustomCheck {
  readonly name: string;
  readonly command: readonly string[];
  readonly exitCode: number;
  readonly message: string | null;
  readonly fix: readonly string[];
  readonly guide: string | null;
  readonly timeoutMs: number;
  /** The folder of the file that asks for it. */
  readonly cwd: string;
  /** Why it must not be run, or null. */
  readonly mistrust: string | null;
}

export type CustomResult =
  | { readonly kind: 'ended'; readonly exitCode: number; readonly output: string }
  /** It did not come to an end of its own, so nothing is known. */
  | { readonly kind: 'unknown'; readonly detail: string };

export const customFact = (checks: readonly CustomCheck[]): Fact<readonly CustomResult[]> =>
  defineFact('custom', "running the organisation's own checks", async ({ host }) =>
    known(await Promise.all(checks.map((check) => run(host, check)))),
  );

async function run(host: Host, { command, cwd, timeoutMs, mistrust }: CustomCheck): Promise<CustomResult> {
  if (mistrust !== null) return { kind: 'unknown', detail: `not run: ${mistrust}` };
  const [program = '', ...args] = command;
  const file = await locate(host, program, cwd);
  if (file === null) return { kind: 'unknown', detail: `${program} is not there` };
  const answer = await host.ask('run', { file, args, cwd, timeoutMs, maxBytes: 64 * 1024 });
  if (!answer.ok) return { kind: 'unknown', detail: `${answer.error.message} (${answer.error.code})` };
  const { exitCode, signal, stdout, stderr } = answer.value;
  if (exitCode === null) return { kind: 'unknown', detail: `${program} was ended by ${signal}` };
  return { kind: 'ended', exitCode, output: (stderr.trim() || stdout.trim()).slice(0, 2000) };
}

/** A bare name is looked up on PATH; one with a separator starts at the file's folder. */
async function locate(host: Host, program: string, cwd: string): Promise<string | null> {
  if (!/[\\/]/.test(program)) return findProgram(host, program);
  const { isAbsolute, join } = pathsOf(host.identity.platform);
  const path = isAbsolute(program) ? program : join(cwd, program);
  return (await exists(host, path)) ? path : null;
}
