/** Windows and WSL: parsers by real outputs in several languages, and both sides of WSL. */
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../checks/catalogue/index.ts';
import { compareVersions, minimumWsl } from '../../checks/data/windows-support.ts';
import { checksOf } from '../../checks/index.ts';
import { registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { startDiagnosis } from '../../src/diagnosis/diagnose.ts';
import { parseSystem, parseTasklist, SCRIPT } from '../../src/facts/win/powershell.ts';
import { parseRegQuery } from '../../src/facts/win/registry.ts';
import { parseWslText } from '../../src/facts/win/wsl.ts';
import { type Machine, machineHost } from '../support/machine.ts';

beforeAll(() => registerCatalogue(catalogue));

const OPTIONS = { offline: true, deep: false, only: [], skip: [], timeoutMs: 5000 };

async function idsOn(machine: Machine): Promise<string[]> {
  const diagnosis = await startDiagnosis(machineHost(machine), checksOf, OPTIONS as never);
  return (await diagnosis.report).problems.map(({ id }) => id);
}

const CGROUP = '29 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n';
const BIN = '/mnt/c/Program Files/Docker/Docker/resources/bin';
const STAND_IN = {
  '/proc/self/mountinfo': CGROUP,
  '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids',
  '/proc/filesystems': 'nodev\toverlay\n',
  [`${BIN}/docker`]: '#!/usr/bin/env sh',
  '/mnt/c/Program Files/Docker/Docker/Docker Desktop.exe': 'MZ',
  '/etc/os-release': 'ID=ubuntu\nVERSION_ID="22.04"\nNAME="Ubuntu"\n',
};
const ENV = {
  WSL_DISTRO_NAME: 'Ubuntu',
  PATH: `/usr/bin:/bin:${BIN}:/mnt/c/Users/maria/AppData/Local/Microsoft/WindowsApps`,
};
const TASKLIST = '/mnt/c/Windows/System32/tasklist.exe';
const said = (version: number) => ({
  stdout: `The command 'docker' could not be found in this WSL ${version} distro.\n`,
  exitCode: 1,
});
const running = { stdout: '"Docker Desktop.exe","4312","Console","1","98,000 K"\n' };
const closed = { stdout: '"explorer.exe","1200","Console","1","98.000 K"\n' };
const settings = (text: string) => ({
  '/mnt/c/Users/maria/AppData/Roaming/Docker/settings-store.json': text,
});

describe('inside a WSL distribution', () => {
  it.each<[string, string, Machine]>([
    [
      'Desktop runs, this distribution is not in its list',
      'desktop.wsl-integration',
      {
        env: ENV,
        files: { ...STAND_IN, ...settings('{"IntegratedWslDistros":["Debian"]}') },
        programs: { [`${BIN}/docker`]: said(2), [TASKLIST]: running },
      },
    ],
    [
      'Desktop is closed on Windows',
      'daemon.not-running',
      { env: ENV, files: STAND_IN, programs: { [`${BIN}/docker`]: said(2), [TASKLIST]: closed } },
    ],
    [
      'Windows cannot be asked',
      'desktop.wsl-integration',
      { env: ENV, files: STAND_IN, programs: { [`${BIN}/docker`]: said(2) } },
    ],
    [
      'Desktop runs Windows containers',
      'desktop.windows-containers',
      {
        env: ENV,
        files: { ...STAND_IN, ...settings('{"UseWindowsContainers":true}') },
        programs: { [`${BIN}/docker`]: said(2), [TASKLIST]: running },
      },
    ],
    [
      'a folder is in the way of the link',
      'desktop.wsl-integration',
      {
        env: ENV,
        files: { ...STAND_IN, '/usr/bin/docker': { kind: 'directory' } },
        programs: { [`${BIN}/docker`]: said(2), [TASKLIST]: running },
      },
    ],
    [
      'WSL 1',
      'wsl.version1',
      {
        identity: { release: '4.4.0-19041-Microsoft' },
        env: ENV,
        files: STAND_IN,
        programs: { [`${BIN}/docker`]: said(1), [TASKLIST]: running },
      },
    ],
    [
      'Docker Engine without systemd',
      'wsl.no-systemd',
      {
        env: { WSL_DISTRO_NAME: 'Debian', PATH: '/usr/bin:/bin' },
        files: { '/usr/bin/docker': 'ELF', '/usr/bin/dockerd': 'ELF', '/etc/os-release': 'ID=debian\n' },
        programs: { '/usr/bin/docker': { stdout: 'Docker version 28.2.2, build 1\n' } },
      },
    ],
    [
      'a left-over DOCKER_HOST',
      'env.docker-host',
      {
        env: { ...ENV, DOCKER_HOST: 'unix:///mnt/wsl/shared-docker/docker.sock' },
        files: { '/usr/bin/docker': 'ELF' },
        programs: { '/usr/bin/docker': { stdout: 'Docker version 28.2.2, build 1\n' } },
      },
    ],
  ])('%s: %s first', async (_, id, machine) => {
    const ids = await idsOn(machine);
    expect(ids[0]).toBe(id);
    // The stand-in is no wrong program, and what Windows has is not missing here.
    expect(ids).not.toContain('client.wrong-program');
    expect(ids).not.toContain('engine.missing');
  });
});

describe('what Windows programs print', () => {
  it('reads versions from wsl --version in every language', () => {
    const texts = [
      'WSL version: 2.3.26.0\nKernel version: 5.15.167.4-1\n',
      'WSL-Version: 2.3.26.0\nKernelversion: 5.15.167.4-1\n',
      'Version WSL : 2.3.26.0\nVersion du noyau : 5.15.167.4-1\n',
      'Versión de WSL: 2.3.26.0\nVersión de kernel: 5.15.167.4-1\n',
      'WSL バージョン: 2.3.26.0\nカーネル バージョン: 5.15.167.4-1\n',
      'WSL 版本: 2.3.26.0\n内核版本: 5.15.167.4-1\n',
      'WSL 版本： 2,3,26,0\n內核版本： 5,15,167,4-1\n',
    ];
    for (const text of texts)
      expect(parseWslText(text).numbers.slice(0, 2)).toEqual(['2.3.26.0', '5.15.167.4']);
  });

  it('takes no date for a version, and finds codes and links with words glued to them', () => {
    const status = parseWslText('zuletzt am 30.12.2023 aktualisiert\nKernelversion: 5.10.102.1\n');
    expect(status.numbers).toEqual(['5.10.102.1']);
    expect(parseWslText('자세한 내용은 https://aka.ms/wsl2kernel을 참조하십시오.').links).toEqual([
      'wsl2kernel',
    ]);
    expect(parseWslText('Fehlercode: Wsl/Service/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED').error).toBe(
      'Wsl/Service/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED',
    );
  });

  it('reads reg query: keys, types, empty values', () => {
    const keys = parseRegQuery(
      'HKEY_CURRENT_USER\\Software\\X\n    DefaultVersion    REG_DWORD    0x2\n    Name    REG_SZ    a  b\n\nHKEY_CURRENT_USER\\Software\\X\\{1}\n    Empty    REG_SZ\n',
    );
    expect(keys.get('hkcu\\software\\x')).toEqual({ defaultversion: 2, name: 'a  b' });
    expect(keys.get('hkcu\\software\\x\\{1}')).toEqual({ empty: '' });
  });

  it('reads a list of one, enumerations as numbers or words, and both forms of dates', () => {
    const parsed = parseSystem(
      'a profile said hello\n{"done":true,"computer":{"HypervisorPresent":false,"Manufacturer":"HP"},"features":{"Name":"VirtualMachinePlatform","InstallState":2},"services":[{"Name":"WslService","Status":"Running","StartType":4},{"Name":"vmcompute","Status":1,"StartType":3}],"processes":{"Name":"Docker Desktop","StartTime":"/Date(1732089673000)/"}}\n',
    );
    expect(parsed.known && parsed.value).toMatchObject({
      hypervisor: false,
      features: { VirtualMachinePlatform: 'disabled' },
      services: {
        wslservice: { state: 'running', start: 'disabled' },
        vmcompute: { state: 'stopped', start: 'manual' },
      },
      processes: [{ name: 'Docker Desktop', started: 1732089673000 }],
      cpu: null,
    });
  });

  it('takes an error of PowerShell for no answer', () => {
    expect(parseSystem('Cannot invoke method.').known).toBe(false);
    expect(parseSystem('{"done":false}').known).toBe(false);
  });

  it('hands PowerShell a script without double quotes, so that no quoting can break it', () => {
    expect(SCRIPT).not.toContain('"');
    expect(SCRIPT).not.toContain('\n');
  });

  it('reads tasklist by columns', () => {
    expect(parseTasklist('"com.docker.backend.exe","77","Services","0","1.024 K"\n')).toEqual([
      { name: 'com.docker.backend', started: null, session: 0 },
    ]);
    expect(parseTasklist('INFORMATION: keine Aufgaben\n')).toBeNull();
  });

  it('compares versions by their numbers, and knows what each Desktop asks for', () => {
    expect(compareVersions('2.10.0', '2.9.1')).toBeGreaterThan(0);
    expect(compareVersions('3.0.1', '2.1.5')).toBeGreaterThan(0);
    expect(minimumWsl('4.37.1')).toBe('1.1.3');
    expect(minimumWsl(null)).toBe('2.1.5');
  });
});
