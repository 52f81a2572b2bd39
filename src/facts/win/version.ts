/** Which Windows this is, from the registry: CIM and systeminfo are slower and no better. */
import { defineFact, known, unknownFact } from '../fact.ts';
import { readValues, textOf } from './registry.ts';

export interface WindowsVersion {
  /** 19045, 22631 … From 22000 on it is Windows 11, whatever ProductName says. */
  readonly build: number;
  /** EditionID: 'Core' is Home, 'Professional' is Pro, 'ServerStandard' … Null where it could not be read. */
  readonly edition: string | null;
  /** '22H2' */
  readonly display: string | null;
  readonly server: boolean;
}

export const windowsVersionFact = defineFact<WindowsVersion>(
  'windows.version',
  'which Windows this is',
  async ({ host }) => {
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
    const values = await readValues(host, key);
    const build = Number(textOf(values, 'CurrentBuild') ?? host.identity.release.split('.')[2]);
    if (!Number.isInteger(build) || build === 0) return unknownFact('failed', `${key} tells no build`);
    const edition = textOf(values, 'EditionID');
    return known({
      build,
      edition,
      display: textOf(values, 'DisplayVersion'),
      server: textOf(values, 'InstallationType') !== 'Client' && /^Server/.test(edition ?? ''),
    });
  },
);

/** Home in all its forms; it has neither Hyper-V nor Windows containers. */
export const isHome = ({ edition }: WindowsVersion): boolean => /^Core/.test(edition ?? '');

/** 'Windows 11 Home 23H2' */
export function windowsName({ build, edition, display, server }: WindowsVersion): string {
  const name = server ? 'Windows Server' : build >= 22000 ? 'Windows 11' : 'Windows 10';
  return [name, EDITIONS[edition ?? ''] ?? (server ? null : edition), display].filter(Boolean).join(' ');
}

const EDITIONS: Readonly<Record<string, string>> = {
  Core: 'Home',
  CoreSingleLanguage: 'Home',
  CoreN: 'Home N',
  CoreCountrySpecific: 'Home',
  Professional: 'Pro',
  ProfessionalN: 'Pro N',
  ProfessionalWorkstation: 'Pro for Workstations',
  EnterpriseS: 'Enterprise LTSC',
  IoTEnterpriseS: 'IoT Enterprise LTSC',
};
