import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { type EndpointFact, endpointFact } from '../../src/facts/endpoint.ts';
import { evidence } from '../../src/facts/fact.ts';
import { leftoversFact } from '../../src/facts/leftovers.ts';
import { type TlsFile, tlsFilesFact } from '../../src/facts/tls-files.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { leftoverFinding, leftoverValues } from './leftovers.ts';

/** Are the files there that TLS to the engine needs, and do they fit together? */
export default defineCheck({
  id: 'client.tls-files',
  title: 'TLS files',
  systems: EVERYWHERE,
  link: 'endpoint',
  after: ['client.context'],
  needs: { endpoint: endpointFact, tls: tlsFilesFact },
  uses: { leftovers: leftoversFact },
  finds: ['env.tls', 'install.leftover'],
  judge({ endpoint, tls, leftovers }) {
    const { files } = tls;
    if (files.length === 0) return skip('no TLS in use');
    const wrong = files.filter((file) => file.code !== null);
    const [first] = wrong;
    if (!first) return pass(files.map(({ path }) => path).join(', '));
    const values = {
      reason: reasonOf(first),
      ...(first.code === 'EKEYLOCKED' && { locked: first.path }),
      ...(isLocal(endpoint) && { local: 'yes' }),
      ...(endpoint.state === 'resolved' && endpoint.context !== 'default' && { context: endpoint.context }),
      ...leftoverValues(leftovers),
    };
    return found(
      {
        id: 'env.tls',
        values,
        evidence: [
          ...wrong.map((file) => evidence(file.path, file.code ?? '')),
          ...(leftovers.known && leftovers.value.profile
            ? [
                evidence(
                  `${leftovers.value.profile.file}:${leftovers.value.profile.line}`,
                  leftovers.value.profile.text,
                ),
              ]
            : []),
        ],
      },
      ...leftoverFinding(leftovers),
    );
  },
});

function reasonOf({ path, code }: TlsFile): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `${path} does not exist`;
    case 'PEM':
      return `${path} holds no certificate`;
    case 'EKEYFORMAT':
      return `${path} holds no key`;
    case 'EKEYLOCKED':
      return `The key ${path} is locked with a passphrase, which docker does not ask for`;
    case 'MISMATCH':
      return `The key ${path} does not belong to the certificate beside it`;
    case 'ALONE':
      return `Of certificate and key only ${path} is there`;
    default:
      return `${path} cannot be read (${code})`;
  }
}

/** No other host was named: the engine of this machine was meant. */
const isLocal = (endpoint: EndpointFact): boolean =>
  endpoint.state === 'resolved' && (endpoint.source === 'default' || endpoint.transport.kind === 'unix');
