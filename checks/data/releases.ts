/** Docker's release lines and serious vulnerabilities, from docker-releases.json (dated, with sources). */
import type { SemVer } from 'semver';
import lt from 'semver/functions/lt.js';
import satisfies from 'semver/functions/satisfies.js';
import { numbersOf } from '../../src/facts/versions.ts';
import data from './docker-releases.json' with { type: 'json' };

export interface Vulnerability {
  readonly id: string;
  readonly component: string;
  readonly what: string;
  readonly fixed: string;
}

/**
 * The version where it is Docker's own numbering, else null: a distribution's suffix (20.10.24+dfsg1,
 * 24.0.7-0ubuntu4) means that fixes are put in under an old number.
 */
export function ownNumber(version: string | null): SemVer | null {
  return version !== null && /^\d+\.\d+\.\d+(?:-ce|-ee-\d+)?$/.test(version) ? numbersOf(version) : null;
}

/** The day (ISO 8601) on which this version's line got its last fixes, when that is over a year before `now`. */
export function endedLongAgo(version: SemVer, now: number): string | null {
  const name = `${version.major}.${String(version.minor).padStart(2, '0')}`;
  const line = data.lines.find(
    (one) =>
      one.line === String(version.major) ||
      one.line === name ||
      one.line === `${version.major}.${version.minor}`,
  );
  const ended = line?.ended ?? (lt(version, '18.6.0') ? '2018-12-08' : null);
  return ended !== null && now - Date.parse(ended) > YEAR ? ended : null;
}

const YEAR = 365 * 24 * 3600 * 1000;

/** What is known against a component ('engine', 'runc') of that version. */
export function vulnerabilitiesOf(
  component: string,
  version: SemVer,
  authorizationPlugins: boolean,
): Vulnerability[] {
  return data.vulnerabilities.filter(
    (one) =>
      one.component === component &&
      satisfies(version, one.affected) &&
      (one.only !== 'authorization-plugins' || authorizationPlugins),
  );
}
