import type { Finding } from '../../src/diagnosis/check.ts';
import type { DaemonConfigFact } from '../../src/facts/daemon-config.ts';
import { evidence } from '../../src/facts/fact.ts';
import { textAt, valueAt } from '../../src/facts/json-text.ts';
import type { PrerequisitesFact } from '../../src/facts/prerequisites.ts';
import { numbersOf } from '../../src/facts/versions.ts';

/** Drivers that left the engine, with the first version without them (docs.docker.com/engine/deprecated). */
const REMOVED: Readonly<Record<string, number>> = { aufs: 24, overlay: 24, devicemapper: 25 };

/** statfs(2): drivers that live on their own file system alone. */
const OWN_FILE_SYSTEM: Readonly<Record<string, number>> = { btrfs: 0x9123683e, zfs: 0x2fc12fc1 };

/** File systems over which overlay cannot be mounted with a writable layer: NFS, SMB, FUSE, eCryptfs, another overlay. */
const NO_OVERLAY: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0xf15f, 'eCryptfs'],
  [0x794c7630, 'another overlay'],
]);

/** Options of a storage driver begin with its name; those of devicemapper with dm. */
const OPTION_OF: Readonly<Record<string, string>> = { dm: 'devicemapper' };

/** A storage driver in daemon.json that this engine, kernel or file system does not have: told without its log. */
export function storageMisfit(
  settings: DaemonConfigFact | null,
  { version, dataRoot, dataRootType, filesystems }: PrerequisitesFact,
): Finding | null {
  if (settings?.state !== 'read') return null;
  const driver = textAt(settings.value, 'storage-driver');
  const misfit = (reason: string, text: string): Finding => ({
    id: 'daemon.storage',
    values: { kind: 'driver', reason },
    evidence: [evidence(settings.file, text)],
  });
  if (driver !== null) {
    const named = `"storage-driver": "${driver}"`;
    const major = numbersOf(version)?.major ?? 0;
    const gone = REMOVED[driver];
    if (gone !== undefined && major >= gone)
      return misfit(`the driver ${driver} was removed from Docker ${gone}`, named);
    if (driver === 'aufs' && filesystems !== null && !filesystems.includes('aufs'))
      return misfit('this kernel has no aufs', named);
    const own = OWN_FILE_SYSTEM[driver];
    if (own !== undefined && dataRootType !== null && dataRootType !== own)
      return misfit(
        `the driver ${driver} needs ${dataRoot} on ${driver}, and it is on another file system`,
        named,
      );
    const under = dataRootType === null ? undefined : NO_OVERLAY.get(dataRootType);
    if (/^overlay2?$/.test(driver) && under !== undefined)
      return misfit(`the driver ${driver} does not work over ${under}, where ${dataRoot} is`, named);
  }
  const options = valueAt(settings.value, 'storage-opts');
  if (driver === null || !Array.isArray(options)) return null;
  for (const option of options) {
    const prefix = typeof option === 'string' ? (/^(\w+)\./.exec(option)?.[1] ?? null) : null;
    if (prefix === null || (OPTION_OF[prefix] ?? prefix) === driver) continue;
    return misfit(`"${option}" is no option of the driver ${driver}`, `"storage-opts": "${option}"`);
  }
  return null;
}
