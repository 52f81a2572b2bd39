import { defineCheck, pass, unknown } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { gpuFact } from '../../src/facts/gpu.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { AFTER_ENGINE, notMet, type RequirementCheck, requiredBy, verdictOf } from './requirement.ts';

/** Can a container have a GPU? */
const gpu: RequirementCheck = {
  isWanted: (requirements) => requirements.gpu.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.gpu',
      title: 'Required GPU',
      systems: EVERYWHERE,
      link: 'container',
      essential: true,
      after: AFTER_ENGINE,
      needs: { gpu: gpuFact },
      finds: ['run.gpu'],
      judge(facts) {
        const { runtimes, devices, driver, hidden } = facts.gpu;
        const gpuRuntimes = runtimes.filter((name) => /^(?:nvidia|amd)/.test(name));
        if (devices.length > 0) return pass(devices.join(', '));
        if (gpuRuntimes.length > 0 && driver !== false) return pass(`runtime ${gpuRuntimes.join(', ')}`);
        if (hidden) return unknown('Docker Desktop does not tell whether it has a GPU');
        const from = requiredBy(...requirements.gpu);
        const reason =
          gpuRuntimes.length > 0
            ? "the toolkit is installed, and NVIDIA's driver is not loaded"
            : `the engine knows no GPU: its runtimes are ${runtimes.join(', ') || 'not told'}`;
        return verdictOf([
          notMet({
            id: 'run.gpu',
            values: { reason, kind: gpuRuntimes.length > 0 ? 'driver' : 'toolkit', from },
            evidence: [evidence(from, 'a GPU'), evidence('GET /info', `Runtimes ${runtimes.join(', ')}`)],
          }),
        ]);
      },
    }),
};

export const gpuRequirements: readonly RequirementCheck[] = [gpu];
