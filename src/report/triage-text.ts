/** What many reports have in common, as a table. */
import type { Count, Triage, TriageCause } from './triage.ts';

export function renderTriageText(triage: Triage): string {
  const { machines, causes, unreadable } = triage;
  const lines = [
    triageLine(triage),
    ...(causes.length > 0 ? ['', 'Machines  Share  Root cause'] : []),
    ...causes.flatMap((cause) => causeLines(cause, machines)),
    ...table('Engines', triage.products),
    ...table('Systems', triage.systems),
    ...table('Versions', triage.versions),
    ...table('All problems (a machine may have several)', triage.problems),
    ...(unreadable.files > 0
      ? [
          '',
          `Not readable: ${unreadable.files} ${unreadable.files === 1 ? 'file' : 'files'}`,
          ...unreadable.first.slice(0, 20).map(({ file, reason }) => `  ${file}: ${reason}`),
          ...(unreadable.files > 20 ? ['  … (--json lists more)'] : []),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** All in one line. */
export function triageLine({ machines, statuses }: Triage): string {
  const { broken, warning, ok, unknown } = statuses;
  const parts = [
    `${broken} broken`,
    `${warning} with warnings`,
    `${ok} fine`,
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return `${machines} ${machines === 1 ? 'machine' : 'machines'}: ${parts.join(', ')}`;
}

export const share = (part: number, whole: number): string =>
  whole === 0 ? '' : part > 0 && part / whole < 0.005 ? '<1%' : `${Math.round((100 * part) / whole)}%`;

/** The most frequent ones on a line. */
export const listOf = (counts: readonly Count[], most = 5): string =>
  [
    ...counts.slice(0, most).map(({ name, machines }) => `${name} (${machines})`),
    ...(counts.length > most ? [`${counts.length - most} more`] : []),
  ].join(', ');

function causeLines(cause: TriageCause, machines: number): string[] {
  const indent = ' '.repeat(17);
  return [
    `${String(cause.machines).padStart(8)}  ${share(cause.machines, machines).padStart(5)}  ${cause.id} (${cause.severity}): ${cause.title}`,
    `${indent}engines: ${listOf(cause.products)}`,
    `${indent}systems: ${listOf(cause.systems)}`,
    `${indent}versions: ${listOf(cause.versions)}`,
    `${indent}see: ${cause.examples.join(', ')}`,
  ];
}

const table = (title: string, counts: readonly Count[]): string[] =>
  counts.length === 0
    ? []
    : [
        '',
        title,
        ...counts.slice(0, 20).map(({ name, machines }) => `${String(machines).padStart(8)}  ${name}`),
      ];
