/** Checks of Windows. */
import type { Check } from '../../src/diagnosis/check.ts';
import containersMode from './containers-mode.ts';
import credentials from './credentials.ts';
import daemonSettings from './daemon-settings.ts';
import desktop from './desktop.ts';
import disk from './disk.ts';
import memory from './memory.ts';
import otherPipe from './other-pipe.ts';
import pipe from './pipe.ts';
import products from './products.ts';
import support from './support.ts';
import virtualization from './virtualization.ts';
import wsl from './wsl.ts';

export const checks: readonly Check[] = [
  credentials,
  containersMode,
  otherPipe,
  support,
  virtualization,
  wsl,
  daemonSettings,
  pipe,
  desktop,
  products,
  disk,
  memory,
];
