/** `preflight`, `wait` and `ticket` as processes: files, flags, formats and exit codes. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { CLI, type CliResult, runCli } from '../support/cli.ts';
import { schemaErrors } from '../support/schema.ts';

const HEALTHY = join(import.meta.dirname, '../../fixtures/linux/healthy-as-root.host.json');
const RUNNING = join(import.meta.dirname, '../../fixtures/linux/preflight.host.json');
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-preflight-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

const preflight = (...args: readonly string[]): Promise<CliResult> =>
  runCli(['preflight', '--replay', HEALTHY, '--offline', '--json', ...args]);
const told = ({ stdout }: CliResult): Report => JSON.parse(stdout) as Report;
const ids = (result: CliResult): string[] => told(result).problems.map(({ id }) => id);
const summary = (result: CliResult, id: string): string | undefined =>
  told(result).checks.find((check) => check.id === id)?.summary;

describe('preflight', () => {
  it('what is met: 0, and the report says what was asked for', async () => {
    const result = await preflight(
      '--no-file',
      '--engine',
      '>=20',
      '--memory',
      '1GB',
      '--container-os',
      'linux',
    );
    expect(result.code, result.stdout).toBe(0);
    expect(result.stderr).toBe('');
    expect(schemaErrors(told(result))).toEqual([]);
    expect(summary(result, 'require.engine')).toMatch(/^Docker Engine 20\.10.*\(>=20\)$/);
  });

  it.each([
    ['a version', ['--engine', '>=99'], 'version.requirement'],
    ['memory', ['--memory', '99TB'], 'memory.low'],
    ['CPUs', ['--cpus', '999'], 'cpu.low'],
    ['a product', ['--product', 'docker-desktop'], 'engine.requirement'],
    ['a context', ['--allow-context', 'other'], 'engine.requirement'],
    ['the kind of containers', ['--container-os', 'windows'], 'engine.requirement'],
    ['the mode', ['--rootless'], 'engine.requirement'],
  ])('%s that is not met: 1', async (_, flags, id) => {
    const result = await preflight('--no-file', ...flags);
    expect(result.code, result.stdout).toBe(1);
    expect(ids(result)[0]).toBe(id);
    expect(told(result).problems[0]?.evidence[0]?.source).toBe(flags[0]);
  });

  it('--skip lists it and does not count it; --only judges nothing else; --strict counts warnings', async () => {
    const args = ['--no-file', '--memory', '99TB', '--cpus', '999'];
    const skipped = await preflight(...args, '--skip', 'memory.low,cpu.low');
    expect(skipped.code).toBe(0);
    expect(told(skipped).problems.map(({ id, skipped: flag }) => [id, flag])).toEqual(
      expect.arrayContaining([
        ['memory.low', true],
        ['cpu.low', true],
      ]),
    );
    const only = await preflight(...args, '--only', 'require.cpus');
    expect([only.code, ids(only)]).toEqual([1, ['cpu.low']]);
  });

  it('a requirement that is given twice counts twice', async () => {
    for (const ranges of [
      ['>=99', '>=20'],
      ['>=20', '>=99'],
    ]) {
      const twice = await preflight('--no-file', ...ranges.flatMap((range) => ['--engine', range]));
      expect([twice.code, ids(twice)[0]]).toEqual([1, 'version.requirement']);
    }
    const memory = await preflight('--no-file', '--memory', '99TB', '--memory', '1GB');
    expect([memory.code, ids(memory)[0]]).toEqual([1, 'memory.low']);
  });

  it.each(['rootless', 'custom'])('--%s and its opposite: wrong use', async (name) => {
    const file = await put('opposite/docker-doctor.json', '{"cpus": 1}');
    const { code, stdout, stderr } = await preflight(file, `--${name}`, `--no-${name}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`docker-doctor: --${name} and --no-${name} cannot be used together\n`);
  });

  it('nothing is required: wrong use', async () => {
    const { code, stdout, stderr } = await preflight('--no-file');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^docker-doctor: no requirements: [^\n]*\n$/);
  });

  it('the file that is named, and package.json, with their places in the evidence', async () => {
    const file = await put('named/docker-doctor.json', '{\n  "memory": "99TB"\n}\n');
    const named = await preflight(file);
    expect(named.code).toBe(1);
    expect(told(named).problems[0]?.evidence[0]?.source).toMatch(/docker-doctor\.json:2:13$/);
    const manifest = await put('npm/package.json', '{"name": "x", "docker-doctor": {"cpus": 999}}');
    expect(ids(await preflight(manifest))[0]).toBe('cpu.low');
  });

  it('the nearest file, at or above the current folder', async () => {
    await put('project/docker-doctor.json', '{"cpus": 999}');
    await put('project/deep/er/.keep', '');
    const { stdout } = await run(
      process.execPath,
      [CLI, 'preflight', '--replay', HEALTHY, '--offline', '--json'],
      { cwd: join(folder, 'project/deep/er') },
    ).catch((error: { stdout: string }) => error);
    expect((JSON.parse(stdout) as Report).problems[0]?.id).toBe('cpu.low');
  });

  it('a package.json that cannot be parsed is told where it is the nearest, or names the key', async () => {
    const from = async (place: string): Promise<CliResult> =>
      run(
        process.execPath,
        [CLI, 'preflight', '--replay', HEALTHY, '--offline', '--json', '--engine', '>=1'],
        { cwd: join(folder, place) },
      ).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (error: CliResult) => error,
      );
    await put('torn/package.json', '{\n "name": "x",,\n}');
    await put('torn/inner/package.json', '{}');
    await put('torn/beside/package.json', '{');
    await put('torn/beside/docker-doctor.json', '{"cpus": 1}');
    const torn = await from('torn');
    expect([torn.code, torn.stdout]).toEqual([2, '']);
    expect(torn.stderr).toMatch(/^docker-doctor: package\.json:2:14: [^\n]+\n$/);
    expect((await from('torn/inner')).code).toBe(0);
    expect((await from('torn/beside')).code).toBe(0);
    await put('torn/package.json', '{\n "docker-doctor": {},,\n}');
    expect((await from('torn/inner')).stderr).toMatch(/package\.json:2:22: /);
  });

  const wrong: readonly (readonly [string, string, string, string])[] = [
    ['JSON', 'a.json', '{\n  "memory": "1GB",\n}\n', 'a.json:2:18: a comma before'],
    [
      'an unknown key',
      'b.json',
      '{\n  "memroy": "1GB"\n}\n',
      'b.json:2:3: unknown key "memroy", perhaps "memory"',
    ],
    ['a range', 'c.json', '{"engine": "newest"}', "c.json:1:12: 'newest' is no range of versions"],
    [
      'a key of package.json',
      'd/package.json',
      '{\n "docker-doctor": {\n  "ports": ["x"]}}',
      "package.json:3:13: 'x' is no port",
    ],
    ['a Compose file', 'e.json', '{"composeFiles": ["gone.yaml"]}', 'cannot read '],
    [
      'an address of a check',
      'f.json',
      '{"checks":[{"name":"x","command":["y"],"guide":"javascript:1"}]}',
      'f.json:1:48: ',
    ],
  ];
  it.each(wrong)('%s that is wrong: one line, exit 2', async (_, name, text, says) => {
    const file = await put(`wrong/${name}`, text);
    const { code, stdout, stderr } = await preflight(file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(says);
  });

  it('YAML that is wrong: its line and column', async () => {
    const file = await put('yaml/compose.yaml', 'services:\n  web:\n    image: "x\n');
    const { code, stdout, stderr } = await preflight('--no-file', '--compose', file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^docker-doctor: \S*compose\.yaml:\d+:\d+: [^\n]+\n$/);
  });

  it('JSONC of a dev container that is wrong: its line and column', async () => {
    const file = await put('.devcontainer/devcontainer.json', '{ // c\n "image": "x"\n "y": 1 }');
    const { code, stderr } = await preflight('--no-file', '--devcontainer', file);
    expect(code).toBe(2);
    expect(stderr).toMatch(/devcontainer\.json:3:2: /);
  });

  it('registries of what is built, from the Dockerfiles of a Compose project and of a dev container', async () => {
    await put('built/web/Dockerfile', 'ARG TAG=1\nFROM --platform=linux/s390x base.example:5000/web:$TAG\n');
    const only = ['--no-file', '--only', 'require.project', '--compose'];
    const web = 'services:\n  web: {build: {context: web, args: {TAG: "2"}}}\n';
    const elsewhere = '  far: {build: "https://example.com/far.git"}\n';
    const project = await preflight(...only, await put('built/compose.yaml', web + elsewhere));
    expect(summary(project, 'require.project')).toContain('2 services, linux/s390x, base.example:5000');
    const gone = await preflight(...only, await put('built/gone.yaml', `${web}  gone: {build: gone}\n`));
    expect(summary(gone, 'require.project')).toContain(
      'the service gone has no Dockerfile that can be read (ENOENT)',
    );
    const container = await put(
      'built/.devcontainer/devcontainer.json',
      '{"build": {"dockerfile": "../web/Dockerfile"}}',
    );
    const alone = await preflight('--no-file', '--devcontainer', container, '--only', 'require.platforms');
    expect(summary(alone, 'require.platforms')).toContain('linux/s390x');
  });

  it('a variable that must be set: the project is refused', async () => {
    const file = await put('must/compose.yaml', 'services: {a: {image: "a:$' + '{TAG:?set TAG}"}}\n');
    const result = await preflight('--no-file', '--compose', file, '--only', 'compose.invalid');
    expect(result.code).toBe(1);
    expect(told(result).problems[0]?.summary).toContain('required variable TAG is missing a value: set TAG');
  });

  it('what cannot be read of a project is unknown, not wrong and not fine', async () => {
    const file = await put('unset/compose.yaml', 'services: {a: {image: a, ports: ["$' + '{PORT}:80"]}}\n');
    const result = await preflight('--no-file', '--compose', file, '--only', 'require.project');
    expect(summary(result, 'require.project')).toContain('the variable PORT has no value');
    expect(ids(result)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('programs of a file run with --custom alone', async () => {
    const mark = join(folder, 'ran');
    const file = await put(
      'custom/docker-doctor.json',
      JSON.stringify({ checks: [{ name: 'Mark', command: ['/usr/bin/touch', mark] }] }),
    );
    const live = (...args: readonly string[]): Promise<CliResult> =>
      runCli(['preflight', file, '--offline', '--json', '--only', 'require.custom', ...args]);
    const without = await live();
    expect(without.code).toBe(3);
    expect(summary(without, 'require.custom')).toContain('--custom');
    expect(existsSync(mark)).toBe(false);
    expect((await live('--custom')).code).toBe(0);
    expect(existsSync(mark)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('programs of a dependency never run by themselves', async () => {
    const mark = join(folder, 'ran-too');
    const file = await put(
      'node_modules/evil/docker-doctor.json',
      JSON.stringify({ checks: [{ name: 'Mark', command: ['/usr/bin/touch', mark] }] }),
    );
    const result = await runCli([
      'preflight',
      file,
      '--offline',
      '--json',
      '--custom',
      '--only',
      'require.custom',
    ]);
    expect(result.code).toBe(3);
    expect(existsSync(mark)).toBe(false);
  });
});

describe('a recorded machine, on which a container of the project shop runs', () => {
  /** Folders are looked up below the home of the recording: this one's stands for it. */
  const at = async (...args: readonly string[]): Promise<{ report: Report; code: number | null }> => {
    const flags = ['preflight', '--replay', RUNNING, '--offline', '--no-file', '--json', ...args];
    const { stdout, code } = await runCli(flags, { HOME: folder, USERPROFILE: folder });
    return { report: JSON.parse(stdout) as Report, code };
  };

  it.skipIf(process.platform === 'win32')('ports and folders', async () => {
    const taken = await at('--port', '8099,8097,8098', '--path', join(folder, 'shop,none'));
    expect(taken.code).toBe(1);
    const found = taken.report.problems.map(({ id, evidence }) => [id, evidence[0]?.text]);
    expect(found).toEqual([
      ['net.port-in-use', 'port 8099'],
      ['net.port-in-use', 'port 8098'],
      ['run.mount-denied', 'folder ~/shop,none'],
    ]);
    expect(taken.report.problems[1]?.summary).toContain('web');
  });

  it.skipIf(process.platform === 'win32')(
    'its own project may have its port, and its image is here',
    async () => {
      const file = await put(
        'shop/compose.yaml',
        'services: {web: {image: tiny, ports: ["8098:80"], volumes: ["./data:/data"]}}\n',
      );
      const { report } = await at('--compose', file, '--skip', 'compose.missing');
      const says = (id: string): string | undefined =>
        report.checks.find((check) => check.id === id)?.summary;
      expect(says('require.ports')).toBe('8098 (its own project runs)');
      expect(says('require.images')).toBe('docker.io (its images are here)');
      expect(says('require.paths')).toBe('~/shop/data');
    },
  );
});

