/**
 * What a command may load and start: counted, not timed. The numbers are the budget; a change that needs more
 * raises them here, in sight of a reviewer.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { CLI } from '../support/cli.ts';

const DIST = join(CLI, '..');
const folder = mkdtempSync(join(tmpdir(), 'docker-doctor-budget-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Trace {
  readonly programs: readonly string[];
  readonly files: readonly string[];
  readonly connections: readonly string[];
  /** Files of dist/ that were loaded. */
  readonly modules: readonly string[];
  readonly bytes: number;
}

/** Files of dist/ that node opens are told by its own loader: NODE_DEBUG=esm names each. */
function traced(args: readonly string[], input = ''): Trace {
  const file = join(folder, 'trace.json');
  const hook = pathToFileURL(join(import.meta.dirname, '../support/trace.mjs')).href;
  const { stderr } = spawnSync(process.execPath, ['--import', hook, CLI, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 1e8,
    env: { ...process.env, DOCKER_DOCTOR_TRACE: file, NODE_DEBUG: 'esm', NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  const seen = new Set([...stderr.matchAll(/dist\/([\w.-]+\.js)/g)].map((match) => match[1] ?? ''));
  const modules = readdirSync(DIST).filter((name) => seen.has(name));
  const bytes = modules.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Trace, 'modules' | 'bytes'>), modules, bytes };
}

const replay = join(import.meta.dirname, '../../fixtures/linux/healthy-as-root.host.json');
const broken = join(import.meta.dirname, '../../fixtures/linux/permission-denied.host.json');
const KB = 1024;

/** modules: files of dist/; kilobytes: their size together; programs: child processes. */
const BUDGETS: readonly {
  name: string;
  args: readonly string[];
  modules: number;
  kilobytes: number;
  programs: number;
}[] = [
  { name: '--version', args: ['--version'], modules: 7, kilobytes: 4, programs: 0 },
  { name: '--help', args: ['--help'], modules: 11, kilobytes: 60, programs: 0 },
  {
    name: 'a healthy replay as JSON',
    args: ['--json', '--replay', replay],
    modules: 52,
    kilobytes: 300,
    programs: 0,
  },
  {
    name: 'a broken replay as JSON',
    args: ['--json', '--replay', broken],
    modules: 54,
    kilobytes: 460,
    programs: 0,
  },
  {
    name: 'explain',
    args: ['explain', 'Cannot connect to the Docker daemon'],
    modules: 64,
    kilobytes: 760,
    programs: 0,
  },
];

describe('budget', () => {
  for (const { name, args, modules, kilobytes, programs } of BUDGETS) {
    it(`${name}: at most ${modules} files of ${kilobytes} kB, ${programs} programs`, () => {
      const trace = traced(args);
      // A trace that sees nothing would let everything pass.
      expect(trace.modules).toContain('cli.js');
      expect(trace.modules.length, trace.modules.join(' ')).toBeLessThanOrEqual(modules);
      expect(trace.bytes / KB).toBeLessThanOrEqual(kilobytes);
      expect(trace.programs).toHaveLength(programs);
    });
  }

  it('a live run as JSON starts few programs, and opens few files', () => {
    const trace = traced(['--json', '--offline']);
    expect(trace.programs.length, trace.programs.join('\n')).toBeLessThanOrEqual(8);
    expect(trace.files.length, trace.files.join('\n')).toBeLessThanOrEqual(120);
    for (const name of trace.modules) {
      const code = readFileSync(join(DIST, name), 'utf8');
      expect(code.includes('react.transitional.element') || code.includes('yoga'), name).toBe(false);
    }
  });
});
