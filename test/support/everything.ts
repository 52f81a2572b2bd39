/** All that the interface can show of a report: every tab, with everything open. */
import type { Report } from '../../src/report/report.ts';
import { plain } from '../../src/ui/line.ts';
import type { Snapshot } from '../../src/ui/session.ts';
import { INITIAL, TABS, type Tab, type UiState } from '../../src/ui/state.ts';
import type { Theme } from '../../src/ui/theme.ts';
import { type Picture, picture, type Size } from '../../src/ui/view/frame.ts';

export const THEME: Theme = { color: false, unicode: true, hyperlinks: false, spoken: false, still: false };

export function snapshotOf(report: Report): Snapshot {
  return {
    checks: report.checks.map(({ id, title }) => ({ id, title, asks: `looking at ${title}` })),
    results: new Map(report.checks.map((check) => [check.id, check])),
    report,
    running: false,
    seconds: 0,
    timeLimitMs: 7000,
    watching: false,
    news: '',
  };
}

/** A tab with each of its items open, and the evidence of each problem. */
export function openedPicture(report: Report, tab: Tab, size: Size, theme: Theme = THEME): Picture {
  let ui: UiState = { ...INITIAL, tab };
  for (let round = 0; round < 3; round++) {
    const { items } = picture(snapshotOf(report), ui, size, theme);
    const closed = items.filter(({ open }) => open === false).map(({ id }) => id);
    ui = {
      ...ui,
      toggled: new Set([...ui.toggled, ...closed]),
      evidence: new Set(items.map(({ id }) => id)),
    };
  }
  const shown = picture(snapshotOf(report), ui, size, theme);
  if (shown.items.some(({ open }) => open === false)) throw new Error('an item cannot be opened');
  return shown;
}

/** Header and items of every tab, a line each; not the footer, which names keys. */
export function everythingShown(report: Report, theme: Theme = THEME): string {
  // So wide that nothing is wrapped: the theme for screen readers leaves that to the terminal.
  const size = { columns: 100_000, rows: 100_000 };
  return TABS.flatMap((tab) => {
    const { lines, items } = openedPicture(report, tab, size, { ...theme, spoken: true });
    return [...lines.slice(0, 2), ...items.flatMap((item) => item.lines)];
  })
    .map(plain)
    .join('\n')
    .replace(/ \(open\)$| \(key f\)/gm, '');
}
