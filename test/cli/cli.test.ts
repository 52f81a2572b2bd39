import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, runCli } from '../support/cli.ts';
import { schemaErrors } from '../support/schema.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);

describe('wrong use: one line on stderr, nothing on stdout, exit 2', () => {
  const cases: Record<string, readonly string[]> = {
    'an unknown option': ['--nonsense'],
    'an unknown command': ['frobnicate'],
    'an unknown check id': ['--only', 'no.such'],
    'an unknown id to skip': ['--skip', 'no.such'],
    'an unknown format': ['--format', 'yaml'],
    'an unknown problem': ['show', 'no.such'],
    'no problem named': ['show'],
    '--host with --context': ['--host', 'unix:///x', '--context', 'y'],
    '--record with --replay': ['--record', 'a', '--replay', 'b'],
    'a bad duration': ['--timeout', 'soon'],
    'a replay file that is not there': ['--replay', '/no/such/file'],
    'fix without a terminal': ['fix'],
    'fix of a recorded machine': ['fix', '--yes', '--replay', '/no/such/file'],
    'fix of an unknown problem': ['fix', 'no.such', '--dry-run'],
    'fix --dry-run with --yes': ['fix', '--dry-run', '--yes'],
  };
  for (const [name, args] of Object.entries(cases)) {
    it(name, async () => {
      const { code, stdout, stderr } = await runCli(args);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^docker-doctor: .+\n$/);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    });
  }

  const recordings: Record<string, string> = {
    'not JSON': '{',
    'other JSON': '{"a": 1}',
    'another version': '{"format": "docker-doctor recording", "version": 99}',
    'a list': '[]',
    'broken answers':
      '{"format":"docker-doctor recording","version":1,"tool":"x","identity":{"platform":"linux","arch":"x64","release":"6","hostname":"h","user":"u","uid":1,"gid":1,"groups":[],"home":"~","cwd":"~","cpus":1,"memoryBytes":1,"now":1},"env":{},"answers":{"k":{"ok":true}}}',
  };
  for (const [name, content] of Object.entries(recordings)) {
    it(`a replay file that is ${name}`, async () => {
      await writeFile(file('bad.json'), content);
      const { code, stdout, stderr } = await runCli(['--replay', file('bad.json')]);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
    });
  }

  it('an output file that cannot be written', async () => {
    const { code, stderr } = await runCli(['--json', '-o', join(folder, 'no', 'such', 'folder')]);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot write');
  });
});

