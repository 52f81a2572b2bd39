/** Remains of products that steered docker once, and the lines of shell profiles that still do. */
import type { Host } from '../host/host.ts';
import { contextsFact } from './contexts.ts';
import { endpointFact } from './endpoint.ts';
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { joinPath } from './paths.ts';

export interface Leftover {
  /** In words that end a sentence: 'Carina, a service that closed in 2017'. */
  readonly product: string;
  /** False where the product lives on, and its engine merely does not run (minikube). */
  readonly retired: boolean;
  /** What says so. */
  readonly sign: { readonly source: string; readonly text: string };
}

export interface LeftoversFact {
  readonly leftover: Leftover | null;
  /** The variables that are set, of those that products set to steer docker. */
  readonly variables: readonly string[];
  /** Where a new shell gets them from. */
  readonly profile: { readonly file: string; readonly line: number; readonly text: string } | null;
}

const VARIABLES = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_TLS_VERIFY',
  'DOCKER_TLS',
  'DOCKER_CERT_PATH',
  'DOCKER_MACHINE_NAME',
  'DOCKER_VERSION',
  'MINIKUBE_ACTIVE_DOCKERD',
];

/** Looked for only where the engine in force does not answer. */
export const leftoversFact = defineFact<LeftoversFact>(
  'leftovers',
  'looking for remains of other products',
  async ({ host, get }) => {
    const [endpoint, engine, contexts] = await Promise.all([
      get(endpointFact),
      get(engineFact),
      get(contextsFact),
    ]);
    const variables = VARIABLES.filter((name) => host.env(name));
    if (engine.known && engine.value.state === 'answers')
      return known({ leftover: null, variables, profile: null });
    const resolved = endpoint.known && endpoint.value.state === 'resolved' ? endpoint.value : null;
    const stored = contexts.known
      ? contexts.value.find(({ name }) => name === (resolved?.context ?? ''))
      : undefined;
    const folder = host.env('DOCKER_CERT_PATH') ?? '';
    const fromShell = resolved?.source !== 'config' && resolved?.source !== '--context';
    return known({
      leftover: leftoverOf(host, resolved?.url ?? stored?.url ?? '', fromShell ? folder : ''),
      variables,
      profile: variables.length > 0 ? await profileLine(host, variables) : null,
    });
  },
);

interface Trace {
  readonly product: string;
  readonly retired: boolean;
  readonly folder?: RegExp;
  readonly url?: RegExp;
  readonly variable?: string;
}

/** The narrowest sign first: minikube and docker-machine share VirtualBox's network. */
const TRACES: readonly Trace[] = [
  {
    product: 'minikube',
    retired: false,
    folder: /[\\/]\.minikube[\\/]/,
    variable: 'MINIKUBE_ACTIVE_DOCKERD',
  },
  { product: 'Carina, a service that closed in 2017', retired: true, folder: /[\\/]\.?carina[\\/]/i },
  {
    product: 'boot2docker, which Docker Desktop replaced in 2016',
    retired: true,
    folder: /[\\/]\.boot2docker[\\/]/,
    url: /^tcp:\/\/192\.168\.59\.10\d:/,
  },
  {
    product: 'Docker Toolbox, which is retired since 2020',
    retired: true,
    variable: 'DOCKER_TOOLBOX_INSTALL_PATH',
  },
  {
    product: 'docker-machine, which is retired since 2021',
    retired: true,
    folder: /[\\/]\.docker[\\/]machine[\\/]/,
    url: /^tcp:\/\/192\.168\.99\.1\d\d:2376/,
    variable: 'DOCKER_MACHINE_NAME',
  },
  { product: 'dvm, the Docker Version Manager of Carina', retired: true, variable: 'DVM_DIR' },
];

function leftoverOf(host: Host, url: string, folder: string): Leftover | null {
  // A trace counts where it steers: dvm's own variable says nothing of a socket.
  if (!/^tcp:/.test(url) && folder === '') return null;
  for (const { product, retired, folder: place, url: address, variable } of TRACES) {
    if (place?.test(`${folder}/`))
      return { product, retired, sign: { source: 'DOCKER_CERT_PATH', text: folder } };
    if (address?.test(url)) return { product, retired, sign: { source: 'address', text: url } };
    const value = variable === undefined ? undefined : host.env(variable);
    if (variable !== undefined && value) return { product, retired, sign: { source: variable, text: value } };
  }
  // Only Carina and dvm ever set this one.
  const version = host.env('DOCKER_VERSION');
  if (version && /:2376/.test(url)) {
    const product = 'Carina or its dvm, which ended in 2017';
    return { product, retired: true, sign: { source: 'DOCKER_VERSION', text: version } };
  }
  return null;
}

const SETS =
  /docker-machine(?:\.exe)? env|boot2docker shellinit|carina env|minikube (?:-p \S+ )?docker-env|docker\.env\b/;

async function profileLine(host: Host, variables: readonly string[]): Promise<LeftoversFact['profile']> {
  if (host.identity.platform === 'win32') return null;
  const inHome = (...parts: string[]): string => joinPath(host, host.identity.home, ...parts);
  const files = [
    ...['.zshrc', '.zprofile', '.zshenv', '.bashrc', '.bash_profile', '.bash_login', '.profile'].map((name) =>
      inHome(name),
    ),
    inHome('.config', 'fish', 'config.fish'),
    '/etc/environment',
    '/etc/profile.d/docker.sh',
  ];
  const assigns = new RegExp(
    `^\\s*(?:export\\s+|set\\s+-gx\\s+|declare\\s+-x\\s+)?(?:${variables.join('|')})[=\\s]`,
  );
  const texts = await Promise.all(files.map((path) => host.ask('readFile', { path })));
  for (const [at, text] of texts.entries()) {
    if (!text.ok) continue;
    const lines = text.value.split('\n');
    const line = lines.findIndex((one) => !/^\s*#/.test(one) && (assigns.test(one) || SETS.test(one)));
    if (line >= 0) return { file: files[at] ?? '', line: line + 1, text: (lines[line] ?? '').trim() };
  }
  return null;
}
