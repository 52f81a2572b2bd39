/** How the problems read in messages, by area. Loaded with the first text that is to be recognised. */
import type { PatternTable } from '../../../src/explain/pattern.ts';
import { clientPatterns } from './client.ts';
import { desktopPatterns } from './desktop.ts';
import { enginePatterns } from './engine.ts';
import { linuxPatterns } from './linux.ts';
import { registryPatterns } from './registry.ts';
import { remotePatterns } from './remote.ts';
import { runPatterns } from './run.ts';
import { settingsPatterns } from './settings.ts';
import { windowsPatterns } from './windows.ts';

export const patterns: PatternTable = {
  ...clientPatterns,
  ...settingsPatterns,
  ...enginePatterns,
  ...desktopPatterns,
  ...windowsPatterns,
  ...remotePatterns,
  ...linuxPatterns,
  ...registryPatterns,
  ...runPatterns,
};
