/** What many reports have in common, as one page. */
import { type Html, html } from './html-text.ts';
import { page } from './page.ts';
import type { Count, Triage, TriageCause } from './triage.ts';
import { share, triageLine } from './triage-text.ts';

export function renderTriageHtml(triage: Triage): string {
  const { machines, causes, unreadable, tool, statuses } = triage;
  const tone = statuses.broken > 0 ? 'broken' : statuses.warning > 0 ? 'warning' : 'ok';
  const body = html`<header class="card edge ${tone}">
<h1>${triageLine(triage)}</h1>
${
  causes.length > 0
    ? countTable(
        'Root cause',
        causes.map(({ id, machines: count }) => ({ name: id, machines: count })),
        machines,
      )
    : null
}
</header>
${causes.map((cause) => causeCard(cause, machines))}
<section class="card">${countTable('Engine', triage.products, machines)}</section>
<section class="card">${countTable('System', triage.systems, machines)}</section>
<section class="card">${countTable('Version', triage.versions, machines)}</section>
${triage.problems.length > 0 ? html`<section class="card">${countTable('Any problem', triage.problems, machines)}</section>` : null}
${unreadable.files > 0 ? html`<section class="card edge unknown"><h3>Not readable: ${unreadable.files}</h3><ul>${unreadable.first.map(({ file, reason }) => html`<li><code>${file}</code>: ${reason}</li>`)}</ul></section>` : null}
<footer class="quiet">docker-doctor ${tool.version}</footer>`;
  return page(`docker-doctor: ${triageLine(triage)}`, body);
}

function causeCard(cause: TriageCause, machines: number): Html {
  return html`<section class="card edge ${cause.severity}">
<span class="badge">${cause.severity}</span> <code class="quiet">${cause.id}</code>
<h3>${cause.title}</h3>
<p>${cause.machines} of ${machines} machines (${share(cause.machines, machines)})</p>
<details><summary>Where</summary>
${countTable('Engine', cause.products, cause.machines)}
${countTable('System', cause.systems, cause.machines)}
${countTable('Version', cause.versions, cause.machines)}
${countTable('Fingerprint', cause.fingerprints.slice(0, 20), cause.machines)}
<p class="quiet">See: ${cause.examples.join(', ')}</p>
</details>
</section>
`;
}

const countTable = (title: string, counts: readonly Count[], whole: number): Html =>
  html`<div class="scroll"><table><thead><tr><th>${title}</th><th class="number">Machines</th><th class="number">Share</th></tr></thead><tbody>${counts.map(({ name, machines }) => html`<tr><td>${name}</td><td class="number">${machines}</td><td class="number">${share(machines, whole)}</td></tr>`)}</tbody></table></div>`;
