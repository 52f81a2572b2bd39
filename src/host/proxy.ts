/** Ways through a proxy: HTTP's CONNECT, the same inside TLS, and SOCKS 5, for what lies behind it. */
import { readFile } from 'node:fs/promises';
import * as http from 'node:http';
import * as net from 'node:net';
import type { SecureContext } from 'node:tls';
import { errorOf, lateError, questionError } from './errors.ts';
import { lookup } from './lookup.ts';
import { startTimeLimit } from './time-limit.ts';

type Kind = 'http' | 'https' | 'socks5';

interface Proxy {
  readonly kind: Kind;
  readonly host: string;
  readonly port: number;
  readonly login: { readonly user: string; readonly password: string } | null;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const KINDS: Readonly<Record<string, { readonly kind: Kind; readonly port: number }>> = {
  'http:': { kind: 'http', port: 80 },
  'https:': { kind: 'https', port: 443 },
  'socks5:': { kind: 'socks5', port: 1080 },
  'socks5h:': { kind: 'socks5', port: 1080 },
};

/** Without a scheme it is http, without a port the scheme's own, as Go reads such variables. */
function proxyOf(text: string): Proxy {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    throw questionError('EPROXY_INVALID', `${text} is no address of a proxy`);
  }
  const known = KINDS[url.protocol];
  if (!known || url.hostname === '')
    throw questionError('EPROXY_INVALID', `${url.protocol} is no kind of proxy that Docker takes`);
  const user = decodeURIComponent(url.username);
  return {
    kind: known.kind,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || known.port,
    login: user === '' ? null : { user, password: decodeURIComponent(url.password) },
  };
}

/** The proxy's own login, from its address. */
const loginHeader = ({ login }: Proxy): Record<string, string> =>
  login === null
    ? {}
    : {
        'proxy-authorization': `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`,
      };

/** An error on the way to the proxy, told apart from one behind it. */
export function proxyError(error: unknown): Error {
  const { code, message } = errorOf(error);
  return code.startsWith('EPROXY') || code === 'ECANCELED'
    ? (error as Error)
    : questionError(`EPROXY_${code}`, message);
}

/** A connection that leads to the target: ready for TLS, or for a request as to the target itself. */
export async function openTunnel(
  proxy: string,
  target: Place,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<net.Socket> {
  const place = proxyOf(proxy);
  const limit = { until: performance.now() + timeoutMs, signal };
  const socket = await dial(place, limit);
  return place.kind === 'socks5'
    ? bySocks(socket, place, target, limit)
    : byConnect(socket, place, target, limit);
}

/**
 * What a plain request needs: an HTTP proxy is handed the whole address and its own login, through a SOCKS
 * proxy the request goes as if there were none.
 */
export async function plainRoute(
  proxy: string,
  target: Place,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<{
  readonly socket: net.Socket;
  readonly prefix: string;
  readonly headers: Record<string, string>;
}> {
  const place = proxyOf(proxy);
  if (place.kind === 'socks5')
    return { socket: await openTunnel(proxy, target, timeoutMs, signal), prefix: '', headers: {} };
  const limit = { until: performance.now() + timeoutMs, signal };
  const prefix = `http://${bracketed(target)}`;
  return { socket: await dial(place, limit), prefix, headers: loginHeader(place) };
}

const bracketed = ({ host, port }: Place): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

interface Limit {
  readonly until: number;
  readonly signal: AbortSignal;
}

/** One step of the way: it settles once, within what is left of the time, and a failure ends the connection. */
function step<T>(
  socket: net.Socket,
  { until, signal }: Limit,
  start: (done: (value: T) => void, fail: (error: Error) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      callOff();
      signal.removeEventListener('abort', abort);
      socket.off('error', onError).off('close', onClose);
    };
    const fail = (error: Error): void => {
      end();
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error): void => fail(proxyError(error));
    const onClose = (): void => fail(questionError('EPROXY_ECONNRESET', 'the proxy closes the connection'));
    const abort = (): void => fail(questionError('ECANCELED', 'the host was closed'));
    const callOff = startTimeLimit(Math.max(1, until - performance.now()), (busy) =>
      fail(lateError('EPROXY_ETIMEDOUT', 'the proxy gives no answer in time', busy)),
    );
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', onError).once('close', onClose);
    start((value) => {
      end();
      resolve(value);
    }, fail);
  });
}

