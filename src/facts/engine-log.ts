/** What the engine of this system said when it last tried to start; asked only where it does not answer. */
import type { Host } from '../host/host.ts';
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { findProgram } from './paths.ts';
import { systemFact } from './system.ts';

export interface EngineLogFact {
  /** The journal's unit or the file; null where there is none, or none that may be read. */
  readonly source: string | null;
  /** Lines of its last try, the oldest first; empty when it came up in the end. */
  readonly lines: readonly string[];
  /** The log is there and this user may not read it: nothing is known of what it says. */
  readonly denied: boolean;
}

const NOTHING: EngineLogFact = { source: null, lines: [], denied: false };
const DENIED: EngineLogFact = { ...NOTHING, denied: true };

export const engineLogFact = defineFact<EngineLogFact>(
  'engine-log',
  "reading the engine's log",
  async ({ host, get }) => {
    const [engine, system] = await Promise.all([get(engineFact), get(systemFact)]);
    const asked = engine.known && (engine.value.state === 'absent' || engine.value.state === 'refused');
    if (!asked || host.identity.platform !== 'linux') return known(NOTHING);
    if (system.known && system.value.init === 'systemd') {
      const journal = await readJournal(host);
      if (journal) return known(journal);
    }
    const booted = await bootTime(host);
    const logs = await Promise.all(FILES.map((path) => readLog(host, path, booted)));
    const readable = logs.filter((one) => one !== null);
    const log = readable.find(({ lines }) => lines.length > 0) ?? readable.find(({ denied }) => !denied);
    return known(log ?? readable[0] ?? NOTHING);
  },
);

/** Where init systems put it: sysvinit and OpenRC, runit, s6, upstart, then what syslog collects. */
const FILES = [
  '/var/log/docker.log',
  '/var/log/docker/docker.log',
  '/var/log/docker/current',
  '/var/log/dockerd.log',
  '/var/log/upstart/docker.log',
  '/var/log/syslog',
  '/var/log/messages',
  '/var/log/daemon.log',
];
const TAIL = 256 * 1024;

async function readJournal(host: Host): Promise<EngineLogFact | null> {
  const file = await findProgram(host, 'journalctl', ['/usr/bin', '/bin', '/run/current-system/sw/bin']);
  if (!file) return null;
  const units = ['-u', 'docker.service', '-u', 'docker.socket'];
  // -o cat: whole lines, however wide the terminal is.
  const args = [...units, '-b', '-n', '300', '-o', 'cat', '--no-pager', '-q'];
  const answer = await host.ask('run', { file, args, timeoutMs: 2000 });
  if (!answer.ok) return null;
  const lines = linesOf(answer.value.stdout);
  // Without rights the journal is empty, which does not mean that nothing was said.
  if (lines.length === 0) return host.identity.uid === 0 ? null : DENIED;
  return { source: 'journalctl -u docker', lines: lastTry(lines), denied: false };
}

/** Milliseconds since 1970; 0 where it cannot be told. */
async function bootTime(host: Host): Promise<number> {
  const answer = await host.ask('readFile', { path: '/proc/uptime' });
  const seconds = answer.ok ? Number.parseFloat(answer.value) : Number.NaN;
  return Number.isNaN(seconds) ? 0 : host.identity.now - seconds * 1000;
}

async function readLog(host: Host, path: string, booted: number): Promise<EngineLogFact | null> {
  const [stat, answer] = await Promise.all([
    host.ask('stat', { path }),
    host.ask('readFile', { path, maxBytes: TAIL, tail: true }),
  ]);
  if (!answer.ok) return answer.error.code === 'EACCES' ? DENIED : null;
  // What an engine said before this system was started says nothing of today.
  if (stat.ok && stat.value.mtimeMs < booted) return null;
  const all = linesOf(answer.value);
  const shared = /syslog|messages|daemon\.log/.test(path);
  const lines = shared ? all.filter((line) => /\bdockerd?(?:\[\d+\])?:/.test(line)) : all;
  return lines.length > 0 ? { source: path, lines: lastTry(lines), denied: false } : null;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

const LONGEST = 60;

/** From the last 'Starting up' on; nothing where the engine came up after that. */
export function lastTry(lines: readonly string[]): string[] {
  const start = lines.findLastIndex((line) => /\bStarting up\b/.test(line));
  // A wrong settings file ends the engine before it says that it starts.
  const earlier = lines.slice(0, Math.max(0, start)).findLastIndex((line) => FAILURE.test(line));
  const said = lines.slice(start + 1).some((line) => FAILURE.test(line));
  const begin = said || earlier < start - 1 ? start : earlier;
  const tail = lines.slice(Math.max(0, begin));
  const up = tail.findLastIndex((line) => /API listen on|Daemon has completed initialization/.test(line));
  return tail.slice(up + 1).slice(-LONGEST);
}

/** How the engine's own last line begins, from 1.10 to 29. */
const FAILURE =
  /failed to start daemon|[Ee]rror starting daemon|unable to configure the Docker daemon|failed to load listeners|failed to create API server|invalid TLS configuration|level=fatal|chmod \S+: |Unable to get the full path to root|Error during (?:u|g)id lookup|[Cc]an't create unix socket|no sockets found via socket activation|failed to start containerd|unknown (?:shorthand )?flag|executable file not found|Failed to resolve group|^panic:/;

/**
 * What says why it ended: the last line of that kind, without timestamps and prefixes, and what it goes on with;
 * null where there is none.
 */
export function decisiveLine(lines: readonly string[]): string | null {
  const at = lines.findLastIndex((candidate) => FAILURE.test(candidate));
  if (at < 0) return null;
  const more: string[] = [];
  // A message of several lines: those of systemd and of other parts of the engine begin otherwise.
  for (const line of lines.slice(at + 1, at + 4)) {
    if (/\blevel=|systemd\[|\.service\b|\.socket\b|\bStarting up\b/.test(line)) break;
    more.push(messageOf(line));
  }
  return [messageOf(lines[at] ?? ''), ...more].join(' ').replace(/\s+/g, ' ').slice(0, 1000).trim();
}

/** A line without what syslog and logfmt put around it. */
export function messageOf(line: string): string {
  const message = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  const error = /\berror="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  const bare =
    message === undefined
      ? line.replace(/^(?:\S+\s+){0,6}?\S*(?:docker|dockerd|systemd|kernel)\[\d+\]:\s+/, '')
      : error === undefined
        ? message
        : `${message}: ${error}`;
  return bare
    .replace(/\\"/g, '"')
    .replace(/^Status: /, '')
    .trim();
}
