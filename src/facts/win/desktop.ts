/** Docker Desktop on Windows: where it is, what it is set to, what its log says. */
import type { Host } from '../../host/host.ts';
import { defineFact, known } from '../fact.ts';
import { byteOrderMark, isObject, type JsonObject, parseJson, textAt, valueAt } from '../json-text.ts';
import { exists } from '../paths.ts';
import { appData, localAppData, programData, programFiles } from './programs.ts';
import { readValues, textOf } from './registry.ts';

export interface WindowsDesktop {
  readonly folder: string;
  /** Per user: no service, no Windows containers, no admin rights to install it. */
  readonly perUser: boolean;
  readonly version: string | null;
  readonly settings: SettingsFile;
  /** ProgramData\DockerDesktop\registry.json: who must sign in. */
  readonly signIn: SettingsFile;
  /** The log's last lines, where they can be read. */
  readonly log: readonly string[];
}

export type SettingsFile =
  | { readonly state: 'absent' }
  | { readonly state: 'unread'; readonly file: string; readonly code: string }
  | { readonly state: 'damaged'; readonly file: string; readonly reason: string }
  | { readonly state: 'read'; readonly file: string; readonly value: JsonObject };

/** Null where it is not installed. */
export const windowsDesktopFact = defineFact<WindowsDesktop | null>(
  'windows.desktop',
  'looking for Docker Desktop',
  async ({ host }) => {
    const found = await findDesktop(host);
    if (!found) return known(null);
    const [components, settings, signIn, log, key] = await Promise.all([
      host.ask('readFile', { path: `${found.folder}\\resources\\componentsVersion.json` }),
      desktopSettings(host),
      readSettings(host, `${programData(host)}\\DockerDesktop\\registry.json`, { strict: true }),
      readLog(host),
      readValues(host, `${found.perUser ? 'HKCU' : 'HKLM'}\\SOFTWARE\\Docker Inc.\\Docker\\1.0`),
    ]);
    const parsed = components.ok ? parseJson(components.value) : null;
    const version = parsed?.ok ? textAt(parsed.value, 'appVersion') : null;
    return known({ ...found, version: version ?? textOf(key, 'Version'), settings, signIn, log });
  },
);

/** Files before keys: an uninstalled Desktop may leave its keys, an unusual folder stands in them alone. */
async function findDesktop(host: Host): Promise<{ folder: string; perUser: boolean } | null> {
  const usual = [
    { folder: `${programFiles(host)}\\Docker\\Docker`, perUser: false },
    { folder: `${localAppData(host)}\\Programs\\DockerDesktop`, perUser: true },
    { folder: `${localAppData(host)}\\Programs\\Docker\\Docker`, perUser: true },
  ];
  const here = await Promise.all(usual.map(({ folder }) => hasDesktop(host, folder)));
  const at = here.indexOf(true);
  if (at >= 0) return usual[at] ?? null;
  const uninstall = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Docker Desktop';
  for (const hive of ['HKLM', 'HKCU']) {
    const [product, removal] = await Promise.all([
      readValues(host, `${hive}\\SOFTWARE\\Docker Inc.\\Docker\\1.0`),
      readValues(host, `${hive}\\${uninstall}`),
    ]);
    const folder = textOf(product, 'AppPath') ?? textOf(removal, 'InstallLocation');
    if (folder && (await hasDesktop(host, folder))) return { folder, perUser: hive === 'HKCU' };
  }
  return null;
}

const hasDesktop = (host: Host, folder: string): Promise<boolean> =>
  exists(host, `${folder}\\Docker Desktop.exe`);

/** Its settings, which got a new name and new spelling with 4.34. */
export const desktopSettings = (host: Host): Promise<SettingsFile> =>
  readFirst(host, [
    `${appData(host)}\\Docker\\settings-store.json`,
    `${appData(host)}\\Docker\\settings.json`,
  ]);

async function readFirst(host: Host, files: readonly string[]): Promise<SettingsFile> {
  for (const file of files) {
    const settings = await readSettings(host, file);
    if (settings.state !== 'absent') return settings;
  }
  return { state: 'absent' };
}

/** `strict`: Desktop's own reader takes no byte-order mark there (docker/for-win 14950). */
async function readSettings(
  host: Host,
  file: string,
  { strict = false }: { readonly strict?: boolean } = {},
): Promise<SettingsFile> {
  const answer = await host.ask('readFile', { path: file });
  if (!answer.ok) {
    const { code } = answer.error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { state: 'absent' } : { state: 'unread', file, code };
  }
  const head = strict ? await host.ask('readHead', { path: file, bytes: 3 }) : null;
  const mark = head?.ok ? byteOrderMark(head.value) : null;
  if (mark !== null) {
    return {
      state: 'damaged',
      file,
      reason: `starts with a byte-order mark (${mark}), which Docker Desktop cannot read`,
    };
  }
  const parsed = parseJson(answer.value);
  if (!parsed.ok) {
    const reason = `is not valid JSON: ${parsed.message} (line ${parsed.line}, column ${parsed.column})`;
    return { state: 'damaged', file, reason };
  }
  if (!isObject(parsed.value)) return { state: 'damaged', file, reason: 'is not a JSON object' };
  return { state: 'read', file, value: parsed.value };
}

/** The names changed their first letter when settings.json became settings-store.json. */
export function settingOf(settings: SettingsFile, name: string): unknown {
  if (settings.state !== 'read') return undefined;
  const other = name.charAt(0).toLowerCase() + name.slice(1);
  return valueAt(settings.value, name) ?? valueAt(settings.value, other);
}

async function readLog(host: Host): Promise<string[]> {
  const path = `${localAppData(host)}\\Docker\\log\\host\\com.docker.backend.exe.log`;
  const answer = await host.ask('readFile', { path, maxBytes: 65_536, tail: true });
  return answer.ok ? answer.value.split('\n').filter(Boolean).slice(-300) : [];
}
