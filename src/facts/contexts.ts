/** The context store: ~/.docker/contexts/meta/<sha256 of the name>/meta.json and …/tls/…. */
import type { Host, TlsMaterial } from '../host/host.ts';
import { configFolder } from './cli-config.ts';
import { defineFact, isAbsent, known, unknownFrom } from './fact.ts';
import { isObject, parseJson, textAt, valueAt } from './json-text.ts';
import { joinPath } from './paths.ts';

export interface StoredContext {
  readonly name: string;
  readonly file: string;
  /** The folder it lies in: the SHA-256 of its name. */
  readonly id: string;
  /** The engine's URL; null where the metadata names none, and docker takes the system's own. */
  readonly url: string | null;
  /** 'aci' and the like: what Docker's tools for clouds wrote; null for an ordinary one. */
  readonly type: string | null;
  /** This user may not read it. */
  readonly denied: boolean;
  readonly skipTlsVerify: boolean;
  readonly tls: TlsMaterial | null;
  /** Set when meta.json is damaged. */
  readonly damage: string | null;
}

export const contextsFact = defineFact<readonly StoredContext[]>(
  'contexts',
  'reading the contexts',
  async ({ host }) => {
    const meta = joinPath(host, configFolder(host), 'contexts', 'meta');
    const folders = await host.ask('list', { path: meta });
    if (!folders.ok) return isAbsent(folders) ? known([]) : unknownFrom(`listing ${meta}`, folders.error);
    const entries = folders.value.filter((entry) => entry.kind === 'directory');
    const contexts = await Promise.all(entries.map((entry) => readContext(host, meta, entry.name)));
    return known(contexts.sort((a, b) => a.name.localeCompare(b.name)));
  },
);

/** The one of this name. A file that cannot be read is known by its folder alone. */
export async function storedContext(
  contexts: readonly StoredContext[],
  name: string,
): Promise<StoredContext | undefined> {
  const named = contexts.find((context) => context.damage === null && context.name === name);
  if (named || contexts.every(({ damage }) => damage === null)) return named;
  const { createHash } = await import('node:crypto');
  const id = createHash('sha256').update(name).digest('hex');
  return contexts.find((context) => context.id === id || context.name === name);
}

async function readContext(host: Host, meta: string, id: string): Promise<StoredContext> {
  const file = joinPath(host, meta, id, 'meta.json');
  const broken = (damage: string, denied = false): StoredContext => ({
    name: id,
    id,
    file,
    url: null,
    type: null,
    denied,
    skipTlsVerify: false,
    tls: null,
    damage,
  });
  const answer = await host.ask('readFile', { path: file });
  if (!answer.ok) {
    const { code, message } = answer.error;
    return broken(`${message} (${code})`, code === 'EACCES' || code === 'EPERM');
  }
  const parsed = parseJson(answer.value);
  if (!parsed.ok) return broken(`${parsed.message} (line ${parsed.line}, column ${parsed.column})`);
  const name = textAt(parsed.value, 'Name');
  if (name === null) return broken('it has no Name');
  const endpoint = valueAt(parsed.value, 'Endpoints', 'docker');
  const url = textAt(endpoint, 'Host');
  return {
    name,
    id,
    file,
    url: url || null,
    type: textAt(parsed.value, 'Metadata', 'Type') || null,
    denied: false,
    skipTlsVerify: valueAt(endpoint, 'SkipTLSVerify') === true,
    tls: await storedTls(host, id),
    damage: isObject(endpoint) ? null : 'it has no docker endpoint',
  };
}

async function storedTls(host: Host, id: string): Promise<TlsMaterial | null> {
  const folder = joinPath(host, configFolder(host), 'contexts', 'tls', id, 'docker');
  const files = await host.ask('list', { path: folder });
  if (!files.ok) return null;
  const has = (name: string): boolean => files.value.some((file) => file.name === name);
  return {
    ...(has('ca.pem') && { caFile: joinPath(host, folder, 'ca.pem') }),
    ...(has('cert.pem') && { certFile: joinPath(host, folder, 'cert.pem') }),
    ...(has('key.pem') && { keyFile: joinPath(host, folder, 'key.pem') }),
  };
}
