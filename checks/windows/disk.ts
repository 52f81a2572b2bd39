import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { windowsDiskFact } from '../../src/facts/win/disk.ts';
import { type Pc, pcFact } from '../../src/facts/win/pc.ts';
import { sizeText } from '../sizes.ts';
import { isFailing } from './evidence.ts';

const MB = 1024 ** 2;
const GB = 1024 ** 3;

/** Is there room on the drive that the engine's data lies on? Its virtual disk grows there. */
export default defineCheck({
  id: 'windows.disk',
  title: 'Disk space',
  systems: ['windows'],
  link: 'host',
  essential: false,
  after: ['client.cli'],
  needs: { disk: windowsDiskFact },
  uses: { pc: pcFact },
  finds: ['disk.full', 'disk.low', 'desktop.disk-full'],
  judge({ disk, pc }) {
    if (disk === null || disk.totalBytes === 0) return skip("the engine's data is not on a drive of this PC");
    const { folder, drive, freeBytes, totalBytes } = disk;
    const values = { path: drive, free: sizeText(freeBytes), total: sizeText(totalBytes) };
    const seen = [
      evidence(drive, `${values.free} of ${values.total} free; the engine's data is in ${folder}`),
    ];
    const share = freeBytes / totalBytes;
    if (freeBytes < 200 * MB && share < 0.05) return found({ id: 'disk.full', values, evidence: seen });
    if (freeBytes < 2 * GB && share < 0.1) return found({ id: 'disk.low', values, evidence: seen });
    const line = pc.known && pc.value && isFailing(pc.value) ? lastRefusal(pc.value) : undefined;
    if (line !== undefined) {
      const reason = line.replace(/^(?:\[[^\]]*\]\s*)+/, '').slice(0, 200);
      return found({
        id: 'desktop.disk-full',
        values: { reason },
        evidence: [evidence("Docker Desktop's log", reason), ...seen],
      });
    }
    return pass(`${values.free} free on ${drive}`);
  },
});

/** Words of the Linux in Desktop's machine, which are not translated; only what the latest start said counts. */
function lastRefusal({ desktop }: Pc): string | undefined {
  return desktop?.log.slice(-60).findLast((line) => /no space left on device/i.test(line));
}
