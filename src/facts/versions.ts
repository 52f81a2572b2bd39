/** Versions of the API, of the CLI and of the engine. */
// By their files: the whole of semver takes longer to load than all that is done with it.
import type { SemVer } from 'semver';
import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';

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
export const numbersOf = (version: string | null | undefined): SemVer | null =>
  coerce(version?.replace(/\.0+(?=\d)/g, '.'));

/**
 * A version as semver compares it. Packages add to the number what says nothing of its age (20.10.24+dfsg1,
 * 28.2.2-rd, v2.29.1-desktop.1, 27.5.1-0ubuntu3): only a release that is still to come (-rc.1, -beta2) is older.
 */
export function comparable(version: string): string | null {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?:\.\d+)*(.*)$/.exec(version.trim());
  if (!match) return null;
  const [, major, minor, patch = '0', rest = ''] = match;
  const early = /^[-~.]?(rc|beta|alpha|tp|dev)[.-]?(\d*)/i.exec(rest);
  const number = [major, minor, patch].map(Number).join('.');
  return early ? `${number}-${early[1]?.toLowerCase()}.${Number(early[2] || 0)}` : number;
}

/** Of another release line than `other`, and a newer one: 28.2 is, of 28.1 or 20.10. False where one is no version. */
export function isNewerLine(version: string, other: string): boolean {
  const [mine, theirs] = [numbersOf(version), numbersOf(other)];
  if (!mine || !theirs) return false;
  return mine.major > theirs.major || (mine.major === theirs.major && mine.minor > theirs.minor);
}

/** A range with the leading zeros of old version numbers (17.06) taken away, or null where it is none. */
export function rangeOf(range: string): string | null {
  const plain = range.replace(/(^|[^\d])0+(?=\d)/g, '$1').trim();
  return plain === '' ? null : validRange(plain);
}

/** Null where the version is no version. */
export function fitsRange(version: string, range: string): boolean | null {
  const number = comparable(version);
  const plain = rangeOf(range);
  return number === null || plain === null ? null : satisfies(number, plain, { includePrerelease: true });
}
