/** JUnit XML as CI systems read it: each check is a test case, and each problem is told in the one that found it. */
import type { RenderOptions } from './formats.ts';
import type { CheckResult, Problem, Report } from './report.ts';
import { fixNotes } from './summary.ts';

interface TestCase {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

export function renderJunit(report: Report, { strict }: RenderOptions): string {
  const told = new Set<Problem>();
  const cases = [
    ...report.checks.map((check) => checkCase(check, report, strict, told)),
    // What no check claims (a problem of the whole run) is a case of its own.
    ...report.problems
      .filter((problem) => !told.has(problem))
      .map((problem) => testCase(problem.id, problem.title, 0, outcomeOf([problem], strict))),
  ];
  const count = (kind: TestCase['kind']): number => cases.filter((one) => one.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
  const time = `time="${seconds(report.durationMs)}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="docker-doctor" ${counts} ${time}>`,
    `  <testsuite name="docker-doctor" ${counts} skipped="${count('skipped')}" ${time} timestamp="${report.createdAt.replace(/(?:\.\d+)?Z$/, '')}" hostname="localhost">`,
    '    <properties>',
    ...properties(report).map(
      ([name, value]) => `      <property name="${escapeXml(name)}" value="${escapeXml(value)}"/>`,
    ),
    '    </properties>',
    ...cases.map(({ xml }) => xml),
    '  </testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function properties({ status, tool, machine, docker }: Report): (readonly [string, string])[] {
  const values: (readonly [string, string | null | undefined])[] = [
    ['status', status],
    ['version', tool.version],
    ['platform', `${machine.platform} ${machine.arch}`],
    ['os', [machine.os.name, machine.os.version].filter(Boolean).join(' ')],
    ['client', docker.client?.version],
    ['engine', docker.engine && [docker.engine.product, docker.engine.version].filter(Boolean).join(' ')],
    ['endpoint', docker.endpoint?.url],
    ['compose', docker.compose?.version],
    ['buildx', docker.buildx?.version],
  ];
  return values.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

interface Told {
  readonly kind: TestCase['kind'];
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

/** A check that found problems fails with the worst of them, and tells all. */
function checkCase(check: CheckResult, report: Report, strict: boolean, told: Set<Problem>): TestCase {
  const mine = report.problems.filter(({ id }) => check.problems?.includes(id));
  for (const problem of mine) told.add(problem);
  return testCase(check.id, check.title, check.durationMs, outcome(check, mine, strict, report));
}

function outcome(check: CheckResult, mine: readonly Problem[], strict: boolean, report: Report): Told {
  const plain = { type: check.status, message: check.summary, text: check.summary };
  switch (check.status) {
    case 'error':
      return { ...plain, kind: 'error', type: 'unknown' };
    case 'skip':
      return { ...plain, kind: 'skipped', text: mine.map(wholeText).join('\n\n') };
    case 'pass':
    case 'warn':
    case 'fail':
      if (mine.length > 0) return outcomeOf(mine, strict);
      // A verdict without a problem of its own in the report (a consequence, or not asked for by --only).
      return { ...plain, kind: check.status === 'fail' ? failure(report) : 'passed' };
  }
}

const failure = (report: Report): TestCase['kind'] => (report.status === 'broken' ? 'failure' : 'passed');

function outcomeOf(problems: readonly Problem[], strict: boolean): Told {
  const active = problems.filter((problem) => !problem.skipped);
  const counts = ({ severity }: Problem): boolean =>
    severity === 'error' || (strict && severity === 'warning');
  const worst = active.find(counts) ?? active[0] ?? problems[0];
  return {
    kind: active.length === 0 ? 'skipped' : active.some(counts) ? 'failure' : 'passed',
    type: worst?.id ?? 'problem',
    message: `${worst?.skipped ? 'skipped: ' : ''}${worst?.title ?? ''}`,
    text: problems.map(wholeText).join('\n\n'),
  };
}

function testCase(id: string, title: string, ms: number, { kind, type, message, text }: Told): TestCase {
  const open = `    <testcase name="${escapeXml(`${title} (${id})`)}" classname="docker-doctor.${escapeXml(id)}" time="${seconds(ms)}"`;
  const body = escapeXml(text).replaceAll('&#10;', '\n');
  const inner = {
    failure: `      <failure type="${escapeXml(type)}" message="${escapeXml(message)}">${body}</failure>`,
    error: `      <error type="${escapeXml(type)}" message="${escapeXml(message)}">${body}</error>`,
    // The common schema lets a skipped case carry its message alone; the rest goes to system-out.
    skipped: `      <skipped message="${escapeXml(message)}"/>${text ? `\n      <system-out>${body}</system-out>` : ''}`,
    passed: text ? `      <system-out>${body}</system-out>` : '',
  }[kind];
  return { kind, xml: inner ? `${open}>\n${inner}\n    </testcase>` : `${open}/>` };
}

/** Everything that is known of a problem, for the log of the test case. */
function wholeText(problem: Problem): string {
  const { id, severity, title, summary, evidence, fixes, guide, explains } = problem;
  return [
    `${severity}: ${title} (${id})${problem.skipped ? ' [skipped: not counted]' : ''}`,
    summary,
    ...(explains.length > 0 ? [`This explains: ${explains.join(', ')}`] : []),
    ...fixes.flatMap((fix) => {
      const notes = fixNotes(fix);
      return [
        `${fix.title}${notes ? ` (${notes})` : ''}:`,
        ...fix.commands.map((command) => command.replace(/^/gm, '  ')),
      ];
    }),
    `Guide: ${guide.title} ${guide.url}`,
    ...evidence.map(({ source, text }) => `Evidence: ${source}: ${text}`),
  ].join('\n');
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** XML 1.0 has no place at all for most control characters and lone surrogates: they go. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold.
    .replace(/[\u0000-\u0008\u000b\u000c\u000d-\u001f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/[&<>"'\n\t]/g, (sign) => ENTITIES[sign] ?? sign);