/** A connection to the proxy itself, inside TLS where it speaks that. */
async function dial({ kind, host, port }: Proxy, limit: Limit): Promise<net.Socket> {
  const options = { host, port, lookup: lookup as net.LookupFunction };
  if (kind !== 'https') {
    const socket = net.connect(options);
    return step(socket, limit, (done) => socket.once('connect', () => done(socket)));
  }
  const tls = await import('node:tls');
  trusted ??= trustedAuthorities();
  const secureContext = await trusted;
  const servername = net.isIP(host) ? '' : host;
  const socket = tls.connect({ ...options, servername, ...(secureContext && { secureContext }) });
  return step(socket, limit, (done) => socket.once('secureConnect', () => done(socket)));
}

/** Read once: a list of authorities is long. */
let trusted: Promise<SecureContext | null> | undefined;

/** The system's own list, which vouches for a company's proxy; null where only node's can be had. */
async function trustedAuthorities(): Promise<SecureContext | null> {
  const tls = (await import('node:tls')) as typeof import('node:tls') & {
    getCACertificates?: (type: string) => string[];
  };
  const lists =
    process.platform === 'linux'
      ? await Promise.all(LISTS.map((path) => readFile(path, 'utf8').catch(() => '')))
      : (tls.getCACertificates?.('system') ?? []);
  const [first, ...more] = lists.filter((text) => text !== '');
  if (first === undefined) return null;
  return tls.createSecureContext({ ca: process.platform === 'linux' ? first : [first, ...more] });
}

const LISTS = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];

function byConnect(socket: net.Socket, proxy: Proxy, target: Place, limit: Limit): Promise<net.Socket> {
  return step(socket, limit, (done, fail) => {
    const path = bracketed(target);
    const outgoing = http.request({
      createConnection: () => socket,
      method: 'CONNECT',
      path,
      headers: { host: path, ...loginHeader(proxy) },
    });
    const refused = (status: number, message = ''): void =>
      fail(questionError(`EPROXY_${status}`, `HTTP ${status} ${message}`.trim()));
    outgoing.once('error', (error) => fail(proxyError(error)));
    // A proxy that does not know CONNECT answers like a web server.
    outgoing.once('response', ({ statusCode = 0 }) => refused(statusCode));
    outgoing.once('connect', ({ statusCode = 0, statusMessage }, open: net.Socket) =>
      statusCode === 200 ? done(open) : refused(statusCode, statusMessage),
    );
    outgoing.end();
  });
}

/** RFC 1928, and RFC 1929 for the login. The proxy resolves the name, as with Go. */
function bySocks(socket: net.Socket, proxy: Proxy, target: Place, limit: Limit): Promise<net.Socket> {
  return step(socket, limit, (done, fail) => {
    const no = (what: string, message: string): never => {
      throw questionError(`EPROXY_SOCKS_${what}`, message);
    };
    const talk = async (): Promise<void> => {
      const methods = proxy.login ? [0, 2] : [0];
      socket.write(Buffer.from([5, methods.length, ...methods]));
      const [version, method] = await take(socket, 2);
      if (version !== 5) no('ANSWER', 'it does not answer as a SOCKS 5 proxy');
      if (method === 2 && proxy.login) {
        const parts = [proxy.login.user, proxy.login.password].map((text) => Buffer.from(text));
        socket.write(
          Buffer.concat([Buffer.from([1]), ...parts.flatMap((part) => [Buffer.from([part.length]), part])]),
        );
        const [, state] = await take(socket, 2);
        if (state !== 0) no('LOGIN', 'it does not accept the login');
      } else if (method !== 0) no('LOGIN', 'it wants a login');
      const end = Buffer.alloc(2);
      end.writeUInt16BE(target.port);
      socket.write(Buffer.concat([Buffer.from([5, 1, 0]), addressBytes(target.host), end]));
      const [, reply = 1, , kind] = await take(socket, 4);
      if (reply !== 0) no(String(reply), REPLIES[reply] ?? `it answers ${reply}`);
      const [length = 0] = kind === 1 ? [4] : kind === 4 ? [16] : await take(socket, 1);
      await take(socket, length + 2);
      done(socket);
    };
    talk().catch(fail);
  });
}

const REPLIES: Readonly<Record<number, string>> = {
  2: 'its rules do not allow the connection',
  3: 'it has no route to the network',
  4: 'it does not reach the host',
  5: 'the host refuses it',
};

function addressBytes(host: string): Buffer {
  if (net.isIPv4(host)) return Buffer.from([1, ...host.split('.').map(Number)]);
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

/** Exactly so many bytes; more stays in the socket for whoever reads next. */
function take(socket: net.Socket, count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const attempt = (): void => {
      const bytes = socket.read(count) as Buffer | null;
      if (bytes === null) return;
      socket.off('readable', attempt);
      resolve(bytes);
    };
    socket.on('readable', attempt);
    attempt();
  });
}
