/** The engine's service as the init system sees it; asked only when the engine does not answer. */
import type { Answer, Host } from '../host/host.ts';
import { answersSoon, engineFact } from './engine.ts';
import { defineFact, type FactResult, known, orAbsent, unknownFrom } from './fact.ts';
import { findProgram } from './paths.ts';
import { systemFact } from './system.ts';

/** Properties of one systemd unit: symbolic values, the same in every language. */
export type UnitProperties = Readonly<Record<string, string>>;

export interface EngineProcess {
  readonly pid: number;
  readonly name: string;
  /** The socket of containerd that it was told to use; null where it starts its own. */
  readonly containerd: string | null;
  /** False where nothing listens there; null where there is none, or it could not be seen. */
  readonly containerdAnswers: boolean | null;
}

export interface ServiceFact {
  /** Properties by unit name; empty without systemd. */
  readonly units: Readonly<Record<string, UnitProperties>>;
  /** The living process of the pid file, with its name; null when there is none. */
  readonly process: EngineProcess | null;
  /** Content of the pid file, whether the process lives or not. */
  readonly pidFile: string | null;
}

const UNITS = ['docker.service', 'docker.socket', 'containerd.service'];
const PROPERTIES = 'Id,LoadState,UnitFileState,ActiveState,SubState,Result,ExecMainStatus,ExecStart';

export const serviceFact = defineFact<ServiceFact | null>(
  'service',
  "asking for the engine's service",
  async ({ host, get }) => {
    const [answers, system] = await Promise.all([answersSoon(get), get(systemFact)]);
    if (answers) return known(null);
    const service = askService(host, system.known && system.value.init === 'systemd');
    // Its failure counts only where it is told.
    service.catch(() => {});
    const engine = await get(engineFact);
    return engine.known && engine.value.state === 'answers' ? known(null) : service;
  },
);

async function askService(host: Host, systemd: boolean): Promise<FactResult<ServiceFact>> {
  const pid = await pidOfEngine(host);
  if (!systemd) return known({ units: {}, ...pid });
  const systemctl = await findProgram(host, 'systemctl', ['/usr/bin', '/bin', '/run/current-system/sw/bin']);
  if (!systemctl) return known({ units: {}, ...pid });
  const answer = await host.ask('run', {
    file: systemctl,
    args: ['show', '--no-pager', `--property=${PROPERTIES}`, ...UNITS],
    timeoutMs: 2000,
  });
  if (!answer.ok) return unknownFrom('systemctl show', answer.error);
  return known({ units: parseUnits(answer.value.stdout), ...pid });
}

/** `systemctl show` of several units: blocks of Key=value, an empty line between. */
export function parseUnits(text: string): Record<string, UnitProperties> {
  const units: Record<string, UnitProperties> = {};
  for (const block of text.split(/\n\s*\n/)) {
    const properties: Record<string, string> = {};
    for (const line of block.split('\n')) {
      const at = line.indexOf('=');
      if (at > 0) properties[line.slice(0, at)] = line.slice(at + 1).trim();
    }
    if (properties.Id) units[properties.Id] = properties;
  }
  return units;
}

async function pidOfEngine(host: Host): Promise<Pick<ServiceFact, 'process' | 'pidFile'>> {
  const file = await host.ask('readFile', { path: '/var/run/docker.pid' });
  const text = orAbsent('reading the pid file', file);
  if (text === null) return { process: null, pidFile: null };
  const pid = Number.parseInt(text, 10);
  if (Number.isNaN(pid)) return { process: null, pidFile: text.trim() };
  const [comm, line] = await Promise.all([
    host.ask('readFile', { path: `/proc/${pid}/comm` }),
    host.ask('readFile', { path: `/proc/${pid}/cmdline` }),
  ]);
  if (!comm.ok) return { process: null, pidFile: text.trim() };
  const containerd = line.ok ? (/\0--containerd[=\0]([^\0]+)/.exec(line.value)?.[1] ?? null) : null;
  const connection =
    containerd === null ? null : await host.ask('connect', { address: { path: containerd } });
  return {
    pidFile: text.trim(),
    process: {
      pid,
      name: comm.value.trim(),
      containerd,
      containerdAnswers: connection === null ? null : answers(connection),
    },
  };
}

/** Refused and absent are answers; a socket that this user may not open says nothing. */
function answers(connection: Answer<true>): boolean | null {
  if (connection.ok) return true;
  return ['ENOENT', 'ECONNREFUSED'].includes(connection.error.code) ? false : null;
}
