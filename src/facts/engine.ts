/** The engine behind an endpoint, asked through its own API: errno and headers, not words. */
import type { Address, Answer, Host, HostError, HttpResponse, TlsMaterial } from '../host/host.ts';
import { endpointFact, type Transport } from './endpoint.ts';
import { defineFact, type FactContext, known } from './fact.ts';
import { isObject, type JsonObject, parseJson, textAt, valueAt } from './json-text.ts';
import { decisiveLine, SSH_TIME_LIMIT, sshAddress, sshFailure } from './ssh.ts';

/** How far a request gets. Narrower causes (group pending, TLS …) are for the checks. */
export type EngineState =
  | 'answers'
  /** The endpoint itself could not be resolved, or is of a kind that is not asked this way. */
  | 'not-asked'
  /** There is no such socket or pipe. */
  | 'absent'
  /** The socket or port is there and nobody listens. */
  | 'refused'
  | 'denied'
  | 'not-a-socket'
  | 'dns'
  /** No connection within the time limit: a firewall, a machine that is off. */
  | 'no-connection'
  /** Connected, and no answer within the time limit. */
  | 'hung'
  /** Answered with an error, or with something that is not the engine's API. */
  | 'error'
  /** TLS could not be agreed on. */
  | 'tls'
  /** The shell's proxy, through which docker goes there, does not lead to it. */
  | 'proxy'
  /** ssh, or docker on its other side, fails; `code` is the kind (facts/ssh.ts). */
  | 'ssh'
  /** A replay without this answer, or an error of no known kind. */
  | 'unknown';

export interface EngineFact {
  readonly state: EngineState;
  /** errno or HTTP status behind the state, '' when it answers. */
  readonly code: string;
  /** One line of what came back. */
  readonly detail: string;
  /** Milliseconds until the first answer. */
  readonly ms: number;
  readonly ping: HttpResponse | null;
  /** Parsed /version and /info, null where they did not come. */
  readonly version: JsonObject | null;
  readonly info: JsonObject | null;
  /** Why /info is null although the engine answers. */
  readonly infoError: string | null;
}

/** Milliseconds; a hung engine costs this once, since all three requests run at the same time. */
export const ENGINE_TIME_LIMIT = 3000;

export const engineFact = defineFact<EngineFact>(
  'engine',
  'waiting for the engine',
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    if (!endpoint.known) return endpoint;
    if (endpoint.value.state !== 'resolved') return known(notAsked);
    return known(await askTransport(host, endpoint.value.transport));
  },
  ENGINE_TIME_LIMIT,
);

/** Milliseconds after which an engine that has not answered is taken for one that will not. */
const PATIENCE = 500;

/**
 * Does the engine answer? False already while it keeps us waiting: what is on this machine is looked at meanwhile,
 * so that a hung engine costs its time limit and nothing after it. Ask `engineFact` again before telling.
 */
export async function answersSoon(get: FactContext['get']): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE);
  });
  const engine = await Promise.race([get(engineFact), late]);
  clearTimeout(timer);
  return engine?.known === true && engine.value.state === 'answers';
}

/** The engine at the end of any kind of endpoint. */
export async function askTransport(host: Host, transport: Transport): Promise<EngineFact> {
  const address = await addressOf(host, transport);
  if (address === null) return notAsked;
  if (typeof address === 'string') return { ...notAsked, state: 'ssh', code: address };
  const tls = transport.kind === 'tcp' || transport.kind === 'unix' ? (transport.tls ?? null) : null;
  return askEngine(host, address, tls, transport.kind === 'tcp' ? transport.proxy : undefined);
}

const notAsked: EngineFact = {
  state: 'not-asked',
  code: '',
  detail: '',
  ms: 0,
  ping: null,
  version: null,
  info: null,
  infoError: null,
};

/** What host.ask connects to; a text says why there is nothing, null that it is not asked this way. */
export async function addressOf(
  host: Host,
  transport: Transport,
): Promise<Address | 'no-client' | 'other' | null> {
  switch (transport.kind) {
    case 'unix':
    case 'pipe':
      return { path: transport.path };
    case 'tcp':
      return { host: transport.host, port: transport.port };
    case 'ssh': {
      const address = await sshAddress(host, transport.url);
      return address === 'invalid' ? 'other' : address;
    }
    case 'invalid':
      return null;
  }
}

/** Milliseconds after which an answer is worth a second question. */
const HESITATION = 1000;

