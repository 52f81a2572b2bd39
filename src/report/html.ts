/** The report as one page, for a phone, a screen or paper. It shows everything that the JSON says. */
import { aboutRows, reportLine } from './about.ts';
import { type Html, html } from './html-text.ts';
import { page } from './page.ts';
import type { CheckResult, ContextVerdict, EngineEntry, Fix, Problem, Report } from './report.ts';
import { checkNotes, counted, fixNotes, fixRun, verdictLine } from './summary.ts';

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
${contextsCard(report)}
<footer class="quiet">${reportLine(report)}. Names and secrets are removed; nothing was sent anywhere.</footer>`;
  return page(`docker-doctor: ${verdict}`, body);
}

const facts = (report: Report): Html =>
  html`<dl>${aboutRows(report).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

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
  const about = [notes, fixRun(fix)].filter(Boolean).join('; ');
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

const checkRow = (check: CheckResult): Html => {
  const { title, status, summary } = check;
  const word = status === 'error' ? 'unknown' : status;
  return html`<li><span class="badge ${word}">${status === 'error' ? 'error: unknown' : status}</span><strong>${title}</strong><span>${summary}</span><span class="quiet">${checkNotes(check)}</span></li>`;
};

/** What `--all-contexts` found. */
function contextsCard({ contexts = [] }: Report): Html {
  if (contexts.length === 0) return html``;
  return html`<section class="card">
<details open><summary>${contexts.length === 1 ? '1 context' : `${contexts.length} contexts`}</summary>
<ul class="rows">${contexts.map(contextRow)}</ul></details>
${contexts.flatMap(({ problems }) => problems.map(problemCard))}
</section>
`;
}

const contextRow = ({ name, endpoint, inForce, status, engine, problems }: ContextVerdict): Html =>
  html`<li><span class="badge ${status}">${status}</span><strong>${name}</strong>${endpoint ? html`<code>${endpoint}</code>` : null}<span class="quiet">${[inForce ? 'in force' : 'not in force', ...(engine ? [`engine ${engine}`] : []), ...problems.map(({ title, id }) => `${title} (${id})`)].join(', ')}</span></li>`;

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
