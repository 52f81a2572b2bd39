/** Programs that Windows brings along, by absolute path: PATH may lack them, or have others of these names. */
import type { Host } from '../../host/host.ts';

const systemRoot = (host: Host): string => host.env('SystemRoot') ?? 'C:\\Windows';

export const system32 = (host: Host, file: string): string => `${systemRoot(host)}\\System32\\${file}`;
export const programFiles = (host: Host): string => host.env('ProgramFiles') ?? 'C:\\Program Files';
export const programData = (host: Host): string => host.env('ProgramData') ?? 'C:\\ProgramData';
export const localAppData = (host: Host): string =>
  host.env('LOCALAPPDATA') ?? `${host.identity.home}\\AppData\\Local`;
export const appData = (host: Host): string =>
  host.env('APPDATA') ?? `${host.identity.home}\\AppData\\Roaming`;
