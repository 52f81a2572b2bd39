/** Makes the pictures of docs/screens.md, and reads them back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Situation } from './situations.ts';
import { FIXTURES, Terminal } from './terminal.ts';

const FILE = join(import.meta.dirname, '../../docs/screens.md');

/** The screen of a situation, as it stands in a real terminal. */
export async function shoot(situation: Situation): Promise<string> {
  const { fixture, columns = 80, rows = 24, args = [], env = {}, keys = [], until } = situation;
  const terminal = await Terminal.open({ columns, rows, env });
  try {
    await terminal.doctor('--replay', join(FIXTURES, `${fixture}.host.json`), ...args);
    await terminal.until('q quit');
    await terminal.until('[Problems');
    await terminal.keys(...keys);
    return await terminal.until(until);
  } finally {
    await terminal.close();
  }
}

const INTRODUCTION = `# Screens

What the interface shows for some recorded machines, in a terminal of 80 columns and 24 rows unless told.
\`npm run screens\` makes this page (it needs tmux); a test says when it is out of date.
`;

export function writePage(pictures: readonly (readonly [Situation, string])[]): void {
  const sections = pictures.map(([situation, screen]) => {
    const command = [
      'docker-doctor',
      '--replay',
      `${situation.fixture}.host.json`,
      ...(situation.args ?? []),
    ];
    const env = Object.entries(situation.env ?? {}).map(([name, value]) => `${name}=${value}`);
    const keys = situation.keys ? `, then the keys ${situation.keys.join(', ')}` : '';
    const title = `## ${situation.title}\n\n\`${[...env, ...command].join(' ')}\`${keys}\n`;
    return `${title}\n\`\`\`text\n${screen}\n\`\`\`\n`;
  });
  writeFileSync(FILE, [INTRODUCTION, ...sections].join('\n'));
}

/** The pictures on the page, by the title of their situation. */
export function readPage(): ReadonlyMap<string, string> {
  const text = readFileSync(FILE, 'utf8');
  return new Map(
    [...text.matchAll(/^## (.+)\n\n.+\n\n```text\n([\s\S]*?)\n```$/gm)].map(([, title = '', screen = '']) => [
      title,
      screen,
    ]),
  );
}

/** Durations differ, and numbers of checks change with every new check; a picture does not become wrong by that. */
export const withoutCounts = (screen: string): string =>
  screen
    .replace(/\b\d+ checks?\b|\b(?:All checks|have) \d+|\b\d+ have\b|\b\d+ ms\b/g, '#')
    .replace(/─+$|-+$/gm, '');
