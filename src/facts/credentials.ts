/** Credential helpers that the CLI's settings name, and whether the CLI would find them. */
import { cliConfigFact, settingsOf } from './cli-config.ts';
import { defineFact, known } from './fact.ts';
import { isObject, textAt, valueAt } from './json-text.ts';
import { findProgram } from './paths.ts';

export interface CredentialHelper {
  /** As in the settings: 'desktop', 'osxkeychain', 'pass' … */
  readonly name: string;
  /** 'credsStore', or the registry of a credHelpers entry. */
  readonly usedFor: string;
  /** Path of docker-credential-NAME, or null where PATH has none. */
  readonly path: string | null;
}

export const credentialHelpersFact = defineFact<readonly CredentialHelper[]>(
  'credential-helpers',
  'looking for credential helpers',
  async ({ host, get }) => {
    const config = await get(cliConfigFact);
    if (!config.known) return config;
    const settings = settingsOf(config.value);
    const store = textAt(settings, 'credsStore');
    const perRegistry = valueAt(settings, 'credHelpers');
    const named = [
      ...(store ? [{ name: store, usedFor: 'credsStore' }] : []),
      ...(isObject(perRegistry)
        ? Object.entries(perRegistry).flatMap(([usedFor, name]) =>
            typeof name === 'string' && name ? [{ name, usedFor }] : [],
          )
        : []),
    ];
    const helpers = named.map(async (helper) => ({
      ...helper,
      path: await findProgram(host, `docker-credential-${helper.name}`),
    }));
    return known(await Promise.all(helpers));
  },
);
