/** `docker-doctor list`: all checks and problems, with the systems they apply to. */
import { allChecks } from '../../checks/index.ts';
import { everyRequirementCheck } from '../../checks/require/index.ts';
import { allProblems, loadCatalogue } from '../diagnosis/catalogue.ts';
import type { Check, System } from '../diagnosis/check.ts';
import { VERSION } from '../version.ts';
import { type CommonOptions, formatOf } from './options.ts';
import { writeTo } from './output.ts';

const LETTERS: Readonly<Record<System, string>> = { linux: 'L', macos: 'M', windows: 'W', wsl: 'S' };
const ORDER: readonly System[] = ['linux', 'macos', 'windows', 'wsl'];

export async function list(options: CommonOptions): Promise<number> {
  const [systems] = await Promise.all([allChecks(), loadCatalogue()]);
  const checks = [...systems, ...everyRequirementCheck()];
  await writeTo(options.output, formatOf(options) === 'json' ? asJson(checks) : asText(checks));
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
