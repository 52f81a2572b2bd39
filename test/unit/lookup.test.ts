/** Names are looked up by a process that can be ended: on Windows, and wherever the system has no program for it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveName } from '../../src/host/lookup.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-lookup-'));
  // As modules of their own, for another node than the one of this test.
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  for (const name of ['lookup', 'errors']) {
    const source = await readFile(join(import.meta.dirname, `../../src/host/${name}.ts`), 'utf8');
    const { outputText } = ts.transpileModule(source, { compilerOptions: options });
    await writeFile(join(folder, `${name}.mjs`), outputText.replaceAll(/\.ts(?=['"])/g, '.mjs'));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('names on Windows', () => {
  it('are resolved as this system has them', async () => {
    const found = await resolveName('localhost', undefined, 'win32');
    expect(found.map(({ address }) => address)).toContain('127.0.0.1');
  });

  it('are not known where nobody knows them', async () => {
    await expect(resolveName('nowhere.invalid', undefined, 'win32')).rejects.toMatchObject({
      code: expect.stringMatching(/^E(?:NOTFOUND|AI_AGAIN)$/),
    });
  });

  it('an address is its own', async () => {
    expect(await resolveName('::1', undefined, 'win32')).toEqual([{ address: '::1', family: 6 }]);
  });

  it('a lookup that never ends keeps nobody: the process ends and takes it along', async () => {
    // In place of node stands a program that answers nothing: a name server that is dead for good.
    const script = join(folder, 'ends.mjs');
    const hanging = join(folder, 'hanging');
    await writeFile(hanging, '#!/bin/sh\necho $$ >"$0.pid"\nexec sleep 1000\n', { mode: 0o755 });
    await writeFile(
      script,
      `import { resolveName } from './lookup.mjs';
import { existsSync, readFileSync } from 'node:fs';
process.execPath = ${JSON.stringify(hanging)};
resolveName('registry.test', undefined, 'win32').catch(() => {});
const waiting = setInterval(() => {
  if (!existsSync(process.execPath + '.pid')) return;
  const pid = readFileSync(process.execPath + '.pid', 'utf8').trim();
  if (pid === '') return;
  clearInterval(waiting);
  process.stdout.write(pid);
}, 20);
`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    const pid = Number(output);
    expect(pid).toBeGreaterThan(0);
    // Ended with it, or at least about to: nothing of it is left a moment later.
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
  });
});

/** One that nobody has buried yet does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
