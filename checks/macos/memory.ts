import { defineCheck, found, pass } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { macProductsFact } from '../../src/facts/mac/products.ts';
import { memoryFact } from '../../src/facts/resources.ts';
import { sizeText } from '../sizes.ts';

/** Docker Desktop asks for 4 GB; a virtual Mac of '4 GB' may have a little less. */
const NEEDED = 3.7 * 1024 ** 3;

/** Has this Mac the memory that Docker Desktop asks for? */
export default defineCheck({
  id: 'mac.memory',
  title: "Docker Desktop's memory",
  systems: ['macos'],
  link: 'host',
  essential: false,
  needs: { memory: memoryFact, products: macProductsFact },
  finds: ['memory.low'],
  judge({ memory: { totalBytes }, products }) {
    const total = sizeText(totalBytes);
    if (products.desktop === null || totalBytes >= NEEDED) return pass(total);
    const reason = `This Mac has ${total} of memory, and Docker Desktop asks for 4 GB`;
    return found({ id: 'memory.low', values: { reason }, evidence: [evidence('memory', total)] });
  },
});
