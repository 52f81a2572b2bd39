/** Connections: unix sockets, named pipes, TCP, HTTP over each of them, and TLS. */
import { promises as fs } from 'node:fs';
import type * as http from 'node:http';
import { request as httpRequest } from 'node:http';
import type * as net from 'node:net';
import { createServer, isIP, isIPv6, connect as openSocket } from 'node:net';
import type * as nodeTls from 'node:tls';
import { lateError, questionError } from './errors.ts';
import type {
  Address,
  ConnectQuestion,
  HttpQuestion,
  HttpResponse,
  ListenQuestion,
  TlsMaterial,
  TlsPeer,
  TlsQuestion,
} from './host.ts';
import { startTimeLimit } from './time-limit.ts';

const DEFAULT_LIMIT = 3000;
const DEFAULT_MAX_BYTES = 1024 ** 2;

/** Loaded with the first name: most runs know a path alone. */
const lookup: net.LookupFunction = (name, options, done) => {
  import('./lookup.ts').then((module) => module.lookup(name, options, done as never), done as never);
};

/** Docker's URLs write a pipe as //./pipe/name; Windows' own form is what every layer below takes. */
const pipePath = (path: string): string => (path.startsWith('//./pipe/') ? path.replaceAll('/', '\\') : path);

/** Where a program is the connection there is nothing to connect to. */
function placeOf(address: Address): net.NetConnectOpts {
  if ('path' in address) return { path: pipePath(address.path) };
  if ('host' in address) return { host: address.host, port: address.port, lookup };
  throw questionError('EUNKNOWN', 'a program cannot be connected to');
}

export function connect(
  { address, timeoutMs = DEFAULT_LIMIT }: ConnectQuestion,
  signal: AbortSignal,
): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(placeOf(address));
    const finish = limited(timeoutMs, signal, socket, reject, () => 'ETIMEDOUT');
    socket.once('connect', () => finish(() => resolve(true)));
    socket.once('error', (error) => finish(() => reject(error)));
  });
}

/** Takes the port as a container's would be taken, and lets it go. */
export async function listen({ host, port, protocol }: ListenQuestion): Promise<true> {
  if (protocol === 'tcp') {
    const server = createServer();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
    });
  }
  const { createSocket } = await import('node:dgram');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: host, port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

/** Calls back at most once, whatever comes first: an answer, an error, the time limit, the host's end. */
export function limited(
  timeoutMs: number,
  signal: AbortSignal,
  thing: { destroy(error?: Error): unknown; on(event: 'error', listener: () => void): unknown },
  reject: (error: Error) => void,
  codeWhenLate: () => 'ETIMEDOUT' | 'ENORESPONSE',
): (settle: () => void) => void {
  let done = false;
  const finish = (settle: () => void): void => {
    if (done) return;
    done = true;
    callOff();
    signal.removeEventListener('abort', abort);
    // Errors of a connection that nobody waits for any more.
    thing.on('error', () => {});
    thing.destroy();
    settle();
  };
  const fail = (code: string, message: string, busy = false): void =>
    finish(() => reject(lateError(code, message, busy)));
  const callOff = startTimeLimit(timeoutMs, (busy) => {
    const code = codeWhenLate();
    fail(
      code,
      code === 'ETIMEDOUT' ? `no connection within ${timeoutMs} ms` : `no answer within ${timeoutMs} ms`,
      busy,
    );
  });
  const abort = (): void => fail('ECANCELED', 'the host was closed');
  signal.addEventListener('abort', abort, { once: true });
  return finish;
}

export async function request(question: HttpQuestion, signal: AbortSignal): Promise<HttpResponse> {
  const { address } = question;
  if ('program' in address) return (await import('./stdio.ts')).requestOverProgram(question, signal);
  if (question.proxy !== undefined && 'host' in address) return requestThroughProxy(question, signal);
  return exchange(question, signal, await openRequest(question));
}

/** Starts a request on the engine's socket, pipe or port; ssh and proxies go other ways. */
export async function openRequest(
  question: HttpQuestion,
  method?: string,
): Promise<() => http.ClientRequest> {
  const { address } = question;
  if ('program' in address) throw questionError('EUNKNOWN', 'a program carries no such request');
  const options: http.RequestOptions = {
    ...('path' in address
      ? { socketPath: pipePath(address.path) }
      : { host: address.host, port: address.port, lookup }),
    ...requestOptions(question),
    ...(method !== undefined && { method }),
    // An agent would look for a TLS server name, which compiles node's expressions for IPv6: 5 ms at every start.
    ...('path' in address && !question.tls
      ? { createConnection: () => openSocket(pipePath(address.path)) }
      : { agent: false }),
  };
  const secure = question.tls && {
    https: await import('node:https'),
    options: { ...options, ...(await tlsOptions(question.tls)) },
  };
  return () => (secure ? secure.https.request(secure.options) : httpRequest(options));
}

