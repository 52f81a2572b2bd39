import { describe, expect, it } from 'vitest';
import { proxyFor } from '../../src/facts/go-proxy.ts';
import { parseRateLimit } from '../../src/facts/registries.ts';
import { hasDefaultRoute, parseNetstat, parseProcRoutes } from '../../src/facts/routes.ts';
import { decisiveLine, parseSshUrl, sshFailure, sshMistake } from '../../src/facts/ssh.ts';

describe('the proxy for a host, by the rules of Go', () => {
  const settings = (none: string) => ({ http: 'http://plain:1', https: 'http://proxy:3128', none });
  it.each([
    ['registry-1.docker.io', '', 'http://proxy:3128'],
    ['registry-1.docker.io', 'docker.io', null],
    ['registry-1.docker.io', '.docker.io', null],
    ['docker.io', '.docker.io', 'http://proxy:3128'],
    ['docker.io', 'docker.io', null],
    ['notdocker.io', 'docker.io', 'http://proxy:3128'],
    ['registry-1.docker.io', '*.docker.io', null],
    ['registry-1.docker.io', '*', null],
    ['registry.lab', 'other, registry.lab:5000', 'http://proxy:3128'],
    ['registry.lab', 'REGISTRY.lab:443', null],
    ['10.1.2.3', '10.0.0.0/8', null],
    ['11.1.2.3', '10.0.0.0/8', 'http://proxy:3128'],
    ['localhost', '', null],
    ['127.0.0.1', '', null],
  ])('%s with NO_PROXY=%s: %s', (host, none, expected) =>
    expect(proxyFor(settings(none), host, 443, true)).toBe(expected),
  );
});

describe('routes', () => {
  it('of Linux', () => {
    const text = `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
tun0\t000010AC\t00000000\t0001\t0\t0\t0\t0000F0FF\t0\t0\t0
eth1\t0000A8C0\t00000000\t0000\t0\t0\t0\t0000FFFF\t0\t0\t0`;
    const routes = parseProcRoutes(text);
    expect(routes.map(({ text: route, device, gateway }) => [route, device, gateway])).toEqual([
      ['0.0.0.0/0', 'eth0', true],
      ['172.16.0.0/12', 'tun0', false],
    ]);
    expect(hasDefaultRoute(routes)).toBe(true);
    expect(hasDefaultRoute(routes.slice(1))).toBe(false);
  });
  it('of macOS', () => {
    const text = `Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
default            192.168.1.1        UGScg                 en0
10/8               utun4              USc                 utun4
127                127.0.0.1          UCS                   lo0
192.168.1          link#11            UCS                   en0      !
192.168.1.1/32     link#11            UCS                   en0      !
224.0.0/4          link#11            UmCS                  en0      !`;
    expect(parseNetstat(text).map(({ text: route, device }) => `${route} ${device}`)).toEqual([
      '0.0.0.0/0 en0',
      '10.0.0.0/8 utun4',
      '127.0.0.0/8 lo0',
      '192.168.1.0/24 en0',
      '192.168.1.1/32 en0',
      '224.0.0.0/4 en0',
    ]);
  });
});

describe('ssh', () => {
  it.each([
    ['ssh://dev@host.example:2222', { host: 'host.example', user: 'dev', port: '2222', path: null }],
    ['ssh://host', { host: 'host', user: null, port: null, path: null }],
    ['ssh://host/', { host: 'host', user: null, port: null, path: null }],
    ['ssh://u@[::1]:22/run/x.sock', { host: '::1', user: 'u', port: '22', path: '/run/x.sock' }],
    ['ssh://dev%40corp@host%2Eexample', { host: 'host.example', user: 'dev@corp', port: null, path: null }],
    ['ssh://dev%@host', null],
    ['ssh://', null],
  ])('%s', (url, expected) => expect(parseSshUrl(url)).toEqual(expected));
  it.each([
    ['ssh://dev@host', null],
    ['ssh://u:secret@host', 'docker takes no password in an ssh:// address'],
    ['ssh://host?x=1', 'docker takes nothing after a ? or # in an ssh:// address'],
    ['ssh://', 'an ssh:// address is ssh://USER@HOST:PORT'],
  ])('%s is wrong because %s', (url, expected) => expect(sshMistake(url)).toBe(expected));
  it.each([
    [255, 'Host key verification failed.', 'host-key'],
    [255, 'Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures', 'many-keys'],
    [255, 'Bad owner or permissions on /home/dev/.ssh/config', 'settings-open'],
    [
      255,
      'ssh: connect to host jump port 22: Connection refused\nConnection closed by UNKNOWN port 65535',
      'jump',
    ],
    [1, 'This account is currently not available.', 'no-login'],
    [1, "docker: 'system dial-stdio' is not a docker command.", 'old-docker'],
    [
      255,
      '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.',
      'host-key-changed',
    ],
    [255, 'dev@10.0.0.1: Permission denied (publickey,password).', 'key'],
    [255, 'ssh: Could not resolve hostname nowhere: Name or service not known', 'dns'],
    [255, 'ssh: connect to host 10.0.0.1 port 22: Connection refused', 'refused'],
    [255, 'ssh: connect to host 10.0.0.1 port 22: Connection timed out', 'timeout'],
    [255, 'kex_exchange_identification: Connection closed by remote host', 'other'],
    [127, 'bash: line 1: docker: command not found', 'no-docker'],
    [1, "'docker' is not recognized as an internal or external command,", 'no-docker'],
    [
      1,
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
      'permission',
    ],
    [
      1,
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'not-running',
    ],
  ])('exit %d, %s', (code, text, expected) => expect(sshFailure(code, text)).toBe(expected));
  it('the decisive line is found below a banner', () => {
    const text = '*** Authorised users only ***\r\ndev@10.0.0.1: Permission denied (publickey).\nbye\n';
    expect(decisiveLine(text)).toBe('dev@10.0.0.1: Permission denied (publickey).');
  });
});

describe("Docker Hub's limit", () => {
  it('is read from the headers', () => {
    expect(parseRateLimit({ 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '76;w=21600' })).toEqual(
      {
        limit: 100,
        remaining: 76,
        hours: 6,
      },
    );
  });
  it('is absent where an account has none', () => expect(parseRateLimit({})).toBeNull());
});
