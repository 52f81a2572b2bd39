/** Whatever the format, it is the same report: over all recorded machines, and over strange texts. */
import { describe, expect, it } from 'vitest';
import { type DocumentFormat, loadRenderer } from '../src/report/formats.ts';
import type { Report } from '../src/report/report.ts';
import { exitCodeOf } from '../src/report/summary.ts';
import { renderText } from '../src/report/text.ts';
import { fixtures, idsOf, reportOf } from './support/replay.ts';
import { schemaErrors } from './support/schema.ts';
import { parseXml, type XmlElement } from './support/xml.ts';

const FORMATS = ['json', 'markdown', 'junit', 'github', 'html', 'prometheus'] as const;
type Documents = Readonly<Record<DocumentFormat | 'text', string>>;

async function documentsOf(report: Report, strict = false): Promise<Documents> {
  const rendered = await Promise.all(
    FORMATS.map(async (format) => [format, (await loadRenderer(format))(report, { strict })] as const),
  );
  const text = renderText(report, {
    color: false,
    unicode: true,
    hyperlinks: false,
    width: 100,
    verbose: true,
  });
  return { ...(Object.fromEntries(rendered) as Record<DocumentFormat, string>), text };
}

const count = (report: Report, severity: string): number =>
  report.problems.filter((problem) => problem.severity === severity && !problem.skipped).length;

