/**
 * Which engine is in force: the doctor against the real docker command, in every combination that steers
 * it. `docker context inspect` resolves and connects to nobody. Skipped where no docker command is.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factContext } from '../../src/facts/collect.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { tlsFilesFact } from '../../src/facts/tls-files.ts';
import type { Host } from '../../src/host/host.ts';
import { createLiveHost } from '../../src/host/live.ts';

const run = promisify(execFile);
/** Debian's 20.10.24 and a 28.2; in CI also the clients of the engines it fetches: 20.10.5, 26.1 and 28.5. */
const OTHERS = process.env.DOCKER_DOCTOR_REQUIRE_REAL === '1' ? ['bullseye', 'trixie', 'forky'] : [];
const CLIS = [
  '/usr/bin/docker',
  '/usr/local/bin/docker',
  ...OTHERS.map((suite) => `/var/cache/docker-doctor/engines/${suite}/usr/bin/docker`),
].filter((path) => existsSync(path));

/** What the CLI says, as 'NAME URL', or 'refused'. */
async function cliSays(
  cli: string,
  env: Record<string, string>,
  args: string[],
  home: string,
): Promise<string> {
  const format = '{{.Name}} {{.Endpoints.docker.Host}} {{.Endpoints.docker.SkipTLSVerify}}';
  try {
    const { stdout } = await run(cli, [...args, 'context', 'inspect', '--format', format], {
      env: { PATH: process.env.PATH, HOME: home, ...env },
    });
    const [name = '', url = '', skip = ''] = stdout.trim().replaceAll('<no value>', '').split(' ');
    // Without an address in the context the CLI takes the system's own; its zero value for what is not there is false.
    return `${name} ${url || 'unix:///var/run/docker.sock'} ${skip || 'false'}`;
  } catch {
    return 'refused';
  }
}

/** The live host with another environment and home. */
function hostWith(env: Record<string, string>, home: string, cli: string): Host {
  const live = createLiveHost();
  const variables: Record<string, string | undefined> = { PATH: cli.replace(/\/docker$/, ''), ...env };
  return { ...live, identity: { ...live.identity, home }, env: (name) => variables[name] };
}

async function doctorSays(
  cli: string,
  env: Record<string, string>,
  args: string[],
  home: string,
): Promise<string> {
  const option = (name: string): string | undefined =>
    args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  const host = hostWith(env, home, cli);
  const chosen = { host: option('--host'), context: option('--context') };
  const context = factContext(host, {
    ...(chosen.host !== undefined && { host: chosen.host }),
    ...(chosen.context !== undefined && { context: chosen.context }),
    offline: true,
    deep: false,
  });
  const [endpoint, tls] = await Promise.all([context.get(endpointFact), context.get(tlsFilesFact)]);
  await host.close();
  if (!endpoint.known || endpoint.value.state !== 'resolved') return 'refused';
  const { context: name, url, transport } = endpoint.value;
  if (transport.kind === 'invalid' && !isTakenByCli(url)) return 'refused';
  // The CLI gives up at files that it cannot read; a lone certificate it notices only when it connects.
  if (tls.known && tls.value.files.some(({ code }) => code === 'ENOENT')) return 'refused';
  const skip = (transport.kind === 'tcp' || transport.kind === 'unix') && transport.tls?.skipVerify === true;
  return `${name} ${url} ${skip}`;
}

/** Addresses that the CLI resolves and can then not connect to: the doctor says so earlier. */
const isTakenByCli = (url: string): boolean => /^(?:fd|npipe):|:99999$/.test(url);

const PATHS: readonly string[] = [
  'tcp://1.2.3.4',
  '1.2.3.4:99',
  '1.2.3.4',
  'tcp://:99',
  'tcp://',
  'tcp://[::1]:99',
  'tcp://h:99/path',
  'tcp://h:99999',
  'tcp://h:abc',
  '/var/run/docker.sock',
  'unix:/var/run/docker.sock',
  'unix://',
  'unix://rel/x.sock',
  'http://h:1',
  'https://h:1',
  'ssh://u@h:22',
  'fd://',
  'UNIX:///x',
  ' tcp://h:1 ',
  'tcp://user:pw@h:1',
  'bad://x',
  '://',
  'tcp://tcp://h:1',
];