/** Three requests at once; the ping decides the state. */
export async function askEngine(
  host: Host,
  address: Address,
  tls: TlsMaterial | null,
  proxy?: string,
): Promise<EngineFact> {
  const timeoutMs = 'program' in address ? SSH_TIME_LIMIT : ENGINE_TIME_LIMIT;
  const get = (path: string, method?: 'HEAD'): Promise<Answer<HttpResponse>> =>
    host.ask('http', {
      address,
      path,
      timeoutMs,
      ...(method && { method }),
      ...(tls && { tls }),
      ...(proxy !== undefined && { proxy }),
    });
  const [first, version, info] = await Promise.all([get('/_ping'), get('/version'), get('/info')]);
  // One late answer may be a busy machine's, or this process's own start; two are the engine's.
  const second = first.ok && first.ms > HESITATION ? await get('/_ping', 'HEAD') : first;
  const ping = first.ok && second.ok ? { ...first, ms: Math.min(first.ms, second.ms) } : first;
  if (!ping.ok && 'program' in address) return { ...notAsked, ms: ping.ms, ...sshState(ping.error) };
  if (!ping.ok) {
    return {
      ...notAsked,
      state: stateOfError(ping.error.code),
      code: ping.error.code,
      detail: ping.error.message,
      ms: ping.ms,
    };
  }
  const body = { version: objectOf(version), info: objectOf(info) };
  const wrong = wrongAnswer(ping.value, version, body.version);
  // What the engine itself says has its name or its version on it.
  const isProxys = proxy !== undefined && wrong !== null && !isFromEngine(ping.value);
  return {
    state: isProxys ? 'proxy' : wrong ? 'error' : 'answers',
    code: wrong ? String(ping.value.status) : '',
    detail: wrong ?? '',
    ms: ping.ms,
    ping: ping.value,
    ...body,
    infoError: body.info ? null : infoErrorOf(info),
  };
}

export const isFromEngine = ({ headers }: HttpResponse): boolean =>
  headers['api-version'] !== undefined || /^(?:Docker|Libpod)\//.test(headers.server ?? '');

/** What ssh says of the way to the host counts as for any other address. */
function sshState(error: HostError): Pick<EngineFact, 'state' | 'code' | 'detail'> {
  const detail = decisiveLine(error.message);
  if (error.code.startsWith('HPE_')) return { state: 'ssh', code: 'noise', detail };
  if (error.code !== 'EEXIT') return { state: stateOfError(error.code), code: error.code, detail };
  const kind = sshFailure(error.exitCode, error.message);
  switch (kind) {
    case 'dns':
      return { state: 'dns', code: 'exit 255', detail };
    case 'refused':
      return { state: 'refused', code: 'exit 255', detail };
    case 'timeout':
      return { state: 'no-connection', code: 'exit 255', detail };
    default:
      return { state: 'ssh', code: kind, detail };
  }
}

function stateOfError(code: string): EngineState {
  if (code.startsWith('ETLSFILE')) return 'tls';
  if (code.startsWith('EPROXY_')) return 'proxy';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'absent';
    case 'ECONNREFUSED':
      return 'refused';
    case 'EACCES':
    case 'EPERM':
      return 'denied';
    case 'ENOTSOCK':
    case 'EISDIR':
      return 'not-a-socket';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return 'dns';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'EADDRNOTAVAIL':
      return 'no-connection';
    case 'ENORESPONSE':
      return 'hung';
    case 'ENOTRECORDED':
    case 'ECANCELED':
    case 'EUNKNOWN':
      return 'unknown';
    default:
      if (/TLS|SSL|CERT|EPROTO|SELF_SIGNED|UNABLE_TO|INVALID_(?:CA|PURPOSE)|PATH_LENGTH/.test(code))
        return 'tls';
      return /^HPE_|ECONNRESET|EPIPE|ETOOLARGE/.test(code) ? 'error' : 'unknown';
  }
}

/** An HTTP answer that is not the engine's: a proxy whose engine is down, another program. */
function wrongAnswer(
  ping: HttpResponse,
  version: Answer<HttpResponse>,
  parsed: JsonObject | null,
): string | null {
  const brief = (response: HttpResponse): string =>
    `HTTP ${response.status}: ${response.body.trim().slice(0, 300)}`;
  // Docker Desktop's proxy answers a ping with an empty 500 and says why only to other requests.
  const other = version.ok && version.value.status !== 200 ? version.value : null;
  if (ping.status !== 200) return brief(ping.body.trim() === '' && other ? other : ping);
  if (version.ok && version.value.status !== 200) return brief(version.value);
  if (version.ok && (!parsed || textAt(parsed, 'ApiVersion') === null))
    return `not the Docker API: ${brief(version.value)}`;
  return null;
}

function objectOf(answer: Answer<HttpResponse>): JsonObject | null {
  if (!answer.ok || answer.value.status !== 200) return null;
  const parsed = parseJson(answer.value.body);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}

const infoErrorOf = (answer: Answer<HttpResponse>): string =>
  answer.ok ? `HTTP ${answer.value.status}` : `${answer.error.message} (${answer.error.code})`;

/** The engine's product, from what it says of itself; `otherwise` where it says nothing. */
export function productOf(engine: EngineFact, otherwise = 'docker-engine'): string {
  const platform = textAt(engine.version, 'Platform', 'Name') ?? '';
  const system = textAt(engine.info, 'OperatingSystem') ?? '';
  const name = textAt(engine.info, 'Name') ?? '';
  const components = JSON.stringify(valueAt(engine.version, 'Components') ?? '');
  if (/Podman/.test(components)) return 'podman';
  if (/Docker Desktop/.test(platform) || /Docker Desktop/.test(system)) return 'docker-desktop';
  if (/OrbStack/i.test(system) || name === 'orbstack') return 'orbstack';
  if (/Rancher Desktop/i.test(system) || name.startsWith('lima-rancher-desktop')) return 'rancher-desktop';
  if (name === 'colima' || name.startsWith('colima-') || name.startsWith('lima-colima')) return 'colima';
  return otherwise;
}

export const isRootless = (engine: EngineFact): boolean | null => {
  const options = valueAt(engine.info, 'SecurityOptions');
  return Array.isArray(options) ? options.some((option) => option === 'name=rootless') : null;
};
