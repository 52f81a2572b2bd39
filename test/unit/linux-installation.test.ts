import { describe, expect, it } from 'vitest';
import { endedLongAgo, ownNumber } from '../../checks/data/releases.ts';
import { givenTwice } from '../../checks/linux/given-twice.ts';
import { parseAptSources } from '../../src/facts/repository.ts';
import type { ServiceFact } from '../../src/facts/service.ts';

const NOW = Date.parse('2026-11-24');

describe('versions of former times', () => {
  it('have leading zeros, and an end', () => {
    expect(String(ownNumber('19.03.15'))).toBe('19.3.15');
    const old = ownNumber('19.03.15');
    expect(old && endedLongAgo(old, NOW)).toMatch(/^20\d\d-/);
  });
});

describe("Docker's repository", () => {
  it('is read in both styles, with its key and its architectures', () => {
    const line =
      'deb [arch=amd64,arm64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/ubuntu noble stable';
    const stanza =
      'Types: deb\nURIs: https://download.docker.com/linux/debian\nSuites: trixie\nComponents: stable\nArchitectures: amd64\nSigned-By: /etc/apt/keyrings/docker.asc\n';
    const key = '/etc/apt/keyrings/docker.asc';
    expect(parseAptSources('a.list', line)).toEqual([
      {
        file: 'a.list',
        distribution: 'ubuntu',
        codename: 'noble',
        architectures: ['amd64', 'arm64'],
        key,
        keyProblem: null,
      },
    ]);
    expect(parseAptSources('a.sources', stanza)).toEqual([
      {
        file: 'a.sources',
        distribution: 'debian',
        codename: 'trixie',
        architectures: ['amd64'],
        key,
        keyProblem: null,
      },
    ]);
  });
});

describe('a directive given twice', () => {
  const service = (options: string): ServiceFact => ({
    units: {
      'docker.service': {
        Id: 'docker.service',
        ExecStart: `{ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd ${options} ; ignore_errors=no }`,
      },
    },
    process: null,
    pidFile: null,
  });
  const settings = (value: Record<string, unknown>) =>
    ({ file: '/etc/docker/daemon.json', state: 'read', value, refused: null }) as const;

  it('is named with its flag', () => {
    const found = givenTwice(
      settings({ hosts: ['unix:///run/docker.sock'] }),
      service('-H fd:// --containerd=/run/c.sock'),
    );
    expect(found?.values).toMatchObject({ directive: 'hosts', flag: '-H of its unit' });
    expect(
      givenTwice(settings({ 'log-level': 'warn' }), service('--log-level=debug'))?.values?.directive,
    ).toBe('log-level');
  });

  it('is not seen where the two do not meet', () => {
    expect(
      givenTwice(settings({ debug: true }), service('-H fd:// --containerd=/run/host-H.sock')),
    ).toBeNull();
  });
});