describe('help and version', () => {
  it('--version prints the version alone', async () => {
    const { code, stdout, stderr } = await runCli(['--version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  it('--help names the commands and options', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const word of ['check', 'list', 'show', '--json', '--replay', '--offline'])
      expect(stdout).toContain(word);
  });
});

describe('faces', () => {
  it('JSON validates, alone on stdout, and the exit code fits', async () => {
    const { code, stdout, stderr } = await runCli(['--json']);
    const report = JSON.parse(stdout);
    expect(schemaErrors(report)).toEqual([]);
    expect(stderr).toBe('');
    expect(code).toBe({ ok: 0, warning: 0, broken: 1, unknown: 3 }[report.status as string]);
  });

  it('`check --json`, `--json check` and `--format json` are the same', async () => {
    for (const args of [
      ['check', '--json'],
      ['--json', 'check'],
      ['--format', 'json'],
    ]) {
      const { stdout } = await runCli([...args, '--offline']);
      expect(JSON.parse(stdout).schemaVersion).toBe(1);
    }
  });

  it('piped text holds no escape codes', async () => {
    const { stdout } = await runCli([], { TERM: 'xterm-256color' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(stdout).not.toMatch(/[\u001b\u009b]/);
    expect(stdout.length).toBeGreaterThan(10);
  });

  it('a reader that goes away is no error', async () => {
    const child = spawn('bash', ['-c', `"${process.execPath}" "${CLI}" --verbose | head -n 1`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    await new Promise((resolve) => child.once('close', resolve));
    expect(stderr).toBe('');
  });

  it.runIf(existsSync('/dev/full'))('a full disk is told in one line, and is no verdict', async () => {
    for (const args of ['--version', '--help', 'preflight --help', '--offline', '--offline --json', 'list']) {
      const { status, stderr } = spawnSync(
        'bash',
        ['-c', `"${process.execPath}" "${CLI}" ${args} >/dev/full`],
        {
          encoding: 'utf8',
        },
      );
      expect(stderr).toMatch(/^docker-doctor: cannot write its output: ENOSPC[^\n]*\n$/);
      expect(status).toBe(3);
    }
  });

  it('--output writes the file and leaves stdout empty', async () => {
    const { stdout } = await runCli(['--json', '--output', file('report.json')]);
    expect(stdout).toBe('');
    expect(schemaErrors(JSON.parse(await readFile(file('report.json'), 'utf8')))).toEqual([]);
  });
});

describe('--only and --skip', () => {
  it('--only judges the named check alone', async () => {
    const { stdout } = await runCli(['--json', '--only', 'host.memory']);
    expect(JSON.parse(stdout).checks.map(({ id }: { id: string }) => id)).toEqual(['host.memory']);
  });

  it('a skipped problem is listed and not counted', async () => {
    const before = JSON.parse((await runCli(['--json'], { DOCKER_HOST: 'tcp://127.0.0.1:1' })).stdout);
    expect(before.problems[0].id).toBe('env.docker-host');
    const { code, stdout } = await runCli(['--json', '--skip', 'env.docker-host'], {
      DOCKER_HOST: 'tcp://127.0.0.1:1',
    });
    const after = JSON.parse(stdout);
    expect(after.problems.find(({ id }: { id: string }) => id === 'env.docker-host').skipped).toBe(true);
    expect(after.status).not.toBe('broken');
    expect(code).not.toBe(1);
  });
});

describe('list and show', () => {
  it('list names every check and problem, show has a page for each', async () => {
    const { stdout } = await runCli(['list', '--json']);
    const { checks, problems } = JSON.parse(stdout);
    expect(checks.length).toBeGreaterThan(10);
    expect(problems.length).toBeGreaterThan(30);
    const text = (await runCli(['list'])).stdout;
    for (const { id } of [...checks, ...problems]) expect(text).toContain(id);
  });

  it('show tells fixes and guides per system', async () => {
    const { code, stdout } = await runCli(['show', 'daemon.not-running']);
    expect(code).toBe(0);
    for (const word of [
      'Linux',
      'macOS',
      'Windows',
      'systemctl start docker',
      'open -a Docker',
      'https://',
    ]) {
      expect(stdout).toContain(word);
    }
    const page = JSON.parse((await runCli(['show', 'socket.permission', '--json'])).stdout);
    expect(page.problem.perSystem.linux.fixes[0].commands[0]).toContain('usermod');
  });
});

describe('record and replay', () => {
  it('the replay gives the same report', async () => {
    const live = JSON.parse((await runCli(['--json', '--record', file('host.json')])).stdout);
    const replayed = JSON.parse((await runCli(['--json', '--replay', file('host.json')])).stdout);
    const timeless = ({ durationMs: _, ...report }: Record<string, unknown>) => ({
      ...report,
      checks: (report.checks as { durationMs: number }[]).map(({ durationMs: __, ...check }) => check),
    });
    expect(timeless(replayed)).toEqual(timeless(live));
    expect(JSON.parse(await readFile(file('host.json'), 'utf8')).report).toEqual(live);
  });

  it('an empty recording is unknown, not a verdict and not a crash', async () => {
    const recording = JSON.parse(await readFile(file('host.json'), 'utf8'));
    await writeFile(file('empty.json'), JSON.stringify({ ...recording, answers: {}, env: {} }));
    const { code, stdout, stderr } = await runCli(['--json', '--replay', file('empty.json')]);
    const report = JSON.parse(stdout);
    expect({ code, stderr, status: report.status, problems: report.problems }).toEqual({
      code: 3,
      stderr: '',
      status: 'unknown',
      problems: [],
    });
    expect(JSON.stringify(report.checks)).toContain('not recorded');
  });
});

describe('fix --dry-run', () => {
  const replay = join(import.meta.dirname, '../../fixtures/linux/permission-denied.host.json');

  it('prints the commands of the report as a script, alternatives as comments', async () => {
    const { code, stdout, stderr } = await runCli(['fix', '--dry-run', '--replay', replay]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const commands = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const report = JSON.parse((await runCli(['--json', '--replay', replay])).stdout);
    expect(commands).toEqual(report.problems[0].fixes[0].commands);
    for (const { commands } of report.problems[0].fixes)
      for (const command of commands) expect(stdout).toContain(command);
  });

  it('is about one problem where one is named', async () => {
    const { code, stdout } = await runCli(['fix', 'disk.full', '--dry-run', '--replay', replay]);
    expect(code).toBe(1);
    expect(stdout).toBe('# disk.full: not found on this machine.\n');
  });
});
