/** The TLS files that the endpoint in force names, each with its errno where it cannot be read. */
import { endpointFact } from './endpoint.ts';
import { defineFact, known } from './fact.ts';

export interface TlsFile {
  readonly path: string;
  /** Null where it can be read. */
  readonly code: string | null;
}

/** Empty where no TLS is in use. The CLI wants ca.pem only where it verifies. */
export const tlsFilesFact = defineFact<readonly TlsFile[]>(
  'tls-files',
  'looking for TLS files',
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    if (!endpoint.known) return endpoint;
    const transport = endpoint.value.state === 'resolved' ? endpoint.value.transport : null;
    if (transport?.kind !== 'tcp' || !transport.tls) return known([]);
    const { caFile, certFile, keyFile, skipVerify } = transport.tls;
    const paths = [skipVerify ? undefined : caFile, certFile, keyFile].filter((path) => path !== undefined);
    const files = paths.map(async (path) => {
      const access = await host.ask('access', { path, mode: 'r' });
      return { path, code: access.ok ? null : access.error.code };
    });
    return known(await Promise.all(files));
  },
);
