/** Every problem of engines elsewhere, settings, registries and networks is named first by a test with real parts. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../checks/catalogue/index.ts';
import { spoken } from '../real/words.ts';
import { worlds } from '../real/worlds.ts';

/** The rows of the published catalogue: ids are an API, so none of these may ever go. */
const ROWS = [
  'context.invalid',
  'context.missing',
  'context.unreachable',
  'env.api-version',
  'env.docker-context',
  'env.docker-host',
  'env.tls',
  'net.container-dns',
  'net.firewall',
  'net.ip-forward',
  'net.mtu',
  'net.pool-exhausted',
  'net.port-in-use',
  'net.subnet-overlap',
  'registry.auth',
  'registry.dns',
  'registry.insecure',
  'registry.mirror',
  'registry.not-found',
  'registry.proxy',
  'registry.rate-limited',
  'registry.refused',
  'registry.timeout',
  'registry.tls-intercepted',
  'registry.tls-untrusted',
  'registry.unreachable',
  'remote.dns',
  'remote.refused',
  'remote.ssh',
  'remote.timeout',
  'remote.tls-client-cert',
  'remote.tls-expired',
  'remote.tls-hostname',
  'remote.tls-plain',
  'remote.tls-required',
  'remote.tls-untrusted',
];

const known = catalogue.map(({ id }) => id).filter((id) => /^(?:remote|env|context|registry|net)\./.test(id));

describe('a real test names it first', () => {
  it('and none of the published rows is lost', () => {
    expect(ROWS.filter((id) => !known.includes(id))).toEqual([]);
  });

  for (const id of [...known].sort()) {
    const tests = [...worlds, ...spoken].filter(({ first }) => first === id).map(({ name }) => name);
    it(`${id}: ${tests.join('; ')}`, () => {
      expect(tests, `no world of test/real has ${id} as its first problem`).not.toEqual([]);
    });
  }
});
