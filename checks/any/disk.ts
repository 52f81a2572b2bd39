import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { diskFact } from '../../src/facts/resources.ts';
import { sizeText } from '../sizes.ts';

const MB = 1024 ** 2;
const GB = 1024 ** 3;

/** Is there room under the engine's data root? */
export default defineCheck({
  id: 'host.disk',
  title: 'Disk space',
  systems: ['linux', 'wsl', 'macos'],
  link: 'host',
  needs: { disk: diskFact },
  finds: ['disk.full', 'disk.low', 'disk.inodes'],
  judge({ disk: { path, stat } }) {
    const { totalBytes, availableBytes, inodes, freeInodes } = stat;
    if (totalBytes === 0) return skip(`${path} has no size of its own`);
    const values = { path, free: sizeText(availableBytes), total: sizeText(totalBytes) };
    const seen = [
      evidence(
        `statfs ${path}`,
        `${values.free} of ${values.total} available, ${freeInodes} of ${inodes} inodes free`,
      ),
    ];
    const share = availableBytes / totalBytes;
    if (availableBytes < 200 * MB && share < 0.05) return found({ id: 'disk.full', values, evidence: seen });
    // Some file systems (btrfs, overlay on it) count no inodes and say 0.
    if (inodes > 0 && freeInodes / inodes < 0.005 && freeInodes < 2000) {
      const inodeValues = { path, free: String(freeInodes), total: String(inodes) };
      return found({ id: 'disk.inodes', values: inodeValues, evidence: seen });
    }
    if (availableBytes < 2 * GB && share < 0.1) return found({ id: 'disk.low', values, evidence: seen });
    return pass(`${values.free} free at ${path}`);
  },
});
