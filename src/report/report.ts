/**
 * The report: one document that every face shows (text, JSON, TUI …). Fixed for users by the
 * contract (docs/json.md, schema/report.schema.json): fields may be added, none may change meaning.
 */

export type Severity = 'error' | 'warning' | 'info';
export type ReportStatus = 'ok' | 'warning' | 'broken' | 'unknown';
export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip' | 'error';
export type Shell = 'sh' | 'powershell' | 'cmd';

/** Where a piece of evidence was read, and what it said (already stripped and redacted). */
export interface Evidence {
  readonly source: string;
  readonly text: string;
}

/** Commands that heal a problem, as the user would type them, in order. */
export interface Fix {
  readonly title: string;
  readonly commands: readonly string[];
  readonly shell: Shell;
  readonly needsAdmin: boolean;
  /** `docker-doctor fix --yes` may run it: it destroys nothing and needs no decision. */
  readonly automatic: boolean;
  readonly caution: string | null;
}

export interface Guide {
  readonly title: string;
  readonly url: string;
}

export interface Problem {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  readonly guide: Guide;
  /** Ids of problems that are mere consequences of this one and therefore not listed themselves. */
  readonly explains: readonly string[];
  /** True when `--skip` names it: listed, never counted. */
  readonly skipped?: boolean;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: CheckStatus;
  readonly summary: string;
  readonly durationMs: number;
  /** The check or problem because of which this one was not judged. */
  readonly blockedBy: string | null;
  /** Ids of the problems that it found; a consequence is among the `explains` of its cause. */
  readonly problems?: readonly string[];
}

/** An engine found on this machine or named by a context. */
export interface EngineEntry {
  readonly product: string;
  readonly endpoint: string;
  readonly context: string | null;
  readonly state: 'running' | 'stopped' | 'starting' | 'paused' | 'denied' | 'hung' | 'error' | 'unknown';
  /** The docker command uses this one. */
  readonly inForce: boolean;
  readonly version: string | null;
  /** Of the one in force, what selects it, as in docker.endpoint.source; null for the others. */
  readonly source: string | null;
  /** Of the one in force, the same in words. */
  readonly why: string | null;
  /** The command that starts it; null where nobody knows one. */
  readonly start: string | null;
}

/** What `--all-contexts` found out about one context. */
export interface ContextVerdict {
  readonly name: string;
  readonly endpoint: string | null;
  readonly inForce: boolean;
  readonly status: ReportStatus;
  /** Version of its engine, where that answers. */
  readonly engine: string | null;
  readonly problems: readonly Problem[];
}

export interface MachineSection {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly arch: string;
  readonly os: {
    readonly name: string | null;
    readonly version: string | null;
    readonly build: string | null;
    readonly edition: string | null;
  };
  readonly wsl: { readonly version: number | null; readonly distribution: string | null } | null;
  readonly container: string | null;
  readonly virtualMachine: string | null;
  readonly cpus: number;
  readonly memoryBytes: number;
}

export interface DockerSection {
  readonly client: {
    readonly path: string;
    readonly version: string | null;
    readonly apiVersion: string | null;
    readonly minApiVersion: string | null;
  } | null;
  readonly engine: {
    readonly product: string;
    readonly version: string | null;
    readonly apiVersion: string | null;
    readonly minApiVersion: string | null;
    readonly os: string | null;
    readonly rootless: boolean | null;
  } | null;
  readonly endpoint: { readonly url: string; readonly source: string } | null;
  readonly compose: { readonly version: string | null } | null;
  readonly buildx: { readonly version: string | null } | null;
}

export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'docker-doctor'; readonly version: string };
  readonly createdAt: string;
  readonly durationMs: number;
  readonly status: ReportStatus;
  readonly machine: MachineSection;
  readonly docker: DockerSection;
  readonly problems: readonly Problem[];
  readonly checks: readonly CheckResult[];
  readonly engines: readonly EngineEntry[];
  /** With `--all-contexts` only. */
  readonly contexts?: readonly ContextVerdict[];
}
