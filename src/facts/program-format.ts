/** What kind of program a file is, by its first bytes: ELF, Mach-O, PE or a script. */
import type { Host } from '../host/host.ts';

export interface ProgramFormat {
  readonly kind: 'elf' | 'mach-o' | 'pe' | 'script' | 'other';
  /** Node's name of the architecture, where the header tells one that Node has a name for. */
  readonly arch: string | null;
}

/** e_machine of ELF (elf.h). */
const ELF_MACHINES: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};
/** cputype of Mach-O (mach/machine.h). */
const MACHO_CPUS: Readonly<Record<number, string>> = { 16777223: 'x64', 16777228: 'arm64', 7: 'ia32' };

/** Null where the file could not be read. */
export async function programFormat(host: Host, path: string): Promise<ProgramFormat | null> {
  const head = await host.ask('readHead', { path, bytes: 64 });
  return head.ok ? formatOf(Buffer.from(head.value, 'hex')) : null;
}

export function formatOf(head: Buffer): ProgramFormat {
  const magic = head.length >= 4 ? head.readUInt32BE(0) : 0;
  if (magic === 0x7f454c46 && head.length >= 20) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return { kind: 'elf', arch: ELF_MACHINES[machine] ?? null };
  }
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) {
    return { kind: 'mach-o', arch: head.length >= 8 ? (MACHO_CPUS[head.readUInt32LE(4)] ?? null) : null };
  }
  // A fat file holds several architectures; which ones is not in its first bytes alone.
  if (magic === 0xcafebabe || magic === 0xcafebabf) return { kind: 'mach-o', arch: null };
  const start = head.subarray(0, 2).toString('latin1');
  if (start === 'MZ') return { kind: 'pe', arch: null };
  return { kind: start === '#!' ? 'script' : 'other', arch: null };
}

/** Programs of these architectures run natively on a machine of the key's. */
const NATIVE: Readonly<Record<string, readonly string[]>> = {
  x64: ['x64', 'ia32'],
  // A 32-bit Node may run on a 64-bit system.
  ia32: ['x64', 'ia32'],
  arm64: ['arm64', 'arm'],
  arm: ['arm64', 'arm'],
};

/** The foreign architecture or format, in words, or null where the file fits this machine as far as can be told. */
export function foreignFormat(format: ProgramFormat, { platform, arch }: Host['identity']): string | null {
  const expected = { linux: 'elf', darwin: 'mach-o', win32: 'pe' }[platform];
  if (format.kind !== expected && format.kind !== 'script' && format.kind !== 'other') {
    return { elf: 'a Linux program', 'mach-o': 'a macOS program', pe: 'a Windows program' }[format.kind];
  }
  const native = NATIVE[arch] ?? [arch];
  return format.arch !== null && !native.includes(format.arch)
    ? `built for ${format.arch}; this machine is ${arch}`
    : null;
}
