/** The interface as Ink draws it, keys in, picture out. */
import { stripVTControlCharacters } from 'node:util';
import { render } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fix, Report } from '../../src/report/report.ts';
import { widthOf } from '../../src/report/width.ts';
import { App } from '../../src/ui/App.tsx';
import { Controller } from '../../src/ui/controller.ts';
import { plain } from '../../src/ui/line.ts';
import { Session } from '../../src/ui/session.ts';
import type { Theme } from '../../src/ui/theme.ts';
import { brokenReport, healthyReport, PROBLEM, progressOf } from '../support/reports.ts';

const THEME: Theme = { color: false, unicode: true, hyperlinks: false, spoken: false, still: false };

interface Options {
  readonly theme?: Partial<Theme>;
  readonly columns?: number;
  readonly rows?: number;
}

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

async function shown(report: Report | null, { theme = {}, columns = 80, rows = 24 }: Options = {}) {
  const session = new Session(progressOf(report), async () => progressOf(report), 7000);
  const services = {
    copy: vi.fn(async (text: string) => `copied: ${text}`),
    openUrl: vi.fn(async (url: string) => `opened: ${url}`),
    save: vi.fn(async () => 'saved it'),
    suspend: vi.fn(),
    redraw: vi.fn(),
    quit: vi.fn(),
    fix: vi.fn((): string | null => null),
  };
  const controller = new Controller(session, services, { ...THEME, ...theme }, { columns, rows });
  const onError = vi.fn();
  const ink = render(<App controller={controller} onError={onError} />);
  ended.push(() => {
    session.close();
    ink.unmount();
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  await settled();
  await settled();
  const frame = (): string => stripVTControlCharacters(ink.lastFrame() ?? '');
  const press = async (keys: string): Promise<string> => {
    ink.stdin.write(keys);
    await settled();
    await settled();
    return frame();
  };
  return { controller, services, onError, press, frame, session };
}

describe('the interface', () => {
  it('Ink draws each line of the picture in its place', async () => {
    const { frame, controller } = await shown(brokenReport());
    const lines = controller.picture().lines.map((content) => plain(content).trimEnd());
    expect(lines).toHaveLength(24);
    expect(
      frame()
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual(lines);
  });

  it('while it runs: every check, what is asked, and nothing moves', async () => {
    const { frame } = await shown(null);
    expect(frame()).toMatch(/· Docker command {2}looking at Docker command/);
    expect(frame()).toMatch(/· Engine {10}looking at Engine/);
    expect(frame()).toContain('0 of 3 checks done');
  });

  it('first a title, a cause, a guide and a command', async () => {
    const { frame } = await shown(brokenReport());
    const top = frame().split('\n').slice(0, 15).join('\n');
    for (const text of [PROBLEM.title, PROBLEM.summary, PROBLEM.guide.url, 'sudo usermod -aG docker "$USER"'])
      expect(top).toContain(text);
    expect(top).toContain('1. Add your user to the docker group (needs sudo, sign-out):');
    expect(top).toContain('Caution: members of this group have root-level powers');
  });

  it('consequences are folded until they are opened', async () => {
    const { frame, press } = await shown(brokenReport());
    expect(frame()).toContain(`▸ – 1 check not judged because of '${PROBLEM.title}'`);
    expect(await press('G\r')).toContain(`- Engine: not judged because of '${PROBLEM.title}'`);
  });

  it('a problem that was found twice: each opens for itself', async () => {
    const warning = { ...PROBLEM, id: 'plugin.broken', severity: 'warning' as const };
    const problems = [
      PROBLEM,
      { ...warning, title: 'compose dangles' },
      { ...warning, title: 'buildx dangles' },
    ];
    const { press } = await shown(brokenReport({ problems }), { rows: 60 });
    const text = await press('j\r');
    expect(text).toContain('▾ ! warning: compose dangles');
    expect(text).toContain('▸ ! warning: buildx dangles');
    expect(await press('j')).toContain('❯ ▸ ! warning: buildx dangles');
    expect(await press('e')).toMatch(/▾ ! warning: buildx dangles[\s\S]*Evidence \(plugin\.broken\)/);
  });

  it('keys typed fast are each obeyed', async () => {
    const { press } = await shown(brokenReport());
    expect(await press('\tjj')).toMatch(/^❯ – Engine/m);
  });

  it('copy, guide and save say what was done', async () => {
    const { press, services } = await shown(brokenReport());
    expect(await press('c')).toContain('copied: sudo usermod');
    expect(services.copy).toHaveBeenCalledWith('sudo usermod -aG docker "$USER"\nnewgrp docker');
    expect(await press('2')).toContain('copied: sudo docker ps');
    expect(await press('o')).toContain(`opened: ${PROBLEM.guide.url}`);
    expect(await press('s')).toContain('saved it');
  });

  it('q quits, Ctrl-C interrupts, Ctrl-Z and Ctrl-L are for the terminal', async () => {
    const { press, services } = await shown(brokenReport());
    await press('q\u0003\u001a\u000c');
    expect(services.quit.mock.calls).toEqual([['quit'], ['interrupted']]);
    expect(services.suspend).toHaveBeenCalledOnce();
    expect(services.redraw).toHaveBeenCalledOnce();
  });

  it('leaving before the verdict is an interruption', async () => {
    const { press, services } = await shown(null);
    await press('q');
    expect(services.quit).toHaveBeenCalledWith('interrupted');
  });

  it('a failure in a key is handed over, not thrown past Ink', async () => {
    const { press, services, onError } = await shown(brokenReport());
    services.redraw.mockImplementation(() => {
      throw new Error('broken');
    });
    await press('\u000c');
    expect(onError).toHaveBeenCalledWith(new Error('broken'));
  });

  it('a healthy machine: one sentence, no problem', async () => {
    const { frame } = await shown(healthyReport());
    expect(frame()).toContain('✓ Docker works');
    expect(frame()).toContain('[Problems 0]');
    expect(frame()).toContain('Nothing is wrong. 3 checks passed.');
  });

  it('engines: the chain with its broken link', async () => {
    const { press } = await shown(brokenReport());
    const text = await press('\t\t');
    expect(text).toMatch(
      /client {4}\/usr\/bin\/docker 28\.2\.2[\s\S]*context {3}default[\s\S]*✗ broken here: this user may not use it\n *endpoint {2}unix:/,
    );
  });

  it('engines: why this one, and what starts it, which c copies', async () => {
    const report = brokenReport();
    const engines = report.engines.map((engine) => ({
      ...engine,
      state: 'paused' as const,
      why: 'DOCKER_HOST is set and overrides every context',
      source: 'DOCKER_HOST',
      start: 'open -a Docker',
    }));
    const { press, services } = await shown(brokenReport({ engines }));
    const text = await press('\t\t');
    expect(text).toContain('▾ ✗ docker-engine: paused, used by this shell');
    expect(text).toContain('context   default, overridden by DOCKER_HOST');
    expect(text).toContain('Why this one: DOCKER_HOST is set and overrides every context');
    expect(text).toMatch(/To start it:\n *open -a Docker/);
    await press('c');
    expect(services.copy).toHaveBeenCalledWith('open -a Docker');
  });

  it('an engine that is starting is waited for, not broken', async () => {
    const report = brokenReport();
    const engines = report.engines.map((engine) => ({ ...engine, state: 'starting' as const }));
    const { press } = await shown(brokenReport({ engines }));
    const text = await press('\t\t');
    expect(text).toMatch(/endpoint {2}unix:.*\n *! not yet: its product is still starting it\n *engine/);
    expect(text).not.toContain('broken here');
  });

  it('the machine', async () => {
    const { press } = await shown(brokenReport());
    const text = await press('\t\t\t');
    expect(text).toMatch(/System {4}Debian 12/);
    expect(text).toMatch(/Report {4}docker-doctor 0\.0\.0, schema 1, 2026-01-01T00:00:00\.000Z, 5 ms/);
  });

  it('f hands a problem to fix, and says why it cannot', async () => {
    const { press, services, frame } = await shown(brokenReport());
    expect(frame()).toContain('docker-doctor fix (key f) runs these for you, and asks first.');
    expect(frame()).toContain('c copy · f fix · o guide');
    await press('f');
    expect(services.fix).toHaveBeenCalledWith(PROBLEM.id);
    services.fix.mockReturnValue('a recorded machine cannot be mended');
    expect(await press('f')).toContain('a recorded machine cannot be mended');
    const own = { ...PROBLEM.fixes[0], commands: ['unset DOCKER_HOST'] } as Fix;
    const other = await shown(brokenReport({ problems: [{ ...PROBLEM, fixes: [own] }] }));
    expect(other.frame()).not.toContain('key f');
    expect(await other.press('f')).toContain('the commands are yours to type');
    expect(other.services.fix).not.toHaveBeenCalled();
  });

  it('a long notice is wrapped, not cut', async () => {
    const { press, services } = await shown(brokenReport(), { columns: 40 });
    const url = `https://docs.docker.com/${'a-long-path/'.repeat(5)}`;
    services.openUrl.mockResolvedValue(`no browser can be opened from here: ${url}`);
    expect((await press('o')).replace(/\n/g, '').replace(/ /g, '')).toContain(url);
  });

  it.each([
    [36, 6],
    [40, 10],
    [60, 24],
    [200, 60],
  ])('at %d columns and %d rows nothing is outside', async (columns, rows) => {
    const long = `/home/日本語/${'a-very-long-folder/'.repeat(12)}`;
    const problem = {
      ...PROBLEM,
      summary: `${long} belongs to root.`,
      evidence: [{ source: long, text: long }],
    };
    const { controller, press } = await shown(brokenReport({ problems: [problem] }), { columns, rows });
    await press('e');
    for (const keys of ['', 'G', '\t', '\t', '\t', '?']) {
      await press(keys);
      const { lines } = controller.picture();
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const content of lines) expect(widthOf(plain(content))).toBeLessThanOrEqual(columns);
    }
  });

  it('a long text is scrolled through before the next item', async () => {
    const problem = { ...PROBLEM, summary: 'word '.repeat(200) };
    const { press, frame } = await shown(brokenReport({ problems: [problem] }), { rows: 12 });
    expect(frame()).toContain('more lines below');
    expect(await press('j'.repeat(60))).toContain('❯ ▸ – 1 check not judged');
    expect(await press('k')).toContain('sudo docker ps');
  });

  it('ASCII has a stand-in for every sign', async () => {
    const { press, frame } = await shown(brokenReport(), { theme: { unicode: false } });
    const frames = [frame(), await press('\t'), await press('\t'), await press('?')];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there.
    expect(frames.join('')).toMatch(/^[\u0000-\u007f]*$/);
  });

  it('for a screen reader: words, and nothing that counts the seconds', async () => {
    const spoken = { spoken: true, still: true };
    const { frame } = await shown(null, { theme: spoken });
    expect(frame()).toBe('docker-doctor looks at this machine: 3 checks.');
    const { controller } = await shown(brokenReport(), { theme: spoken });
    const text = controller.picture().lines.map(plain).join('\n');
    expect(text).toContain(`problem: ${PROBLEM.title}`);
    expect(text).toContain('skipped: 1 check not judged');
    expect(text).not.toMatch(/[✗✓–▸▾❯─·]/);
  });
});
