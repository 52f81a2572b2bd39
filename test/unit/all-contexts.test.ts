import { describe, expect, it } from 'vitest';
import { catalogue } from '../../checks/catalogue/index.ts';
import { checksOf } from '../../checks/index.ts';
import { judgeContexts } from '../../src/commands/all-contexts.ts';
import { registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { startDiagnosis } from '../../src/diagnosis/diagnose.ts';
import type { Answer, Host, QuestionName, Questions } from '../../src/host/host.ts';
import { sharingHost } from '../../src/host/sharing.ts';

const NAMES = Array.from({ length: 10 }, (_, index) => `context${index}`);
const isDead = (name: string): boolean => Number(name.slice(-1)) >= 2;
const failure = (code: string) => ({ ok: false as const, error: { code, message: code }, ms: 0 });

/**
 * Ten contexts on ten hosts, eight of them dead. A dead one answers only when all eight are being asked:
 * a run that asked them one after the other would never end.
 */
function machine(): { host: Host; most: () => number } {
  const waiting = new Set<string>();
  let most = 0;
  let release: () => void = () => {};
  const allAsked = new Promise<void>((resolve) => (release = resolve));
  const answerTo = async (name: QuestionName, question: unknown): Promise<Answer<unknown>> => {
    const { path = '', address } = question as { path?: string; address?: { host?: string } };
    if (name === 'list' && path.endsWith('/contexts/meta'))
      return { ok: true, value: NAMES.map((one) => ({ name: one, kind: 'directory' })), ms: 0 };
    const own = NAMES.find((one) => path.includes(`/${one}/`));
    if (name === 'readFile' && own) {
      const meta = { Name: own, Endpoints: { docker: { Host: `tcp://${own}.test:2375` } } };
      return { ok: true, value: JSON.stringify(meta), ms: 0 };
    }
    const there = address?.host?.replace('.test', '');
    if (name !== 'http' || there === undefined) return failure('ENOENT');
    if (isDead(there)) {
      waiting.add(there);
      most = Math.max(most, waiting.size);
      if (waiting.size === 8) release();
      await allAsked;
      return failure('ETIMEDOUT');
    }
    const bodies: Record<string, string> = {
      '/_ping': 'OK',
      '/version': '{"Version":"28.0.0","ApiVersion":"1.48"}',
      '/info': '{}',
    };
    return { ok: true, value: { status: 200, headers: {}, body: bodies[path] ?? '[]' }, ms: 1 };
  };
  const host: Host = {
    identity: {
      platform: 'linux',
      arch: 'x64',
      release: '6.1.0',
      hostname: 'lab',
      user: 'dev',
      uid: 1000,
      gid: 1000,
      groups: [1000],
      home: '/home/dev',
      cwd: '/home/dev',
      cpus: 2,
      memoryBytes: 8e9,
      now: Date.parse('2026-11-24'),
    },
    env: () => undefined,
    ask: (name, question) => answerTo(name, question) as Promise<Answer<Questions[typeof name]['answer']>>,
    close: () => Promise.resolve(),
  };
  return { host, most: () => most };
}

describe('--all-contexts', () => {
  it('asks all at once and judges each by itself', async () => {
    registerCatalogue(catalogue);
    const { host, most } = machine();
    const shared = sharingHost(host);
    const options = { offline: false, deep: false, only: [], skip: [], timeoutMs: 20_000 };
    const whole = startDiagnosis(shared, checksOf, options).then(({ report }) => report);
    const verdicts = await judgeContexts(shared, checksOf, options, whole);
    expect(most()).toBe(8);
    expect(verdicts.map(({ name }) => name)).toEqual(['default', ...NAMES]);
    for (const { name, inForce, engine, problems } of verdicts.slice(1)) {
      expect(inForce).toBe(false);
      expect([name, engine]).toEqual([name, isDead(name) ? null : '28.0.0']);
      expect([name, problems[0]?.id ?? null]).toEqual([name, isDead(name) ? 'remote.timeout' : null]);
    }
    expect(verdicts[0]?.inForce).toBe(true);
  });
});
