/** What may be said of a run that looked at a part, and what of one that was cut off. */
import { describe, expect, it } from 'vitest';
import { defineCheck, pass } from '../../src/diagnosis/check.ts';
import { runChecks, withDeadline } from '../../src/diagnosis/run.ts';
import { defineFact, type FactContext, known } from '../../src/facts/fact.ts';
import { fixFindsSome } from '../../src/report/divide.ts';
import { allWellSentence, verdictLine } from '../../src/report/summary.ts';
import { brokenReport, healthyReport, PROBLEM } from '../support/reports.ts';

const unanswered = { ...healthyReport(), docker: { ...healthyReport().docker, engine: null } };

describe('the verdict', () => {
  it("'Docker works' needs an engine that answered", () => {
    expect(verdictLine(healthyReport())).toBe('Docker works');
    expect(verdictLine(unanswered)).toBe('No problem in what was looked at');
    expect(allWellSentence(unanswered)).not.toContain('Nothing is wrong');
  });
  it('a cause that --skip names is named all the same', () => {
    const ignored = { ...PROBLEM, severity: 'error', skipped: true } as const;
    expect(verdictLine({ ...unanswered, problems: [ignored] })).toBe(
      `${PROBLEM.title} (skipped); no other problem`,
    );
  });
});

describe('the hint at docker-doctor fix', () => {
  const fixable = {
    ...PROBLEM,
    fixes: [
      {
        title: 'Start it',
        commands: ['true'],
        shell: 'sh',
        needsAdmin: false,
        automatic: true,
        caution: null,
      },
    ],
  } as const;
  const foundBy = (id: string) =>
    brokenReport({
      problems: [fixable],
      checks: [
        {
          id,
          title: id,
          status: 'fail',
          summary: fixable.id,
          durationMs: 1,
          blockedBy: null,
          problems: [fixable.id],
        },
      ],
    });
  it('stands below what a check of this machine found', () => {
    expect(fixFindsSome(foundBy('engine.answers'))).toBe(true);
  });
  it('does not stand below a requirement, which fix does not know', () => {
    expect(fixFindsSome(foundBy('require.engine'))).toBe(false);
  });
});

describe('a run whose time is over', () => {
  const quick = defineFact('test.quick', 'asking', async () => known('there'));
  const hanging = defineFact<string>('test.hanging', 'asking', () => new Promise(() => undefined));
  const context = { get: (fact) => fact.ask(context) } as FactContext;
  const base = { systems: ['linux'], link: 'host', finds: [] } as const;

  it('takes only those checks with it that need the fact that hangs', async () => {
    const needs = defineCheck({
      ...base,
      id: 'test.needs',
      title: 'needs',
      needs: { quick, hanging },
      judge: () => pass('judged'),
    });
    const uses = defineCheck({
      ...base,
      id: 'test.uses',
      title: 'uses',
      needs: { quick },
      uses: { hanging },
      judge: ({ quick: value, hanging: late }) => pass(`${value}, ${late.known}`),
    });
    const limited = withDeadline(context, 20);
    const [first, second] = await runChecks([needs, uses], limited);
    limited.clear();
    expect(first?.verdict).toEqual({ kind: 'failed', summary: 'could not finish within 0.02 s' });
    expect(second?.verdict).toEqual({ kind: 'pass', summary: 'there, false' });
  });
});
