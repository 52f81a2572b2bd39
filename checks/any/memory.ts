import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { memoryFact } from '../../src/facts/resources.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { sizeText } from '../sizes.ts';

const MB = 1024 ** 2;

/** Is there memory for containers? An engine alone is content with little, so only real want counts. */
export default defineCheck({
  id: 'host.memory',
  title: 'Memory',
  systems: EVERYWHERE,
  link: 'host',
  needs: { memory: memoryFact },
  finds: ['memory.low'],
  judge({ memory: { totalBytes, availableBytes } }) {
    const total = sizeText(totalBytes);
    if (totalBytes < 450 * MB) {
      return found({
        id: 'memory.low',
        values: { reason: `This machine has ${total} of memory` },
        evidence: [evidence('memory', total)],
      });
    }
    if (availableBytes !== null && availableBytes < 150 * MB) {
      const reason = `Of ${total} memory only ${sizeText(availableBytes)} is available`;
      return found({ id: 'memory.low', values: { reason }, evidence: [evidence('memory', reason)] });
    }
    return pass(availableBytes === null ? total : `${sizeText(availableBytes)} of ${total} available`);
  },
});
