/** What this machine and its Docker are, for whoever has to tell somebody else. */
import { aboutRows, reportLine } from '../../report/about.ts';
import type { Report } from '../../report/report.ts';
import { widthOf } from '../../report/width.ts';
import { hanging, span, wrapped } from '../line.ts';
import type { Item, ViewContext } from './item.ts';

export function machineItems(report: Report, { theme, width }: ViewContext): Item[] {
  const rows = [...aboutRows(report), ['Report', reportLine(report)] as const];
  const nameWidth = Math.max(...rows.map(([name]) => widthOf(name))) + 2;
  return rows.map(([name, value]) => ({
    id: `machine:${name}`,
    text: `${name} ${value}`,
    lines: hanging(
      [span(theme.spoken ? `${name}: ` : name.padEnd(nameWidth), 'quiet')],
      wrapped(value, width - nameWidth),
    ),
  }));
}
