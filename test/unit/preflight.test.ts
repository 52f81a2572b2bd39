import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { emulatedBy } from '../../src/facts/platforms.ts';
import { parseListeners } from '../../src/facts/ports.ts';
import { comparable, fitsRange, isNewerLine } from '../../src/facts/versions.ts';
import { publishedPorts, registryOf } from '../../src/preflight/compose-needs.ts';
import { interpolate } from '../../src/preflight/interpolate.ts';
import { readRequirements } from '../../src/preflight/read.ts';
import { parseSize } from '../../src/preflight/values.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/requirements.schema.json'), 'utf8'),
);
const validate = new Ajv({ strict: false }).compile(schema);
const read = (text: string, manifest = false) =>
  readRequirements(
    { text, name: 'docker-doctor.json', folder: '/work', manifest },
    { platform: 'linux', home: '/home/ann' },
  );

describe('versions', () => {
  it('compares what packages call them', () => {
    expect(comparable('20.10.24+dfsg1')).toBe('20.10.24');
    expect(comparable('28.2.2-rd')).toBe('28.2.2');
    expect(comparable('v2.29.1-desktop.1')).toBe('2.29.1');
    expect(comparable('17.06.2-ce')).toBe('17.6.2');
    expect(comparable('29.0.0-rc.1')).toBe('29.0.0-rc.1');
    expect(comparable('unknown')).toBe(null);
  });

  it('tells whether they are in a range', () => {
    expect(fitsRange('28.2.2-rd', '>=28.2.2')).toBe(true);
    expect(fitsRange('29.0.0-rc.1', '>=29.0.0')).toBe(false);
    expect(fitsRange('20.10.24+dfsg1', '>=24')).toBe(false);
    expect(fitsRange('1.41', '>=1.9')).toBe(true);
    expect(fitsRange('unknown', '>=1')).toBe(null);
  });

  it('a newer line is one of another minor number', () => {
    expect(isNewerLine('28.2.2', '20.10.24+dfsg1')).toBe(true);
    expect(isNewerLine('28.2.2', '28.1.5')).toBe(true);
    expect(isNewerLine('28.2.2', '28.2.0')).toBe(false);
    expect(isNewerLine('20.10.24+dfsg1', '28.2.2')).toBe(false);
    expect(isNewerLine('dev', '28.2.2')).toBe(false);
  });
});

describe('a requirements file', () => {
  const right = [
    '{"engine": ">=24", "memory": "4GB", "ports": [8080, "53/udp"], "registries": ["ghcr.io", {"host": "r.example.com", "signedIn": true}]}',
    '{"checks": [{"name": "VPN", "command": ["vpn-status"], "exitCode": 0, "fix": "vpn up", "timeout": 2}]}',
    '{"platforms": ["linux/amd64"], "contexts": ["default"], "rootless": false, "composeFiles": ["compose.yaml"]}',
  ];
  it.each(right)('is right: %s', (text) => {
    expect(() => read(text)).not.toThrow();
    expect(validate(JSON.parse(text))).toBe(true);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['{"engin": ">=24"}', '1:2: unknown key "engin", perhaps "engine"'],
    ['{\n  "memory": 4\n}', '2:13: a text is expected'],
    ['{"memory": "much"}', "1:12: 'much' is no size"],
    ['{"ports": [0]}', "1:12: '0' is no port"],
    ['{"cpus": 1.5}', '1:10: '],
    ['{"contexts": []}', '1:14: at least one name'],
    ['{"checks": [{"name": "x"}]}', '1:13: a check needs "command"'],
    ['[]', '1:1: the requirements must be an object'],
  ];
  it.each(wrong)('is wrong: %s', (text, message) => {
    expect(() => read(text)).toThrow(`docker-doctor.json:${message}`);
    expect(validate(JSON.parse(text))).toBe(false);
  });

  it('that is no JSON is told with its place', () => {
    expect(() => read('{\n "engine": ">=24",\n}')).toThrow(/^docker-doctor\.json:2:18: /);
    expect(() => read('{"engine": }')).toThrow('docker-doctor.json:1:12: a value is expected');
  });

  it('is a key of package.json too, with places in that file', () => {
    expect(read('{\n "name": "x",\n "docker-doctor": {"engine": ">=24"}\n}', true).versions.engine).toEqual([
      { value: '>=24', from: 'docker-doctor.json:3:30' },
    ]);
  });

  it('has paths from its own folder and from home', () => {
    expect(read('{"paths": ["data", "~/x", "/y"]}').paths.map(({ value }) => value.path)).toEqual([
      '/work/data',
      '/home/ann/x',
      '/y',
    ]);
  });
});

describe('notations', () => {
  it('sizes are powers of 1024', () => {
    expect(parseSize('4GB')).toBe(4 * 1024 ** 3);
    expect(parseSize('512m')).toBe(512 * 1024 ** 2);
  });

  it('ports of Compose', () => {
    const names = (entry: unknown) =>
      publishedPorts(entry).map(({ port, protocol, address }) => [port, protocol, address]);
    expect(names('8080:80')).toEqual([[8080, 'tcp', null]]);
    expect(names('127.0.0.1:5300:53/udp')).toEqual([[5300, 'udp', '127.0.0.1']]);
    expect(names('3000-3001:80-81')).toEqual([
      [3000, 'tcp', null],
      [3001, 'tcp', null],
    ]);
    expect(names('80')).toEqual([]);
    expect(names({ target: 80, published: '8080', protocol: 'tcp' })).toEqual([[8080, 'tcp', null]]);
  });

  it('registries of images', () => {
    expect(registryOf('nginx')).toBe('docker.io');
    expect(registryOf('org/app')).toBe('docker.io');
    expect(registryOf('ghcr.io/org/app:1')).toBe('ghcr.io');
    expect(registryOf('localhost:5000/app')).toBe('localhost:5000');
  });

  it('variables of Compose', () => {
    const look = (name: string) => ({ A: 'a', EMPTY: '' })[name];
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose's own notation.
    const text = '$A ${A} ${X:-d} ${EMPTY:-e} ${EMPTY-f} $$A ${NO}';
    expect(interpolate(text, look)).toEqual({ text: 'a a d e  $A ', unset: ['NO'], required: [] });
  });
});

describe('what the kernel says', () => {
  it('listeners, not connections', () => {
    const table = `  sl  local_address rem_address   st
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000
   1: 0100007F:1F91 0100007F:C350 01 00000000:00000000
   2: 00000000:0016 00000000:0000 0A 00000000:00000000`;
    expect(parseListeners(table, 'tcp')).toEqual([
      { protocol: 'tcp', port: 8080, address: '127.0.0.1' },
      { protocol: 'tcp', port: 22, address: null },
    ]);
  });

  it('an emulation counts when it is on and stays open', () => {
    const handler = (state: string, flags: string): string =>
      `${state}\ninterpreter /usr/bin/qemu-aarch64-static\nflags: ${flags}\noffset 0\nmagic 7f454c460201010000000000000000000200b700\nmask ffffffffffffff00\n`;
    expect(emulatedBy(handler('enabled', 'OCF'))).toBe('linux/arm64');
    expect(emulatedBy(handler('enabled', 'OC'))).toBe(null);
    expect(emulatedBy(handler('disabled', 'OCF'))).toBe(null);
  });
});
