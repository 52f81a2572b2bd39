import { describe, expect, it } from 'vitest';
import { refusedDirective } from '../../src/facts/daemon-directives.ts';
import { parseHostOption, transportOf } from '../../src/facts/endpoint.ts';
import { parseJson } from '../../src/facts/json-text.ts';
import { cgroupMounts } from '../../src/facts/kernel.ts';
import { foreignFormat, formatOf } from '../../src/facts/program-format.ts';
import { parseUnits } from '../../src/facts/service.ts';
import { modeText, parseGroups } from '../../src/facts/socket.ts';
import { distributionOf, parseOsRelease } from '../../src/facts/system.ts';
import { clientMinimumApi, compareApi } from '../../src/facts/versions.ts';
import { decodeText } from '../../src/host/decode.ts';

describe('JSON with the place of its error', () => {
  const cases: [string, number, number][] = [
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a": 1', 1, 8],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['{"a": 1}\n{"b": 2}', 2, 1],
  ];
  for (const [text, line, column] of cases) {
    it(JSON.stringify(text), () => expect(parseJson(text)).toMatchObject({ ok: false, line, column }));
  }
  it('its message says what, not where', () => {
    const parsed = parseJson('{"a": nope}');
    expect(parsed.ok ? '' : parsed.message).not.toMatch(/position \d/);
  });
});

describe('os-release and the family of a distribution', () => {
  const families: Record<string, [string, string]> = {
    'ID=debian': ['debian', 'bookworm'],
    'ID=linuxmint\nID_LIKE="ubuntu debian"': ['ubuntu', 'mint'],
    'ID="rocky"\nID_LIKE="rhel centos fedora"': ['rhel', 'rocky'],
    'ID="amzn"\nID_LIKE="fedora"': ['rhel', 'amazon'],
    'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"': ['opensuse', 'tumbleweed'],
    'ID=raspbian\nID_LIKE=debian': ['raspberry-pi-os', 'raspbian'],
    'ID=manjaro\nID_LIKE=arch': ['arch', 'manjaro'],
    'ID=alpine': ['alpine', 'alpine'],
    'ID=nixos': ['nixos', 'nixos'],
    'ID=pop\nID_LIKE="ubuntu debian"': ['ubuntu', 'pop'],
    'ID=void': ['other', 'void'],
    '': ['other', 'nothing'],
  };
  for (const [text, [family, name]] of Object.entries(families)) {
    it(name, () => expect(distributionOf(parseOsRelease(text))).toBe(family));
  }
  it('takes quotes off and keeps what is inside', () => {
    expect(parseOsRelease(`NAME="A 'b' c"\nVERSION_ID='1'\n# comment\nBAD LINE`)).toEqual({
      NAME: "A 'b' c",
      VERSION_ID: '1',
    });
  });
});

