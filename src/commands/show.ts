/** `docker-doctor show PROBLEM`: what it means, how it is detected, how to heal it on each system. */
import { allChecks } from '../../checks/index.ts';
import { allProblems, loadCatalogue } from '../diagnosis/catalogue.ts';
import type { Check, System } from '../diagnosis/check.ts';
import { fixesFor, type ProblemEntry, type Target } from '../diagnosis/problem.ts';
import { VERSION } from '../version.ts';
import type { CommonOptions } from './options.ts';
import { writeDocuments } from './output.ts';
import { usableOutputs } from './usable.ts';
import { UsageError } from './usage.ts';

const NAMES: Readonly<Record<System, string>> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  wsl: 'WSL',
};

/** Answers the exit code. */
export async function show(id: string, options: CommonOptions): Promise<number> {
  const outputs = await usableOutputs(options, {
    name: 'show',
    formats: ['text', 'json'],
    nothingToRecord: 'show does not look at the machine',
  });
  const [checks] = await Promise.all([allChecks(), loadCatalogue()]);
  const entry = allProblems().find((problem) => problem.id === id);
  if (!entry) throw new UsageError(`no problem is called '${id}'; see: docker-doctor list`);
  await writeDocuments(
    outputs.map((output) => ({
      ...output,
      text: output.format === 'json' ? asJson(entry) : asText(entry, checks),
    })),
  );
  return 0;
}

/** A page is for everybody: the most usual machine of each system, and the names of values in their places. */
function targetFor(system: System): Target {
  return {
    system,
    distribution: system === 'linux' ? 'debian' : system === 'wsl' ? 'ubuntu' : 'other',
    init: system === 'linux' || system === 'wsl' ? 'systemd' : 'none',
    root: false,
    values: new Proxy({}, { get: (_, name) => `<${String(name)}>` }),
  };
}

function asJson(entry: ProblemEntry): string {
  const { id, title, summary, severity, detection, systems, explains } = entry;
  const perSystem = Object.fromEntries(
    systems.map((system) => {
      const target = targetFor(system);
      return [system, { fixes: fixesFor(entry, target), guide: entry.guide(target) }];
    }),
  );
  const document = {
    schemaVersion: 1,
    tool: { name: 'docker-doctor', version: VERSION },
    problem: {
      id,
      title: readable(title),
      summary: readable(summary),
      severity,
      detection,
      systems,
      explains: explains ?? [],
      perSystem,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function asText(entry: ProblemEntry, checks: readonly Check[]): string {
  const foundBy = checks.filter(({ finds }) => finds.includes(entry.id)).map(({ id }) => id);
  const lines = [
    `${entry.id} (${entry.severity})`,
    readable(entry.title),
    '',
    readable(entry.summary),
    '',
    `Detected by: ${entry.detection}`,
    ...(foundBy.length > 0 ? [`Checks: ${foundBy.join(', ')}`] : []),
    ...(entry.explains?.length ? [`Explains: ${entry.explains.join(', ')}`] : []),
    ...entry.systems.flatMap((system) => section(entry, system)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(entry: ProblemEntry, system: System): string[] {
  const target = targetFor(system);
  const guide = entry.guide(target);
  return [
    '',
    NAMES[system],
    ...fixesFor(entry, target).flatMap((fix) => [
      `  ${fix.title}${fix.caution ? ` (${fix.caution})` : ''}`,
      ...fix.commands.map((command) => `    ${command}`),
    ]),
    `  Guide: ${guide.title}`,
    `    ${guide.url}`,
  ];
}

const readable = (text: string): string => text.replace(/\{([a-zA-Z]+)\}/g, '<$1>');
