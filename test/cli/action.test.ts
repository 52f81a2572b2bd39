/** The script of the GitHub Action, run by bash as a runner runs it; only npx is a stand-in, which starts this build. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CLI } from '../support/cli.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}
const action = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as Action;
const step = action.runs.steps[0];
const FIXTURES = join(import.meta.dirname, '../../fixtures/linux');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docker-doctor-action-'));
  // As npx: --yes PACKAGE@VERSION, then what the program gets.
  const npx = `#!/bin/sh\n[ "$1" = --yes ] || exit 99\necho "$2" >"${folder}/package"\nshift 2\nexec "${process.execPath}" "${CLI}" "$@"\n`;
  writeFileSync(join(folder, 'npx'), npx);
  chmodSync(join(folder, 'npx'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As GitHub does: the expressions replaced by the inputs, the script in a file for `bash -e -o pipefail`. */
function runAction(inputs: Readonly<Record<string, string>>) {
  if (!step) throw new Error('action.yml has no step');
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const value = (text: string): string =>
    text.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => {
      const input = action.inputs[name];
      if (!input) throw new Error(`no input ${name}`);
      return inputs[name] ?? String(input.default);
    });
  const script = join(folder, 'script.sh');
  writeFileSync(script, step.run);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', script],
    {
      encoding: 'utf8',
      cwd: folder,
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        HOME: folder,
        GITHUB_OUTPUT: output,
        ...Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, value(text)])),
      },
    },
  );
  return { status, stdout, stderr, output: readFileSync(output, 'utf8') };
}
const replay = (name: string): string => `--replay ${join(FIXTURES, name)}.host.json`;

describe('the GitHub Action', () => {
  it('holds no expression in its script, where an input could become a command', () => {
    expect(step?.run).not.toContain('${{');
    expect(step?.shell).toBe('bash');
  });

  it('a machine on which Docker works', () => {
    const { status, stdout, output } = runAction({ args: replay('healthy-as-root') });
    expect(status).toBe(0);
    expect(output).toBe('exit-code=0\n');
    expect(stdout).not.toContain('::error');
    expect(readFileSync(join(folder, 'package'), 'utf8')).toBe('docker-doctor@latest\n');
  });

  it('a problem fails the step, is an annotation, and stands in the report', () => {
    const { status, stdout, output } = runAction({
      args: replay('permission-denied'),
      report: 'report.json',
      version: '1.2.3',
    });
    expect(status).toBe(1);
    expect(output).toBe('exit-code=1\n');
    expect(stdout).toContain('::error title=');
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    expect(report.problems[0].id).toBe('socket.permission');
    expect(readFileSync(join(folder, 'package'), 'utf8')).toBe('docker-doctor@1.2.3\n');
  });

  it('fail: false goes on, and tells the exit code', () => {
    const { status, output } = runAction({ args: replay('permission-denied'), fail: 'false' });
    expect(status).toBe(0);
    expect(output).toBe('exit-code=1\n');
  });

  it('a command that is neither of the two: wrong use, and nothing runs', () => {
    rmSync(join(folder, 'package'), { force: true });
    const { status, stdout } = runAction({ command: 'fix; touch here' });
    expect(status).toBe(2);
    expect(stdout).toContain('::error::');
    expect(() => readFileSync(join(folder, 'package'))).toThrow();
  });

  it('preflight with the requirements that are named', () => {
    writeFileSync(join(folder, 'needs.json'), JSON.stringify({ engine: '>=99' }));
    const { status, stdout } = runAction({
      command: 'preflight',
      args: `needs.json ${replay('healthy-as-root')}`,
    });
    expect(status).toBe(1);
    expect(stdout).toContain('version.requirement');
  });
});
