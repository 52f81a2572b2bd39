/** The page in a real browser, where there is one (Debian's chromium; CI installs it). */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../src/report/html.ts';
import { fixtures, reportOf } from './support/replay.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars'.split(
    ' ',
  );
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-html-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const browse = async (args: readonly string[]): Promise<string> => {
  const profile = await mkdtemp(join(folder, 'profile-'));
  const { stdout } = await run(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, ...args], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 50_000,
  });
  return stdout;
};

describe.skipIf(!existsSync(CHROMIUM) && !process.env.DOCKER_DOCTOR_REQUIRE_REAL)(
  'the page in Chromium',
  () => {
    const write = async (): Promise<string> => {
      const named = fixtures.find(({ name }) => name.includes('permission-denied'));
      if (!named) throw new Error('the fixture is gone');
      const file = join(folder, 'report.html');
      const page = renderHtml(await reportOf(named.recording));
      // A script that somebody smuggled in: the page's own policy must keep it from running.
      await writeFile(file, page.replace('</main>', '<script>document.body.id="r"+"an"</script></main>'));
      return `file://${file}`;
    };

    it('shows the cause and its commands, and runs nothing', async () => {
      const dom = await browse(['--dump-dom', await write()]);
      expect(dom).toContain('Your user may not use the Docker socket');
      expect(dom).toContain('sudo usermod -aG docker');
      expect(dom).not.toContain('id="ran"');
    });

    it.each([
      ['a phone', 500],
      ['a screen', 1280],
    ])('on %s there is something to see', async (_, width) => {
      const picture = join(folder, `${width}.png`);
      await browse([`--window-size=${width},1200`, `--screenshot=${picture}`, await write()]);
      const png = await readFile(picture);
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(png.readUInt32BE(16)).toBe(width);
      // An empty page of this size packs into a few kilobytes.
      expect(png.length).toBeGreaterThan(30_000);
    });

    it.each([
      ['light', 1],
      ['dark', 0],
    ])('in a frame of 360 pixels nothing is wider than that, and it is %s', async (scheme, preferred) => {
      const page = basename(await write());
      const frame = join(folder, `frame-${scheme}.html`);
      // No window is so narrow, but a frame is.
      await writeFile(
        frame,
        `<iframe src="${page}" style="width:360px;height:640px;border:0"></iframe><script>
const frame = document.querySelector('iframe');
frame.onload = () => {
  const { documentElement: root, body } = frame.contentDocument;
  const luminance = getComputedStyle(body).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, one) => sum + Number(one), 0);
  document.title = 'width ' + root.scrollWidth + (luminance > 384 ? ' light' : ' dark');
};
</script>`,
      );
      const dom = await browse([
        '--allow-file-access-from-files',
        `--blink-settings=preferredColorScheme=${preferred}`,
        '--virtual-time-budget=3000',
        '--dump-dom',
        `file://${frame}`,
      ]);
      expect(/<title>([^<]*)/.exec(dom)?.[1]).toBe(`width 360 ${scheme}`);
    });
  },
);
