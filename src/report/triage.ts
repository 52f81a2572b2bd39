/**
 * Many reports, counted: what breaks these machines. One report is added at a time and forgotten, so
 * that memory holds the groups and not the machines.
 */
import { fingerprintOf } from './fingerprint.ts';
import type { Report, ReportStatus, Severity } from './report.ts';
import { sanitize } from './sanitize.ts';
import { counted } from './summary.ts';

/** A value and how many machines have it, the most frequent first. */
export type Count = { readonly name: string; readonly machines: number };

export interface TriageCause {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly machines: number;
  readonly products: readonly Count[];
  readonly systems: readonly Count[];
  readonly versions: readonly Count[];
  readonly fingerprints: readonly Count[];
  /** A few of the files, the first by name. */
  readonly examples: readonly string[];
}

export interface Triage {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'docker-doctor'; readonly version: string };
  readonly machines: number;
  readonly statuses: Readonly<Record<ReportStatus, number>>;
  /** By the first problem that counts. */
  readonly causes: readonly TriageCause[];
  /** Every problem that counts, root cause or not. */
  readonly problems: readonly Count[];
  readonly products: readonly Count[];
  readonly systems: readonly Count[];
  readonly versions: readonly Count[];
  readonly unreadable: { readonly files: number; readonly first: readonly Unreadable[] };
}

export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** What is counted of one machine; small, so that it can be handed from thread to thread. */
export interface TriageRow {
  readonly status: ReportStatus;
  readonly product: string;
  readonly system: string;
  readonly version: string;
  /** Errors and warnings that count, the first cause first. */
  readonly found: readonly { readonly id: string; readonly severity: Severity; readonly title: string }[];
  readonly fingerprint: string;
}

export function triageRow(report: Report): TriageRow {
  const found = counted(report).filter(({ severity }) => severity !== 'info');
  return {
    status: report.status,
    product: productOf(report),
    system: systemOf(report),
    version: versionOf(report),
    found: found.map(({ id, severity, title }) => ({ id, severity, title })),
    fingerprint: found.length > 0 ? fingerprintOf(report).id : '',
  };
}

export interface TriageCounter {
  add(file: string, row: TriageRow): void;
  failed(file: string, reason: string): void;
  result(version: string): Triage;
}

/** So many different names are kept apart; more are counted as 'other'. */
const MAX_NAMES = 1000;
const MAX_EXAMPLES = 3;
const MAX_UNREADABLE = 1000;

export function createTriage(): TriageCounter {
  const statuses: Record<ReportStatus, number> = { ok: 0, warning: 0, broken: 0, unknown: 0 };
  const causes = new Map<string, CauseCounter>();
  const [problems, products, systems, versions] = [tally(), tally(), tally(), tally()];
  const unreadable: Unreadable[] = [];
  let machines = 0;
  let failures = 0;
  return {
    add(file, { status, found, ...place }) {
      machines += 1;
      statuses[status] += 1;
      products.add(place.product);
      systems.add(place.system);
      versions.add(place.version);
      for (const id of new Set(found.map((problem) => problem.id))) problems.add(id);
      const [first] = found;
      if (!first) return;
      const id = known(causes, short(first.id));
      const cause = causes.get(id) ?? causeCounter(id);
      causes.set(id, cause);
      cause.add(file, { ...first, title: short(first.title) }, place);
    },
    failed(file, reason) {
      failures += 1;
      if (unreadable.length < MAX_UNREADABLE) unreadable.push({ file: short(file), reason: short(reason) });
    },
    result: (version) => ({
      schemaVersion: 1,
      tool: { name: 'docker-doctor', version },
      machines,
      statuses,
      causes: [...causes.values()]
        .map((cause) => cause.result())
        .sort((a, b) => b.machines - a.machines || compare(a.id, b.id)),
      problems: problems.result(),
      products: products.result(),
      systems: systems.result(),
      versions: versions.result(),
      unreadable: { files: failures, first: unreadable.sort((a, b) => compare(a.file, b.file)) },
    }),
  };
}

