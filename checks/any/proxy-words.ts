/** How a proxy fails, in words that follow its name. */

/** OpenSSL's codes for an answer that is no TLS. */
export const SPEAKS_PLAIN = /WRONG_VERSION|PACKET_LENGTH|HTTP_REQUEST|EPROTO/;

const VERBS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'closes the connection',
  ETIMEDOUT: 'does not answer',
  ENORESPONSE: 'does not answer',
  ENOTFOUND: 'has a name that does not resolve',
  EAI_AGAIN: 'has a name that does not resolve',
  ENETUNREACH: 'is out of reach',
  EHOSTUNREACH: 'is out of reach',
  INVALID: 'is no address of a proxy that Docker takes',
  '407': 'wants a login, which it was not given or does not accept',
};

export function proxyFailure(code: string, detail: string): string {
  const what = code.replace('EPROXY_', '');
  const verb = VERBS[what];
  if (verb) return verb;
  if (/^\d+$/.test(what)) return `answers HTTP ${what}`;
  if (SPEAKS_PLAIN.test(what)) return 'speaks no TLS, which https:// in its address asks for';
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(what))
    return `shows a certificate that this system does not trust (${what})`;
  return `fails: ${detail}`;
}
