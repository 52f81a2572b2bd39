import { describe, expect, it } from 'vitest';
import { createScreen } from '../../src/ui/screen.ts';

function recorded(env: Record<string, string> = { TERM: 'xterm-256color' }, rows = 24) {
  let written = '';
  const output = {
    columns: 80,
    rows,
    write: (text: string) => {
      written += text;
    },
  };
  const take = (): string => {
    const text = written;
    written = '';
    return text;
  };
  return { screen: createScreen(output, env), take, output };
}

describe('the screen', () => {
  it('writes only what changed', () => {
    const { screen, take } = recorded();
    screen.enter();
    screen.paint(['one', 'two', 'three']);
    take();
    screen.paint(['one', 'TWO', 'three']);
    const text = take();
    expect(text).toContain('\u001b[2;1H');
    expect(text).toContain('TWO');
    expect(text).not.toContain('one');
    screen.paint(['one', 'TWO', 'three']);
    expect(take()).toBe('');
  });

  it('erases lines that are gone', () => {
    const { screen, take } = recorded();
    screen.enter();
    screen.paint(['one', 'two']);
    take();
    screen.paint(['one']);
    expect(take()).toContain('\u001b[2;1H\u001b[2K');
  });

  it('is given back once, cursor shown, however often it is asked', () => {
    const { screen, take } = recorded();
    screen.leave();
    expect(take()).toBe('');
    screen.enter();
    take();
    screen.leave();
    screen.leave();
    const text = take();
    expect(text).toContain('\u001b[?25h');
    expect(text.split('\u001b[?1049l')).toHaveLength(2);
  });

  it('after coming back everything is drawn', () => {
    const { screen, take } = recorded();
    screen.enter();
    screen.paint(['one', 'two']);
    screen.leave();
    take();
    screen.enter();
    screen.repaint();
    expect(take()).toMatch(/one.*two/s);
  });

  it('at a new size the old picture is not drawn again: cleared and painted in one write', () => {
    const { screen, take } = recorded();
    screen.enter();
    screen.paint(['one', 'two']);
    take();
    screen.outdate();
    expect(take()).toBe('');
    screen.paint(['ONE', 'two']);
    const text = take();
    expect(text.startsWith('\u001b[2J')).toBe(true);
    expect(text).toMatch(/ONE[\s\S]*two/);
  });

  it('is never written below its end, and nothing after it was given back', () => {
    const { screen, take } = recorded(undefined, 2);
    screen.enter();
    screen.paint(['one', 'two', 'three']);
    expect(take()).not.toContain('three');
    screen.leave();
    take();
    screen.paint(['late']);
    expect(take()).toBe('');
  });

  it('the Linux console has no other screen: what stands there is pushed up', () => {
    const { screen, take } = recorded({ TERM: 'linux' }, 5);
    screen.enter();
    const text = take();
    expect(text).not.toContain('1049');
    expect(text.startsWith('\n'.repeat(5))).toBe(true);
  });

  it('never wipes what was scrolled away', () => {
    const { screen, take } = recorded();
    screen.enter();
    screen.paint(Array.from({ length: 30 }, (_, row) => `row ${row}`));
    screen.repaint();
    screen.leave();
    expect(take()).not.toContain('\u001b[3J');
  });
});
