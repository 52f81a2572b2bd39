/** The lab's table of results: printed after the run, and kept in docs/lab.md by `npm run lab`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ANY, type Fault, type WorldResult } from './world.ts';

interface Row {
  readonly fault: Fault;
  readonly first: string;
  readonly ms: number;
  readonly healed: string;
}

const rows: Row[] = [];

/** One world that was as expected. */
export function remember(fault: Fault, { report, ms, healed }: WorldResult): void {
  const [problem] = report.problems;
  const title = problem?.fixes[fault.heals ?? 0]?.title ?? '';
  rows.push({ fault, first: problem?.id ?? '', ms, healed: healed === null ? '' : title });
}

/** The middle and the longest of the doctor's own times, in milliseconds, node's start included. */
export function times(): { median: number; longest: number } {
  const sorted = rows.map(({ ms }) => ms).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, longest: sorted.at(-1) ?? 0 };
}

export function summary(): string {
  const faults = rows.filter(({ fault }) => fault.first !== null);
  const healed = faults.filter(({ healed }) => healed !== '').length;
  const simulated = rows.filter(({ fault }) => fault.simulated !== undefined).length;
  const { median, longest } = times();
  return [
    `${faults.length} faults, each named right first; ${healed} healed by typing the printed fix; ${rows.length - faults.length} healthy variants without a problem.`,
    `${rows.length - simulated} worlds are real in all their parts, ${simulated} have a part that is played (said below).`,
    `The doctor took ${median} ms in the middle and ${longest} ms at most, several worlds at a time.`,
  ].join('\n');
}

/** As plain text: one line a world. */
export function printed(order: readonly Fault[]): string {
  const line = ({ fault, first, ms, healed }: Row): string =>
    `${String(ms).padStart(6)} ms  ${(first || 'no problem').padEnd(24)} ${healed === '' ? '      ' : 'healed'}  ${fault.name}`;
  return [...inOrder(order).map(line), summary()].join('\n');
}

const inOrder = (order: readonly Fault[]): Row[] =>
  order.flatMap((fault) => rows.filter((row) => row.fault === fault));

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export async function keep(order: readonly Fault[]): Promise<void> {
  const all = inOrder(order);
  const healthy = all.filter(({ fault }) => fault.first === null);
  const faults = all.filter(({ fault }) => fault.first !== null);
  const played = ({ simulated }: Fault): string => (simulated === undefined ? '' : cell(simulated));
  const text = `# The fault lab

Real engines in private namespaces, broken one way each; \`npm run lab\` makes this page anew. In each world the doctor
must name the right problem first; where a fix is named, its commands were typed as they are printed, and the doctor
then found nothing wrong. Engines: 20.10.24 of Debian 12, and those of other suites (20.10.5, 26.1, 28.5).

${summary()}

## Faults

| fault | as | names first | healed by | played, and why |
| --- | --- | --- | --- | --- |
${faults
  .map(({ fault, first, healed }) => {
    const named = fault.first === ANY ? 'any honest answer' : `\`${first}\``;
    return `| ${cell(fault.name)} | ${fault.user} | ${named} | ${cell(healed)} | ${played(fault)} |`;
  })
  .join('\n')}

## Healthy variants

| variant | as | played, and why |
| --- | --- | --- |
${healthy.map(({ fault }) => `| ${cell(fault.name)} | ${fault.user} | ${played(fault)} |`).join('\n')}
`;
  await writeFile(join(import.meta.dirname, '../../docs/lab.md'), text);
}