describe('formats of preflight', () => {
  it('each to its file, with the same verdict and one exit code; the job summary as well', async () => {
    const formats = ['text', 'json', 'markdown', 'junit', 'github', 'html', 'prometheus'];
    const file = (format: string): string => join(folder, `all.${format}`);
    const page = await put('summary.md', '');
    const { code, stdout } = await runCli(
      [
        ...['preflight', '--replay', HEALTHY, '--offline', '--no-file', '--memory', '99TB'],
        ...formats.flatMap((format) => ['--format', format, '-o', file(format)]),
      ],
      { GITHUB_STEP_SUMMARY: page },
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const format of formats)
      expect(await readFile(file(format), 'utf8'), format).toMatch(/99|memory\.low/);
    expect(await readFile(file('prometheus'), 'utf8')).toContain('docker_doctor_exit_code 1');
    expect(await readFile(file('junit'), 'utf8')).toContain('<failure');
    expect(await readFile(page, 'utf8')).toContain('memory.low');
  });

  it('a ticket of preflight has its requirements and says how it was made', async () => {
    const file = join(folder, 'ticket.md');
    const { code, stderr } = await runCli([
      ...['preflight', '--replay', HEALTHY, '--offline', '--no-file', '--memory', '99TB'],
      ...['--format', 'markdown', '--record', '-o', file],
    ]);
    expect(code).toBe(1);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('memory.low');
    expect(text).toContain('docker-doctor preflight REQUIREMENTS --replay THIS-FILE');
    expect(text).toContain('gives the same problems');
    expect(stderr).toContain('gives the same problems');
  });
});

