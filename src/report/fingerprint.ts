/** The same fingerprint, most probably the same trouble: for finding duplicates among tickets. */
import { createHash } from 'node:crypto';
import type { Report } from './report.ts';
import { counted } from './summary.ts';

export interface Fingerprint {
  /** `dd1-` and 12 hexadecimal digits; `dd1` is the recipe below, and changes with it. */
  readonly id: string;
  /** What it was made from, in this order, joined with `|`. */
  readonly of: readonly string[];
}

/**
 * Recipe 1: the ids of the errors and warnings that count, sorted; platform (`wsl` where it is one);
 * name and version of the system; version of the client; product and version of the engine; '' for
 * what is not known. SHA-256 of these, joined with `|`, cut to 12 digits.
 */
export function fingerprintOf(report: Report): Fingerprint {
  const { machine, docker } = report;
  const ids = counted(report)
    .filter(({ severity }) => severity !== 'info')
    .map(({ id }) => id);
  const of = [
    [...new Set(ids)].sort().join(','),
    machine.wsl ? 'wsl' : machine.platform,
    machine.os.name ?? '',
    machine.os.version ?? '',
    docker.client?.version ?? '',
    docker.engine?.product ?? '',
    docker.engine?.version ?? '',
  ];
  return { id: `dd1-${createHash('sha256').update(of.join('|')).digest('hex').slice(0, 12)}`, of };
}
