/** What was seen on a PC, as lines of evidence. */
import { evidence } from '../../src/facts/fact.ts';
import type { Pc } from '../../src/facts/win/pc.ts';
import type { WindowsSystem } from '../../src/facts/win/powershell.ts';

/** How the engine's pipe behaves: every finding about what is under it shows this too. */
export const pipeEvidence = ({ url, engine }: Pc) =>
  evidence(url, [engine.detail, engine.code].filter(Boolean).join(' ') || engine.state);

const flag = (value: boolean | null): string => (value === null ? 'not told' : value ? 'True' : 'False');

export const virtualizationEvidence = ({ hypervisor, cpu, manufacturer, model }: WindowsSystem) => [
  evidence('Win32_ComputerSystem', `HypervisorPresent ${flag(hypervisor)}; ${manufacturer} ${model}`),
  ...(cpu
    ? [
        evidence(
          'Win32_Processor',
          `${cpu.name}: VirtualizationFirmwareEnabled ${flag(cpu.firmware)}, VMMonitorModeExtensions ${flag(cpu.monitor)}, SecondLevelAddressTranslationExtensions ${flag(cpu.slat)}`,
        ),
      ]
    : []),
];

/** True where the product was started and its engine does not come. */
export const isFailing = ({ up, engine }: Pc): boolean =>
  engine.state === 'error' || engine.state === 'hung' || (up === true && engine.state === 'absent');

/** The pipe in force is not there, and another one is open: some engine runs on this PC. */
export const answersElsewhere = ({ pipes }: Pc): boolean =>
  pipes.known && Object.values(pipes.value).includes('open');
