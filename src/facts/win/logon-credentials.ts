/** Helpers that keep logins in the Windows Credential Manager fail in logins without a desktop: SSH, services, CI. */
import { cliConfigFact } from '../cli-config.ts';
import { credentialHelpersFact } from '../credentials.ts';
import { defineFact, known, unknownFrom } from '../fact.ts';

export interface LogonCredentials {
  readonly helper: string;
  readonly file: string;
  readonly over: 'SSH' | 'the network or a service';
  readonly exitCode: number | null;
}

const USES_WINDOWS = new Set(['desktop', 'wincred']);

/** Null in an ordinary login, or without such a helper. */
export const logonCredentialsFact = defineFact<LogonCredentials | null>(
  'windows.logon-credentials',
  'trying the credential helper',
  async ({ host, get }) => {
    const ssh = host.env('SSH_CONNECTION');
    // 'Console' and 'RDP-Tcp#…' are set by every login at a screen.
    if (!ssh && host.env('SESSIONNAME')) return known(null);
    const [config, helpers] = await Promise.all([get(cliConfigFact), get(credentialHelpersFact)]);
    if (!config.known) return config;
    if (!helpers.known) return helpers;
    const helper = helpers.value.find(({ name, path }) => USES_WINDOWS.has(name) && path !== null);
    if (!helper?.path) return known(null);
    // Nothing of the list is kept: two bytes of it, and how the helper ended.
    const answer = await host.ask('run', { file: helper.path, args: ['list'], timeoutMs: 3000, maxBytes: 2 });
    if (!answer.ok) return unknownFrom(`${helper.path} list`, answer.error);
    return known({
      helper: helper.name,
      file: config.value.file,
      over: ssh ? 'SSH' : 'the network or a service',
      exitCode: answer.value.exitCode,
    });
  },
);
