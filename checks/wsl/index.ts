/** Checks inside a WSL distribution: those of Linux, and what only WSL has. */
import type { Check } from '../../src/diagnosis/check.ts';
import { checks as linuxChecks } from '../linux/index.ts';

export const checks: readonly Check[] = linuxChecks.filter(({ systems }) => systems.includes('wsl'));
