import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/explain/explain.ts';
import { spoken } from './words.ts';
import { inWorld, whyNoGeneration, whyNoWorlds } from './world.ts';

const required = process.env.DOCKER_DOCTOR_REQUIRE_REAL === '1';

describe.skipIf(whyNoWorlds() !== null)('what a real docker says', { concurrent: true }, () => {
  for (const { name, generation, setup, command, first } of spoken) {
    it(`${name}${generation ? ` (${generation})` : ''}: ${first}`, async ({ skip }) => {
      const lacking = whyNoGeneration(generation);
      if (lacking && !required) skip(lacking);
      const { code, output } = await inWorld(`${setup}
exec 2>/mnt/work/noise
PATH=/usr/sbin:/usr/bin:/sbin:/bin
if ${command} >/mnt/said 2>&1 </dev/null; then echo 'it did not fail'; exit 1; fi
cat /mnt/said
echo ---
/opt/doctor/node /opt/doctor/dist/cli.js explain --json --file /mnt/said
`);
      expect(code, output).toBe(0);
      const [text = '', json = ''] = output.split('\n---\n');
      const { problems } = JSON.parse(json) as Pick<Explanation, 'problems'>;
      expect(problems[0]?.id, text).toBe(first);
    });
  }
});
