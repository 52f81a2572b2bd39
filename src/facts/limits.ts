/** Limits of the kernel that containers run into. */
import type { Host } from '../host/host.ts';
import { defineFact, known } from './fact.ts';

export interface LimitsFact {
  /** fs.inotify.max_user_watches and max_user_instances; null where they cannot be read. */
  readonly inotifyWatches: number | null;
  readonly inotifyInstances: number | null;
  /** Soft limit of open files of the running dockerd; null where none runs or it may not be read. */
  readonly engineFiles: number | null;
}

export const limitsFact = defineFact<LimitsFact>('limits', 'reading limits', async ({ host }) => {
  const [watches, instances, pid] = await Promise.all([
    readNumber(host, '/proc/sys/fs/inotify/max_user_watches'),
    readNumber(host, '/proc/sys/fs/inotify/max_user_instances'),
    readNumber(host, '/var/run/docker.pid'),
  ]);
  const limits = pid === null ? null : await host.ask('readFile', { path: `/proc/${pid}/limits` });
  const files = limits?.ok ? /^Max open files\s+(\d+)/m.exec(limits.value)?.[1] : undefined;
  return known({
    inotifyWatches: watches,
    inotifyInstances: instances,
    engineFiles: files === undefined ? null : Number(files),
  });
});

async function readNumber(host: Host, path: string): Promise<number | null> {
  const answer = await host.ask('readFile', { path });
  const value = answer.ok ? Number.parseInt(answer.value, 10) : Number.NaN;
  return Number.isNaN(value) ? null : value;
}
