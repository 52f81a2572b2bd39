/** The options that all commands share: what one command refuses no other takes in silence. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/linux/permission-denied.host.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-options-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);

/** Exit 2 with one line on stderr, which is answered, and nothing on stdout. */
async function refusal(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
  expect(stderr, args.join(' ')).toMatch(/^docker-doctor: [^\n]+\n$/);
  return stderr;
}

const LOOKING: readonly (readonly string[])[] = [
  ['check'],
  ['wait'],
  ['fix', '--dry-run'],
  ['fix', '--yes'],
  ['explain', 'some text', '--live'],
];
const NOT_LOOKING: readonly (readonly string[])[] = [
  ['list'],
  ['show', 'disk.full'],
  ['explain', 'some text'],
  ['triage', FIXTURE],
  ['ticket'],
];
const named = (commands: readonly (readonly string[])[]) =>
  commands.map((command) => [command.slice(0, 3).join(' '), command] as const);

describe.each(named(LOOKING))('%s refuses as check does', (_, command) => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['an unknown id to look for', ['--only', 'bogus'], "'bogus'"],
    ['an unknown id to skip', ['--skip', 'bogus'], "'bogus'"],
    ['no id at all', ['--only', ''], '--only'],
    ['only commas', ['--skip', ','], '--skip'],
    ['an address of no kind', ['--host', 'ftp://x'], 'ftp://'],
    ['an address and a context', ['--host', 'unix:///x', '--context', 'y'], '--host and --context'],
    ['recording a recording', ['--record', 'a', '--replay', 'b'], '--record and --replay'],
    ['a recording without a file', ['--record'], '--record needs the name of a file'],
    ['a file in no folder', ['-o', '/no/dir/x'], 'cannot write /no/dir/x'],
    ['a recording in no folder', ['--record', '/no/dir/x'], 'cannot write /no/dir/x'],
    ['a folder as a file', ['-o', tmpdir()], 'cannot write'],
    ['a port that is none', ['--host', 'tcp://h:99999'], 'tcp://h:99999'],
    ['ssh to nowhere', ['--host', 'ssh://'], 'ssh://USER@HOST'],
    ['what docker cannot ask', ['--host', 'fd://'], 'fd://'],
  ];
  it.each(cases)('%s', async (_, options, says) => {
    expect(await refusal([...command, ...options])).toContain(says);
  });
});

describe.each(named([...LOOKING.slice(1), ...NOT_LOOKING]))('%s', (_, command) => {
  it('refuses --all-contexts', async () => {
    expect(await refusal([...command, '--all-contexts'])).toContain('--all-contexts');
  });
});

describe.each(named(NOT_LOOKING))('%s', (_, command) => {
  it('refuses --record, with a file, without one, and with --replay', async () => {
    expect(await refusal([...command, '--record', file('none.json')])).toContain('--record');
    expect(existsSync(file('none.json'))).toBe(false);
    expect(await refusal([...command, '--record'])).toContain('--record');
    expect(await refusal([...command, '--record', 'a', '--replay', FIXTURE])).toContain(
      '--record and --replay',
    );
  });
});

describe.each(
  named([
    ['list'],
    ['show', 'disk.full'],
    ['explain', 'some text'],
    ['fix', '--dry-run', '--replay', FIXTURE],
  ]),
)('%s', (_, command) => {
  it.each(['html', 'markdown', 'junit', 'github', 'prometheus'])(
    'has no %s, and says what it has',
    async (format) => {
      expect(await refusal([...command, '--format', format])).toContain('text or json');
    },
  );

  it('writes JSON to a file that is called so, and text beside it', async () => {
    const written = await runCli([...command, '-o', file('x.json'), '-o', file('x.txt')]);
    expect(written).toMatchObject({ stdout: '', stderr: '' });
    expect(JSON.parse(await readFile(file('x.json'), 'utf8')).schemaVersion).toBe(1);
    expect(await readFile(file('x.txt'), 'utf8')).not.toMatch(/^\{/);
  });

  it('takes the same format twice', async () => {
    const twice = await runCli([...command, '--format', 'json', '--format', 'json']);
    expect(twice.stderr).toBe('');
    expect(JSON.parse(twice.stdout).schemaVersion).toBe(1);
  });
});

describe('--host', () => {
  it('what docker itself takes is diagnosed, and so is a bad DOCKER_HOST', async () => {
    const relative = await runCli(['--offline', '--json', '--host', 'unix://relative']);
    expect([relative.code, relative.stderr]).toEqual([1, '']);
    const { stdout } = await runCli(['--offline', '--json'], { DOCKER_HOST: 'tcp://h:99999' });
    expect(JSON.parse(stdout).problems[0].id).toBe('env.docker-host');
  });
});

describe('files', () => {
  it('one that cannot be written: nothing is printed, and none of the others is there', async () => {
    await refusal(['--replay', FIXTURE, '-o', '-', '-o', '/no/dir/x.json']);
    await refusal(['--replay', FIXTURE, '-o', file('left.html'), '-o', '/no/dir/x.json']);
    expect(existsSync(file('left.html'))).toBe(false);
  });

  it('wait says so at once', async () => {
    const started = performance.now();
    await refusal(['wait', '--timeout', '60s', '-o', '/no/dir/x']);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('--record', () => {
  it.each([
    ['fix --dry-run', ['fix', '--dry-run']],
    ['fix --yes', ['fix', 'disk.full', '--yes', '--only', 'disk.full']],
    ['wait', ['wait', '--timeout', '1s']],
    ['explain --live', ['explain', 'Cannot connect to the Docker daemon', '--live']],
  ])('%s saves what the machine answered', async (name, command) => {
    await mkdir(file('recordings'), { recursive: true });
    const place = file(`recordings/${name}.json`);
    const { code, stderr } = await runCli([...command, '--offline', '--record', place]);
    expect(code).not.toBe(2);
    expect(stderr.match(/recording saved/g)).toHaveLength(1);
    expect((await runCli(['--json', '--replay', place])).code).not.toBe(2);
  });
});

describe('an address given by hand where nothing is', () => {
  it('is told as such: no context is blamed, and none is changed', async () => {
    const { code, stdout } = await runCli(['--json', '--offline', '--host', `unix://${file('no.sock')}`]);
    const { problems } = JSON.parse(stdout) as {
      problems: { id: string; fixes: { commands: string[] }[] }[];
    };
    expect(code).toBe(1);
    expect(problems[0]?.id).toBe('daemon.unreachable');
    expect(problems.map(({ id }) => id)).not.toContain('context.unreachable');
    expect(JSON.stringify(problems)).not.toContain('docker context use');
  });
});
