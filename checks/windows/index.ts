/** Checks of Windows. */
import type { Check } from '../../src/diagnosis/check.ts';

export const checks: readonly Check[] = [];
