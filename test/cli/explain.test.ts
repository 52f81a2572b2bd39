/** `explain` as its users run it. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, runCli } from '../support/cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-explain-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const DENIED = 'permission denied while trying to connect to the docker API at unix:///var/run/docker.sock';
const schema = readFileSync(join(import.meta.dirname, '../../schema/explanation.schema.json'), 'utf8');
const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(schema));

function piped(input: Uint8Array, args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
  const child = spawn(process.execPath, [CLI, 'explain', ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout })));
}

const problemsOf = (stdout: string): { id: string; matched: string; confidence: number }[] => {
  const document = JSON.parse(stdout) as { problems: { id: string; matched: string; confidence: number }[] };
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document.problems;
};

describe('docker-doctor explain', () => {
  it('tells the cause, the line, what to type, what else it could be, and which check would tell', async () => {
    const { code, stdout } = await runCli(['explain', DENIED]);
    expect(code).toBe(0);
    expect(stdout).toContain('Your user may not use the Docker socket');
    expect(stdout).toContain('Line 1 says:');
    expect(stdout).toContain('usermod -aG docker');
    expect(stdout).toContain('https://docs.docker.com/');
    expect(stdout).toContain('What else it could be');
    expect(stdout).toMatch(/docker-doctor check --only \S*linux\.socket/);
    expect(stdout).not.toContain('\u001b');
  });

  it('prints JSON as its schema has it, the likeliest first', async () => {
    const { code, stdout } = await runCli(['explain', '--json', DENIED]);
    expect(code).toBe(0);
    const problems = problemsOf(stdout);
    expect(problems[0]).toMatchObject({ id: 'socket.permission', matched: DENIED });
    const confidences = problems.map(({ confidence }) => confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
  });

  it('reads a file and standard input, in the encodings of Windows too', async () => {
    const text =
      'Bitte besuchen Sie\r\nFehlercode: Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_SERVICE_NOT_AVAILABLE\r\n';
    const utf16 = Buffer.from(text, 'utf16le');
    const file = join(folder, 'wsl.txt');
    await writeFile(file, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]));
    const fromFile = await runCli(['explain', '--json', '--file', file]);
    expect(problemsOf(fromFile.stdout)[0]?.id).toBe('virt.vmp-disabled');
    const fromPipe = await piped(utf16, ['--json']);
    expect(fromPipe.code).toBe(0);
    expect(problemsOf(fromPipe.stdout)[0]?.id).toBe('virt.vmp-disabled');
  });

  it('fixes are for the system that the text is from', async () => {
    const { stdout } = await runCli([
      'explain',
      '--json',
      "'docker' is not recognized as an internal or external command",
    ]);
    const [first] = (JSON.parse(stdout) as { problems: { fixes: { shell: string }[] }[] }).problems;
    expect(first?.fixes.map(({ shell }) => shell)).toContain('powershell');
  });

  it('says so when it recognises nothing: exit 1, no guess, how to look at the machine', async () => {
    const text = await runCli(['explain', 'npm ERR! code ENOENT']);
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/not recognised/i);
    expect(text.stdout).toContain('docker-doctor');
    const json = await runCli(['explain', '--json', 'npm ERR! code ENOENT']);
    expect(json.code).toBe(1);
    expect(problemsOf(json.stdout)).toEqual([]);
  });

  it('wrong use is exit 2 with nothing on stdout', async () => {
    const wrong = [
      ['explain', '--file', join(folder, 'none')],
      ['explain', '--file', join(folder, 'x'), 'text'],
      ['explain', ' '],
      ['explain', '--format', 'junit', DENIED],
    ];
    for (const args of wrong) {
      const { code, stdout, stderr } = await runCli(args);
      expect(code, args.join(' ')).toBe(2);
      expect(stdout).toBe('');
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('nothing that names a person leaves, and no escape sequence', async () => {
    const text = `\u001b[31mWARNING: Error loading config file: /home/jane.roe/.docker/config.json: open /home/jane.roe/.docker/config.json: permission denied\u001b[0m token=abcdef0123456789`;
    const { code, stdout } = await runCli(['explain', '--json', text]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/jane\.roe|abcdef0123456789/);
    expect(stdout).not.toContain('\\u001b');
  });

  it('--live also runs the checks and says what they found', async () => {
    const host = join(import.meta.dirname, '../../fixtures/linux/permission-denied.host.json');
    const live = await runCli(['explain', '--json', '--live', '--replay', host, DENIED]);
    expect(live.code).toBe(0);
    const [first] = (JSON.parse(live.stdout) as { problems: Record<string, unknown>[] }).problems;
    expect(first).toMatchObject({ id: 'socket.permission', confirmed: true, confidence: 1 });
    const healthy = join(import.meta.dirname, '../../fixtures/linux/healthy-as-root.host.json');
    const denied = await runCli(['explain', '--json', '--live', '--replay', healthy, DENIED]);
    const { problems } = JSON.parse(denied.stdout) as { problems: Record<string, unknown>[] };
    expect(problems.find(({ id }) => id === 'socket.permission')).toMatchObject({ confirmed: false });
    // The text is from elsewhere: what else its line could mean is no likelier than what it says.
    const helper =
      'error getting credentials - err: exec: "docker-credential-desktop": executable file not found in $PATH';
    const other = await runCli(['explain', '--json', '--live', '--replay', healthy, helper]);
    expect((JSON.parse(other.stdout) as { problems: unknown[] }).problems[0]).toMatchObject({
      id: 'credentials.helper-missing',
      confirmed: false,
    });
  });
});
