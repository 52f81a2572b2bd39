/** `--deep`: loads a tiny image, runs it without a network, and takes image and container away again. */
import type * as http from 'node:http';
import type { HttpQuestion, HttpResponse, SmokeOutcome, SmokeQuestion } from './host.ts';
import { SMOKE_LINE, SMOKE_TAG, smokeImage } from './smoke-image.ts';
import { exchange, openRequest } from './sockets.ts';

/** Milliseconds for one step; a container on a slow disk takes a second or two. */
const STEP_LIMIT = 4000;

export async function smoke(question: SmokeQuestion, signal: AbortSignal): Promise<SmokeOutcome> {
  const call = async (method: string, path: string, body?: Buffer | string): Promise<HttpResponse> => {
    const asked = { ...question, path, timeoutMs: STEP_LIMIT } as HttpQuestion;
    const type = typeof body === 'string' ? 'application/json' : 'application/x-tar';
    const headers = body === undefined ? {} : { 'content-type': type, 'content-length': String(body.length) };
    const open = await openRequest({ ...asked, headers }, method);
    return exchange(asked, signal, (): http.ClientRequest => {
      const outgoing = open();
      if (body !== undefined) outgoing.write(body);
      return outgoing;
    });
  };
  let container: string | null = null;
  try {
    const load = await call('POST', '/images/load?quiet=1', smokeImage(question.architecture));
    // The engine answers 200 and then reports the error inside the stream.
    if (load.status !== 200 || /"error"/.test(load.body)) return failed('load the image', load);
    const settings = { Image: SMOKE_TAG, NetworkDisabled: true, HostConfig: { NetworkMode: 'none' } };
    const create = await call('POST', '/containers/create', JSON.stringify(settings));
    if (create.status !== 201) return failed('create the container', create);
    container = (JSON.parse(create.body) as { Id: string }).Id;
    const start = await call('POST', `/containers/${container}/start`);
    if (start.status !== 204) return failed('start the container', start);
    const wait = await call('POST', `/containers/${container}/wait`);
    const logs = await call('GET', `/containers/${container}/logs?stdout=1&stderr=1`);
    const { StatusCode } = JSON.parse(wait.body) as { StatusCode?: number };
    if (StatusCode === 0 && logs.body.includes(SMOKE_LINE.trim()))
      return { ran: true, step: '', message: '' };
    return {
      ran: false,
      step: 'run the container',
      message: `exit code ${StatusCode}: ${logs.body.slice(0, 300)}`,
    };
  } finally {
    // Best effort: what cannot be taken away is named so that its owner knows it.
    if (container) await call('DELETE', `/containers/${container}?force=1&v=1`).catch(() => null);
    await call('DELETE', `/images/${SMOKE_TAG}?force=1`).catch(() => null);
  }
}

function failed(step: string, { status, body }: HttpResponse): SmokeOutcome {
  let message = body.trim();
  try {
    const parsed = JSON.parse(message.split('\n').at(-1) ?? '') as { message?: string; error?: string };
    message = parsed.message ?? parsed.error ?? message;
  } catch {
    // Not JSON: the text as it is.
  }
  return { ran: false, step, message: `${message.slice(0, 1000)} (HTTP ${status})` };
}
