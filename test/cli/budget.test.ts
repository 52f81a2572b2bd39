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

/** As test/support/trace.mjs writes it. */
type Raw = Omit<Trace, 'modules' | 'bytes'> & { readonly loaded: readonly string[] };

/** CommonJS modules are listed by node's cache of them, ES modules (Ink) by its loader under NODE_DEBUG=esm. */
function traced(args: readonly string[], input = ''): Trace {
  const file = join(folder, 'trace.json');
  const hook = pathToFileURL(join(import.meta.dirname, '../support/trace.mjs')).href;
  const { stderr } = spawnSync(process.execPath, ['--import', hook, CLI, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 1e8,
    env: { ...process.env, DOCKER_DOCTOR_TRACE: file, NODE_DEBUG: 'esm', NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  const { loaded, ...trace } = JSON.parse(readFileSync(file, 'utf8')) as Raw;
  const seen = [...loaded, stderr].flatMap((text) => [...text.matchAll(/dist[\\/]([\w.-]+\.m?js)/g)]);
  const names = new Set(seen.map((match) => match[1] ?? ''));
  const modules = readdirSync(DIST).filter((name) => names.has(name));
  const bytes = modules.reduce((sum, name) => sum + statSync(join(DIST, name)).size, 0);
  return { ...trace, modules, bytes };
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
  { name: '--version', args: ['--version'], modules: 3, kilobytes: 4, programs: 0 },
  { name: '--help', args: ['--help'], modules: 5, kilobytes: 56, programs: 0 },
  {
    name: 'a healthy replay as JSON',
    args: ['--json', '--replay', replay],
    modules: 6,
    kilobytes: 290,
    programs: 0,
  },
  {
    name: 'a broken replay as JSON',
    args: ['--json', '--replay', broken],
    modules: 7,
    kilobytes: 450,
    programs: 0,
  },
  {
    name: 'explain',
    args: ['explain', 'Cannot connect to the Docker daemon'],
    modules: 14,
    kilobytes: 850,
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
    // Commander's file is for those switches that are not read in main.ts itself.
    expect(trace.modules).not.toContain('program.js');
    expect(trace.programs.length, trace.programs.join('\n')).toBeLessThanOrEqual(6);
    expect(trace.files.length, trace.files.join('\n')).toBeLessThanOrEqual(60);
    for (const name of trace.modules) {
      const code = readFileSync(join(DIST, name), 'utf8');
      expect(code.includes('react.transitional.element') || code.includes('yoga'), name).toBe(false);
    }
  });
});
