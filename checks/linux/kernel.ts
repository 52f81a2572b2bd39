import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { kernelFact } from '../../src/facts/kernel.ts';
import { kernelReleaseFact } from '../../src/facts/kernel-release.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Has the kernel what containers need? Judged only where the local engine does not run: a running one proves it. */
export default defineCheck({
  id: 'linux.kernel',
  title: 'Kernel',
  systems: LINUX,
  link: 'host',
  needs: { kernel: kernelFact, release: kernelReleaseFact, engine: engineFact, endpoint: endpointFact },
  finds: ['kernel.cgroups', 'kernel.modules-missing'],
  judge({ kernel, release, engine, endpoint }) {
    const summary = `${release}, cgroups ${kernel.cgroups ?? 'not mounted'}`;
    if (engine.state === 'answers') return pass(summary);
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not the one of this system');
    const findings: Finding[] = [];
    if (kernel.modulesFolder === false) {
      const seen = evidence(`/lib/modules/${release}`, 'does not exist');
      findings.push({ id: 'kernel.modules-missing', values: { release }, evidence: [seen] });
    }
    if (kernel.cgroups === null) {
      const seen = evidence('/proc/self/mountinfo', 'no cgroup file system is mounted');
      findings.push({
        id: 'kernel.cgroups',
        values: { reason: 'No control group file system is mounted' },
        evidence: [seen],
      });
    }
    return findings.length > 0 ? found(...findings) : pass(summary);
  },
});
