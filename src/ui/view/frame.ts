/** The whole picture, from what is known and what the user wants to see. Pure, and never taller than the screen. */
import type { Report } from '../../report/report.ts';
import { counted, situationParts, verdictLine } from '../../report/summary.ts';
import { widthOf, wrapText } from '../../report/width.ts';
import { cut, EMPTY, hanging, indented, type Line, line, plain, span, wrapped } from '../line.ts';
import type { Snapshot } from '../session.ts';
import { TABS, type Tab, type UiState } from '../state.ts';
import { mark, signOf, type Theme, toneOf } from '../theme.ts';
import { checkItems, progressText, runningLines } from './checks.ts';
import { engineItems } from './engines.ts';
import { helpLines } from './help.ts';
import type { Item, ViewContext } from './item.ts';
import { machineItems } from './machine.ts';
import { problemItems } from './problems.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Picture {
  readonly lines: readonly Line[];
  /** Items of the tab that is shown, after the search. */
  readonly items: readonly Item[];
  /** Place of the one under the cursor. */
  readonly at: number;
  /** Rows for the items. */
  readonly height: number;
}

/** Longer lines are hard to read. */
const WIDEST = 110;
const UNBROKEN = 100_000;
const VERDICT = { ok: 'pass', warning: 'warn', broken: 'fail', unknown: 'error' } as const;

export function picture(snapshot: Snapshot, ui: UiState, size: Size, theme: Theme): Picture {
  // A screen reader is given whole sentences: the terminal breaks them where it must.
  const width = theme.spoken ? UNBROKEN : Math.max(20, Math.min(size.columns, WIDEST));
  const { report } = snapshot;
  if (!report) return running(snapshot, size, width, theme);
  const header = headerLines(report, ui, snapshot, { width, rows: size.rows }, theme);
  const notice = ui.searching || ui.notice === '' ? [] : wrapped(ui.notice, width, 'strong').slice(0, 4);
  const taken = header.length + Math.max(1, notice.length) + 1;
  const height = theme.spoken ? Number.MAX_SAFE_INTEGER : Math.max(1, size.rows - taken);
  const context = { ui, theme, width: width - 2 };
  const items = wantedItems(report, snapshot, context);
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === ui.selected[ui.tab]),
  );
  const view = ui.help
    ? { lines: helpLines(width), above: 0, below: 0 }
    : window(items, at, ui.offset, height, theme);
  const body = view.lines.slice(0, height);
  const fill = theme.spoken ? [] : Array.from({ length: Math.max(0, height - body.length) }, () => EMPTY);
  const lines = [
    ...header,
    ...(items.length === 0 && !ui.help
      ? [line(`  nothing matches '${ui.query}'`), ...fill.slice(1)]
      : [...body, ...fill]),
    ...(notice.length > 0 ? notice : [statusLine(snapshot, ui, items, view, width, theme)]),
    footerLine(items[at], ui, width, theme),
  ];
  return { lines: theme.spoken ? lines : lines.slice(0, size.rows), items, at, height };
}

/** The first run: the list from the start, and what is waited for. */
function running(snapshot: Snapshot, size: Size, width: number, theme: Theme): Picture {
  const title = line('docker-doctor looks at this machine', 'strong');
  const none = { items: [], at: 0, height: 0 };
  // Nothing moves for a screen reader: it would read the whole list again and again.
  if (theme.spoken) return { ...none, lines: [[span(`${plain(title)}: ${snapshot.checks.length} checks.`)]] };
  const height = Math.max(1, size.rows - 4);
  const list = runningLines(snapshot, { theme, width, height });
  const fill = Array.from({ length: Math.max(0, height - list.length) }, () => EMPTY);
  const lines = [
    title,
    EMPTY,
    ...list.slice(0, height),
    ...fill,
    cut(line(progressText(snapshot, theme), 'quiet'), width, mark('more', theme)),
    line('q quit', 'quiet'),
  ];
  return { ...none, lines: lines.slice(0, size.rows) };
}

function headerLines(
  report: Report,
  ui: UiState,
  snapshot: Snapshot,
  { width, rows }: { readonly width: number; readonly rows: number },
  theme: Theme,
): Line[] {
  const status = VERDICT[report.status];
  const sign = span(`${signOf(status, theme)} `, 'strong', toneOf(status));
  // Yellow text is hard to read on white: there the sign alone is coloured.
  const tones =
    status === 'fail' || status === 'pass' ? (['strong', toneOf(status)] as const) : (['strong'] as const);
  return [
    ...hanging([sign], wrapped(verdictLine(report), width - 2, ...tones)),
    ...situationLines(report, width, rows >= ROOMY, theme),
    tabLine(report, ui, snapshot, width, theme),
  ];
}

/** Rows from which a second line is no waste. */
const ROOMY = 18;

/** What was looked at; on two lines where one is too short. */
function situationLines(report: Report, width: number, roomy: boolean, theme: Theme): Line[] {
  const room = width - 2;
  const parts = situationParts(report);
  const whole = parts.join(', ');
  const lines =
    widthOf(whole) <= room || !roomy ? [whole] : parts.flatMap((part) => wrapText(part, room).slice(0, 2));
  const more = mark('more', theme);
  return indented(
    lines.map((text) => cut(line(text, 'quiet'), room, more)),
    '  ',
  );
}

