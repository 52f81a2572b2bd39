import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../checks/catalogue/index.ts';
import { allChecks } from '../../checks/index.ts';
import { allProblems, registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { CHAIN, type Finding, type System } from '../../src/diagnosis/check.ts';
import { foldFindings } from '../../src/diagnosis/fold.ts';
import { fixesFor, type Target } from '../../src/diagnosis/problem.ts';

const checks = await allChecks();

beforeAll(() => registerCatalogue(catalogue));

const finding = (id: string): Finding => ({ id, evidence: [] });
const ids = (...list: string[]): (string | readonly string[])[] =>
  foldFindings(list.map(finding)).map(({ finding: { id }, explained }) =>
    explained.length > 0 ? [id, ...explained] : id,
  );

describe('root cause first', () => {
  it('a consequence moves into its cause', () => {
    expect(ids('daemon.unreachable', 'socket.permission')).toEqual([
      ['socket.permission', 'daemon.unreachable'],
    ]);
  });
  it('errors along the chain, then warnings', () => {
    expect(ids('disk.low', 'socket.stale', 'context.missing')).toEqual([
      'context.missing',
      'socket.stale',
      'disk.low',
    ]);
  });
  it('independent findings stay', () => {
    expect(ids('disk.full', 'credentials.helper-missing')).toHaveLength(2);
  });
  it('the same finding of two checks is one', () => {
    expect(ids('socket.stale', 'socket.stale')).toEqual(['socket.stale']);
  });
});

describe('the catalogue', () => {
  const SYSTEMS: readonly System[] = ['linux', 'macos', 'windows', 'wsl'];
  const targetFor = (system: System): Target => ({
    system,
    distribution: 'debian',
    init: 'systemd',
    root: false,
    values: new Proxy({}, { get: (_, name) => `<${String(name)}>` }),
  });

  it('has each id once, with the shape area.what', () => {
    const all = catalogue.map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
  });
  it('explains only ids that exist, and never itself', () => {
    const known = new Set(allProblems().map(({ id }) => id));
    for (const { id, explains = [] } of catalogue)
      for (const other of explains) {
        expect(known, `${id} explains ${other}`).toContain(other);
        expect(other).not.toBe(id);
      }
  });
  it('every problem has a guide on every system it is for, and commands that are not empty', () => {
    for (const entry of catalogue) {
      expect(CHAIN).toContain(entry.link);
      expect(entry.systems.length).toBeGreaterThan(0);
      for (const system of SYSTEMS.filter((one) => entry.systems.includes(one))) {
        const target = targetFor(system);
        expect(entry.guide(target).url, entry.id).toMatch(/^https:\/\//);
        for (const { title, commands, shell } of fixesFor(entry, target)) {
          expect(title).not.toBe('');
          if (system === 'windows') expect(shell, `${entry.id} on Windows`).not.toBe('sh');
          for (const command of commands) expect(command.trim()).not.toBe('');
        }
      }
    }
  });
  it('checks declare only problems that exist, run after checks that exist, and have ids of their own', () => {
    const known = new Set(catalogue.map(({ id }) => id));
    const checkIds = checks.map(({ id }) => id);
    expect(new Set(checkIds).size).toBe(checkIds.length);
    for (const { id, finds, after = [], systems } of checks) {
      for (const problem of finds) expect(known, `${id} finds ${problem}`).toContain(problem);
      for (const other of after) expect(checkIds, `${id} after ${other}`).toContain(other);
      expect(systems.length).toBeGreaterThan(0);
    }
  });
});
