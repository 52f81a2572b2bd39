/** What Docker Desktop asks of Windows and WSL, by its version; the source is in windows-support.json. */
import data from './windows-support.json' with { type: 'json' };

/** Numbers between dots, missing ones as 0: '2.3.26.0' against '2.1.5'. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < 4; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** An unknown version counts as today's. */
function rowFor<T extends { desktop: string }>(rows: readonly T[], desktop: string | null): T | undefined {
  return rows.findLast((row) => desktop === null || compareVersions(desktop, row.desktop) >= 0) ?? rows[0];
}

/** From this Desktop on the WSL inside Windows does not do. */
export const NEEDS_PACKAGE = data.needsPackage;
/** The first build of Windows with WSL 2. */
export const FIRST_WSL2 = data.wsl2.first;

/** The first build that Docker Desktop for Arm takes. */
export const FIRST_ARM = data.arm.first;

export const minimumWsl = (desktop: string | null): string => rowFor(data.wsl, desktop)?.minimum ?? '2.1.5';

/** The lowest build that this Desktop supports on that Windows. */
export function minimumBuild(desktop: string | null, build: number): number {
  const row = rowFor(data.windows, desktop);
  return (build >= 22000 ? row?.windows11 : row?.windows10) ?? 0;
}
