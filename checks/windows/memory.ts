import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { memoryFact } from '../../src/facts/resources.ts';
import { pcFact } from '../../src/facts/win/pc.ts';
import { sizeText } from '../sizes.ts';

/** Docker Desktop asks for 4 GB, of which the firmware and the graphics may take some. */
const TOO_LITTLE = 3 * 1024 ** 3;

/** Has this PC the memory that Docker Desktop asks for? Only asked where its engine does not answer. */
export default defineCheck({
  id: 'windows.memory',
  title: "Memory for Desktop's machine",
  systems: ['windows'],
  link: 'host',
  essential: false,
  after: ['client.cli'],
  needs: { pc: pcFact },
  uses: { memory: memoryFact },
  finds: ['memory.low'],
  judge({ pc, memory }) {
    if (pc?.product !== 'docker-desktop') return skip('the engine answers, or is not Docker Desktop');
    const told = pc.system.known ? pc.system.value.memory : null;
    const total = told ?? (memory.known ? memory.value.totalBytes : null);
    if (total === null) return skip('not told');
    if (total >= TOO_LITTLE) return pass(sizeText(total));
    const reason = `This PC has ${sizeText(total)} of memory, and Docker Desktop asks for 4 GB`;
    return found({ id: 'memory.low', values: { reason }, evidence: [evidence('memory', sizeText(total))] });
  },
});
