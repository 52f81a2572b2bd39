/** Certificate files: their dates and names, and whether key and authority belong to them. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { errorOf, questionError } from './errors.ts';
import type { CertificateFile, Questions } from './host.ts';

export async function readCertificate({
  certFile,
  keyFile,
  caFile,
}: Questions['certificate']['ask']): Promise<CertificateFile> {
  const certificate = new X509Certificate(await fs.readFile(certFile));
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    keyMatches:
      keyFile === undefined ? null : certificate.checkPrivateKey(keyOf(await fs.readFile(keyFile), keyFile)),
    signedByCa: caFile === undefined ? null : isSignedBy(certificate, await fs.readFile(caFile, 'utf8')),
  };
}

/** Its errors are told from those of the certificate. */
function keyOf(content: Buffer, path: string): KeyObject {
  try {
    return createPrivateKey(content);
  } catch (error) {
    const locked = /ENCRYPTED/.test(content.toString('latin1'));
    throw questionError(locked ? 'EKEYLOCKED' : 'EKEYFORMAT', `${path}: ${errorOf(error).code}`);
  }
}

/** A file may hold several authorities. */
function isSignedBy(certificate: X509Certificate, authorities: string): boolean {
  const blocks = authorities.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.some((block) => {
    const authority = new X509Certificate(block);
    return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  });
}

const oneLine = (name: string): string => name.split('\n').join(', ');
