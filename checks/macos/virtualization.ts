import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact, runningOthers } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { macHardwareFact } from '../../src/facts/mac/hardware.ts';
import { hasMacEngine, macProductsFact } from '../../src/facts/mac/products.ts';

/** Can this Mac start a virtual machine, which every engine on a Mac lives in? */
export default defineCheck({
  id: 'mac.virtualization',
  title: 'Virtualization',
  systems: ['macos'],
  link: 'platform',
  essential: false,
  needs: { hardware: macHardwareFact, products: macProductsFact, endpoint: endpointFact },
  uses: { engine: engineFact, engines: enginesFact },
  finds: ['virt.hv-unsupported', 'virt.unsupported'],
  judge({ hardware, products, endpoint, engine, engines }) {
    const { hypervisor, virtual, brand } = hardware;
    if (hypervisor === true) return pass(virtual ? 'available, in a virtual Mac' : 'available');
    if (engine.known && engine.value.state === 'answers')
      return pass('not needed: the engine in force answers');
    if (runningOthers(engines).length > 0) return skip('another engine runs');
    if (endpoint.state === 'resolved' && endpoint.transport.kind !== 'unix')
      return skip('the engine is elsewhere');
    if (!hasMacEngine(products)) return skip('no product that would need it');
    const seen = [
      evidence('sysctl kern.hv_support', hypervisor === null ? 'no such value' : '0'),
      evidence('sysctl machdep.cpu.brand_string', brand),
      evidence('sysctl kern.hv_vmm_present', virtual ? '1' : '0'),
    ];
    if (hypervisor === false) {
      const where = virtual ? ', because it is itself a virtual machine' : '';
      return found({
        id: 'virt.hv-unsupported',
        values: { where, ...(virtual && { virtual: 'yes' }) },
        evidence: seen,
      });
    }
    // Virtual Macs (those of CI services) do not even know the name.
    if (!virtual) return skip('kern.hv_support is not known to this system');
    return found({
      id: 'virt.unsupported',
      values: {
        reason: 'This Mac is itself a virtual machine without nested virtualization',
        product: 'Every Docker product on a Mac',
      },
      evidence: seen,
    });
  },
});
