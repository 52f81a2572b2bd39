import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { kernelFact } from '../../src/facts/kernel.ts';

/** Virtualization, which only products with a virtual machine need: Docker Engine does without. */
export default defineCheck({
  id: 'linux.kvm',
  title: 'Virtualization',
  systems: ['linux'],
  link: 'platform',
  needs: { kernel: kernelFact, installed: installedEnginesFact, endpoint: endpointFact, engine: engineFact },
  finds: ['virt.kvm-missing', 'virt.kvm-permission'],
  judge({ kernel, installed, endpoint, engine }) {
    if (!installed.desktop) return skip('not needed: Docker Engine runs without a virtual machine');
    if (kernel.kvm === 'usable') return pass('/dev/kvm can be used');
    // An error only for who uses Desktop: beside a Docker Engine in force it is a note.
    const usesDesktop = endpoint.state === 'resolved' && /desktop/.test(endpoint.url);
    const severity = usesDesktop && engine.state !== 'answers' ? ('error' as const) : ('warning' as const);
    const explains = usesDesktop ? ['context.unreachable', 'env.docker-host', 'env.docker-context'] : [];
    if (kernel.kvm === 'denied') {
      return found({
        id: 'virt.kvm-permission',
        severity,
        explains,
        evidence: [evidence('/dev/kvm', 'cannot be opened by your user')],
      });
    }
    const reason =
      kernel.cpuVirtualization === false
        ? 'the CPU, or the virtual machine this is, offers no virtualization'
        : 'its module is not loaded';
    return found({
      id: 'virt.kvm-missing',
      severity,
      explains,
      values: { reason },
      evidence: [evidence('/dev/kvm', 'does not exist')],
    });
  },
});