/** Method, path and headers, whatever carries them. */
export function requestOptions({
  address,
  method = 'GET',
  path,
  headers,
}: HttpQuestion): http.RequestOptions {
  return {
    method,
    path,
    // As Docker's own clients do: the engine's proxies look at neither.
    headers: { host: 'host' in address ? address.host : 'localhost', connection: 'close', ...headers },
  };
}

/** One request and its answer, within the question's limits. */
export function exchange(
  { timeoutMs = DEFAULT_LIMIT, maxBytes = DEFAULT_MAX_BYTES, pick }: HttpQuestion,
  signal: AbortSignal,
  start: () => http.ClientRequest,
  isConnected = false,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let connected = isConnected;
    const outgoing = start();
    const finish = limited(timeoutMs, signal, outgoing, reject, () =>
      connected ? 'ENORESPONSE' : 'ETIMEDOUT',
    );
    outgoing.once('socket', (socket) => socket.once('connect', () => (connected = true)));
    outgoing.once('error', (error) => finish(() => reject(error)));
    outgoing.once('response', (response) => {
      readBody(response, maxBytes).then(
        (whole) => {
          const body = pick ? picked(whole, pick) : whole;
          finish(() =>
            resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response.headers), body }),
          );
        },
        (error: Error) => finish(() => reject(error)),
      );
    });
    outgoing.end();
  });
}

/** An answer that is no list of objects (an error, most often) stays as it is. */
function picked(body: string, paths: readonly (readonly string[])[]): string {
  type Members = Record<string, unknown>;
  const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
  let list: unknown;
  try {
    list = JSON.parse(body);
  } catch {
    return body;
  }
  if (!Array.isArray(list)) return body;
  const reduced = list.filter(isObject).map((from) => {
    const to: Members = {};
    for (const [name = '', inner] of paths) {
      const value = from[name];
      if (inner === undefined) to[name] = value;
      else if (isObject(value)) to[name] = { ...(to[name] as Members | undefined), [inner]: value[inner] };
    }
    return to;
  });
  return JSON.stringify(reduced);
}

/** Plain HTTP is handed to the proxy with its whole address; TLS goes through a tunnel. */
async function requestThroughProxy(question: HttpQuestion, signal: AbortSignal): Promise<HttpResponse> {
  const { address, tls, proxy = '', timeoutMs = DEFAULT_LIMIT } = question;
  if (!('host' in address)) throw questionError('EUNKNOWN', 'only TCP goes through a proxy');
  const started = performance.now();
  const left = (): number => Math.max(1, timeoutMs - (performance.now() - started));
  const { openTunnel, plainRoute, proxyError } = await import('./proxy.ts');
  if (!tls) {
    const { socket, prefix, headers } = await plainRoute(proxy, address, timeoutMs, signal);
    const options = requestOptions(question);
    try {
      return await exchange(
        { ...question, timeoutMs: left() },
        signal,
        () =>
          httpRequest({
            ...options,
            createConnection: () => socket,
            path: `${prefix}${question.path}`,
            headers: { ...(options.headers as http.OutgoingHttpHeaders), ...headers },
          }),
        true,
      );
    } catch (error) {
      throw proxyError(error);
    }
  }
  const [https, socket, material] = await Promise.all([
    import('node:https'),
    openTunnel(proxy, address, timeoutMs, signal),
    tlsOptions(tls),
  ]);
  const servername = material.servername ?? (isIP(address.host) ? '' : address.host);
  return exchange({ ...question, timeoutMs: left() }, signal, () =>
    https.request({
      ...requestOptions(question),
      host: address.host,
      port: address.port,
      ...material,
      servername,
      // https hands this to tls.connect, which takes the tunnel as its transport.
      socket,
      agent: false,
    } as http.RequestOptions),
  );
}

