/** Nothing is told by one face alone: the JSON, the interface with everything open, the text, the page. */
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../src/report/html.ts';
import type { Report } from '../src/report/report.ts';
import { checkWords } from '../src/report/summary.ts';
import { renderText } from '../src/report/text.ts';
import { plain } from '../src/ui/line.ts';
import { INITIAL } from '../src/ui/state.ts';
import { wordOf, wordOfSeverity } from '../src/ui/theme.ts';
import { picture } from '../src/ui/view/frame.ts';
import { everythingShown, snapshotOf, THEME } from './support/everything.ts';
import { fixtures, idsOf, reportOf } from './support/replay.ts';
import { brokenReport } from './support/reports.ts';

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

const textOf = (report: Report): string =>
  renderText(report, { color: false, unicode: true, hyperlinks: false, width: 100_000, verbose: true });

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(/\s+/)
      .map((word) => word.replace(/^[^\p{L}\p{N}~/$-]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase())
      .filter((word) => word !== ''),
  );

/** How the interface says what the JSON says by a key word. */
const inWords = (report: Report): unknown => ({
  ...report,
  status: '',
  tool: report.tool,
  problems: report.problems.map((problem) => ({ ...problem, severity: wordOfSeverity(problem.severity) })),
  checks: report.checks.map((check) => ({
    ...check,
    status: wordOf(check.status),
    summary: checkWords(check, report),
  })),
});

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leavesOf);
}

/** What of the first the second does not say. */
const lacking = (said: readonly string[], text: string): string[] => {
  const whole = flat(text);
  return [...new Set(said.map(flat))].filter((part) => !whole.includes(part));
};

function pageText(report: Report): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return renderHtml(report)
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<\/?(?:code|strong|span|a|p|li|pre|h\d|summary|dd|dt|br)\b[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}

function expectNothingLost(report: Report): void {
  const shown = everythingShown(report);
  expect(lacking(leavesOf(inWords(report)), shown), 'in the JSON, not in the interface').toEqual([]);
  expect(lacking(leavesOf(report), pageText(report)), 'in the JSON, not on the page').toEqual([]);
  const text = wordsOf(textOf(report));
  expect(
    [...wordsOf(shown)].filter((word) => !text.has(word)),
    'in the interface, not in the text',
  ).toEqual([]);
}

describe('every recorded machine', { concurrent: true }, () => {
  for (const { name, recording } of fixtures) {
    it(name, async () => {
      const report = await reportOf(recording);
      expectNothingLost(report);
      const [skip] = idsOf(report);
      if (skip !== undefined) expectNothingLost(await reportOf(recording, { skip: [skip] }));
    });
  }
});

/** What a newcomer needs, on a terminal of the usual size. */
function expectFirstScreenTellsAll(report: Report): void {
  const [problem] = report.problems;
  if (!problem) return;
  const { lines } = picture(snapshotOf(report), INITIAL, { columns: 80, rows: 24 }, THEME);
  const solid = (count: number): string =>
    lines
      .slice(0, count)
      .map(plain)
      .join('')
      .replace(/[\s❯]+/g, '');
  const [fix] = problem.fixes;
  const command = (fix?.commands[0] ?? fix?.title ?? '').replace(/\s+/g, '');
  // A command of several lines begins there, and ends on the same screen.
  for (const text of [problem.title, problem.summary, problem.guide.url, command.slice(0, 80)])
    expect(solid(15)).toContain(text.replace(/\s+/g, ''));
  expect(solid(24)).toContain(command);
}

it.each(fixtures.map(({ name, recording }) => [name, recording] as const))(
  '%s: title, cause, command and link within the first 15 lines at 80x24',
  async (_, recording) => expectFirstScreenTellsAll(await reportOf(recording)),
);

it('the page shows every context of --all-contexts', () => {
  const report = brokenReport();
  const [problem] = report.problems;
  if (!problem) throw new Error('no problem');
  const contexts = [
    {
      name: 'far-away',
      endpoint: 'ssh://me@far-away',
      inForce: false,
      status: 'broken' as const,
      engine: null,
      problems: [{ ...problem, id: 'ssh.auth', title: 'The key was refused' }],
    },
    {
      name: 'near',
      endpoint: 'tcp://near:2376',
      inForce: true,
      status: 'ok' as const,
      engine: '28.2.2',
      problems: [],
    },
  ];
  expect(lacking(leavesOf(contexts), pageText({ ...report, contexts }))).toEqual([]);
});
