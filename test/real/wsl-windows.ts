/**
 * Windows as a world of WSL has it under /mnt/c: files, and stand-ins for the programs that interop starts. They
 * answer in the shape and encoding of real ones (JSON of ConvertTo-Json, CSV of tasklist with CRLF, UTF-16LE of
 * wsl.exe); PowerShell's script itself is not run, what it gathers is told.
 */
export interface Distribution {
  readonly name: string;
  readonly version?: 1 | 2;
  readonly state?: number;
  /** Its disk is not where the registry says. */
  readonly diskMissing?: boolean;
}

export interface Pc {
  /** Where C: is mounted; null where automount is off. */
  readonly root?: string | null;
  readonly user?: string;
  readonly build?: number;
  readonly language?: 'en' | 'de' | 'ja';
  /** Version of WSL's package; null: the one inside Windows. */
  readonly wsl?: string | null;
  readonly distributions?: readonly Distribution[];
  readonly defaultDistribution?: string;
  readonly desktop?: {
    readonly version?: string;
    readonly perUser?: boolean;
    /** Minutes since it was opened; absent: it does not run. */
    readonly upFor?: number;
    readonly settings?: Readonly<Record<string, unknown>> | string;
    readonly organisations?: readonly string[];
    readonly log?: string;
  };
  readonly rancher?: { readonly upFor?: number; readonly settings?: Readonly<Record<string, unknown>> };
  /** Names of further processes. */
  readonly processes?: readonly string[];
  /** Is PowerShell let run? tasklist is asked where it is not. */
  readonly powershell?: 'works' | 'blocked' | 'hangs';
  readonly tasklist?: 'works' | 'hangs';
}

const guid = (index: number): string => `{3f2504e0-4f89-41d3-9a0c-0305e82c330${index}}`;
const here = (path: string, text: string, program = false): string =>
  `${program ? 'exe' : 'file'} '${path}' <<'END_OF_FILE'\n${text.replace(/\n$/, '')}\nEND_OF_FILE`;
const crlf = (lines: readonly string[]): string => lines.map((line) => `${line}\\r\\n`).join('');

export const USUAL_SETTINGS = {
  AutoStart: false,
  DisplayedOnboarding: true,
  EnableIntegrationWithDefaultWslDistro: true,
  IntegratedWslDistros: ['Ubuntu'],
  LicenseTermsVersion: 2,
  SettingsVersion: 43,
  UseResourceSaver: false,
  WslEngineEnabled: true,
};

/** What PATH has of Windows in a distribution. */
export function windowsPath(pc: Pc = {}): string {
  const { root = '/mnt/c', user = 'maria', desktop, rancher } = pc;
  if (root === null) return '';
  const home = `${root}/Users/${user}`;
  return [
    `${root}/Windows/system32`,
    `${root}/Windows`,
    `${root}/Windows/System32/WindowsPowerShell/v1.0/`,
    ...(desktop && !desktop.perUser ? [`${root}/Program Files/Docker/Docker/resources/bin`] : []),
    ...(desktop?.perUser ? [`${home}/AppData/Local/Programs/DockerDesktop/resources/bin`] : []),
    ...(rancher ? [`${root}/Program Files/Rancher Desktop/resources/resources/linux/bin`] : []),
    `${home}/AppData/Local/Microsoft/WindowsApps`,
  ].join(':');
}