/** What each format says of the same report. */
async function expectAgreement(report: Report, strict: boolean): Promise<void> {
  const said = await documentsOf(report, strict);
  const code = exitCodeOf(report, strict);
  const errors = count(report, 'error');
  const warnings = count(report, 'warning');
  expect(code).toBe(errors > 0 || (strict && warnings > 0) ? 1 : report.status === 'unknown' ? 3 : 0);
  expect(report.status === 'broken').toBe(errors > 0);

  expect(JSON.parse(said.json)).toEqual(JSON.parse(JSON.stringify(report)));
  expect(schemaErrors(JSON.parse(said.json))).toEqual([]);

  const annotations = said.github.split('\n').filter((line) => /^::(?:error|warning|notice) /.test(line));
  const named = (command: string): string[] =>
    annotations.flatMap(
      (line) => new RegExp(`^::${command} title=.*\\(([a-z.0-9-]+)\\)::`).exec(line)?.[1] ?? [],
    );
  const active = report.problems.filter((problem) => !problem.skipped);
  const idsBy = (severity: string): string[] =>
    active.filter((problem) => problem.severity === severity).map(({ id }) => id);
  expect(named('error')).toEqual(idsBy('error'));
  expect(named('notice')).toEqual(idsBy('info'));
  expect(named('warning').slice(0, warnings)).toEqual(idsBy('warning'));

  const headings = [...said.markdown.matchAll(/^### (error|warning|info): /gm)].map(
    ([, severity]) => severity,
  );
  expect(headings).toEqual(active.map(({ severity }) => severity));
  expect(said.markdown).toContain(`| Status | ${report.status} |`);

  const page = bodyText(said.html);
  expect(
    [...said.html.matchAll(/<section class="card edge (error|warning|info)">/g)].map(([, one]) => one),
  ).toEqual(active.map(({ severity }) => severity));
  expect(said.html).toContain(`<span class="badge">${report.status}</span>`);

  const suite = parseXml(said.junit).children[0] as XmlElement;
  const cases = suite.children.filter(({ name }) => name === 'testcase');
  const having = (name: string): XmlElement[] =>
    cases.filter(({ children }) => children.some((child) => child.name === name));
  expect(suite.attributes.tests).toBe(String(cases.length));
  expect(suite.attributes.failures).toBe(String(having('failure').length));
  expect(suite.attributes.errors).toBe(String(having('error').length));
  expect(suite.attributes.skipped).toBe(String(having('skipped').length));
  expect(having('failure').length > 0, 'junit fails exactly when the exit code is 1').toBe(code === 1);
  expect(having('error').map(({ attributes }) => attributes.classname)).toEqual(
    report.checks.filter(({ status }) => status === 'error').map(({ id }) => `docker-doctor.${id}`),
  );

  expect(said.prometheus).toContain(`docker_doctor_status{status="${report.status}"} 1`);
  expect(said.prometheus).toContain(`docker_doctor_problems{severity="error"} ${errors}\n`);
  expect(said.prometheus).toContain(`docker_doctor_problems{severity="warning"} ${warnings}\n`);
  expect(said.prometheus).toContain(`docker_doctor_exit_code ${code}\n`);

  for (const { id, title, skipped } of report.problems) {
    for (const format of ['json', 'github', 'junit', 'prometheus', 'markdown'] as const)
      expect(said[format]).toContain(id);
    expect(page).toContain(id);
    expect(page).toContain(flat(title));
    if (skipped) expect(said.text).toContain(id);
    else expect(flat(said.text)).toContain(flat(title));
  }
  for (const string of stringsOf([report.problems, report.checks, report.engines]))
    expect(page, 'the page shows everything the JSON says').toContain(flat(string));
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What a reader of the page sees: no tags, entities resolved. */
function bodyText(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return flat(
    html
      .replace(/^[\s\S]*<body>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ''),
  );
}

/** Every string that is a value, however deep. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

describe('every recorded machine says the same in every format', { concurrent: true }, () => {
  for (const { name, recording } of fixtures) {
    it(name, async () => {
      const report = await reportOf(recording);
      await expectAgreement(report, false);
      await expectAgreement(report, true);

      // Skipped: listed, never counted.
      for (const id of new Set(idsOf(report))) {
        const skipping = await reportOf(recording, { skip: [id] });
        expect(idsOf(skipping)).toContain(id);
        expect(skipping.problems.filter((problem) => problem.skipped).map((problem) => problem.id)).toContain(
          id,
        );
        expect(
          skipping.checks.filter(
            ({ status, problems = [] }) =>
              (status === 'fail' || status === 'warn') &&
              problems.every((one) => one === id) &&
              problems.length > 0,
          ),
        ).toEqual([]);
        await expectAgreement(skipping, false);
        await expectAgreement(skipping, true);
      }
      const [first] = report.problems;
      if (!first) return;
      const only = await reportOf(recording, { only: [first.id] });
      expect(idsOf(only)).toContain(first.id);
      expect(new Set(idsOf(only))).toEqual(new Set([first.id]));
      await expectAgreement(only, false);
    });
  }
});

/** Everything that is markup somewhere. */
const STRANGE =
  '</details><script>alert(1)</script> & "q" \'s\' `b` ```f``` |p| ]]> --> ::error::x %0A %25 {{x}} \\ \\" $& <!-- @someone #1 [a](b) *c* _d_ é 日本 🐳';

describe('texts of a machine are texts everywhere', () => {
  const strange = async (): Promise<Report> => {
    const named = fixtures.find(({ name }) => name.includes('permission-denied'));
    if (!named) throw new Error('the fixture is gone');
    const report = await reportOf(named.recording);
    return {
      ...report,
      machine: { ...report.machine, os: { ...report.machine.os, name: STRANGE } },
      engines: [
        {
          product: STRANGE,
          endpoint: STRANGE,
          context: STRANGE,
          state: 'error',
          inForce: true,
          version: STRANGE,
          source: null,
          why: STRANGE,
          start: STRANGE,
        },
      ],
      checks: report.checks.map((check) => ({
        ...check,
        title: STRANGE,
        summary: `${STRANGE}\n::warning::${STRANGE}`,
      })),
      problems: report.problems.map((problem) => ({
        ...problem,
        title: STRANGE,
        summary: `${STRANGE}\n::error::${STRANGE}`,
        evidence: [{ source: STRANGE, text: `${STRANGE}\n\`\`\`\n# no heading\n` }],
        fixes: problem.fixes.map((fix) => ({
          ...fix,
          title: STRANGE,
          commands: [`${STRANGE}\n\`\`\``],
          caution: STRANGE,
        })),
      })),
    };
  };

  it('and the formats agree on them', async () => expectAgreement(await strange(), false));

  it('html: no element that is not ours', async () => {
    const { html } = await documentsOf(await strange());
    expect(html).not.toMatch(/<script|<!--|javascript:/i);
    expect(html).toContain("default-src 'none'");
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
    for (const tag of ['img', 'iframe', 'link', 'form', 'object']) expect(tags).not.toContain(tag);
  });

  it('github: one command a problem, on one line, with its escapes', async () => {
    const report = await strange();
    const { github } = await documentsOf(report);
    const commands = github.split('\n').filter((line) => line.startsWith('::'));
    expect(commands.map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      ...report.problems.map(() => 'error'),
      'group',
      'endgroup',
    ]);
    expect(commands[0]).toContain('%0A%3A'.replace('%3A', '::error'));
    expect(commands[0]).toContain('%2525');
    expect(/title=([^:]*)::/.exec(commands[0] ?? '')?.[1]).toContain('%3A%3Aerror');
  });

  it('markdown: evidence stays in its fence, and nobody is called', async () => {
    const { markdown } = await documentsOf(await strange());
    const outside = withoutFences(markdown);
    expect(outside).not.toContain('# no heading');
    expect(outside).not.toMatch(/(?<!\\)<script/);
    expect(outside.replace(/`+[^`]*`+/g, '')).not.toMatch(/(?:^|\s)@someone/);
  });

  it('prometheus: each line is a comment or a sample', async () => {
    const { prometheus } = await documentsOf(await strange());
    for (const line of prometheus.trimEnd().split('\n'))
      expect(line).toMatch(
        /^# (?:HELP|TYPE) docker_doctor_\w+ .+$|^docker_doctor_\w+(?:\{(?:\w+="(?:[^"\\]|\\["\\n])*",?)*\})? -?[\d.]+$/,
      );
    const series = prometheus
      .split('\n')
      .filter((line) => line.startsWith('docker_doctor'))
      .map((line) => line.replace(/ \S+$/, ''));
    expect(new Set(series).size).toBe(series.length);
  });
});

/** Lines outside fenced code: a fence ends with at least as many marks as it began with. */
function withoutFences(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .filter((line) => {
      const marks = /^(`{3,})/.exec(line)?.[1];
      if (fence === null) {
        fence = marks ?? null;
        return fence === null;
      }
      if (marks && marks.length >= fence.length && line.trim() === marks) fence = null;
      return false;
    })
    .join('\n');
}
