/** The report as Markdown (GitHub's dialect), ready to paste in a ticket: evidence and checks are folded. */
import type { CheckResult, EngineEntry, Fix, Problem, Report } from './report.ts';
import { counted, fixNotes, verdictLine } from './summary.ts';

const SIGNS = { ok: '✅', warning: '⚠️', broken: '❌', unknown: '❔' } as const;
const SHELLS: Readonly<Record<Fix['shell'], string>> = { sh: 'sh', powershell: 'powershell', cmd: 'bat' };

export function renderMarkdown(report: Report): string {
  const skipped = report.problems.filter((problem) => problem.skipped);
  const parts = [
    `## ${SIGNS[report.status]} ${escapeMarkdown(verdictLine(report))}`,
    table(['', ''], facts(report)),
    ...counted(report).map((problem) => problemPart(problem)),
    ...(skipped.length > 0
      ? ['### Skipped, not counted', ...skipped.map((problem) => problemPart(problem))]
      : []),
    details(
      `${report.checks.length} checks`,
      table(
        ['check', 'result', 'says', 'ms'],
        report.checks.map((check) => checkRow(check)),
      ),
    ),
    ...(report.engines.length > 0
      ? [
          details(
            `${report.engines.length} ${report.engines.length === 1 ? 'engine' : 'engines'}`,
            table(['engine', 'version', 'state', 'endpoint', 'context', ''], report.engines.map(engineRow)),
          ),
        ]
      : []),
    `<sub>docker-doctor ${escapeMarkdown(report.tool.version)}, ${report.createdAt}, ${report.durationMs} ms</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The lines of the table on top: what this machine and its Docker are. */
function facts({ machine, docker, status }: Report): string[][] {
  const { os } = machine;
  const rows: (readonly [string, string | null])[] = [
    ['Status', status],
    [
      'System',
      words(
        os.name,
        os.version,
        os.edition,
        os.build && `build ${os.build}`,
        `(${machine.platform} ${machine.arch})`,
      ),
    ],
    [
      'WSL',
      machine.wsl && words(machine.wsl.version && `version ${machine.wsl.version}`, machine.wsl.distribution),
    ],
    [
      'Inside',
      words(
        machine.container && `container: ${machine.container}`,
        machine.virtualMachine && `virtual machine: ${machine.virtualMachine}`,
      ),
    ],
    ['Resources', `${machine.cpus} CPUs, ${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB memory`],
    [
      'Client',
      docker.client &&
        words(
          docker.client.version,
          docker.client.apiVersion && `(API ${docker.client.apiVersion})`,
          docker.client.path,
        ),
    ],
    [
      'Engine',
      docker.engine &&
        words(
          docker.engine.product,
          docker.engine.version,
          docker.engine.apiVersion &&
            `(API ${docker.engine.minApiVersion ?? '?'} to ${docker.engine.apiVersion})`,
          docker.engine.os,
          docker.engine.rootless ? 'rootless' : null,
        ),
    ],
    ['Endpoint', docker.endpoint && `${docker.endpoint.url} (${docker.endpoint.source})`],
    ['Compose', docker.compose && (docker.compose.version ?? 'unknown version')],
    ['Buildx', docker.buildx && (docker.buildx.version ?? 'unknown version')],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, escapeMarkdown(value)]] : []));
}

const words = (...parts: readonly (string | number | null | false | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '').join(' ');

function problemPart(problem: Problem): string {
  const { id, severity, title, summary, evidence, fixes, guide, explains } = problem;
  return [
    `### ${problem.skipped ? 'skipped' : severity}: ${escapeMarkdown(title)}`,
    `${code(id)}: ${escapeMarkdown(summary)}${problem.skipped ? ` (severity: ${severity})` : ''}`,
    ...(explains.length > 0 ? [`This explains: ${explains.map(code).join(', ')}.`] : []),
    ...fixes.map((fix, index) => fixPart(fix, index)),
    `Guide: [${escapeMarkdown(guide.title)}](<${guide.url.replace(/[<>\s]/g, encodeURIComponent)}>)`,
    ...(evidence.length > 0
      ? [
          details(
            'Evidence',
            evidence.map(({ source, text }) => `${code(source)}\n\n${fence(text)}`).join('\n\n'),
          ),
        ]
      : []),
  ].join('\n\n');
}

function fixPart(fix: Fix, index: number): string {
  const notes = fixNotes(fix);
  const title = `**${index + 1}. ${escapeMarkdown(fix.title)}**${notes ? ` (${escapeMarkdown(notes)})` : ''}`;
  return `${title}\n\n${fence(fix.commands.join('\n'), SHELLS[fix.shell])}`;
}

const checkRow = ({ id, title, status, summary, durationMs, blockedBy }: CheckResult): string[] => [
  `${escapeMarkdown(title)} (${code(id)})`,
  status,
  escapeMarkdown(
    blockedBy && !summary.includes(blockedBy) ? `${summary} (blocked by ${blockedBy})` : summary,
  ),
  String(durationMs),
];

const engineRow = ({ product, version, state, endpoint, context, inForce, why }: EngineEntry): string[] => [
  escapeMarkdown(product),
  escapeMarkdown(version ?? ''),
  state,
  escapeMarkdown(endpoint),
  escapeMarkdown(context ?? ''),
  escapeMarkdown(inForce ? (why ? `in force: ${why}` : 'in force') : ''),
];

/** Cells are on one line, and a pipe would end them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\n/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

export const details = (summary: string, body: string): string =>
  `<details><summary>${escapeMarkdown(summary)}</summary>\n\n${body}\n\n</details>`;

/** A fence longer than any run of backticks in what it holds. */
export function fence(text: string, language = 'text'): string {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}${language}\n${text.replace(/\n$/, '')}\n${marks}`;
}

/** Code in a line: the marks are longer than what is inside, and line ends become spaces. */
export function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const marks = '`'.repeat(longestRun(line) + 1);
  return line.includes('`') ? `${marks} ${line} ${marks}` : `${marks}${line}${marks}`;
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));

/**
 * Whatever would be markup is shown as it is, and no text of a machine may call somebody (@name),
 * point at an issue (#1) or load a picture.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>|~]/g, '\\$&')
    .replace(/&(?=[a-z#]\w*;)/gi, '\\&')
    .replace(/(^|\s)([#@])(?=\w)/g, '$1\\$2')
    .replace(/^(\s*)([-+#>]|\d+[.)])(?=\s)/gm, '$1\\$2')
    .replace(/\n{2,}/g, '\n');