/** '─ [Problems 1] ─ All checks 18 ─ Engines 2 ─ Machine ────': the one shown stands in brackets. */
function tabLine(report: Report, ui: UiState, { checks }: Snapshot, width: number, theme: Theme): Line {
  const counts: Record<Tab, number | null> = {
    problems: counted(report).length,
    checks: checks.length,
    engines: report.engines.length,
    machine: null,
  };
  if (theme.spoken) return line(`${[NAMES[ui.tab][0], counts[ui.tab] ?? []].flat().join(', ')}:`);
  const rule = mark('rule', theme);
  const row = (labels: readonly (readonly [Tab, string])[]): Line =>
    labels.flatMap(([tab, label]) => {
      const shown = tab === ui.tab && !ui.help;
      return [span(`${rule} `, 'quiet'), shown ? span(`[${label}]`, 'strong') : span(label), span(' ')];
    });
  const full = row(TABS.map((tab) => [tab, [NAMES[tab][0], counts[tab] ?? []].flat().join(' ')]));
  const short = row(TABS.map((tab) => [tab, NAMES[tab][1]]));
  // On a very narrow screen the one shown, and that there are others.
  const alone = row([[ui.tab, `${NAMES[ui.tab][1]}, ${TABS.indexOf(ui.tab) + 1} of ${TABS.length}`]]);
  const fits = (candidate: Line): boolean => widthOf(plain(candidate)) <= width;
  const tabs = [full, short].find(fits) ?? alone;
  const used = widthOf(plain(tabs));
  return cut([...tabs, span(rule.repeat(Math.max(0, width - used)), 'quiet')], width, '');
}

const NAMES: Readonly<Record<Tab, readonly [long: string, short: string]>> = {
  problems: ['Problems', 'Problems'],
  checks: ['All checks', 'Checks'],
  engines: ['Engines', 'Engines'],
  machine: ['Machine', 'Machine'],
};

function wantedItems(report: Report, snapshot: Snapshot, context: ViewContext): readonly Item[] {
  const { tab, query } = context.ui;
  const all =
    tab === 'problems'
      ? problemItems(report, context)
      : tab === 'checks'
        ? checkItems(snapshot, context)
        : tab === 'engines'
          ? engineItems(report, context)
          : machineItems(report, context);
  const wanted = query.toLowerCase();
  return wanted === '' ? all : all.filter(({ text }) => text.toLowerCase().includes(wanted));
}

/** The part of the list around the cursor that fits. */
function window(
  items: readonly Item[],
  at: number,
  offset: number,
  height: number,
  theme: Theme,
): { lines: readonly Line[]; above: number; below: number } {
  const lines: Line[] = [];
  let start = 0;
  for (const [index, item] of items.entries()) {
    if (index === at) start = lines.length;
    item.lines.forEach((content, row) => {
      const cursor = index === at && row === 0;
      if (theme.spoken) lines.push(cursor && items.length > 1 ? [span('selected: '), ...content] : content);
      else lines.push([cursor ? span(`${mark('cursor', theme)} `, 'strong') : span('  '), ...content]);
    });
  }
  const length = items[at]?.lines.length ?? 0;
  const from = scrollTo(start, length, offset, lines.length, height);
  return {
    lines: lines.slice(from, from + height),
    above: from,
    below: Math.max(0, lines.length - from - height),
  };
}

/** The start while the item fits on the first screen; else the item in the middle; else its scrolled part. */
function scrollTo(start: number, length: number, offset: number, total: number, height: number): number {
  const last = Math.max(0, total - height);
  if (length > height) return Math.min(last, start + offset);
  if (start + length <= height && offset === 0) return 0;
  return Math.max(0, Math.min(last, start - Math.floor((height - length) / 2)));
}

/** What happens or just happened; else how much more there is below. */
function statusLine(
  snapshot: Snapshot,
  ui: UiState,
  items: readonly Item[],
  { above, below }: { readonly above: number; readonly below: number },
  width: number,
  theme: Theme,
): Line {
  const more = mark('more', theme);
  const cutLine = (content: Line): Line => cut(content, width, more);
  if (ui.searching) return cutLine([span('Search: ', 'strong'), span(ui.query), span('_')]);
  if (snapshot.running)
    return cutLine(line(`looking again${more} ${theme.spoken ? '' : progressText(snapshot, theme)}`));
  const watch = snapshot.watching ? 'watching: looks again every 2 s until Docker works (w stops)' : '';
  const found = ui.query !== '' ? `${items.length} found for '${ui.query}' (esc shows all)` : '';
  const hidden = [
    above > 0 ? `${mark('up', theme)} ${above} above` : '',
    below > 0 ? `${mark('down', theme)} ${below} more ${below === 1 ? 'line' : 'lines'} below` : '',
  ];
  const parts = [watch || snapshot.news, found, ...hidden].filter((part) => part !== '');
  return cutLine(line(parts.join(mark('dot', theme)), 'quiet'));
}

/** The keys that do something here, the most useful first, as many as fit. */
function footerLine(item: Item | undefined, ui: UiState, width: number, theme: Theme): Line {
  const last = ['? help', 'q quit'];
  const keys = ui.searching
    ? ['enter keep', 'esc all']
    : ui.help
      ? ['any key back']
      : [
          ...(item?.open === false ? ['enter open'] : []),
          ...(item?.copy?.length ? ['c copy'] : []),
          ...(item?.fix ? ['f fix'] : []),
          ...(item?.guide ? ['o guide'] : []),
          'r again',
          'w watch',
          'tab views',
          ...(item?.open === true ? ['enter close'] : []),
          ...(item?.guide ? ['e evidence'] : []),
          `${mark('upDown', theme)} move`,
          's save',
          '/ search',
        ];
  const dot = mark('dot', theme);
  const shown: string[] = [];
  for (const key of keys) {
    if (widthOf([...shown, key, ...last].join(dot)) > width) break;
    shown.push(key);
  }
  return line([...shown, ...(ui.searching || ui.help ? [] : last)].join(dot), 'quiet');
}
