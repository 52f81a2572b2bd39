/** Registries never slow or fail the verdict on the engine: one that never answers, and one that is broken. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../checks/catalogue/index.ts';
import { checksOf } from '../../checks/index.ts';
import { registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { startDiagnosis } from '../../src/diagnosis/diagnose.ts';
import type { Answer, Host, QuestionName, Questions } from '../../src/host/host.ts';
import { sharingHost } from '../../src/host/sharing.ts';
import type { CheckResult } from '../../src/report/report.ts';

const failure = (code: string) => ({ ok: false as const, error: { code, message: code }, ms: 0 });
const ROUTES =
  'Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\neth0 00000000 0100000A 0003 0 0 0 00000000 0 0 0\n';

/** A Linux machine whose engine answers; `registry` answers for every registry. */
function machine(registry: () => Promise<Answer<unknown>>): Host {
  const answerTo = async (name: QuestionName, question: unknown): Promise<Answer<unknown>> => {
    const { path = '', address } = question as { path?: string; address?: { path?: string; host?: string } };
    if (name === 'readFile' && path === '/proc/net/route') return { ok: true, value: ROUTES, ms: 0 };
    if (address?.host !== undefined || name === 'tls' || name === 'dns') return registry();
    if (name !== 'http' || !/docker\.sock$/.test(address?.path ?? '')) return failure('ENOENT');
    const bodies: Record<string, string> = {
      '/_ping': 'OK',
      '/version': '{"Version":"28.0.0","ApiVersion":"1.48","MinAPIVersion":"1.24"}',
      '/info': '{"ServerVersion":"28.0.0","IPv4Forwarding":true}',
      '/networks': '[]',
    };
    const body = bodies[path];
    return body === undefined
      ? failure('ENOENT')
      : { ok: true, value: { status: 200, headers: {}, body }, ms: 1 };
  };
  return {
    identity: {
      platform: 'linux',
      arch: 'x64',
      release: '6.1.0',
      hostname: 'lab',
      user: 'root',
      uid: 0,
      gid: 0,
      groups: [0],
      home: '/root',
      cwd: '/root',
      cpus: 2,
      memoryBytes: 8e9,
      now: Date.parse('2026-11-24'),
    },
    env: () => undefined,
    ask: (name, question) => answerTo(name, question) as Promise<Answer<Questions[typeof name]['answer']>>,
    close: () => Promise.resolve(),
  };
}

/** The checks of the way to an engine that answers, and that of the registries. */
const ONLY = ['client.context', 'engine.endpoint', 'engine.answers', 'registry.reach'];
const options = { offline: false, deep: false, only: ONLY, skip: [], timeoutMs: 7000 };

async function run(registry: () => Promise<Answer<unknown>>) {
  registerCatalogue(catalogue);
  const told: CheckResult[] = [];
  const { report } = await startDiagnosis(sharingHost(machine(registry)), checksOf, options, (result) =>
    told.push(result),
  );
  return { report, told };
}

afterEach(() => void vi.useRealTimers());

describe('registry trouble', () => {
  it('a registry that answers only after all else was judged holds nothing up', async () => {
    let release: () => void = () => {};
    const held = new Promise<Answer<unknown>>((resolve) => (release = () => resolve(failure('ETIMEDOUT'))));
    const { report, told } = await run(() => held);
    await expect
      .poll(() => told.map(({ id }) => id).sort(), { timeout: 20_000 })
      .toEqual(['client.context', 'engine.answers', 'engine.endpoint']);
    expect(told.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
    release();
    const { status, checks } = await report;
    expect(status).not.toBe('broken');
    expect(checks).toHaveLength(ONLY.length);
  });

  it('one that never answers makes the verdict neither broken nor unknown', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { report } = await run(() => new Promise(() => {}));
    let settled = false;
    void report.finally(() => (settled = true));
    while (!settled) await vi.advanceTimersByTimeAsync(100);
    const { status, problems, checks } = await report;
    expect([status, problems.map(({ id }) => id)]).toEqual(['ok', []]);
    const check = checks.find(({ id }) => id === 'registry.reach');
    expect([check?.status, check?.summary]).toEqual(['error', expect.stringContaining('not judged within')]);
  });

  it.each([
    ['ENOTFOUND', 'registry.dns'],
    ['ECONNREFUSED', 'registry.refused'],
    ['EHOSTUNREACH', 'registry.timeout'],
  ])('%s is a warning', async (code, id) => {
    const { report } = await run(() => Promise.resolve(failure(code)));
    const { status, problems } = await report;
    expect(status).toBe('warning');
    expect(problems.map((problem) => [problem.id, problem.severity])).toEqual([[id, 'warning']]);
  });
});
