import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { type EndpointFact, endpointFact } from '../../src/facts/endpoint.ts';
import { evidence } from '../../src/facts/fact.ts';
import { tlsFilesFact } from '../../src/facts/tls-files.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Are the files there that TLS to the engine needs? */
export default defineCheck({
  id: 'client.tls-files',
  title: 'TLS files',
  systems: EVERYWHERE,
  link: 'endpoint',
  after: ['client.context'],
  needs: { endpoint: endpointFact, files: tlsFilesFact },
  finds: ['env.tls'],
  judge({ endpoint, files }) {
    if (files.length === 0) return skip('no TLS in use');
    const missing = files.filter((file) => file.code !== null);
    if (missing.length === 0) return pass(files.map(({ path }) => path).join(', '));
    const [first] = missing;
    const reason = `${first?.path} ${first?.code === 'ENOENT' ? 'does not exist' : `cannot be read (${first?.code})`}`;
    return found({
      id: 'env.tls',
      values: { reason, ...(isLocal(endpoint) && { local: 'yes' }) },
      evidence: missing.map((file) => evidence(file.path, file.code ?? '')),
    });
  },
});

const isLocal = (endpoint: EndpointFact): boolean =>
  endpoint.state === 'resolved' && endpoint.source === 'default';
