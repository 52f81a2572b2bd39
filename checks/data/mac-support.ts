/** What Docker Desktop asks of a Mac, by its version, from mac-support.json (dated, with sources). */
import coerce from 'semver/functions/coerce.js';
import gte from 'semver/functions/gte.js';
import lt from 'semver/functions/lt.js';
import lte from 'semver/functions/lte.js';
import satisfies from 'semver/functions/satisfies.js';
import data from './mac-support.json' with { type: 'json' };

/** The oldest macOS for this Desktop, as Docker's release notes say; null for one of no known number. */
export function oldestMacOs(desktop: string | null): string | null {
  const version = coerce(desktop);
  return (version && data.floors.find(({ from }) => gte(version, from))?.macos) ?? null;
}

/** The last Desktop for this macOS, where the newest one does not run on it. */
export const lastDesktopFor = (macos: string): string | null =>
  data.lastFor.find((line) => line.macos === macos.split('.')[0])?.desktop ?? null;

/** Desktop needs com.docker.vmnetd up to this version only. */
export function needsHelper(desktop: string | null): boolean {
  const version = coerce(desktop);
  return version !== null && lte(version, data.helperUntil);
}

/** Signed with the certificate that macOS took for malware's from January 2025 on. */
export function hasRevokedCertificate(desktop: string | null): boolean {
  const version = coerce(desktop);
  return version !== null && satisfies(version, data.malwareAlert);
}

/** 10.16 counts as 11, and '26' is '26.0'. */
export function isOlder(macos: string, needed: string): boolean {
  const [a, b] = [coerce(macos), coerce(needed)];
  return a !== null && b !== null && lt(a, b);
}
