/** The keys that ssh could offer, looked at only where the other host takes none. */
import { endpointFact } from './endpoint.ts';
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { findProgram, joinPath, pathsOf } from './paths.ts';
import { parseSshUrl } from './ssh.ts';

export interface SshKeysFact {
  /** 'none': there is no agent; 'unknown': it cannot be asked. */
  readonly agent: 'keys' | 'empty' | 'none' | 'unknown';
  /** The key files that are there. */
  readonly keys: readonly {
    readonly file: string;
    readonly state: 'usable' | 'locked' | 'open' | 'unknown';
  }[];
}

const NOTHING: SshKeysFact = { agent: 'unknown', keys: [] };

export const sshKeysFact = defineFact<SshKeysFact>(
  'ssh-keys',
  "looking at ssh's keys",
  async ({ host, get }) => {
    const [endpoint, engine] = await Promise.all([get(endpointFact), get(engineFact)]);
    const failed = engine.known && engine.value.state === 'ssh' && engine.value.code === 'key';
    if (!failed || !endpoint.known || endpoint.value.state !== 'resolved') return known(NOTHING);
    const { transport } = endpoint.value;
    const target = transport.kind === 'ssh' ? parseSshUrl(transport.url) : null;
    const ssh = await findProgram(host, 'ssh', []);
    if (target === null || ssh === null) return known(NOTHING);
    const beside = (name: string): string =>
      joinPath(
        host,
        pathsOf(host.identity.platform).dirname(ssh),
        host.identity.platform === 'win32' ? `${name}.exe` : name,
      );
    const settings = await host.ask('run', {
      file: ssh,
      args: ['-G', ...(target.user ? ['-l', target.user] : []), '--', target.host],
      unrecorded: true,
    });
    if (!settings.ok || settings.value.exitCode !== 0) return known(NOTHING);
    const inHome = (path: string): string => path.replace(/^~(?=[\\/])/, host.identity.home);
    const files = [...settings.value.stdout.matchAll(/^identityfile (.+)$/gim)].map(([, path = '']) =>
      inHome(path.trim()),
    );
    const own = /^identityagent (.+)$/im.exec(settings.value.stdout)?.[1]?.trim();
    const [agent, ...keys] = await Promise.all([
      agentState(
        host,
        beside('ssh-add'),
        own === undefined || own === 'SSH_AUTH_SOCK' ? undefined : inHome(own),
      ),
      ...files.map((file) => keyState(host, beside('ssh-keygen'), file)),
    ]);
    return known({ agent, keys: keys.flatMap((key) => (key ? [key] : [])) });
  },
);

type Asks = Parameters<typeof endpointFact.ask>[0]['host'];

/** ssh-add -l: 0 it has keys, 1 it has none, 2 there is no agent. */
async function agentState(
  host: Asks,
  file: string,
  socket: string | undefined,
): Promise<SshKeysFact['agent']> {
  if (socket === 'none') return 'none';
  const env = socket === undefined ? {} : { SSH_AUTH_SOCK: socket };
  const answer = await host.ask('run', { file, args: ['-l'], env, unrecorded: true });
  if (!answer.ok) return 'unknown';
  return ({ 0: 'keys', 1: 'empty', 2: 'none' } as const)[answer.value.exitCode ?? -1] ?? 'unknown';
}

/** Its public part is asked for with an empty passphrase; the key itself is not read by us. */
async function keyState(
  host: Asks,
  keygen: string,
  file: string,
): Promise<SshKeysFact['keys'][number] | null> {
  const stat = await host.ask('stat', { path: file });
  if (!stat.ok) return null;
  const isOurs = stat.value.uid === host.identity.uid && host.identity.platform !== 'win32';
  if (isOurs && (stat.value.mode & 0o077) !== 0) return { file, state: 'open' };
  const answer = await host.ask('run', {
    file: keygen,
    args: ['-y', '-P', '', '-f', file],
    unrecorded: true,
  });
  if (!answer.ok) return { file, state: 'unknown' };
  if (answer.value.exitCode === 0) return { file, state: 'usable' };
  return { file, state: /passphrase/.test(answer.value.stderr) ? 'locked' : 'unknown' };
}