interface Case {
  readonly env?: Record<string, string>;
  readonly args?: string[];
  readonly config?: string;
}

/** Any certificate will do: nobody is connected to. */
const CA = `-----BEGIN CERTIFICATE-----
MIIBczCCARmgAwIBAgIUTg2gZHfjncb/v+VWpB6GbD7pbsEwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjQyMTI2MzBaFw0yNjEyMjQyMTI2MzBa
MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARMlrS/
zwW/yosr96LEndor4NlMJzIiXnG7j5WHQZ9U8u9/0kR2KlBOrXtxrHZuYYODDuqi
JZCwTk+IQqgbl7gio1MwUTAdBgNVHQ4EFgQUQC4PT6lvYsUgmxkbjUCf5TK9+NYw
HwYDVR0jBBgwFoAUQC4PT6lvYsUgmxkbjUCf5TK9+NYwDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiBvCWNmnI89EKKo21251rvpbK+8PGWMYqXUpZrq
O0Ke5AIhAN2aGTsEgeXSSZG7R/jeL+cP3JfEBbhATK+aFgJDZe5O
-----END CERTIFICATE-----
`;

const CERTS = '{certs}';
/** Another folder of settings, whose context in force is 'third'. */
const SETTINGS = '{settings}';
const CASES: readonly Case[] = [
  {},
  ...PATHS.map((value) => ({ env: { DOCKER_HOST: value } })),
  ...PATHS.map((value) => ({ args: ['--host', value] })),
  { args: ['--host', ''] },
  { env: { DOCKER_HOST: '', DOCKER_CONTEXT: 'other' } },
  { env: { DOCKER_HOST: 'tcp://h:1', DOCKER_CONTEXT: 'other' } },
  { env: { DOCKER_CONTEXT: 'other' } },
  { env: { DOCKER_CONTEXT: 'nowhere' } },
  { env: { DOCKER_CONTEXT: 'default', DOCKER_HOST: 'unix:///x' } },
  { env: { DOCKER_CONTEXT: 'default' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_CONTEXT: '' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_HOST: '' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_HOST: 'tcp://h:1' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_CONTEXT: 'far' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_CONTEXT: 'other' }, args: ['--host', 'tcp://h:1'] },
  { env: { DOCKER_HOST: 'tcp://h:1' }, args: ['--context', 'other'] },
  { env: { DOCKER_HOST: 'tcp://h:1' }, args: ['--context', 'default'] },
  { args: ['--context', 'nowhere'] },
  { args: ['--context', 'nowhere'], env: { DOCKER_CONTEXT: 'other' } },
  { args: ['--context', 'other'], env: { DOCKER_CONTEXT: 'nowhere' } },
  { args: ['--context', 'other'], env: { DOCKER_HOST: '' } },
  { args: ['--context', 'cloud'] },
  { env: { DOCKER_CONTEXT: 'cloud' } },
  { config: '{"currentContext":"cloud"}' },
  { env: { DOCKER_CONTEXT: 'nowhere', DOCKER_HOST: 'tcp://h:1' } },
  { env: { DOCKER_CONTEXT: '', DOCKER_HOST: '' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_CONTEXT: '', DOCKER_HOST: 'tcp://h:1' } },
  { env: { DOCKER_CONTEXT: 'Other' } },
  { env: { DOCKER_CONFIG: SETTINGS } },
  { env: { DOCKER_CONFIG: SETTINGS, DOCKER_CONTEXT: 'other' } },
  { env: { DOCKER_CONFIG: SETTINGS, DOCKER_CONTEXT: 'third' } },
  { env: { DOCKER_CONFIG: '/nowhere' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_CONFIG: '' }, config: '{"currentContext":"other"}' },
  { env: { DOCKER_TLS_VERIFY: '1', DOCKER_CONFIG: SETTINGS } },
  { config: '{"currentContext":"other"}' },
  { config: '{"currentContext":"default"}' },
  { config: '{"currentContext":""}' },
  { config: '{"currentContext":"nowhere"}' },
  { env: { DOCKER_HOST: 'tcp://h:1' }, config: '{"currentContext":"nowhere"}' },
  { config: '{"currentContext":"other",' },
  { config: '' },
  { env: { DOCKER_TLS_VERIFY: '1' } },
  { env: { DOCKER_TLS: '1' } },
  { env: { DOCKER_TLS_VERIFY: '1', DOCKER_HOST: 'tcp://h:1' } },
  { env: { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: CERTS } },
  { env: { DOCKER_TLS: '1', DOCKER_CERT_PATH: CERTS } },
  { env: { DOCKER_TLS: '1', DOCKER_HOST: 'tcp://h', DOCKER_CERT_PATH: CERTS } },
  { env: { DOCKER_TLS_VERIFY: '0', DOCKER_HOST: 'tcp://h', DOCKER_CERT_PATH: CERTS } },
  { env: { DOCKER_TLS_VERIFY: '', DOCKER_HOST: 'tcp://h', DOCKER_CERT_PATH: CERTS } },
  { env: { DOCKER_TLS_VERIFY: '1', DOCKER_HOST: 'unix:///x', DOCKER_CERT_PATH: CERTS } },
  { env: { DOCKER_TLS_VERIFY: '1', DOCKER_HOST: 'unix:///x' } },
  { env: { DOCKER_TLS_VERIFY: '1', DOCKER_CONTEXT: 'other' } },
  { env: { DOCKER_CERT_PATH: CERTS, DOCKER_HOST: 'tcp://h' } },
];

