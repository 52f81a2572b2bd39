/** The report as one page, for a phone, a screen or paper. It shows everything that the JSON says. */
import { type Html, html } from './html-text.ts';
import { page } from './page.ts';
import type { CheckResult, EngineEntry, Fix, Problem, Report } from './report.ts';
import { counted, fixNotes, verdictLine } from './summary.ts';

export function renderHtml(report: Report): string {
  const skipped = report.problems.filter((problem) => problem.skipped);
  const verdict = verdictLine(report);
  const body = html`<header class="card edge ${report.status}">
<span class="badge">${report.status}</span>
<h1>${verdict}</h1>
${facts(report)}
</header>
${counted(report).map(problemCard)}
${skipped.length > 0 ? html`<h2>Skipped, not counted</h2>${skipped.map(problemCard)}` : null}
${checksCard(report)}
${enginesCard(report)}
<footer class="quiet">docker-doctor ${report.tool.version}, schema ${report.schemaVersion}, ${report.createdAt}, ${report.durationMs} ms. Names and secrets are removed; nothing was sent anywhere.</footer>`;
  return page(`docker-doctor: ${verdict}`, body);
}

type Row = readonly [string, string | null];

/** What this machine and its Docker are; what is not there has no line. */
function facts({ machine, docker }: Report): Html {
  const { os, wsl } = machine;
  const rows: readonly Row[] = [
    ['System', words(os.name, os.version, os.edition, os.build && `build ${os.build}`)],
    ['Platform', words(machine.platform, machine.arch)],
    [
      'WSL',
      wsl && words(wsl.version === null ? 'unknown version' : `version ${wsl.version}`, wsl.distribution),
    ],
    ['Container', machine.container],
    ['Virtual machine', machine.virtualMachine],
    ['CPUs', String(machine.cpus)],
    ['Memory', `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB (${machine.memoryBytes} bytes)`],
    ['Client', docker.client && words(docker.client.version, apiRange(docker.client), docker.client.path)],
    [
      'Engine',
      docker.engine &&
        words(
          docker.engine.product,
          docker.engine.version,
          apiRange(docker.engine),
          docker.engine.os,
          docker.engine.rootless === null ? null : docker.engine.rootless ? 'rootless' : 'not rootless',
        ),
    ],
    ['Endpoint', docker.endpoint && `${docker.endpoint.url} (${docker.endpoint.source})`],
    ['Compose', docker.compose && (docker.compose.version ?? 'unknown version')],
    ['Buildx', docker.buildx && (docker.buildx.version ?? 'unknown version')],
  ];
  return html`<dl>${rows.map(([name, value]) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``))}</dl>`;
}

const words = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' ');

const apiRange = (side: { apiVersion: string | null; minApiVersion: string | null }): string | null =>
  side.apiVersion && `(API ${side.minApiVersion ? `${side.minApiVersion} to ` : ''}${side.apiVersion})`;

function problemCard(problem: Problem): Html {
  const { id, severity, title, summary, evidence, fixes, guide, explains, skipped } = problem;
  return html`<section class="card edge ${skipped ? 'skip' : severity}">
<span class="badge">${skipped ? `skipped ${severity}` : severity}</span> <code class="quiet">${id}</code>
<h3>${title}</h3>
<p>${summary}</p>
${explains.length > 0 ? html`<p class="quiet">This explains: ${explains.join(', ')}</p>` : null}
${fixes.length > 0 ? html`<ol class="fixes">${fixes.map(fixItem)}</ol>` : null}
<p>Guide: ${link(guide)}</p>
${evidence.length > 0 ? html`<details><summary>Evidence</summary>${evidence.map(({ source, text }) => html`<p class="quiet">${source}</p><pre>${text}</pre>`)}</details>` : null}
</section>
`;
}

/** Only https leads out of the page: whatever else a file claims to be a guide is shown, not linked. */
const link = ({ title, url }: Problem['guide']): Html =>
  /^https:\/\//.test(url)
    ? html`<a href="${url}" rel="noopener noreferrer">${title}</a><br><span class="quiet">${url}</span>`
    : html`${title} ${url}`;

function fixItem(fix: Fix): Html {
  const notes = fixNotes(fix);
  const about = [fix.shell, notes, fix.automatic ? 'docker-doctor fix can run it' : '']
    .filter(Boolean)
    .join('; ');
  return html`<li>${fix.title} <span class="quiet">(${about})</span><pre><code>${fix.commands.join('\n')}</code></pre></li>`;
}

function checksCard({ checks, status }: Report): Html {
  const bad = checks.filter((check) => check.status !== 'pass' && check.status !== 'skip').length;
  return html`<section class="card">
<details${status === 'unknown' ? html` open` : null}><summary>${checks.length} checks${bad > 0 ? `, ${bad} not passed` : ''}</summary>
<ul class="rows">${checks.map(checkRow)}</ul></details>
</section>
`;
}

const checkRow = ({ id, title, status, summary, durationMs, blockedBy }: CheckResult): Html =>
  html`<li><span class="badge ${status === 'error' ? 'unknown' : status}">${status === 'error' ? 'error: unknown' : status}</span><strong>${title}</strong><span>${summary}</span><span class="quiet"><code>${id}</code>, ${durationMs} ms${blockedBy ? html`, blocked by <code>${blockedBy}</code>` : null}</span></li>`;

function enginesCard({ engines }: Report): Html {
  if (engines.length === 0) return html``;
  return html`<section class="card">
<details><summary>${engines.length === 1 ? '1 engine' : `${engines.length} engines`}</summary>
<ul class="rows">${engines.map(engineRow)}</ul></details>
</section>
`;
}

const TONES: Readonly<Record<EngineEntry['state'], string>> = {
  running: 'ok',
  stopped: 'skip',
  starting: 'unknown',
  paused: 'unknown',
  denied: 'error',
  hung: 'error',
  error: 'error',
  unknown: 'unknown',
};

const engineRow = (engine: EngineEntry): Html => {
  const { product, endpoint, context, state, inForce, version, source, why, start } = engine;
  const notes = [
    context === null ? 'no context' : `context ${context}`,
    ...(inForce ? ['in force'] : []),
    ...(source ? [`from ${source}`] : []),
    ...(why ? [why] : []),
  ];
  return html`<li><span class="badge ${TONES[state]}">${state}</span><strong>${product} ${version}</strong><code>${endpoint}</code><span class="quiet">${notes.join(', ')}</span>${start ? html`<span class="quiet">starts with <code>${start}</code></span>` : null}</li>`;
};
