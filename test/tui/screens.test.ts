/** Six situations and more in a real terminal: what stands on the screen, and that docs/screens.md shows the same. */
import { describe, expect, it } from 'vitest';
import { readPage, shoot, withoutCounts, writePage } from './screens.ts';
import { SITUATIONS } from './situations.ts';
import { whyNoTmux } from './terminal.ts';

const reason = whyNoTmux();

describe.skipIf(reason)(`screens${reason ? ` (skipped: ${reason})` : ''}`, () => {
  if (process.env.UPDATE_SCREENS === '1') {
    it('docs/screens.md is made', async () => {
      const pictures = [];
      for (const situation of SITUATIONS) pictures.push([situation, await shoot(situation)] as const);
      writePage(pictures);
      expect(readPage().size).toBe(SITUATIONS.length);
    });
    return;
  }

  it.each(SITUATIONS)('$title: as in docs/screens.md (else: npm run screens)', async (situation) => {
    const screen = await shoot(situation);
    expect(withoutCounts(screen)).toBe(withoutCounts(readPage().get(situation.title) ?? ''));
    const { columns = 80, rows = 24 } = situation;
    const lines = screen.split('\n');
    expect(lines.length).toBeLessThanOrEqual(rows);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns);
  });

  it.each([
    [
      'permission-denied',
      'Your user may not use the Docker socket',
      'Every docker command is refused',
      'sudo usermod',
    ],
    ['never-started', 'Docker is not running', 'has not been started', 'service docker start'],
    ['hung', 'The engine hangs', 'answer', 'service docker stop'],
    [
      'docker-context-leads-nowhere',
      'DOCKER_CONTEXT selects an engine',
      'nothing answers there',
      'unset DOCKER_CONTEXT',
    ],
    ['no-cli', 'docker command', 'docker', 'apt'],
    ['config-json-is-damaged', 'settings file is damaged', 'not valid JSON', '${EDITOR'],
  ])(
    '%s: title, cause, guide and command within the first 15 lines',
    async (fixture, title, cause, command) => {
      const screen = await shoot({ title, fixture, until: 'q quit' });
      const top = screen.split('\n').slice(0, 15).join('\n');
      expect(top).toContain(title);
      expect(top).toContain(cause);
      expect(top).toContain(command);
      expect(top).toMatch(/Guide: .+\n +https:\/\//);
    },
  );
});
