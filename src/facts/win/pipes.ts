/** Named pipes by the errno of a connection. Asking whether one exists would open it and use up an instance. */
import { defineFact, known } from '../fact.ts';

export type PipeState = 'open' | 'absent' | 'denied' | 'busy' | 'unknown';
export const DESKTOP_PIPES = ['dockerDesktopLinuxEngine', 'dockerDesktopWindowsEngine'] as const;
const PIPES = [...DESKTOP_PIPES, 'docker_engine'] as const;
export type PipeName = (typeof PIPES)[number];

export const pipesFact = defineFact<Readonly<Record<PipeName, PipeState>>>(
  'windows.pipes',
  'trying the pipes',
  async ({ host }) => {
    const states = await Promise.all(
      PIPES.map(async (name) => {
        // A request, not a bare connection: whoever serves the pipe sees nothing unusual.
        const question = { address: { path: `//./pipe/${name}` }, path: '/_ping', timeoutMs: 1500 };
        const answer = await host.ask('http', question);
        return [name, answer.ok ? 'open' : stateOf(answer.error.code)] as const;
      }),
    );
    return known(Object.fromEntries(states) as Record<PipeName, PipeState>);
  },
);

function stateOf(code: string): PipeState {
  switch (code) {
    case 'ENOENT':
      return 'absent';
    case 'EPERM':
    case 'EACCES':
      return 'denied';
    // libuv waits for an instance to become free.
    case 'EBUSY':
    case 'ETIMEDOUT':
      return 'busy';
    case 'ENORESPONSE':
    case 'ECONNRESET':
    case 'EPIPE':
      return 'open';
    default:
      return 'unknown';
  }
}

/** The pipe's name in a URL or path, in whatever slashes; null for other addresses. */
export const pipeName = (path: string): string | null => /[\\/]pipe[\\/]+([^\\/]+)$/i.exec(path)?.[1] ?? null;
