/** All checks, one line each in a fixed order; opened, with all that is known of them. */
import type { CheckResult } from '../../report/report.ts';
import { checkNotes, checkWords } from '../../report/summary.ts';
import { widthOf } from '../../report/width.ts';
import { cut, indented, type Line, padded, span, wrapped } from '../line.ts';
import type { Snapshot } from '../session.ts';
import { mark, signOf, type Theme, toneOf, wordOf } from '../theme.ts';
import { heading, type Item, isOpen, type ViewContext } from './item.ts';

export function checkItems({ checks, results, report }: Snapshot, context: ViewContext): Item[] {
  const { ui, theme, width } = context;
  const titleWidth = Math.max(0, ...checks.map(({ title }) => widthOf(title))) + 2;
  return checks.map(({ id, title, asks }) => {
    const result = results.get(id);
    const status = result?.status ?? 'pending';
    const open = isOpen(`check:${id}`, false, ui);
    const summary = result ? checkWords(result, report) : asks;
    const text: Line = theme.spoken
      ? [span(`${wordOf(status)}: ${title}: ${summary}`)]
      : [
          span(signOf(status, theme), toneOf(status)),
          span(` ${padded(title, titleWidth)}`, ...(open ? (['strong'] as const) : [])),
          ...(open ? [] : [span(summary, 'quiet')]),
        ];
    return {
      id: `check:${id}`,
      open,
      text: `${id} ${title} ${summary} ${wordOf(status)} ${result?.blockedBy ?? ''}`,
      lines: [
        ...(theme.spoken ? heading(open, text, context) : [cut(text, width, mark('more', theme))]),
        ...(open && result ? indented(details(result, summary, width - 2), '  ') : []),
      ],
      again: id,
    };
  });
}

const details = (result: CheckResult, summary: string, width: number): Line[] => [
  ...wrapped(`${wordOf(result.status)}: ${summary}`, width),
  ...wrapped(checkNotes(result), width, 'quiet'),
];

/**
 * While the first run goes on: every check has its place from the start, and only its sign and text
 * change. Where the screen is too short for a line each, they stand in columns.
 */
export function runningLines(
  { checks, results, seconds, timeLimitMs }: Snapshot,
  { theme, width, height }: { readonly theme: Theme; readonly width: number; readonly height: number },
): Line[] {
  const titleWidth = Math.max(0, ...checks.map(({ title }) => widthOf(title))) + 2;
  const rows = checks.map(({ id, title, asks, limitMs }): Line => {
    const result = results.get(id);
    const status = result?.status ?? 'pending';
    const summary = result?.summary ?? waiting(asks, seconds, limitMs ?? timeLimitMs, theme);
    return [
      span(signOf(status, theme), toneOf(status)),
      span(` ${padded(title, titleWidth)}`),
      span(summary, 'quiet'),
    ];
  });
  const more = mark('more', theme);
  if (rows.length <= height) return rows.map((row) => cut(row, width, more));
  return inColumns(
    rows.map((row) => row.slice(0, 2)),
    titleWidth + 2,
    width,
    height,
  ).map((row) => cut(row, width, more));
}

function inColumns(cells: readonly Line[], cellWidth: number, width: number, height: number): Line[] {
  const columns = Math.max(1, Math.floor(width / cellWidth));
  const rows = Math.ceil(cells.length / columns);
  return Array.from({ length: Math.min(rows, height) }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cells[column * rows + row] ?? []).flat(),
  );
}

/** After a second, whoever waits learns for what, and how long at most. */
export function waiting(asks: string, seconds: number, limitMs: number, theme: Theme): string {
  if (seconds < 1) return asks;
  const left = Math.max(0, Math.ceil(limitMs / 1000) - seconds);
  if (theme.still) return `still ${asks}, at most ${Math.ceil(limitMs / 1000)} s`;
  return left > 0 ? `still ${asks}, ${left} s left` : `still ${asks}, a moment longer`;
}

/** One line for all: 'still asking the engine, 3 s left; 16 of 18 checks done'. */
export function progressText({ checks, results, seconds, timeLimitMs }: Snapshot, theme: Theme): string {
  const open = checks.filter(({ id }) => !results.has(id));
  const done = `${checks.length - open.length} of ${checks.length} checks done`;
  // The question with the longest patience is what all the others wait for.
  const [slowest] = [...open].sort((a, b) => (b.limitMs ?? 0) - (a.limitMs ?? 0));
  if (!slowest || seconds < 1) return done;
  return `${waiting(slowest.asks, seconds, slowest.limitMs ?? timeLimitMs, theme)}; ${done}`;
}
