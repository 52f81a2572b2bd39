/**
 * WSL as Windows sees it: the registry first (no process of WSL's, no language), then what wsl.exe says about
 * itself. Neither --version nor --status starts a distribution or the virtual machine.
 */
import type { Host } from '../../host/host.ts';
import { defineFact, isAbsent, known } from '../fact.ts';
import { exists } from '../paths.ts';
import { programFiles, system32 } from './programs.ts';
import { numberOf, readKey, textOf } from './registry.ts';

export interface Distribution {
  readonly name: string;
  readonly version: 1 | 2;
  readonly isDefault: boolean;
  /** 1 is installed; others are on the way in or out. */
  readonly state: number;
  readonly basePath: string;
  /** Its folder is there, and the disk in it is not. Null: not looked at. */
  readonly diskMissing: boolean | null;
}

export interface WslFact {
  /** Distributions of this user. */
  readonly distributions: readonly Distribution[];
  /** Version of the package ('2.3.26.0'); null where there is none, or only the one inside Windows. */
  readonly version: string | null;
  /** Folder of the package where the registry names it. */
  readonly folder: string | null;
  /** A file of the package that is not in its folder. */
  readonly missingFile: string | null;
  readonly versionRun: WslRun;
  readonly statusRun: WslRun;
}

/** How wsl.exe ended, and the marks in what it said that are the same in every language. */
export type WslRun =
  | { readonly ran: false; readonly code: string }
  | {
      readonly ran: true;
      readonly exitCode: number | null;
      /** 'Wsl/Service/CreateInstance/…' as far as it names one. */
      readonly error: string | null;
      /** aka.ms links, which stand in no other message. */
      readonly links: readonly string[];
      readonly numbers: readonly string[];
      /** A command that the text tells to type, e.g. 'wsl --update': those are not translated. */
      readonly advises: readonly string[];
    };

const LXSS = 'Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';

export const wslFact = defineFact<WslFact>('windows.wsl', 'looking at WSL', async ({ host }) => {
  const [mine, msi, versionRun, statusRun, ownFolder] = await Promise.all([
    readKey(host, `HKCU\\${LXSS}`, { deep: true }),
    readKey(host, `HKLM\\${LXSS}\\MSI`),
    runWsl(host, '--version'),
    runWsl(host, '--status'),
    host.ask('stat', { path: `${programFiles(host)}\\WSL` }),
  ]);
  const root = mine?.get(`hkcu\\${LXSS}`.toLowerCase());
  const defaultId = textOf(root, 'DefaultDistribution')?.toLowerCase();
  const registered = [...(mine ?? [])].flatMap(([key, values]) => {
    const name = textOf(values, 'DistributionName');
    return name === null ? [] : [{ key, name, values }];
  });
  const distributions = await Promise.all(
    registered.map(async ({ key, name, values }): Promise<Distribution> => {
      const basePath = (textOf(values, 'BasePath') ?? '').replace(/^\\\\\?\\/, '');
      return {
        name,
        version: numberOf(values, 'Version') === 1 ? 1 : 2,
        isDefault: defaultId !== undefined && key.endsWith(`\\${defaultId}`),
        state: numberOf(values, 'State') ?? 1,
        basePath,
        diskMissing: name.startsWith('docker-desktop')
          ? await isDiskMissing(host, basePath, textOf(values, 'VhdFileName') ?? 'ext4.vhdx')
          : null,
      };
    }),
  );
  const package_ = msi?.get(`hklm\\${LXSS}\\msi`.toLowerCase());
  const named = textOf(package_, 'InstallLocation')?.replace(/\\+$/, '') ?? null;
  const folder = named ?? (ownFolder.ok ? `${programFiles(host)}\\WSL` : null);
  return known({
    distributions,
    version:
      (versionRun.ran && versionRun.exitCode === 0 ? versionRun.numbers[0] : null) ??
      textOf(package_, 'Version'),
    folder,
    missingFile: named === null ? null : await firstMissing(host, named),
    versionRun,
    statusRun,
  });
});

/** A folder that is not there, or whose name reg.exe could not print, tells nothing. */
async function isDiskMissing(host: Host, folder: string, file: string): Promise<boolean | null> {
  if (folder === '' || folder.includes('\uFFFD') || !(await exists(host, folder))) return null;
  return isAbsent(await host.ask('stat', { path: `${folder}\\${file}` }));
}

/** system.vhd is the system distribution that starts with every WSL 2 distribution. */
async function firstMissing(host: Host, folder: string): Promise<string | null> {
  for (const file of ['wsl.exe', 'system.vhd']) {
    const stat = await host.ask('stat', { path: `${folder}\\${file}` });
    if (isAbsent(stat)) return `${folder}\\${file}`;
  }
  return null;
}

async function runWsl(host: Host, option: string): Promise<WslRun> {
  const answer = await host.ask('run', {
    file: system32(host, 'wsl.exe'),
    args: [option],
    // From WSL 0.64 on; older ones write UTF-16, which the host tells by its bytes.
    env: { WSL_UTF8: '1' },
    timeoutMs: 4000,
  });
  if (!answer.ok) return { ran: false, code: answer.error.code };
  const { exitCode, stdout, stderr } = answer.value;
  return { ran: true, exitCode, ...parseWslText(`${stdout}\n${stderr}`) };
}

/** Reads no words: codes, links, commands and numbers. */
export function parseWslText(text: string): Omit<Extract<WslRun, { ran: true }>, 'ran' | 'exitCode'> {
  return {
    // Other scripts glue the next word to a code or a link.
    error: /\bWsl\/[A-Za-z0-9_/]*[A-Za-z0-9_]/.exec(text)?.[0] ?? null,
    links: [...text.matchAll(/aka\.ms\/([A-Za-z0-9-]+)/g)].map((match) => (match[1] ?? '').toLowerCase()),
    // Versions, of which the first is WSL's and the second the kernel's; a date such as 30.12.2023 is none.
    numbers: [...text.matchAll(/(?<![\d.,])\d+(?:[.,]\d+){2,3}(?![\d.,]*\d)/g)]
      .map(([number]) => number.replaceAll(',', '.'))
      .filter((number) => !/^\d{1,2}\.\d{1,2}\.(?:19|20)\d\d$/.test(number)),
    advises: [...text.matchAll(/\bwsl(?:\.exe)? (--[a-z-]+)/g)].map((match) => match[1] ?? ''),
  };
}
