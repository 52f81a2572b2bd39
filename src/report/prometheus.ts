/** node_exporter's textfile format. Names and labels are stable: docs/fleet.md lists them. */
import type { RenderOptions } from './formats.ts';
import type { CheckStatus, Report, ReportStatus, Severity } from './report.ts';
import { counted, exitCodeOf } from './summary.ts';

type Labels = Readonly<Record<string, string | null | undefined>>;
type Sample = readonly [labels: Labels, value: number];

const STATUSES: readonly ReportStatus[] = ['ok', 'warning', 'broken', 'unknown'];
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const CHECK_STATUSES: readonly CheckStatus[] = ['pass', 'warn', 'fail', 'skip', 'error'];

export function renderPrometheus(report: Report, { strict }: RenderOptions): string {
  const { docker, machine, problems } = report;
  const active = counted(report);
  return [
    gauge('info', 'Version of docker-doctor that wrote this file.', [[{ version: report.tool.version }, 1]]),
    gauge(
      'status',
      'Verdict of the last run: 1 for the one that holds.',
      STATUSES.map((status) => [{ status }, Number(report.status === status)]),
    ),
    gauge(
      'problems',
      'Problems that count, by severity.',
      SEVERITIES.map((severity) => [
        { severity },
        active.filter((problem) => problem.severity === severity).length,
      ]),
    ),
    gauge(
      'problem',
      'One series for each problem found; cause="true" is the root cause, skipped ones are not counted.',
      problems.map((problem) => [
        {
          id: problem.id,
          severity: problem.severity,
          cause: String(problem === active[0]),
          skipped: String(problem.skipped === true),
        },
        1,
      ]),
    ),
    gauge(
      'checks',
      'Checks by their result; "error" could not be looked at.',
      CHECK_STATUSES.map((status) => [
        { status },
        report.checks.filter((check) => check.status === status).length,
      ]),
    ),
    gauge(
      'check',
      'One series for each check, with its result.',
      report.checks.map(({ id, status }) => [{ id, status }, 1]),
    ),
    gauge(
      'engine_info',
      'The engine in force; absent when none answers.',
      docker.engine
        ? [
            [
              {
                product: docker.engine.product,
                version: docker.engine.version,
                api_version: docker.engine.apiVersion,
                os: docker.engine.os,
                rootless: docker.engine.rootless === null ? null : String(docker.engine.rootless),
              },
              1,
            ],
          ]
        : [],
    ),
    gauge(
      'client_info',
      'The docker command in use; absent when there is none.',
      docker.client
        ? [
            [
              {
                version: docker.client.version,
                compose: docker.compose?.version,
                buildx: docker.buildx?.version,
              },
              1,
            ],
          ]
        : [],
    ),
    gauge('machine_info', 'The machine.', [
      [
        {
          platform: machine.platform,
          arch: machine.arch,
          os: machine.os.name,
          os_version: machine.os.version,
          wsl: machine.wsl ? String(machine.wsl.version ?? 'unknown') : null,
        },
        1,
      ],
    ]),
    gauge('exit_code', 'Exit code of the run: 0 works, 1 a problem, 3 could not finish.', [
      [{}, exitCodeOf(report, strict)],
    ]),
    gauge('duration_seconds', 'How long the run took.', [[{}, report.durationMs / 1000]]),
    gauge('last_run_timestamp_seconds', 'When the run began; alert when it is old.', [
      [{}, Date.parse(report.createdAt) / 1000],
    ]),
  ].join('');
}

/** A metric without samples keeps its help, so that a dashboard finds the name on a healthy machine too. */
function gauge(name: string, help: string, samples: readonly Sample[]): string {
  const metric = `docker_doctor_${name}`;
  const seen = new Set<string>();
  const lines = samples.flatMap(([labels, value]) => {
    const series = `${metric}${labelText(labels)}`;
    // The same series twice (a problem found at two places) makes node_exporter refuse the whole file.
    if (seen.has(series)) return [];
    seen.add(series);
    return [`${series} ${value}`];
  });
  return [`# HELP ${metric} ${help}`, `# TYPE ${metric} gauge`, ...lines, ''].join('\n');
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value ?? '')}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

const escapeLabel = (text: string): string =>
  text.toWellFormed().replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