function readBody(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) reject(questionError('ETOOLARGE', `the answer is over ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    response.once('error', reject);
    response.once('close', () => reject(questionError('ECONNRESET', 'the answer was cut off')));
  });
}

const flatHeaders = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

/** Reads the files the material names; one that cannot be read is an error with its errno and path. */
async function tlsOptions(material: TlsMaterial): Promise<nodeTls.ConnectionOptions> {
  const content = async (path: string | undefined): Promise<Buffer | undefined> => {
    if (path === undefined) return undefined;
    try {
      return await fs.readFile(path);
    } catch (error) {
      // Its errno alone would be taken for the connection's.
      throw questionError('ETLSFILE', (error as Error).message);
    }
  };
  const [files, cert, key] = await Promise.all([
    material.skipVerify ? [] : Promise.all([material.caFile, ...(material.caFiles ?? [])].map(content)),
    content(material.certFile),
    content(material.keyFile),
  ]);
  const own = files.flatMap((file) => (file ? [file] : []));
  const system = material.systemAuthorities && !material.skipVerify ? await systemAuthorities() : [];
  const ca: (string | Buffer)[] = [...own, ...system];
  return {
    ...(ca.length > 0 && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(material.serverName && !isIP(material.serverName) && { servername: material.serverName }),
    rejectUnauthorized: !material.skipVerify,
    checkServerIdentity: await nameCheck(),
  };
}

/**
 * As Go does: a name counts in the list of alternative names alone. Node still takes one in the old place (CN),
 * where docker refuses it.
 */
async function nameCheck(): Promise<typeof nodeTls.checkServerIdentity> {
  const { checkServerIdentity } = await import('node:tls');
  return (name, certificate) =>
    certificate.subjectaltname === undefined
      ? Object.assign(new Error('the certificate has no alternative names'), {
          code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        })
      : checkServerIdentity(name, certificate);
}

/** Node reads the keychain and the Windows store since 22.15; on Linux files are named. */
async function systemAuthorities(): Promise<string[]> {
  const tls = (await import('node:tls')) as { getCACertificates?: (type: string) => string[] };
  return process.platform === 'linux' ? [] : (tls.getCACertificates?.('system') ?? []);
}

export async function handshake(
  { host, port, tls: material, proxy, timeoutMs = DEFAULT_LIMIT }: TlsQuestion,
  signal: AbortSignal,
): Promise<TlsPeer> {
  const [tls, options, checkName] = await Promise.all([
    import('node:tls'),
    tlsOptions(material ?? {}),
    nameCheck(),
  ]);
  const tunnel =
    proxy === undefined
      ? undefined
      : await (await import('./proxy.ts')).openTunnel(proxy, { host, port }, timeoutMs, signal);
  return new Promise((resolve, reject) => {
    let connected = false;
    const servername = options.servername ?? (isIP(host) ? '' : host);
    const socket = tls.connect({
      ...(tunnel ? { socket: tunnel } : { host, port, lookup }),
      ...options,
      servername,
      rejectUnauthorized: false,
    });
    const finish = limited(timeoutMs, signal, socket, reject, () =>
      connected ? 'ENORESPONSE' : 'ETIMEDOUT',
    );
    socket.once('connect', () => (connected = true));
    socket.once('error', (error) => finish(() => reject(error)));
    socket.once('secureConnect', () => {
      const peer = toPeer(socket, checkName, options.servername ?? host);
      const system =
        material?.systemAuthorities === true && process.platform !== 'linux' && options.ca !== undefined;
      finish(() => resolve(system ? { ...peer, systemAuthorities: true } : peer));
    });
  });
}

function toPeer(
  socket: nodeTls.TLSSocket,
  checkName: typeof nodeTls.checkServerIdentity,
  name: string,
): TlsPeer {
  const certificate = socket.getPeerCertificate(true);
  const chainError = socket.authorizationError as { code?: string } | string | null | undefined;
  const chainCode = typeof chainError === 'string' ? chainError : chainError?.code;
  const nameError = certificate.subject
    ? (checkName(name, certificate) as NodeJS.ErrnoException | undefined)
    : undefined;
  const authorizationError = chainCode ?? nameError?.code ?? null;
  const text = (party: object | undefined): string =>
    Object.entries(party ?? {})
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(', ');
  return {
    authorized: authorizationError === null,
    authorizationError,
    protocol: socket.getProtocol(),
    subject: text(certificate.subject),
    issuer: text(certificate.issuer),
    authorities: authoritiesOf(certificate),
    names: (certificate.subjectaltname ?? '').split(', ').filter(Boolean),
    validFrom: isoDate(certificate.valid_from),
    validTo: isoDate(certificate.valid_to),
  };
}

function authoritiesOf(certificate: nodeTls.DetailedPeerCertificate): string[] {
  const names = new Set<string>();
  // A root names itself; a server may send a ring.
  for (let one = certificate, steps = 0; one?.issuer && steps < 8; one = one.issuerCertificate, steps += 1)
    names.add(String(one.issuer.CN ?? one.issuer.O ?? ''));
  return [...names].filter(Boolean);
}

const isoDate = (text: string | undefined): string => {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
};
