/** Credential helpers of Windows that a WSL distribution uses ("credsStore": "desktop.exe"). */
import { credentialHelpersFact } from './credentials.ts';
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { interopFact } from './wsl-interop.ts';

export interface WindowsHelper {
  /** As in the settings: 'desktop.exe'. */
  readonly name: string;
  readonly usedFor: string;
  readonly path: string;
  /** Why it does not work, or null where it does, or was not asked. */
  readonly failure: string | null;
  /** Where that was seen; '' for the helper itself. */
  readonly source: string;
}

export const windowsHelpersFact = defineFact<readonly WindowsHelper[]>(
  'wsl.helpers',
  'asking credential helpers of Windows',
  async ({ host, get }) => {
    const [helpers, engine] = await Promise.all([get(credentialHelpersFact), get(engineFact)]);
    if (!helpers.known) return helpers;
    const windows = helpers.value.flatMap(({ path, ...helper }) =>
      path !== null && /\.exe$/i.test(helper.name) ? [{ ...helper, path }] : [],
    );
    if (windows.length === 0) return known([]);
    const interop = await get(interopFact);
    if (!interop.known) return interop;
    if (!interop.value.works) {
      const { source, text } = interop.value;
      const failure = `it is a Windows program, and this distribution cannot start those (interop is off: ${text})`;
      return known(windows.map((helper) => ({ ...helper, failure, source })));
    }
    // Without an engine nothing is pulled, so that nothing is asked of the helper.
    const asked = engine.known && engine.value.state === 'answers';
    return known(
      await Promise.all(
        windows.map(async (helper) => ({
          ...helper,
          source: '',
          ...(asked ? await ask(helper.path) : { failure: null }),
        })),
      ),
    );

    /** Lists the registries that it has logins for, and hides them: only a failure is read, and recorded. */
    async function ask(file: string): Promise<Pick<WindowsHelper, 'failure'>> {
      const answer = await host.ask('run', { file, args: ['list'], timeoutMs: 2000, failureOnly: true });
      if (!answer.ok) {
        const { code, message } = answer.error;
        const cannot = code === 'EINVAL' || code === 'EACCES' || code === 'ENOEXEC' || code === 'EPERM';
        return { failure: cannot ? `it cannot be started: ${message} (${code})` : null };
      }
      const { exitCode, stdout, stderr } = answer.value;
      if (exitCode === 0) return { failure: null };
      const said = `${stdout}\n${stderr}`
        .split('\n')
        .find((line) => line.trim() !== '')
        ?.trim()
        .slice(0, 200);
      return {
        failure: said ?? `it ended with exit code ${exitCode} and no word`,
      };
    }
  },
);
