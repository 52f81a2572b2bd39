import { describe, expect, it } from 'vitest';
import { createRedactor, RULES } from '../../src/report/redact.ts';
import { sanitize } from '../../src/report/sanitize.ts';
import { ADVERSARIAL } from '../support/adversarial.ts';
import { CONTRACT_CANARIES, TICKET_CANARIES } from '../support/canaries.ts';

const redact = createRedactor({ user: 'jdoe', hostname: 'jdoe-laptop.corp.example', homes: ['/home/jdoe'] });
const windows = createRedactor({
  user: 'Jane Doe',
  hostname: 'DESKTOP-J4N3',
  homes: ['C:\\Users\\Jane Doe'],
});

/** What goes in, and what must not come out. */
const SECRETS: readonly (readonly [string, string])[] = [
  ['/home/jdoe/.docker/config.json', 'jdoe'],
  ['open /home/jdoe: permission denied', 'jdoe'],
  ['/home/jdoe', 'jdoe'],
  ['unix:///home/jdoe/.colima/default/docker.sock', 'jdoe'],
  ['"/home/jdoe/x"', 'jdoe'],
  ['/home/alice/.ssh/id_rsa', 'alice'],
  ['/Users/alice/Library/Containers', 'alice'],
  ['/var/home/alice/x', 'alice'],
  ['/mnt/c/Users/alice/AppData', 'alice'],
  ['C:\\Users\\alice\\AppData', 'alice'],
  ['C:\\\\Users\\\\alice\\\\AppData', 'alice'],
  ['C:/Users/alice/AppData', 'alice'],
  ['user jdoe is not in the group', 'jdoe'],
  ['jdoe:x:1000:1000::/home/jdoe:/bin/bash', 'jdoe'],
  ['docker:x:999:jdoe', 'jdoe'],
  ['Name: jdoe-laptop', 'jdoe-laptop'],
  ['lookup jdoe-laptop.corp.example: no such host', 'jdoe-laptop'],
  ['The user CORP\\bob.smith is not in docker-users', 'bob'],
  ['The user CORP\\bob is not in docker-users', 'CORP'],
  ['Zugriff verweigert: CONTOSO-1\\nina.', 'nina'],
  ['{"user":"CORP\\\\bob"}', 'bob'],
  ['running as corp\\jdoe', 'corp'],
  ['http://ann:hunter2@proxy:3128', 'hunter2'],
  ['HTTP_PROXY=http://ann:p%40ss@proxy.corp:8080/', 'p%40ss'],
  ['https://token123456@github.com/x', 'token123456'],
  ['ssh://jdoe@build', 'jdoe'],
  ['ssh://bob@build', 'bob'],
  ['Authorization: Bearer abcdefghijklmnop', 'abcdefghijklmnop'],
  ['Authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9', 'eyJhbGci'],
  ['ghp_0123456789abcdefghijABCDEFGHIJ', 'ghp_0123'],
  ['github_pat_11ABCDEFG0123456789_abcdefgh', 'github_pat_11'],
  ['glpat-abcdefghij0123456789', 'glpat-abc'],
  ['dckr_pat_abcdefghijklmnop', 'dckr_pat_abc'],
  ['npm_abcdefghijklmnopqrstuvwxyz0123456789', 'npm_abcdef'],
  ['AKIAIOSFODNN7EXAMPLE', 'AKIAIOSF'],
  ['xoxb-1234567890-abcdef', 'xoxb-1234'],
  ['password=hunter2', 'hunter2'],
  ['DB_PASSWORD=hunter2', 'hunter2'],
  ['--password hunter2x', ''],
  ['{"password": "hunter2"}', 'hunter2'],
  ['{"identitytoken": "abc.def"}', 'abc.def'],
  ['{"auths": {"ghcr.io": {"auth": "c2VjcmV0"}}}', 'c2VjcmV0'],
  ['{"auths": {"ghcr.io": {"auth": "c2VjcmV0",}}}', 'c2VjcmV0'],
  ['{"auths": {"ghcr.io": {"username": "bobby", "auth": "c2VjcmV0"}', 'bobby'],
  ['{"HttpHeaders": {"X-Meta": "secretvalue"}}', 'secretvalue'],
  ['client_secret: abcdef', 'abcdef'],
  ['_authToken=abcdef123', 'abcdef123'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----', 'MIIEow'],
  ['-----BEGIN CERTIFICATE-----\nMIIDdz\n-----END CERTIFICATE-----', 'MIIDdz'],
  ['mail jane.doe@corp.example for help', 'jane.doe'],
];

describe('redaction', () => {
  for (const [text, secret] of SECRETS.filter(([, hidden]) => hidden !== '')) {
    it(JSON.stringify(text).slice(0, 70), () => {
      const once = redact(text);
      expect(once).not.toContain(secret);
      expect(redact(once)).toBe(once);
    });
  }

  it('leaves what names nobody', () => {
    for (const text of [
      'unix:///var/run/docker.sock',
      'srw-rw---- 1 root docker',
      'Cannot connect to the Docker daemon',
      'linuxbrew is in /home/linuxbrew/.linuxbrew/bin',
      'tcp://10.0.0.5:2376',
      'HKLM\\SOFTWARE\\Docker',
      'SOFTWARE\\Docker is not there',
      'C:\\WINDOWS\\system32',
      '"C:\\Program Files\\WSL\\wsl.exe" or WSL\\wsl.exe-folder\\x',
      'BUILTIN\\Users and NT AUTHORITY\\SYSTEM',
      '{"log":"ERROR\\nfailed","also":"WARN\\tslow"}',
      'ROOT\\cimv2, PCI\\VEN_8086',
      '{"auths": {"ghcr.io": {}}}'.replace(/.*/, '{"credsStore":"pass"}'),
    ])
      expect(redact(text)).toBe(text);
  });

  it('is a homomorphism on paths below the home folder', () => {
    for (const rest of ['/.docker/config.json', '/bin/docker', '/a b/c'])
      expect(redact(`/home/jdoe${rest}`)).toBe(`${redact('/home/jdoe')}${rest}`);
  });

  it('a name inside another word is no name', () => {
    const ann = createRedactor({ user: 'ann', hostname: 'box', homes: ['/home/ann'] });
    expect(ann('the channel cannot be opened, inbox full')).toBe('the channel cannot be opened, inbox full');
  });

  it('Windows: spaces in the name, any case, either separator', () => {
    for (const text of [
      'C:\\Users\\Jane Doe\\.docker\\config.json',
      'c:\\users\\jane doe\\.docker',
      'C:/Users/Jane Doe/.docker',
      '"C:\\\\Users\\\\Jane Doe\\\\.docker"',
      'DESKTOP-J4N3\\Jane Doe',
    ])
      expect(windows(text)).not.toMatch(/jane|j4n3/i);
  });

  it('root and other common names are no secrets', () => {
    const root = createRedactor({ user: 'root', hostname: 'localhost', homes: ['/root'] });
    expect(root('owned by root on localhost')).toBe('owned by root on localhost');
  });
});

describe('the rules', () => {
  const texts = [
    ...SECRETS.map(([text]) => text),
    ...[...ADVERSARIAL, ...CONTRACT_CANARIES, ...TICKET_CANARIES].map(({ text }) => text),
  ];
  // As people and programs write them: other cases, in the middle of a line.
  const written = texts.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase(), `x ${text}\n`]);

  it('are tried on every text that they fit', () => {
    const missed = RULES.flatMap(([needs, pattern]) =>
      written.filter(
        (text) =>
          text.replace(pattern, '') !== text &&
          !needs.split(' ').some((part) => text.toLowerCase().includes(part)),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('need what stands in small letters, and fit some text each', () => {
    for (const [needs, pattern] of RULES) {
      expect(needs).toBe(needs.toLowerCase());
      expect(
        written.some((text) => text.replace(pattern, '') !== text),
        String(pattern),
      ).toBe(true);
    }
  });
});

describe('text from outside', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;evil\u0007text', 'text'],
    ['a hyperlink', '\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['8-bit CSI', '\u009b2Jtext', 'text'],
    ['carriage returns', 'a\rb\r\nc', 'a\nb\nc'],
    ['a bell and a NUL', 'a\u0007b\u0000c', 'abc'],
    ['right-to-left override', 'a\u202eb', 'ab'],
    ['zero width', 'a\u200bb', 'ab'],
    ['DCS', '\u001bPq#0\u001b\\x', 'x'],
    ['tabs and newlines stay', 'a\tb\nc', 'a\tb\nc'],
    ['letters of every language stay', 'Größe 日本語 🐳', 'Größe 日本語 🐳'],
  ])('%s', (_, text, expected) => {
    expect(sanitize(text)).toBe(expected);
    expect(sanitize(sanitize(text))).toBe(expected);
  });
});
