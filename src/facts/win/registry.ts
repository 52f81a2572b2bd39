/**
 * The registry by reg.exe: some 30 ms a key, where PowerShell takes half a second to start. Its values are the
 * same in every language, and it is there where PowerShell is locked down or missing.
 */
import type { Host } from '../../host/host.ts';
import { system32 } from './programs.ts';

/** Values by name in lower case; numbers (REG_DWORD, REG_QWORD) as numbers. */
export type RegistryValues = Readonly<Record<string, string | number>>;
/** Keys by their path in lower case, without the hive's long name: 'hkcu\\software\\…'. */
export type RegistryKeys = ReadonlyMap<string, RegistryValues>;

/**
 * A key with its values (with `deep`: and its sub-keys), or null where reg.exe answers none: the key is not
 * there, or is not open to this user, which reg.exe tells apart in words only.
 */
export async function readKey(
  host: Host,
  key: string,
  { deep = false }: { readonly deep?: boolean } = {},
): Promise<RegistryKeys | null> {
  const args = ['query', key, ...(deep ? ['/s'] : [])];
  const answer = await host.ask('run', { file: system32(host, 'reg.exe'), args, timeoutMs: 3000 });
  if (!answer.ok || answer.value.exitCode !== 0) return null;
  const keys = new Map(parseRegQuery(answer.value.stdout));
  // A key without values and sub-keys is there all the same.
  if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), {});
  return keys;
}

/** The values of one key, or null. */
export async function readValues(host: Host, key: string): Promise<RegistryValues | null> {
  return (await readKey(host, key))?.get(key.toLowerCase()) ?? null;
}

const HIVES: Readonly<Record<string, string>> = {
  hkey_local_machine: 'hklm',
  hkey_current_user: 'hkcu',
};

/** What `reg query` prints: a key on a line of its own, then its values, indented, in three columns. */
export function parseRegQuery(text: string): RegistryKeys {
  const keys = new Map<string, Record<string, string | number>>();
  let values: Record<string, string | number> = {};
  for (const line of text.split('\n')) {
    const hive = /^(HKEY_[A-Z_]+)(\\.*)?$/.exec(line.trimEnd());
    if (hive) {
      const name = (hive[1] ?? '').toLowerCase();
      values = {};
      keys.set(`${HIVES[name] ?? name}${(hive[2] ?? '').toLowerCase()}`, values);
      continue;
    }
    const value = /^\s{4}(.*?)\s{4}(REG_[A-Z_]+)(?:\s{4}(.*))?$/.exec(line.trimEnd());
    if (!value) continue;
    const [, name = '', type = '', data = ''] = value;
    values[name.toLowerCase()] = /^REG_[DQ]WORD/.test(type) ? Number(data) : data;
  }
  return keys;
}

export const textOf = (values: RegistryValues | null | undefined, name: string): string | null => {
  const value = values?.[name.toLowerCase()];
  return typeof value === 'string' && value !== '' ? value : null;
};
export const numberOf = (values: RegistryValues | null | undefined, name: string): number | null => {
  const value = values?.[name.toLowerCase()];
  return typeof value === 'number' ? value : null;
};
