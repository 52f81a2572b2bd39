/** Inside WSL: what is asked of Windows, and what is read out of its answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../checks/catalogue/index.ts';
import { registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { fixesFor } from '../../src/diagnosis/problem.ts';
import { settingOf } from '../../src/facts/wsl-interop.ts';
import { driveIn, linuxPath, parseWindows, SCRIPT } from '../../src/facts/wsl-windows.ts';
import type { Recording } from '../../src/host/recording-file.ts';
import { machineHost } from '../support/machine.ts';
import { idsOf, reportOf } from '../support/replay.ts';

beforeAll(() => registerCatalogue(catalogue));

const ROOT = join(import.meta.dirname, '../../fixtures/wsl');
const recordings = readdirSync(ROOT)
  .filter((name) => name.endsWith('.host.json'))
  .map((name) => ({ name, recording: JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as Recording }));

interface Run {
  readonly file: string;
  readonly args: readonly string[];
}
const runsOf = ({ answers }: Recording): Run[] =>
  Object.keys(answers).flatMap((key) => {
    const [name, question] = JSON.parse(key) as [string, Run];
    return name === 'run' ? [question] : [];
  });

const POWERSHELL = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', SCRIPT];

describe('what is asked from inside WSL', () => {
  it('there are recordings of it', () => expect(recordings.length).toBeGreaterThanOrEqual(60));

  it.each(recordings)('$name: of Windows only what reads', ({ recording }) => {
    for (const { file, args } of runsOf(recording).filter(({ file }) => /\.exe$/i.test(file))) {
      const name = file.split('/').at(-1);
      switch (name) {
        case 'powershell.exe':
          expect(args).toEqual(POWERSHELL);
          break;
        case 'tasklist.exe':
          expect(args).toEqual(['/fo', 'csv', '/nh']);
          break;
        default:
          // The helper that docker itself starts with every pull.
          expect(name).toMatch(/^docker-credential-[\w-]+\.exe$/);
          expect(args).toEqual(['list']);
      }
      expect(file.startsWith('/')).toBe(true);
    }
  });

  it.each(recordings)('$name: in here nothing that starts or changes anything', ({ recording }) => {
    const allowed =
      /^(?:--version|version --format \{\{json \.\}\}|version --short|docker-cli-plugin-metadata|show .*|-u docker\.service .*|list|ahosts .*|group \S+|passwd \S+)$/;
    for (const { file, args } of runsOf(recording).filter(({ file }) => !/\.exe$/i.test(file))) {
      const line = args.join(' ').replace(/^--(?:context|host) \S+ /, '');
      expect(line, file).toMatch(allowed);
    }
  });

  it.each(recordings.filter(({ name }) => /^docker-(?:engine|desktop-serves)/.test(name)))(
    '$name: a healthy one starts no program of Windows but a credential helper',
    ({ recording }) => {
      if ((recording as unknown as { expect: string[] }).expect.length > 0) return;
      const names = runsOf(recording)
        .map(({ file }) => file.split('/').at(-1) ?? '')
        .filter((name) => /\.exe$/i.test(name) && !name.startsWith('docker-credential-'));
      expect(names).toEqual([]);
    },
  );

  it('PowerShell is given cmdlets that read, and no double quote', () => {
    expect(SCRIPT).not.toContain('"');
    const cmdlets = [...SCRIPT.matchAll(/(?<![\w'])([A-Z][A-Za-z]+)-[A-Z][A-Za-z]+/g)].map(
      (match) => match[1],
    );
    expect(new Set(cmdlets)).toEqual(new Set(['Get', 'Select', 'ConvertTo']));
    expect(SCRIPT).not.toMatch(/\b(?:Start|Stop|Set|New|Remove|Invoke)-|wsl(?:\.exe)? /);
  });
});

describe('answers of Windows', () => {
  it('reads what PowerShell 5.1 prints, a list of one included', () => {
    const text =
      '{"done":true,"services":{"Name":"WslService","Status":4,"StartType":2},"processes":[{"Name":"Docker Desktop","StartTime":"\\/Date(1732089673000)\\/"}],"lxss":{"PSChildName":"{A}","DistributionName":"Ubuntu","State":1,"Version":1,"BasePath":"\\\\\\\\?\\\\C:\\\\x","VhdFileName":null},"default":{"DefaultDistribution":"{a}"},"msi":{"Version":"2.6.1.0"},"windows":{"CurrentBuild":"26100"},"variables":{"APPDATA":"C:\\\\Users\\\\田中\\\\AppData\\\\Roaming"}}\r\n';
    expect(parseWindows(text)).toEqual({
      known: true,
      value: {
        services: { wslservice: { name: 'WslService', state: 'running', start: 'automatic' } },
        processes: [{ name: 'Docker Desktop', started: 1732089673000, session: null }],
        registry: {
          distributions: [
            {
              name: 'Ubuntu',
              version: 1,
              isDefault: true,
              state: 1,
              basePath: 'C:\\x',
              disk: 'ext4.vhdx',
              diskMissing: null,
            },
          ],
          wsl: '2.6.1.0',
          build: 26100,
        },
        variables: { APPDATA: 'C:\\Users\\田中\\AppData\\Roaming' },
      },
    });
  });

  it.each([
    '',
    'Dieses Programm wurde durch eine Gruppenrichtlinie geblockt.',
    '{"done":false}',
    'sh: MZ: not found',
  ])('takes no other text for an answer: %j', (text) => expect(parseWindows(text).known).toBe(false));

  it.each([
    [
      '/mnt/c',
      '95 70 0:61 / /mnt/c rw,noatime - 9p drvfs rw,dirsync,aname=drvfs;path=C:\\134;uid=1000;gid=1000;symlinkroot=/mnt/,mmap,access=client',
    ],
    [
      '/mnt/c',
      '88 61 0:52 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs;path=C:\\134;uid=0;gid=0;symlinkroot=/mnt/,cache=5,trans=fd',
    ],
    ['/c', '88 61 0:52 / /c rw,noatime - 9p C:\\134 rw,aname=drvfs;path=C:\\134'],
    ['/mnt/c', '23 1 0:9 / /mnt/c rw,noatime - drvfs C: rw,uid=1000,gid=1000,case=off'],
    [null, '89 61 0:53 / /mnt/d rw,noatime - 9p D:\\134 rw,aname=drvfs;path=D:\\134'],
    [null, '90 61 0:52 /Users/maria /srv/home rw,noatime - 9p C:\\134 rw,aname=drvfs;path=C:\\134'],
  ])('%s is where C: is mounted', (point, line) =>
    expect(driveIn(`29 1 8:32 / / rw - ext4 /dev/sdc rw\n${line}\n`)).toBe(point),
  );

  it('knows the paths of Windows in here', () => {
    expect(linuxPath('/mnt/c', 'C:\\Program Files\\Docker')).toBe('/mnt/c/Program Files/Docker');
    expect(linuxPath('/mnt/c', 'D:\\wsl')).toBe('/mnt/d/wsl');
    expect(linuxPath('/c', 'c:\\x')).toBe('/c/x');
    expect(linuxPath('/mnt/c', '\\\\server\\share')).toBeNull();
  });

  it('reads wsl.conf, whose last word counts', () => {
    const text =
      '# [interop]\n[Interop]\nEnabled = "False" # off\n\n[boot]\r\nsystemd=true\r\ncommand="service docker start"\n';
    expect(settingOf(text, 'interop', 'enabled')).toBe('false');
    expect(settingOf(text, 'boot', 'systemd')).toBe('true');
    expect(settingOf(text, 'network', 'hostname')).toBeNull();
  });
});

describe('which system it is', () => {
  const silent = { files: { '/proc/self/mountinfo': '29 1 8:32 / / rw - ext4 /dev/sdc rw\n' } };
  const systemOf = async (machine: Parameters<typeof machineHost>[0]) =>
    (await reportOf(machineHost({ ...silent, ...machine }), { offline: true })).machine.wsl;

  it.each([
    ['5.15.167.4-microsoft-standard-WSL2', 2],
    ['4.19.84-microsoft-standard', 2],
    ['6.6.36.3-microsoft-standard-WSL2+', 2],
    ['4.4.0-19041-Microsoft', 1],
  ])('%s is WSL %i', async (release, version) => {
    expect(await systemOf({ identity: { release }, env: { WSL_DISTRO_NAME: 'Debian' } })).toEqual({
      version,
      distribution: 'Debian',
    });
  });

  it('a kernel of its own is told by the folder of WSL', async () => {
    const identity = { release: '6.8.12-mine' };
    expect(await systemOf({ identity })).toBeNull();
    const files = { ...silent.files, '/run/WSL': { kind: 'directory' as const } };
    expect(await systemOf({ identity, files })).toMatchObject({ version: 2 });
  });

  it('a container under that kernel is none', async () => {
    const env = { container: 'docker' };
    expect(await systemOf({ env })).toBeNull();
  });
});

describe('fixes inside WSL', () => {
  const target = { system: 'wsl', distribution: 'ubuntu', init: 'none', root: false } as const;
  const all = catalogue
    .filter(({ systems }) => systems.includes('wsl'))
    .flatMap((entry) => fixesFor(entry, { ...target, values: {} }).map((one) => ({ id: entry.id, ...one })));

  it('say where PowerShell is typed, and are not run from here', () => {
    const windows = all.filter(({ shell }) => shell === 'powershell');
    expect(windows.length).toBeGreaterThan(20);
    for (const { id, title, automatic, needsAdmin } of windows) {
      expect(title, id).toMatch(
        needsAdmin ? /^In PowerShell on Windows, as administrator: / : /^In PowerShell on Windows: /,
      );
      expect(automatic, id).toBe(false);
    }
  });

  it('give no command of Windows to the shell in here', () => {
    for (const { id, shell, commands } of all.filter(({ shell }) => shell === 'sh'))
      for (const command of commands)
        expect(command, `${id} (${shell})`).not.toMatch(
          /\bwsl(?:\.exe)? --|\.exe\b|docker desktop |winget|Set-Service|\brdctl |^wsl\b/,
        );
  });
});

describe('the recorded ones', () => {
  it('give the same when Windows is not told: never a claim about it', async () => {
    for (const { name, recording } of recordings.filter(({ name }) =>
      /closed|stuck|long-ago|minute-ago/.test(name),
    )) {
      const answers = Object.fromEntries(
        Object.entries(recording.answers).filter(([key]) => !/(?:powershell|tasklist)\.exe/.test(key)),
      );
      const ids = idsOf(await reportOf({ ...recording, answers }));
      for (const id of ['desktop.stuck', 'desktop.starting', 'desktop.backend-crash', 'wsl.distro-broken'])
        expect(ids, name).not.toContain(id);
      // A native engine needs no word of Windows.
      if (ids.includes('daemon.not-running')) expect(recording.answers, name).toBeDefined();
    }
  });
});
