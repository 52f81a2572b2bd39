/** Disk and memory, where Docker feels them. */
import type { FileSystemStat } from '../host/host.ts';
import { daemonConfigFact } from './daemon-config.ts';
import { engineFact } from './engine.ts';
import { defineFact, known, unknownFrom } from './fact.ts';
import { textAt } from './json-text.ts';

export interface DiskFact {
  /** The folder that was asked: the data root where it can be seen, else the root of the system. */
  readonly path: string;
  readonly dataRoot: string | null;
  readonly stat: FileSystemStat;
}

/** The file system under the engine's data root (Linux: the engine's own; elsewhere its VM hides it). */
export const diskFact = defineFact<DiskFact>('disk', 'looking at free disk space', async ({ host, get }) => {
  const [engine, config] = await Promise.all([get(engineFact), get(daemonConfigFact)]);
  const configured =
    config.known && config.value.state === 'read' ? textAt(config.value.value, 'data-root') : null;
  const dataRoot =
    (engine.known && textAt(engine.value.info, 'DockerRootDir')) || configured || '/var/lib/docker';
  for (const path of [dataRoot, '/var/lib', '/']) {
    const stat = await host.ask('statfs', { path });
    if (stat.ok) return known({ path, dataRoot, stat: stat.value });
    // A data root that this user may not see lies on the file system of a folder above it.
    if (path === '/') return unknownFrom('statfs /', stat.error);
  }
  throw new Error('unreachable: the loop ends at /');
});

export interface MemoryFact {
  readonly totalBytes: number;
  readonly availableBytes: number | null;
}

export const memoryFact = defineFact<MemoryFact>('memory', 'looking at memory', async ({ host }) => {
  const { memoryBytes, platform } = host.identity;
  if (platform === 'linux') {
    const meminfo = await host.ask('readFile', { path: '/proc/meminfo' });
    const available = meminfo.ok ? /^MemAvailable:\s+(\d+) kB/m.exec(meminfo.value)?.[1] : undefined;
    return known({ totalBytes: memoryBytes, availableBytes: available ? Number(available) * 1024 : null });
  }
  // Windows would start a PowerShell, for a number that no verdict needs. A Mac keeps little memory free on
  // purpose, and compresses and swaps before it runs out.
  return known({ totalBytes: memoryBytes, availableBytes: null });
});
