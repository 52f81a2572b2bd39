import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { expandableHome, quoteValues } from '../../src/diagnosis/shell.ts';

/** What a real shell makes of a command's words. */
function wordsOf(command: string): string[] {
  const { stdout, status } = spawnSync(
    '/bin/sh',
    ['-c', `for word in ${command}; do printf '%s\\0' "$word"; done`],
    {
      encoding: 'utf8',
      env: { HOME: '/home/dev' },
    },
  );
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

const NASTY = [
  '/tmp/a b',
  "/tmp/it's",
  '$(touch /tmp/owned)',
  '`id`',
  'a;b',
  'x"y',
  'a&b|c>d',
  '*',
  'a\\b',
  '!x',
];

describe.skipIf(process.platform === 'win32')('values in commands of sh', () => {
  for (const path of NASTY) {
    it(`${path} stays one word`, () => {
      expect(wordsOf(quoteValues(`rm ${path}`, { path }, 'sh'))).toEqual(['rm', path]);
      expect(wordsOf(quoteValues(`rm '${path}.old'`, { path }, 'sh'))).toEqual(['rm', `${path}.old`]);
      expect(wordsOf(quoteValues(`PATH="a:${path}"`, { path }, 'sh'))).toEqual([`PATH=a:${path}`]);
    });
  }
  it('what needs no quotes gets none', () => {
    expect(quoteValues('rm /run/docker.sock', { path: '/run/docker.sock' }, 'sh')).toBe(
      'rm /run/docker.sock',
    );
  });
  it('several package names stay several words', () => {
    const command = 'apt-get remove docker.io containerd';
    expect(quoteValues(command, { packages: 'docker.io containerd' }, 'sh')).toBe(command);
  });
  it('the home folder opens wherever it stands', () => {
    const open = (command: string): string[] => wordsOf(expandableHome(command, 'sh'));
    expect(open('~/.docker')).toEqual(['/home/dev/.docker']);
    expect(open("'~/a b'")).toEqual(['/home/dev/a b']);
    expect(open('"$EMPTY:~/bin"')).toEqual([':/home/dev/bin']);
    expect(open('host=unix://~/run/docker.sock')).toEqual(['host=unix:///home/dev/run/docker.sock']);
  });
});

describe('values in commands of PowerShell', () => {
  it('a quote, a variable and a subexpression stay text', () => {
    const path = "C:\\it's $(calc) `x";
    expect(quoteValues(`del ${path}`, { path }, 'powershell')).toBe("del 'C:\\it''s $(calc) `x'");
    expect(quoteValues(`del "${path}"`, { path }, 'powershell')).toBe('del "C:\\it\'s `$(calc) ``x"');
  });
  it('a plain path needs none, one with a space is one word', () => {
    expect(quoteValues('del C:\\a\\b', { path: 'C:\\a\\b' }, 'powershell')).toBe('del C:\\a\\b');
    expect(quoteValues('del C:\\a b', { path: 'C:\\a b' }, 'powershell')).toBe("del 'C:\\a b'");
  });
});
