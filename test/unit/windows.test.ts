/** Windows and WSL: parsers by real outputs in several languages. */
import { describe, expect, it } from 'vitest';
import { compareVersions, minimumWsl } from '../../checks/data/windows-support.ts';
import { parseServices, parseSystem, parseTasklist, SCRIPT } from '../../src/facts/win/powershell.ts';
import { parseRegQuery } from '../../src/facts/win/registry.ts';
import { parseWslText } from '../../src/facts/win/wsl.ts';

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

  it.each([
    ['English', 'SERVICE_NAME', 'TYPE', 'STATE'],
    ['German', 'SERVICE_NAME', 'TYP', 'STATUS'],
    ['Spanish', 'NOMBRE_SERVICIO', 'TIPO', 'ESTADO'],
    ['Russian', 'Имя_службы', 'Тип', 'Состояние'],
  ])('reads sc query in %s, services and drivers', (_, name, type, state) => {
    const block = (service: string, kind: string, is: string) =>
      `\n${name}: ${service}\nDISPLAY_NAME: 4  RUNNING away\n        ${type}               : ${kind}\n        ${state}              : ${is} \n                                (STOPPABLE)\n        WIN32_EXIT_CODE    : 0  (0x0)\n`;
    const found = parseServices(
      block('WslService', '10  WIN32_OWN_PROCESS', '1  STOPPED') +
        block('Vid', '1  KERNEL_DRIVER', '4  RUNNING') +
        block('hns', '30  WIN32', '2  START_PENDING'),
    );
    expect([...(found ?? [])].map(([key, { state: is }]) => [key, is])).toEqual([
      ['wslservice', 'stopped'],
      ['vid', 'running'],
      ['hns', 'other'],
    ]);
    expect(
      parseServices('[SC] EnumQueryServicesStatus:OpenService FAILED 5:\n\nAccess is denied.\n'),
    ).toBeNull();
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
