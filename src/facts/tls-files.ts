/** The TLS files that the endpoint in force names, each with what is wrong with it. */
import type { Answer, CertificateFile, Host, TlsMaterial } from '../host/host.ts';
import { endpointFact } from './endpoint.ts';
import { defineFact, known } from './fact.ts';

export interface TlsFile {
  readonly path: string;
  /** Null where it can be used, else an errno, 'PEM' (no certificate in it), 'EKEYFORMAT', 'EKEYLOCKED' or 'MISMATCH'. */
  readonly code: string | null;
}

export interface TlsFilesFact {
  /** Empty where no TLS is in use. */
  readonly files: readonly TlsFile[];
  /** The client's certificate, where there is one that can be read. */
  readonly client: CertificateFile | null;
}

/** The CLI reads ca.pem even where it verifies nothing. */
export const tlsFilesFact = defineFact<TlsFilesFact>(
  'tls-files',
  'looking for TLS files',
  async ({ host, get }) => {
    const endpoint = await get(endpointFact);
    if (!endpoint.known) return endpoint;
    const transport = endpoint.value.state === 'resolved' ? endpoint.value.transport : null;
    const material = transport?.kind === 'tcp' || transport?.kind === 'unix' ? transport.tls : null;
    if (!material) return known({ files: [], client: null });
    const paths = [material.caFile, material.certFile, material.keyFile].filter((path) => path !== undefined);
    const files = await Promise.all(
      paths.map(async (path) => {
        const access = await host.ask('access', { path, mode: 'r' });
        return { path, code: access.ok ? null : access.error.code };
      }),
    );
    if (files.some(({ code }) => code !== null)) return known({ files, client: null });
    return known(await withCertificate(host, material, files));
  },
);

async function withCertificate(
  host: Host,
  { caFile, certFile, keyFile }: TlsMaterial,
  files: readonly TlsFile[],
): Promise<TlsFilesFact> {
  const one = (path: string | undefined, code: string): TlsFilesFact => ({
    files: files.map((file) => (file.path === path ? { ...file, code } : file)),
    client: null,
  });
  // Go insists on both or none.
  if ((certFile === undefined) !== (keyFile === undefined)) return one(certFile ?? keyFile, 'ALONE');
  const [ca, client] = await Promise.all([
    caFile === undefined ? null : host.ask('certificate', { certFile: caFile }),
    certFile === undefined || keyFile === undefined
      ? null
      : host.ask('certificate', { certFile, keyFile, ...(caFile !== undefined && { caFile }) }),
  ]);
  if (isDamaged(ca)) return one(caFile, 'PEM');
  if (client && !client.ok && client.error.code.startsWith('EKEY')) return one(keyFile, client.error.code);
  if (isDamaged(client)) return one(certFile, 'PEM');
  if (client?.ok && client.value.keyMatches === false) return one(keyFile, 'MISMATCH');
  return { files, client: client?.ok ? client.value : null };
}

/** OpenSSL's verdict on what is in the file; other errors are 'could not look'. */
const isDamaged = (answer: Answer<CertificateFile> | null): boolean =>
  answer !== null && !answer.ok && answer.error.code.startsWith('ERR_OSSL');