describe.skipIf(process.platform === 'win32')('a script with set -e', () => {
  const script = async (line: string): Promise<string> => {
    const text = `set -e; "${process.execPath}" "${CLI}" ${line} >/dev/null 2>&1; echo after`;
    return (await run('sh', ['-c', text]).catch((error: { stdout: string }) => error)).stdout;
  };
  const fixture = (name: string): string =>
    join(import.meta.dirname, `../../fixtures/linux/${name}.host.json`);

  it('goes on when all is well and on warnings, and stops on errors', async () => {
    expect(await script(`--replay ${HEALTHY}`)).toBe('after\n');
    expect(await script(`--replay ${fixture('permission-denied')}`)).toBe('');
    expect(await script(`preflight --replay ${HEALTHY} --no-file --cpus 1`)).toBe('after\n');
    expect(await script(`preflight --replay ${HEALTHY} --no-file --cpus 999`)).toBe('');
  });
});

describe('wait', () => {
  it('with a recording: wrong use', async () => {
    const { code, stdout, stderr } = await runCli(['wait', '--replay', HEALTHY]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('an address where nothing is: the reason, the report alone on stdout', async () => {
    const host =
      process.platform === 'win32' ? 'npipe:////./pipe/nothing' : `unix://${join(folder, 'nothing.sock')}`;
    const { code, stdout, stderr } = await runCli([
      'wait',
      '--host',
      host,
      '--offline',
      '--json',
      '--timeout',
      '1s',
    ]);
    expect([0, 1, 3]).toContain(code);
    expect(code).not.toBe(0);
    expect((JSON.parse(stdout) as Report).schemaVersion).toBe(1);
    expect(stderr).toMatch(/docker-doctor: (?:no engine within 1 s|waiting does not help): /);
  });

  it.each([
    ['--only', 'host.memory'],
    ['--skip', 'env.docker-host,context.unreachable,daemon.unreachable,daemon.not-running'],
  ])('%s leaves nothing that is wrong: never 0 without an engine', async (option, id) => {
    const { code, stdout, stderr } = await runCli(
      ['wait', '--offline', '--json', '--timeout', '1s', option, id],
      { DOCKER_HOST: 'tcp://127.0.0.1:1' },
    );
    expect(code).toBe(1);
    expect((JSON.parse(stdout) as Report).status).toBe('broken');
    expect(stderr).toMatch(
      /^docker-doctor: no engine within 1 s: nothing answers at tcp:\/\/127\.0\.0\.1:1$/m,
    );
    expect(stderr).not.toContain('Docker works');
  });
});
