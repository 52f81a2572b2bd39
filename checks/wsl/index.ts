/** Checks inside a WSL distribution: those of Linux, and what only WSL has. */
import type { Check } from '../../src/diagnosis/check.ts';
import { checks as linuxChecks } from '../linux/index.ts';
import desktop from './desktop.ts';
import interop from './interop.ts';
import twoEngines from './two-engines.ts';

export const checks: readonly Check[] = [
  interop,
  desktop,
  twoEngines,
  ...linuxChecks.filter(({ systems }) => systems.includes('wsl')),
];
