/** What a pasted text is recognised as, however it was copied. */
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutHardWraps } from '../../src/explain/clean.ts';
import { encodingOf } from '../../src/explain/decode-stream.ts';
import { literalsOf } from '../../src/explain/pattern.ts';
import { recognise } from '../../src/explain/recognise.ts';
import { registerTables } from '../support/patterns.ts';

beforeAll(registerTables);

const idsOf = async (text: string): Promise<string[]> => (await recognise(text)).map(({ id }) => id);
const first = async (text: string): Promise<string | undefined> => (await idsOf(text))[0];

const DENIED =
  'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json": dial unix /var/run/docker.sock: connect: permission denied';
const CONFIG =
  "unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character '}' looking for beginning of object key string";

describe('one message, copied in many ways', () => {
  const copies: Record<string, string> = {
    plain: DENIED,
    'with its command and prompt': `dev@host:~$ docker ps\n${DENIED}\ndev@host:~$ `,
    'with colours': `\u001b[31m${DENIED}\u001b[0m`,
    'with CRLF': `docker ps\r\n${DENIED}\r\n`,
    'from GitHub Actions': `2025-11-12T14:12:09.1234567Z ##[error]${DENIED}`,
    'from Compose': `traefik-1  | ${DENIED}`,
    'from journalctl': `Nov 24 10:11:12 host app[123]: ${DENIED}`,
    'from journalctl in another language': `lis 24 10:11:12 host app[123]: ${DENIED}`,
    'from docker logs as JSON': JSON.stringify({
      log: `${DENIED}\n`,
      stream: 'stderr',
      time: '2025-01-01T00:00:00Z',
    }),
    'from a JSON logger': JSON.stringify({ level: 'error', msg: DENIED }),
    'from logfmt': `time="2025-11-12T14:12:09+01:00" level=error msg="${DENIED.replaceAll('"', '\\"')}"`,
    'wrapped between words': DENIED.replace(/ connect to/, '\n  connect to').replace(
      / socket at/,
      '\nsocket at',
    ),
    'wrapped by a terminal, inside words': (DENIED.match(/.{1,40}/g) ?? []).join('\n'),
    'as HTML': DENIED.replaceAll('"', '&quot;'),
    'with typographic quotes': DENIED.replaceAll('"', '”'),
    'in capitals': DENIED.toUpperCase(),
    quoted: DENIED.split(': ')
      .map((part) => `> ${part}`)
      .join(': '),
  };
  for (const [name, text] of Object.entries(copies)) {
    it(name, async () => expect(await first(text)).toBe('socket.permission'));
  }
});

it('tells the line, its number and the values', async () => {
  const [found] = await recognise(`$ docker ps\n\n${CONFIG}\n`);
  expect(found).toMatchObject({
    id: 'daemon.config-invalid',
    values: { file: '/etc/docker/daemon.json' },
    matched: CONFIG,
    line: 3,
    alternative: false,
  });
});

it('the cause in the middle of a log wins over the consequence at its end', async () => {
  const log = [
    'Nov 24 10:11:10 host systemd[1]: Starting Docker Application Container Engine...',
    `Nov 24 10:11:11 host dockerd[32221]: ${CONFIG}`,
    'Nov 24 10:11:11 host systemd[1]: docker.service: Main process exited, code=exited, status=1/FAILURE',
    'Nov 24 10:11:12 host systemd[1]: docker.service: Start request repeated too quickly.',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  ];
  const ids = await idsOf(log.join('\n'));
  expect(ids[0]).toBe('daemon.config-invalid');
  expect(ids).toContain('daemon.not-running');
});

it('finds one line among megabytes, also in a line without an end', async () => {
  const noise = 'GET /index.html 200 12ms some ordinary line of a web server\n'.repeat(40_000);
  expect(await first(`${noise}${CONFIG}\n${noise}`)).toBe('daemon.config-invalid');
  const engine =
    'time="2024-01-01T00:00:00Z" level=info msg="loading plugin \\"io.containerd.snapshotter.v1.overlayfs\\"..." type=io.containerd.snapshotter.v1\n' +
    'time="2024-01-01T00:00:01Z" level=warning msg="docker container overlay2 network bridge iptables permission image not found" module=libcontainerd\n';
  const talk = Array.from({ length: 2000 }, (_, index) => engine.replaceAll('v1', `v${index}`)).join('');
  expect(await first(`${talk}${CONFIG}\n${talk}`)).toBe('daemon.config-invalid');
  const endless = 'x'.repeat(300_000);
  expect(await first(`${endless} ${CONFIG} ${endless}`)).toBe('daemon.config-invalid');
});

it('a message is found wherever the parts of a long text are cut', async () => {
  for (let lines = 1700; lines < 1720; lines += 1) {
    const text = `${'an ordinary line that says nothing at all\n'.repeat(lines)}${CONFIG}\n${'more of it\n'.repeat(3)}`;
    expect(await first(text)).toBe('daemon.config-invalid');
  }
});

it('knows the encodings of Windows programs', () => {
  const text = 'WSL 2 requires an update to its kernel component. https://aka.ms/wsl2kernel\r\n';
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  expect(encodingOf(Buffer.from(text))).toBe('utf-8');
  expect(encodingOf(little)).toBe('utf-16le');
  expect(encodingOf(big)).toBe('utf-16be');
  expect(encodingOf(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe('utf-16le');
  expect(encodingOf(Buffer.from('需要更新内核组件 aka.ms\r\n', 'utf16le'))).toBe('utf-16le');
});

it('reads a journal in JSON, also where a coloured message is given as its bytes', async () => {
  const coloured = [...Buffer.from(`\u001b[31m${CONFIG}\u001b[0m`)];
  for (const MESSAGE of [CONFIG, coloured])
    expect(await first(JSON.stringify({ _COMM: 'dockerd', MESSAGE }))).toBe('daemon.config-invalid');
});

it('lines of one width are one line', () => {
  expect(withoutHardWraps(`${'a'.repeat(40)}\n${'b'.repeat(40)}\nc`)).toBe(
    `${'a'.repeat(40)}${'b'.repeat(40)}c\n`,
  );
  expect(withoutHardWraps('short\nlines')).toBeNull();
});

it('the literals of an expression are in everything that it matches', () => {
  expect(literalsOf('Cannot connect to the (?:Docker )?daemon')).toEqual(['cannot connect to the ']);
  expect(literalsOf('colou?r of')).toEqual(['colo']);
  expect(literalsOf('(?:first|second) \\d')).toEqual(['first', 'second']);
  expect(literalsOf('one thing|another')).toEqual(['one thing', 'another']);
});
