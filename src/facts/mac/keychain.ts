/** Does the credential helper get at the keychain? Asked as docker asks it; nothing of what it holds is kept. */
import { credentialHelpersFact } from '../credentials.ts';
import { engineFact } from '../engine.ts';
import { defineFact, known } from '../fact.ts';

export interface FailingHelper {
  readonly name: string;
  readonly path: string;
  /** What it printed, in one line. */
  readonly reason: string;
}

/** Helpers that keep what they know in the keychain. */
const KEYCHAIN = new Set(['osxkeychain', 'desktop']);

/** Asked only where the engine answers: Desktop's own helper needs its app, which is another problem. */
export const keychainFact = defineFact<readonly FailingHelper[]>(
  'mac.keychain',
  'asking the credential helper',
  async ({ host, get }) => {
    const [helpers, engine] = await Promise.all([get(credentialHelpersFact), get(engineFact)]);
    if (!helpers.known) return helpers;
    if (!engine.known || engine.value.state !== 'answers') return known([]);
    const mine = helpers.value.flatMap(({ name, path }) =>
      KEYCHAIN.has(name) && path !== null ? [{ name, path }] : [],
    );
    const asked = [...new Map(mine.map((one) => [one.path, one])).values()].map(async ({ name, path }) => {
      // One byte: the list names accounts, and only whether it comes is wanted.
      const list = { file: path, args: ['list'], timeoutMs: 1500 };
      const answer = await host.ask('run', { ...list, maxBytes: 1 });
      if (!answer.ok || answer.value.exitCode === 0 || answer.value.exitCode === null) return null;
      // A failing helper says why on stdout; `get` without an address tells it without any account.
      const said = await host.ask('run', { file: path, args: ['get'], timeoutMs: 1500 });
      const text = said.ok ? `${said.value.stdout} ${said.value.stderr}`.trim() : '';
      return {
        name,
        path,
        reason: text.split('\n')[0]?.slice(0, 200) || `exit code ${answer.value.exitCode}`,
      };
    });
    return known((await Promise.all(asked)).filter((one) => one !== null));
  },
);
