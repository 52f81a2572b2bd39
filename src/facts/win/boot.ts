/** How Windows was started: is its hypervisor meant to run, and is a restart pending? */
import { defineFact, known } from '../fact.ts';
import { system32 } from './programs.ts';
import { readKey, readValues, textOf } from './registry.ts';

export interface BootFact {
  /** Of the running system; null where its start options do not say. */
  readonly launch: 'auto' | 'off' | null;
  /** What the boot loader is set to, which counts from the next start on; null where it may not be read. */
  readonly configured: 'auto' | 'off' | null;
  /** Windows notes that updates or features wait for a restart. A hint, no proof. */
  readonly rebootPending: boolean;
}

export const bootFact = defineFact<BootFact>('windows.boot', 'how Windows was started', async ({ host }) => {
  const [control, pending, bcd] = await Promise.all([
    readValues(host, 'HKLM\\SYSTEM\\CurrentControlSet\\Control'),
    readKey(
      host,
      'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
    ),
    // Refused without admin rights, which costs 20 ms.
    host.ask('run', { file: system32(host, 'bcdedit.exe'), args: ['/enum', '{current}'], timeoutMs: 2000 }),
  ]);
  return known({
    launch: launchOf(textOf(control, 'SystemStartOptions') ?? '', /HYPERVISORLAUNCHTYPE=(\w+)/i),
    configured: bcd.ok ? launchOf(bcd.value.stdout, /^hypervisorlaunchtype\s+(\w+)/im) : null,
    rebootPending: pending !== null,
  });
});

/** Names of boot options are not translated. */
function launchOf(text: string, option: RegExp): 'auto' | 'off' | null {
  const value = option.exec(text)?.[1];
  return value === undefined ? null : /^off$/i.test(value) ? 'off' : 'auto';
}