type Place = Pick<TriageRow, 'product' | 'system' | 'version' | 'fingerprint'>;

interface CauseCounter {
  add(file: string, problem: TriageRow['found'][number], place: Place): void;
  result(): TriageCause;
}

function causeCounter(id: string): CauseCounter {
  const [products, systems, versions, fingerprints] = [tally(), tally(), tally(), tally()];
  let severity: Severity = 'warning';
  let examples: { file: string; title: string }[] = [];
  let machines = 0;
  return {
    add(file, { title, severity: one }, place) {
      machines += 1;
      // The worst of them all, whichever was read first.
      if (one === 'error') severity = one;
      products.add(place.product);
      systems.add(place.system);
      versions.add(place.version);
      fingerprints.add(place.fingerprint);
      // Independent of the order in which the files happened to be read.
      examples = [...examples, { file: short(file), title }]
        .sort((a, b) => compare(a.file, b.file))
        .slice(0, MAX_EXAMPLES);
    },
    result: () => ({
      id,
      severity,
      title: examples[0]?.title ?? id,
      machines,
      products: products.result(),
      systems: systems.result(),
      versions: versions.result(),
      fingerprints: fingerprints.result(),
      examples: examples.map(({ file }) => file),
    }),
  };
}

const known = (names: ReadonlyMap<string, unknown>, name: string): string =>
  names.has(name) || names.size < MAX_NAMES ? name : 'other';

function tally(): { add(name: string): void; result(): Count[] } {
  const counts = new Map<string, number>();
  return {
    add(name) {
      const key = known(counts, short(name));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    result: () =>
      [...counts]
        .map(([name, machines]) => ({ name, machines }))
        .sort((a, b) => b.machines - a.machines || compare(a.name, b.name)),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Files of strangers: one line, no escape sequences, not too long. */
const short = (text: string): string => {
  const line = sanitize(text).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
};

const productOf = ({ docker, engines }: Report): string =>
  docker.engine?.product ?? engines.find(({ inForce }) => inForce)?.product ?? 'none found';

function systemOf({ machine }: Report): string {
  const { os, wsl, platform } = machine;
  const name = [os.name ?? platform, os.version].filter(Boolean).join(' ');
  return wsl ? `${name} (WSL ${wsl.version ?? ''})`.replace(' )', ')') : name;
}

function versionOf({ docker }: Report): string {
  if (docker.engine?.version) return `engine ${docker.engine.version}`;
  return docker.client?.version ? `client ${docker.client.version}` : 'none known';
}

/** True for what this version of the program can count as a report; the rest of it may be anything. */
export function isReport(value: unknown): value is Report {
  const { schemaVersion, status, problems, checks, engines, machine, docker } = fields(value);
  const { os, wsl } = fields(machine);
  const { name, version } = fields(os);
  const { engine, client } = fields(docker);
  return (
    schemaVersion === 1 &&
    ['ok', 'warning', 'broken', 'unknown'].includes(status as string) &&
    typeof fields(machine).platform === 'string' &&
    isText(name) &&
    isText(version) &&
    (wsl === null || isObject(wsl)) &&
    isObject(docker) &&
    (engine === null || (typeof fields(engine).product === 'string' && isText(fields(engine).version))) &&
    (client === null || isText(fields(client).version)) &&
    Array.isArray(checks) &&
    isListOf(engines, (one) => typeof one.product === 'string') &&
    isListOf(
      problems,
      ({ id, title, severity }) =>
        typeof id === 'string' &&
        typeof title === 'string' &&
        ['error', 'warning', 'info'].includes(severity as string),
    )
  );
}

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isObject(value) ? value : {});
const isText = (value: unknown): boolean => value === null || typeof value === 'string';
const isListOf = (value: unknown, fits: (item: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((item) => isObject(item) && fits(item));
