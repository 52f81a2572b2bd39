/** Versions of the API, of the CLI and of the engine. */
import semver from 'semver';

/** API versions are pairs of integers: 1.9 is older than 1.40. Text that is none sorts before all. */
export function compareApi(a: string, b: string): number {
  const [majorA, minorA] = parts(a);
  const [majorB, minorB] = parts(b);
  return majorA - majorB || minorA - minorB;
}

function parts(version: string): [number, number] {
  const match = /^v?(\d+)\.(\d+)$/.exec(version.trim());
  return match ? [Number(match[1]), Number(match[2])] : [-1, -1];
}

/**
 * The lowest API version that a CLI agrees to speak: 29.0 to 29.2 refuse engines below 1.44, from
 * 29.3 below 1.40; older ones go down to any engine (docker/cli and moby client, tags v29.0 to v29.7).
 */
export function clientMinimumApi(version: string): string | null {
  const match = /^(\d+)\.(\d+)\./.exec(version);
  if (!match || Number(match[1]) < 29) return null;
  return Number(match[1]) === 29 && Number(match[2]) < 3 ? '1.44' : '1.40';
}

/** The numbers of a version; `19.03.15`, with its leading zero, is no version for semver itself. */
export const numbersOf = (version: string | null | undefined): semver.SemVer | null =>
  semver.coerce(version?.replace(/\.0+(?=\d)/g, '.'));
