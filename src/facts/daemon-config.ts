/** The engine's own settings, daemon.json, checked as dockerd checks them. */
import type { Host } from '../host/host.ts';
import { refusedDirective, unknownDirective } from './daemon-directives.ts';
import { defineFact, known, unknownFrom } from './fact.ts';
import { installedEnginesFact } from './installed.ts';
import { isObject, type JsonObject, parseJson } from './json-text.ts';
import { readValues, textOf } from './win/registry.ts';

export type DaemonConfigFact = { readonly file: string } & (
  | { readonly state: 'absent' }
  | { readonly state: 'denied' }
  | { readonly state: 'not-a-file' }
  | {
      readonly state: 'syntax-error';
      readonly message: string;
      readonly line: number;
      readonly column: number;
    }
  | {
      readonly state: 'read';
      readonly value: JsonObject;
      /** Why the engine refuses it, or null: valid, or nobody could be asked. */
      readonly refused: string | null;
    }
);

export const daemonConfigFact = defineFact<DaemonConfigFact>(
  'daemon-config',
  "reading the engine's settings",
  async ({ host, get }) => {
    const engine = host.identity.platform === 'win32' ? await windowsEngine(host) : null;
    const file = engine?.config ?? daemonJson(host);
    const answer = await host.ask('readFile', { path: file });
    if (!answer.ok) {
      switch (answer.error.code) {
        case 'ENOENT':
        case 'ENOTDIR':
          return known({ file, state: 'absent' });
        case 'EACCES':
        case 'EPERM':
          return known({ file, state: 'denied' });
        case 'ENOTREGULAR':
        case 'EISDIR':
          return known({ file, state: 'not-a-file' });
        default:
          return unknownFrom(`reading ${file}`, answer.error);
      }
    }
    const parsed = parseJson(answer.value);
    if (!parsed.ok) return known({ file, state: 'syntax-error', ...parsed });
    if (!isObject(parsed.value)) {
      return known({ file, state: 'syntax-error', message: 'it is not a JSON object', line: 1, column: 1 });
    }
    const installed = await get(installedEnginesFact);
    const dockerd = engine?.dockerd ?? (installed.known ? installed.value.dockerd : null);
    const refused = dockerd ? await validate(host, dockerd, file, parsed.value) : null;
    return known({ file, state: 'read', value: parsed.value, refused });
  },
);

/** The service of an engine without Docker Desktop names its program, and may name another settings file. */
async function windowsEngine(
  host: Host,
): Promise<{ readonly dockerd: string | null; readonly config: string | null }> {
  const service = await readValues(host, 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\docker');
  const line = textOf(service, 'ImagePath') ?? '';
  const program = /^"([^"]+)"|^(\S+)/.exec(line);
  const config = /--config-file[= ]+(?:"([^"]+)"|(\S+))/.exec(line);
  const dockerd = program?.[1] ?? program?.[2] ?? '';
  return {
    dockerd: /dockerd\.exe$/i.test(dockerd) ? dockerd : null,
    config: config?.[1] ?? config?.[2] ?? null,
  };
}

function daemonJson(host: Host): string {
  if (host.identity.platform === 'win32') {
    return `${host.env('ProgramData') ?? 'C:\\ProgramData'}\\docker\\config\\daemon.json`;
  }
  return '/etc/docker/daemon.json';
}

/**
 * `dockerd --validate` (since 23.0) reads the file and ends; it needs no rights and starts nothing.
 * Engines before that do not know the flag; what they take is known from their source.
 */
async function validate(
  host: Host,
  dockerd: string,
  file: string,
  config: JsonObject,
): Promise<string | null> {
  const answer = await host.ask('run', {
    file: dockerd,
    args: ['--validate', '--config-file', file],
    timeoutMs: 2500,
  });
  if (!answer.ok) return answer.error.code === 'ENOENT' ? unknownDirective(config) : null;
  if (answer.value.exitCode === 0) return null;
  const output = `${answer.value.stderr}\n${answer.value.stdout}`;
  if (/unknown flag: --validate/.test(output)) return refusedDirective(config);
  const decisive = output.split('\n').find((line) => REFUSAL.test(line));
  return decisive ? `is refused: ${decisive.trim().replace(REFUSAL, '')}` : unknownDirective(config);
}

const REFUSAL = /^.*unable to configure the Docker daemon with file [^:]+: /;