describe('engine addresses, read as the CLI reads them', () => {
  const tls = { caFile: 'ca' };
  it.each([
    ['unix:///var/run/docker.sock', null, { kind: 'unix', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', null, { kind: 'pipe', path: '//./pipe/docker_engine' }],
    ['tcp://host:2375', null, { kind: 'tcp', host: 'host', port: 2375, tls: null }],
    ['tcp://[::1]:2376', tls, { kind: 'tcp', host: '::1', port: 2376, tls }],
    ['https://host', null, { kind: 'tcp', host: 'host', port: 443, tls: {} }],
    ['ssh://me@host', null, { kind: 'ssh', url: 'ssh://me@host' }],
  ])('%s %o', (url, material, expected) => expect(transportOf(url, material)).toEqual(expected));
  it.each([
    ['tcp://host', false, 'tcp://host:2375'],
    ['tcp://host', true, 'tcp://host:2375'],
    [':99', false, 'tcp://localhost:99'],
    ['host:1234', false, 'tcp://host:1234'],
    ['', false, 'unix:///default'],
    ['', true, 'tcp://localhost:2376'],
  ])("'%s', TLS %s", (text, withTls, url) =>
    expect(parseHostOption(text, withTls, 'unix:///default')).toEqual({ url }),
  );
  it.each(['unix://', 'ftp://host', 'tcp://host:99999', 'tcp://a b'])('%s is invalid', (url) =>
    expect(transportOf(url, null).kind).toBe('invalid'),
  );
});

describe('API versions', () => {
  it('are pairs of integers', () => {
    expect(compareApi('1.9', '1.40')).toBeLessThan(0);
    expect(compareApi('1.44', '1.44')).toBe(0);
    expect(compareApi('2.0', '1.99')).toBeGreaterThan(0);
  });
  it.each([
    ['29.0.1', '1.44'],
    ['29.2.0', '1.44'],
    ['29.3.0', '1.40'],
    ['28.5.1', null],
    ['20.10.24+dfsg1', null],
  ])('a CLI %s goes down to %s', (version, expected) => expect(clientMinimumApi(version)).toBe(expected));
});

describe('bytes as text', () => {
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  it.each([
    ['UTF-8', Buffer.from('Größe\n'), 'Größe\n'],
    ['UTF-8 with a mark', Buffer.from('\ufeffa\n'), 'a\n'],
    ['UTF-16LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('Größe\r\n')]), 'Größe\n'],
    [
      'UTF-16LE without one (wsl.exe)',
      utf16('  NAME  STATE\r\r\n* Ubuntu  Läuft\r\r\n'),
      '  NAME  STATE\n* Ubuntu  Läuft\n',
    ],
    ['UTF-16LE in Japanese', utf16('既定\r\n'), '既定\n'],
    ['a list with NULs (/proc/1/environ)', Buffer.from('a=1\0b=2\0'), 'a=1\0b=2\0'],
    ['nothing', Buffer.alloc(0), ''],
  ])('%s', (_, bytes, text) => expect(decodeText(bytes)).toBe(text));
});

describe('what kind of program a file is', () => {
  const elf = (machine: number): Buffer => {
    const head = Buffer.alloc(64);
    head.writeUInt32BE(0x7f454c46, 0);
    head[4] = 2;
    head[5] = 1;
    head.writeUInt16LE(machine, 18);
    return head;
  };
  const machine = (platform: 'linux' | 'darwin' | 'win32', arch: string) =>
    ({ platform, arch }) as Parameters<typeof foreignFormat>[1];
  it.each([
    ['x64 on x64', elf(62), machine('linux', 'x64'), null],
    ['arm64 on x64', elf(183), machine('linux', 'x64'), 'built for arm64; this machine is x64'],
    ['32 bit on 64 bit Arm', elf(40), machine('linux', 'arm64'), null],
    ['ELF on a Mac', elf(183), machine('darwin', 'arm64'), 'a Linux program'],
    ['a script', Buffer.from('#!/bin/sh\n'), machine('linux', 'x64'), null],
    [
      'a Mac program on Linux',
      Buffer.from('cffaedfe0c000001', 'hex'),
      machine('linux', 'x64'),
      'a macOS program',
    ],
    ['PE on Linux', Buffer.from('MZ\x90\x00'), machine('linux', 'x64'), 'a Windows program'],
    ['an empty file', Buffer.alloc(0), machine('linux', 'x64'), null],
  ])('%s', (_, head, identity, expected) => expect(foreignFormat(formatOf(head), identity)).toBe(expected));
});

describe('systemd, groups, modes, cgroups', () => {
  it('systemctl show of several units', () => {
    const units = parseUnits(
      'Id=docker.service\nActiveState=failed\nResult=exit-code\n\nId=docker.socket\nLoadState=masked\n',
    );
    expect(units['docker.service']).toMatchObject({ ActiveState: 'failed', Result: 'exit-code' });
    expect(units['docker.socket']).toMatchObject({ LoadState: 'masked' });
  });
  it('group(5), with what is no entry left out', () => {
    expect(parseGroups('docker:x:999:ann,bob\n+::::\n\nwheel:x:10:')).toEqual([
      { name: 'docker', gid: 999, members: ['ann', 'bob'] },
      { name: 'wheel', gid: 10, members: [] },
    ]);
  });
  it('modes as ls shows them', () => {
    const stat = { kind: 'socket' as const, mode: 0o660, uid: 0, gid: 999, size: 0, mtimeMs: 0 };
    expect(modeText(stat)).toBe('srw-rw----');
    expect(modeText({ ...stat, kind: 'directory', mode: 0o755 })).toBe('drwxr-xr-x');
  });
  it.each([
    ['v2', '30 25 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw', 'v2'],
    ['v1', '33 32 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory', 'v1'],
    [
      'hybrid',
      '33 32 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n31 32 0:27 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw',
      'hybrid',
    ],
    ['none', '22 1 8:1 / / rw - ext4 /dev/sda1 rw', null],
  ])('cgroups %s', (_, mounts, expected) => expect(cgroupMounts(mounts).version).toBe(expected));
});

describe('directives of daemon.json before 23.0', () => {
  it.each([
    [{ 'log-driver': 'json-file', 'log-opts': { 'max-size': '10m' }, dns: ['1.1.1.1'], debug: true }, null],
    [{ 'log-drver': 'json-file' }, 'does not know: "log-drver"'],
    [{ debug: 'true' }, '"debug" must be true or false'],
    [{ dns: '1.1.1.1' }, '"dns" must be an array of strings'],
    [{ 'insecure-registries': [1] }, '"insecure-registries" must be an array of strings'],
    [{ mtu: '1400' }, '"mtu" must be a number'],
    [{ dns: null }, null],
  ])('%o', (config, expected) => {
    const refused = refusedDirective(config);
    if (expected === null) expect(refused).toBeNull();
    else expect(refused).toContain(expected);
  });
});
