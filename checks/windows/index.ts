/** Checks of Windows. */
import type { Check } from '../../src/diagnosis/check.ts';
import containersMode from './containers-mode.ts';
import credentials from './credentials.ts';
import desktop from './desktop.ts';
import pipe from './pipe.ts';
import products from './products.ts';
import support from './support.ts';
import virtualization from './virtualization.ts';
import wsl from './wsl.ts';

export const checks: readonly Check[] = [
  credentials,
  containersMode,
  support,
  virtualization,
  wsl,
  pipe,
  desktop,
  products,
];
