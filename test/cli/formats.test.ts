import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/linux/permission-denied.host.json');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-formats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);

describe('formats', () => {
  it('several at once, each to its file, with one exit code', async () => {
    const { code, stdout } = await runCli([
      '--replay',
      FIXTURE,
      '--format',
      'json',
      '--format',
      'html',
      '-o',
      file('r.json'),
      '-o',
      file('r.html'),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(JSON.parse(await readFile(file('r.json'), 'utf8')).problems[0].id).toBe('socket.permission');
    expect(await readFile(file('r.html'), 'utf8')).toMatch(/^<!DOCTYPE html>[\s\S]*socket\.permission/);
  });

  it('two on one stdout: wrong use', async () => {
    const { code, stdout, stderr } = await runCli(['--replay', FIXTURE, '--format', 'json,html']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('github adds to the job summary', async () => {
    await writeFile(file('summary.md'), 'before\n');
    const { code, stdout } = await runCli(['--replay', FIXTURE, '--format', 'github'], {
      GITHUB_STEP_SUMMARY: file('summary.md'),
    });
    expect(code).toBe(1);
    expect(stdout).toContain('::error title=');
    expect(await readFile(file('summary.md'), 'utf8')).toMatch(/^before\n## .*Docker socket/);
  });
});

describe('ticket', () => {
  it.each([
    ['ticket', ['ticket'], 'ticket.md'],
    ['--format markdown --record', ['--format', 'markdown', '--record'], 'record.md'],
    ['ticket --json', ['ticket', '--json'], 'ticket.json'],
  ])('%s: one file that replays', async (_, args, name) => {
    const made = await runCli(['--replay', FIXTURE, '-o', file(name), ...args]);
    expect(made.code).toBe(1);
    expect(made.stdout).toBe('');
    expect(made.stderr).toContain('Removed:');
    expect(made.stderr).toContain('Still in it:');
    expect(made.stderr).toMatch(/dd1-[0-9a-f]{12}/);
    const { code, stdout } = await runCli(['--json', '--replay', file(name)]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).problems.map(({ id }: { id: string }) => id)).toEqual(['socket.permission']);
  });
});

describe('triage', () => {
  it('groups reports, recordings and tickets, and lists what it cannot read', async () => {
    await runCli(['--replay', FIXTURE, '-o', file('one.json'), '--json']);
    await runCli(['ticket', '--replay', FIXTURE, '-o', file('two.md')]);
    await writeFile(file('bad.json'), '{');
    await writeFile(file('evil.json'), '{"schemaVersion":1,"status":"broken","problems":[{"id":{}}]}');
    const files = [
      file('one.json'),
      file('two.md'),
      FIXTURE,
      file('bad.json'),
      file('evil.json'),
      file('none.json'),
    ];
    const { code, stdout, stderr } = await runCli(['triage', '--json', ...files]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { machines, causes, unreadable } = JSON.parse(stdout);
    expect(machines).toBe(3);
    expect(causes).toMatchObject([{ id: 'socket.permission', machines: 3 }]);
    expect(unreadable.files).toBe(3);
    expect((await runCli(['triage', ...files])).stdout).toContain('socket.permission');
    expect((await runCli(['triage', '--format', 'html', ...files])).stdout).toContain('<!DOCTYPE html>');
  });

  it('counts many files, which threads share, as it counts a few', async () => {
    const fleet = join(folder, 'fleet');
    await mkdir(fleet);
    await runCli(['--replay', FIXTURE, '-o', file('one.json'), '--json']);
    for (let number = 0; number < 600; number += 1)
      await copyFile(number % 3 === 0 ? FIXTURE : file('one.json'), join(fleet, `${number}.json`));
    const { code, stdout, stderr } = await runCli(['triage', '--json', fleet]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const many = JSON.parse(stdout);
    expect(many.machines).toBe(600);
    expect(many.unreadable.files).toBe(0);
    expect(many.causes).toMatchObject([{ id: 'socket.permission', severity: 'error', machines: 600 }]);
    const few = JSON.parse((await runCli(['triage', '--json', FIXTURE])).stdout);
    expect(many.causes[0].fingerprints[0].name).toBe(few.causes[0].fingerprints[0].name);
  });

  it('takes what a recording says of its own run from this version, and replays one from another', async () => {
    const recording = JSON.parse(await readFile(FIXTURE, 'utf8'));
    const { stdout: found } = await runCli(['--json', '--replay', FIXTURE]);
    const { tool, ...report } = JSON.parse(found);
    const told = { ...report, tool, status: 'ok', problems: [] };
    const causesOf = async (name: string, document: unknown, ...options: string[]): Promise<string[]> => {
      await writeFile(file(name), JSON.stringify(document));
      const { stdout } = await runCli(['triage', '--json', file(name), ...options]);
      return JSON.parse(stdout).causes.map(({ id }: { id: string }) => id);
    };
    const replayed = ['socket.permission'];
    expect(await causesOf('own.json', { ...recording, tool: tool.version, report: told })).toEqual([]);
    expect(await causesOf('other.json', { ...recording, tool: '0.0.9', report: told })).toEqual(replayed);
    expect(
      await causesOf('odd.json', { ...recording, tool: tool.version, report: { status: 'ok' } }),
    ).toEqual(replayed);
    const skipping = ['--skip', 'daemon.slow'];
    const own = { ...recording, tool: tool.version, report: told };
    expect(await causesOf('skip.json', own, ...skipping)).toEqual(replayed);
  });

  it('nothing readable: wrong use', async () => {
    await writeFile(file('bad.json'), '{');
    const { code, stdout, stderr } = await runCli(['triage', file('bad.json')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
