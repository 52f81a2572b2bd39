/** The Mac itself: processor, Rosetta, virtualization. */
import { defineFact, known, unknownFact, unknownFrom } from '../fact.ts';
import { exists } from '../paths.ts';

export interface MacHardware {
  /** Of the machine, whatever this process or its terminal thinks. */
  readonly arch: 'arm64' | 'x64';
  /** kern.hv_support: null where the system has no such value (some virtual Macs). */
  readonly hypervisor: boolean | null;
  /** This Mac is itself a virtual machine. */
  readonly virtual: boolean;
  /** What is started from this terminal is translated by Rosetta. */
  readonly translated: boolean;
  readonly brand: string;
}

const NAMES = [
  'kern.hv_support',
  'hw.optional.arm64',
  'sysctl.proc_translated',
  'kern.hv_vmm_present',
  'machdep.cpu.brand_string',
];

/** One call: an unknown name goes to stderr and spoils the exit code, the others are printed all the same. */
export const macHardwareFact = defineFact<MacHardware>(
  'mac.hardware',
  'looking at this Mac',
  async ({ host }) => {
    const answer = await host.ask('run', { file: '/usr/sbin/sysctl', args: NAMES, timeoutMs: 2000 });
    if (!answer.ok) return unknownFrom('sysctl', answer.error);
    const values = parseSysctl(answer.value.stdout);
    const brand = values['machdep.cpu.brand_string'];
    if (brand === undefined) return unknownFact('unparsable', 'sysctl told nothing of the processor');
    const hypervisor = values['kern.hv_support'];
    return known({
      // A translated process is told of 'VirtualApple'; only Apple silicon has hw.optional.arm64.
      arch: values['hw.optional.arm64'] === '1' || /Apple/.test(brand) ? 'arm64' : 'x64',
      hypervisor: hypervisor === undefined ? null : hypervisor === '1',
      virtual: values['kern.hv_vmm_present'] === '1' || /\(Virtual\)/.test(brand),
      translated: values['sysctl.proc_translated'] === '1',
      brand,
    });
  },
);

/** Lines 'name: value'. */
function parseSysctl(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2).trim()]] : [];
    }),
  );
}

/** Rosetta's runtime. Running an Intel program instead may open the dialog that installs it. */
export const rosettaFact = defineFact<boolean>('mac.rosetta', 'looking for Rosetta', async ({ host }) => {
  const found = await Promise.all(
    ['/Library/Apple/usr/libexec/oah/libRosettaRuntime', '/Library/Apple/usr/share/rosetta/rosetta'].map(
      (path) => exists(host, path),
    ),
  );
  return known(found.includes(true));
});