/** Bash that makes the PC. */
export function windows(pc: Pc = {}): string {
  const { user = 'maria', build = 26100, language = 'en', wsl = '2.6.1.0' } = pc;
  // Without automount the files of C: are nowhere, which is what counts here.
  const root = pc.root === undefined ? '/mnt/c' : pc.root;
  if (root === null) return ':';
  const { desktop, rancher, distributions = [{ name: 'Ubuntu' }], processes = [] } = pc;
  const home = `${root}/Users/${user}`;
  const windowsHome = `C:\\Users\\${user}`;
  const folder = desktop?.perUser
    ? `${home}/AppData/Local/Programs/DockerDesktop`
    : `${root}/Program Files/Docker/Docker`;
  const up = (minutes: number | undefined, names: readonly string[]) =>
    minutes === undefined ? [] : names.map((name) => ({ name, minutes }));
  const running = [
    ...up(desktop?.upFor, ['Docker Desktop', 'com.docker.backend', 'com.docker.build']),
    ...up(rancher?.upFor, ['Rancher Desktop']),
    ...processes.map((name) => ({ name, minutes: 90 })),
  ];
  const basePath = (name: string): string => `${windowsHome}\\AppData\\Local\\${name}\\wsl`;
  const answer = {
    done: true,
    variables: {
      APPDATA: `${windowsHome}\\AppData\\Roaming`,
      LOCALAPPDATA: `${windowsHome}\\AppData\\Local`,
      ProgramFiles: 'C:\\Program Files',
      ProgramData: 'C:\\ProgramData',
    },
    windows: { CurrentBuild: String(build) },
    services: [
      ...(wsl === null
        ? [{ Name: 'LxssManager', Status: 4, StartType: 3 }]
        : [{ Name: 'WslService', Status: 4, StartType: 2 }]),
      { Name: 'vmcompute', Status: 4, StartType: 3 },
      { Name: 'hns', Status: 4, StartType: 3 },
      ...(desktop && !desktop.perUser ? [{ Name: 'com.docker.service', Status: 1, StartType: 3 }] : []),
    ],
    processes: running.map(({ name, minutes }) => ({ Name: name, StartTime: `STARTED${minutes}` })),
    lxss: distributions.map(({ name, version = 2, state = 1 }, index) => ({
      PSChildName: guid(index),
      DistributionName: name,
      State: state,
      Version: version,
      BasePath: basePath(name),
      VhdFileName: 'ext4.vhdx',
    })),
    default: {
      DefaultDistribution: guid(
        Math.max(
          0,
          distributions.findIndex(({ name }) => name === pc.defaultDistribution),
        ),
      ),
    },
    msi: wsl === null ? null : { Version: wsl, InstallLocation: 'C:\\Program Files\\WSL\\' },
  };
  const json = JSON.stringify(answer);
  const blocked = {
    en: 'This program is blocked by group policy. For more information, contact your system administrator.',
    de: 'Dieses Programm wurde durch eine Gruppenrichtlinie geblockt. Wenden Sie sich an den Systemadministrator.',
    ja: 'このプログラムはグループ ポリシーによってブロックされています。',
  }[language];
  const powershell = {
    // The numbers that depend on the time are filled in when it is asked.
    works: `[ "$*" = "\${*%%ConvertTo-Json*}" ] && exit 1
now=$(date +%s)
awk -v now="$now" '{
  while (match($0, /"STARTED[0-9]+"/)) { minutes = substr($0, RSTART + 8, RLENGTH - 9); $0 = substr($0, 1, RSTART - 1) "\\"\\\\/Date(" (now - minutes * 60) "000)\\\\/\\"" substr($0, RSTART + RLENGTH) }
  printf "%s\\r\\n", $0 }' <<'END_OF_JSON'
${json}
END_OF_JSON`,
    blocked: `echo '${blocked}' >&2; exit 1`,
    hangs: 'exec sleep 60',
  }[pc.powershell ?? 'works'];
  const memory = { en: '98,304 K', de: '98.304 K', ja: '98,304 K' }[language];
  const lines = ['explorer', 'svchost', ...running.map(({ name }) => name)].map(
    (name, index) => `"${name}.exe","${4000 + index}","Console","1","${memory}"`,
  );
  const tasklist =
    pc.tasklist === 'hangs' ? 'exec sleep 60' : `case "$*" in '/fo csv /nh') printf '${crlf(lines)}' ;; esac`;
  const header = { en: 'NAME STATE VERSION', de: 'NAME STATUS VERSION', ja: 'NAME STATE VERSION' }[language];
  const state = { en: 'Running', de: 'Wird ausgeführt', ja: '実行中' }[language];
  const list = [header, ...distributions.map(({ name, version = 2 }) => `* ${name} ${state} ${version}`)];
  const system = `${root}/Windows/System32`;
  const settings = desktop?.settings ?? USUAL_SETTINGS;
  return [
    `mkdir -p '${root}'; mount -t tmpfs -o mode=777 'C:\\' '${root}'`,
    `mkdir -p '${home}/AppData/Roaming' '${home}/AppData/Local/Microsoft/WindowsApps' '${root}/Users/Public' '${root}/ProgramData' '${root}/Program Files'`,
    here(`${system}/WindowsPowerShell/v1.0/powershell.exe`, powershell, true),
    here(`${system}/tasklist.exe`, tasklist, true),
    here(
      `${system}/wsl.exe`,
      `case "$*" in '-l -v') printf '${crlf(list)}' | iconv -t UTF-16LE ;; *) exit 255 ;; esac`,
      true,
    ),
    here(
      `${system}/reg.exe`,
      `echo 'ERROR: The system was unable to find the specified registry key or value.' >&2; exit 1`,
      true,
    ),
    here(`${system}/cmd.exe`, `printf '\\r\\nMicrosoft Windows [Version 10.0.${build}.4652]\\r\\n'`, true),
    ...distributions
      .filter(({ name }) => name.startsWith('docker-desktop'))
      .map(({ name, diskMissing }) => {
        const place = `${home}/AppData/Local/${name}/wsl`;
        return `mkdir -p '${place}'${diskMissing ? '' : `; : >'${place}/ext4.vhdx'`}`;
      }),
    ...(desktop
      ? [
          here(`${folder}/Docker Desktop.exe`, 'exit 1', true),
          here(`${folder}/resources/bin/docker.exe`, 'exit 1', true),
          here(`${folder}/resources/bin/docker-credential-desktop.exe`, `printf '{}\\n'`, true),
          here(
            `${folder}/resources/componentsVersion.json`,
            JSON.stringify({ appVersion: desktop.version ?? '4.52.0', buildNumber: '210994' }),
          ),
          // The script that Desktop has there for distributions without its integration.
          `mkdir -p '${folder}/resources/bin'; cat >'${folder}/resources/bin/docker' <<'END_OF_FILE'
#!/usr/bin/env sh
case "$(uname -r)" in *microsoft-standard*) n=2; tip='activate the WSL integration in Docker Desktop settings.' ;; *) n=1; tip='convert this distro to WSL 2 and activate
the WSL integration in Docker Desktop settings.' ;; esac
printf "\\nThe command 'docker' could not be found in this WSL %s distro.\\nWe recommend to %s\\n\\nFor details about using Docker Desktop with WSL 2, visit:\\n\\nhttps://docs.docker.com/go/wsl2/\\n\\n" $n "$tip"
exit 1
END_OF_FILE
chmod 777 '${folder}/resources/bin/docker'; cp '${folder}/resources/bin/docker' '${folder}/resources/bin/docker-compose'`,
          here(
            `${home}/AppData/Roaming/Docker/settings-store.json`,
            typeof settings === 'string' ? settings : JSON.stringify(settings, null, 2),
          ),
          ...(desktop.organisations
            ? [
                here(
                  `${root}/ProgramData/DockerDesktop/registry.json`,
                  JSON.stringify({ allowedOrgs: desktop.organisations }),
                ),
              ]
            : []),
          ...(desktop.log
            ? [here(`${home}/AppData/Local/Docker/log/host/com.docker.backend.exe.log`, desktop.log)]
            : []),
        ]
      : []),
    ...(rancher
      ? [
          here(`${root}/Program Files/Rancher Desktop/Rancher Desktop.exe`, 'exit 1', true),
          `mkdir -p '${root}/Program Files/Rancher Desktop/resources/resources/linux/bin'; cp -L "\${CLI:-/usr/bin/docker}" '${root}/Program Files/Rancher Desktop/resources/resources/linux/bin/docker'`,
          here(
            `${home}/AppData/Roaming/rancher-desktop/settings.json`,
            JSON.stringify(
              rancher.settings ?? {
                version: 11,
                containerEngine: { name: 'moby' },
                WSL: { integrations: { Ubuntu: true } },
              },
              null,
              2,
            ),
          ),
        ]
      : []),
    `chmod -R a+rwX '${root}'`,
  ].join('\n');
}
