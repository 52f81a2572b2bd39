/** What the engine of this system needs to start, looked at only where it does not answer. */
import type { Host } from '../host/host.ts';
import { daemonConfigFact } from './daemon-config.ts';
import { answersSoon, engineFact } from './engine.ts';
import { defineFact, isAbsent, known, orAbsent } from './fact.ts';
import { installedEnginesFact } from './installed.ts';
import { isObject, textAt, valueAt } from './json-text.ts';
import { kernelFact } from './kernel.ts';
import { findProgram } from './paths.ts';

export interface PrerequisitesFact {
  /** Version of the dockerd that is installed, where the kind of cgroups asks for one; else null. */
  readonly version: string | null;
  /** Path of iptables, or null. */
  readonly iptables: string | null;
  /** False where daemon.json turns iptables off. */
  readonly wantsIptables: boolean;
  /** Where the engine keeps its data: daemon.json's data-root, or the default. */
  readonly dataRoot: string;
  /** Magic number of the file system that the data root is on; null where it could not be seen. */
  readonly dataRootType: number | null;
  /** What the kernel can mount, without what it would load first; null where it could not be seen. */
  readonly filesystems: readonly string[] | null;
  /** The mount point above the data root that is mounted read-only, or null. */
  readonly readOnlyMount: string | null;
  /** Rights of this process 1 (CapEff) hold CAP_SYS_ADMIN: a container without it cannot run an engine. */
  readonly sysAdmin: boolean | null;
}

/** Null where the engine answers. */
export const prerequisitesFact = defineFact<PrerequisitesFact | null>(
  'prerequisites',
  'looking at what the engine needs',
  async ({ host, get }) => {
    const [answers, installed, config, kernel] = await Promise.all([
      answersSoon(get),
      get(installedEnginesFact),
      get(daemonConfigFact),
      get(kernelFact),
    ]);
    if (answers) return known(null);
    const dockerd = installed.known ? installed.value.dockerd : null;
    const settings = config.known && config.value.state === 'read' ? config.value.value : {};
    const dataRoot = textAt(settings, 'data-root') ?? textAt(settings, 'graph') ?? '/var/lib/docker';
    const [version, iptables, mounts, status, root, above, filesystems] = await Promise.all([
      // To start it takes longer than all else that is asked.
      dockerd && kernel.known && kernel.value.cgroups === 'v2' ? versionOf(host, dockerd) : null,
      findProgram(host, 'iptables', ['/usr/sbin', '/sbin', '/usr/local/sbin', '/run/current-system/sw/bin']),
      host.ask('readFile', { path: '/proc/self/mountinfo' }),
      host.ask('readFile', { path: '/proc/1/status' }),
      host.ask('statfs', { path: dataRoot }),
      host.ask('statfs', { path: dataRoot.replace(/\/[^/]+\/?$/, '') || '/' }),
      host.ask('readFile', { path: '/proc/filesystems' }),
    ]);
    const engine = await get(engineFact);
    if (engine.known && engine.value.state === 'answers') return known(null);
    // A data root that was not made yet will be where its folder is; one that is closed may be a mount of its own.
    const seen = root.ok ? root : isAbsent(root) ? above : null;
    return known({
      version,
      iptables,
      wantsIptables: !isObject(settings) || valueAt(settings, 'iptables') !== false,
      dataRoot,
      dataRootType: seen?.ok ? seen.value.type : null,
      filesystems: filesystems.ok
        ? filesystems.value.split('\n').map((line) => line.replace(/^nodev/, '').trim())
        : null,
      readOnlyMount: readOnlyMount(orAbsent('reading the mounts', mounts) ?? '', dataRoot),
      sysAdmin: status.ok ? hasSysAdmin(status.value) : null,
    });
  },
);

async function versionOf(host: Host, dockerd: string): Promise<string | null> {
  const answer = await host.ask('run', { file: dockerd, args: ['--version'], timeoutMs: 2000 });
  return answer.ok ? (/version ([^\s,]+)/.exec(answer.value.stdout)?.[1] ?? null) : null;
}

/** The mount that holds a path, when it is read-only (proc_pid_mountinfo(5): per-mount options). */
export function readOnlyMount(mountinfo: string, path: string): string | null {
  let best = { point: '', readOnly: false };
  for (const line of mountinfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const fields = before.split(' ');
    const point = fields[4] ?? '';
    const holds = point !== '' && (point === '/' || path === point || path.startsWith(`${point}/`));
    if (!holds || point.length < best.point.length) continue;
    const options = `${fields[5] ?? ''},${after.split(' ')[2] ?? ''}`.split(',');
    best = { point, readOnly: options.includes('ro') };
  }
  return best.readOnly ? best.point : null;
}

const CAP_SYS_ADMIN = 21n;

export function hasSysAdmin(status: string): boolean | null {
  const mask = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return mask === undefined ? null : ((BigInt(`0x${mask}`) >> CAP_SYS_ADMIN) & 1n) === 1n;
}