let folder = '';
beforeAll(async () => {
  if (CLIS.length === 0) return;
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-cli-'));
  await mkdir(join(folder, 'home/.docker'), { recursive: true });
  await mkdir(join(folder, 'certs'));
  await writeFile(join(folder, 'certs/ca.pem'), CA);
  const cli = CLIS.at(-1) ?? '';
  const env = { PATH: process.env.PATH, HOME: join(folder, 'home') };
  await run(cli, ['context', 'create', 'other', '--docker', 'host=unix:///run/other.sock'], { env });
  await run(cli, ['context', 'create', 'far', '--docker', 'host=tcp://10.0.0.1:2376'], { env });
  const settings = { ...env, DOCKER_CONFIG: join(folder, 'settings') };
  await run(cli, ['context', 'create', 'third', '--docker', 'host=tcp://10.0.0.3:2375'], { env: settings });
  await writeFile(join(folder, 'settings/config.json'), '{"currentContext":"third"}');
  // What docker's tools for clouds left: an endpoint without an address.
  const cloud = join(
    folder,
    'home/.docker/contexts/meta',
    createHash('sha256').update('cloud').digest('hex'),
  );
  await mkdir(cloud);
  const meta = { Name: 'cloud', Metadata: { Type: 'aci' }, Endpoints: { aci: {}, docker: {} } };
  await writeFile(join(cloud, 'meta.json'), JSON.stringify(meta));
}, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(CLIS.length === 0)('the engine in force', () => {
  for (const cli of CLIS) {
    for (const { env = {}, args = [], config = '{}' } of CASES) {
      const name = `${cli}: ${Object.entries(env)
        .map(([key, value]) => `${key}='${value}'`)
        .join(' ')} ${args.join(' ')} ${config}`;
      it(name, async () => {
        const home = join(folder, 'home');
        await writeFile(join(home, '.docker/config.json'), config);
        const filled = Object.fromEntries(
          Object.entries(env).map(([key, value]) => [
            key,
            value === CERTS ? join(folder, 'certs') : value === SETTINGS ? join(folder, 'settings') : value,
          ]),
        );
        const wanted = await cliSays(cli, filled, args, home);
        expect(await doctorSays(cli, filled, args, home)).toBe(wanted);
      });
    }
  }
});
