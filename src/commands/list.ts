/** `docker-doctor list`: all checks and problems, with the systems they apply to. */
import { allChecks } from '../../checks/index.ts';
import { everyRequirementCheck } from '../../checks/require/index.ts';
import { allProblems, loadCatalogue } from '../diagnosis/catalogue.ts';
import type { Check, System } from '../diagnosis/check.ts';
import { VERSION } from '../version.ts';
import type { CommonOptions } from './options.ts';
import { writeDocuments } from './output.ts';
import { usableOutputs } from './usable.ts';

const LETTERS: Readonly<Record<System, string>> = { linux: 'L', macos: 'M', windows: 'W', wsl: 'S' };
const ORDER: readonly System[] = ['linux', 'macos', 'windows', 'wsl'];

/** Answers the exit code. */
export async function list(options: CommonOptions): Promise<number> {
  const outputs = await usableOutputs(options, {
    name: 'list',
    formats: ['text', 'json'],
    nothingToRecord: 'list does not look at the machine',
  });
  const [systems] = await Promise.all([allChecks(), loadCatalogue()]);
  const checks = [...systems, ...everyRequirementCheck()];
  await writeDocuments(
    outputs.map((output) => ({
      ...output,
      text: output.format === 'json' ? asJson(checks) : asText(checks),
    })),
  );
  return 0;
}

function asJson(checks: readonly Check[]): string {
  const document = {
    schemaVersion: 1,
    tool: { name: 'docker-doctor', version: VERSION },
    checks: checks.map(({ id, title, systems, finds }) => ({ id, title, systems, finds })),
    problems: allProblems().map(({ id, title, severity, systems }) => ({ id, title, severity, systems })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function asText(checks: readonly Check[]): string {
  const rows = [
    'Checks (L Linux, M macOS, W Windows, S WSL)',
    ...checks.map(({ id, title, systems }) => row(id, systems, title)),
    '',
    'Problems',
    ...allProblems().map(({ id, title, systems, severity }) => row(id, systems, `${severity}: ${title}`)),
    '',
    'docker-doctor show ID tells more of one.',
  ];
  return `${rows.join('\n')}\n`;
}

const row = (id: string, systems: readonly System[], text: string): string =>
  `  ${id.padEnd(26)} ${ORDER.map((system) => (systems.includes(system) ? LETTERS[system] : '-')).join('')}  ${text}`;
