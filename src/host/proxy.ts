/** A tunnel through an HTTP proxy (CONNECT), for TLS to what lies behind it. */
import * as http from 'node:http';
import type { Socket } from 'node:net';
import { errorOf, questionError } from './errors.ts';
import { lookup } from './lookup.ts';
import { timeLimit } from './patience.ts';

/** Without a scheme it is http, without a port 80, as curl and Go read such variables. */
function urlOf(proxy: string): URL {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
  } catch {
    throw questionError('EPROXY_INVALID', `${proxy} is no address of a proxy`);
  }
}

export function proxyAddress(proxy: string): { host: string; port: number } {
  const url = urlOf(proxy);
  if (url.protocol !== 'http:')
    throw questionError('EPROXY_UNSUPPORTED', `${url.protocol} is not spoken here`);
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || 80 };
}

/** The proxy's own login, from its address. */
export function proxyHeaders(proxy: string): Record<string, string> {
  const { username, password } = urlOf(proxy);
  if (username === '') return {};
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { 'proxy-authorization': `Basic ${login.toString('base64')}` };
}

/** An error on the way to the proxy, told apart from one behind it. */
export function proxyError(error: unknown): Error {
  const { code, message } = errorOf(error);
  return code.startsWith('EPROXY') || code === 'ECANCELED'
    ? (error as Error)
    : questionError(`EPROXY_${code}`, message);
}

export function openTunnel(
  proxy: string,
  target: { readonly host: string; readonly port: number },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  const place = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      ...proxyAddress(proxy),
      lookup: lookup as http.RequestOptions['lookup'],
      method: 'CONNECT',
      path: place,
      headers: { host: place, ...proxyHeaders(proxy) },
      agent: false,
    });
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', abort);
    };
    const fail = (error: Error): void => {
      end();
      outgoing.on('error', () => {});
      outgoing.destroy();
      reject(error);
    };
    const cancel = timeLimit(timeoutMs, () =>
      fail(questionError('EPROXY_ETIMEDOUT', `the proxy gives no answer within ${timeoutMs} ms`)),
    );
    const abort = (): void => fail(questionError('ECANCELED', 'the host was closed'));
    signal.addEventListener('abort', abort, { once: true });
    outgoing.once('error', (error) => fail(proxyError(error)));
    // A proxy that does not know CONNECT answers like a web server.
    outgoing.once('response', ({ statusCode }) =>
      fail(questionError(`EPROXY_${statusCode}`, `HTTP ${statusCode}`)),
    );
    outgoing.once('connect', ({ statusCode = 0, statusMessage }, socket: Socket) => {
      end();
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(questionError(`EPROXY_${statusCode}`, `HTTP ${statusCode} ${statusMessage ?? ''}`.trim()));
    });
    outgoing.end();
  });
}
