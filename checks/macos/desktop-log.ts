/** The decisive line at the end of Docker Desktop's log. Its lines are Desktop's own English, never translated. */
import type { Finding } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import type { DesktopFact } from '../../src/facts/mac/desktop.ts';
import type { DiskFact } from '../../src/facts/resources.ts';
import { sizeText } from '../sizes.ts';

const GB = 1024 ** 3;

const LOG = 'com.docker.backend.log';

const isShort = (disk: DiskFact | null): boolean => disk !== null && disk.stat.availableBytes < 2 * GB;

interface Sign {
  readonly match: RegExp;
  readonly finding: (line: string, disk: DiskFact | null) => Pick<Finding, 'id' | 'values' | 'severity'>;
}

const crash = (reason: string, kind = 'other') => ({ id: 'desktop.backend-crash', values: { reason, kind } });

const SIGNS: readonly Sign[] = [
  {
    match: /no space left on device|the disk is full/i,
    // Both disks say the same; the free space of the Mac's own tells which one it is.
    finding: (line, disk) =>
      disk !== null && isShort(disk)
        ? {
            id: 'disk.full',
            values: {
              path: disk.path,
              free: sizeText(disk.stat.availableBytes),
              total: sizeText(disk.stat.totalBytes),
            },
          }
        : { id: 'desktop.disk-full', values: { reason: brief(line) } },
  },
  {
    match: /reading actual settings|settings-store\.json|doing migrations/i,
    finding: (line) => ({
      id: 'desktop.config-invalid',
      values: { file: 'settings-store.json', reason: `stops it: ${brief(line)}` },
    }),
  },
  {
    match: /creating disk folder .*(?:permission denied|read-only)/i,
    finding: (line) => ({
      id: 'desktop.config-invalid',
      values: { file: 'settings-store.json', reason: `names a folder that it may not make: ${brief(line)}` },
    }),
  },
  {
    match: /invalid mirror:|unable to configure the Docker daemon with file/i,
    finding: (line) => ({
      id: 'daemon.config-invalid',
      values: { file: '~/.docker/daemon.json', reason: `is refused: ${brief(line)}` },
    }),
  },
  {
    match:
      /com\.docker\.vmnetd.*(?:connection refused|no such file|malware|not (?:installed|running)|failed|denied)/i,
    finding: (line) => ({ id: 'desktop.privileged-helper', values: { reason: brief(line) } }),
  },
  {
    match: /sign-?in (?:is )?(?:enforced|required)|membership in .* organi[sz]ation is required/i,
    finding: () => ({ id: 'desktop.sign-in', values: { organisations: 'see the message in the app' } }),
  },
  {
    match: /directory sharing device configuration is invalid/i,
    finding: (line) => crash(brief(line), 'file-sharing'),
  },
  { match: /waiting for the Docker API: context deadline exceeded/i, finding: (line) => crash(brief(line)) },
  {
    match: /(?:running engine|starting engine|VM|virtualization)\b.*(?:exited|failed|error)\b/i,
    finding: (line) => crash(brief(line)),
  },
  { match: /\b(?:fatal|panic)\b[:\]]/i, finding: (line) => crash(brief(line)) },
];

/** The last line that says why, of the last lines of the logs; none where it says nothing. */
export function readLog(
  desktop: DesktopFact,
  values: Record<string, string>,
  disk: DiskFact | null,
): Finding[] {
  for (const [source, text] of [
    [LOG, desktop.log],
    ['logs of its virtual machine', desktop.machineLog],
  ] as const) {
    // A file of the Mac's own could not be written: its disk was full then, and is judged by itself.
    const isOwn = (line: string): boolean =>
      /no space left on device/i.test(line) && /\/Library\/|\/Users\//.test(line) && !isShort(disk);
    const lines = sinceLastStart(text.split('\n')).filter((line) => !isOwn(line));
    for (const { match, finding } of SIGNS) {
      const line = lines.findLast((candidate) => match.test(candidate));
      if (line === undefined) continue;
      const found = finding(line, disk);
      // The same finding as that of the check of the disk, word by word.
      const more = found.id === 'disk.full' ? {} : values;
      return [
        {
          ...found,
          values: { ...more, ...found.values },
          evidence: [evidence(source, line.slice(0, 400))],
        },
      ];
    }
  }
  return [];
}

/** What an earlier start died of is no news. */
function sinceLastStart(lines: readonly string[]): readonly string[] {
  const start = lines.findLastIndex((line) =>
    /\bcom\.docker\.backend\b.*\bstarting\b|\bstarting com\.docker\.backend\b/i.test(line),
  );
  return start >= 0 && start < lines.length - 1 ? lines.slice(start) : lines;
}

/** Without the stamps in front: [2026-…Z][com.docker.backend][error]. */
const brief = (line: string): string =>
  line
    .replace(/^(?:\[[^\]]*\]\s*)+/, '')
    .replace(/^time="[^"]*" level=\w+ msg=/, '')
    .trim()
    .slice(0, 200);
