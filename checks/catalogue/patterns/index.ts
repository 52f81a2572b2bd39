/** How the problems read in messages, by area. Loaded with the first text that is to be recognised. */
import type { PatternGroup, PatternTable } from '../../../src/explain/pattern.ts';
import { clientPatterns } from './client.ts';
import { desktopPatterns } from './desktop.ts';
import { enginePatterns } from './engine.ts';
import { generalPatterns } from './general.ts';
import { linuxPatterns } from './linux.ts';
import { registryPatterns } from './registry.ts';
import { remotePatterns } from './remote.ts';
import { runPatterns } from './run.ts';
import { settingsPatterns } from './settings.ts';
import { windowsPatterns } from './windows.ts';

/** In this order: of patterns that match the same, the earlier table's comes first. */
const tables: readonly PatternTable[] = [
  clientPatterns,
  settingsPatterns,
  enginePatterns,
  desktopPatterns,
  windowsPatterns,
  remotePatterns,
  linuxPatterns,
  registryPatterns,
  runPatterns,
  generalPatterns,
];

export const patterns: PatternTable = merged();

/** A problem may speak in several tables; its title, summary and defaults are those of the first. */
function merged(): PatternTable {
  const groups: Record<string, PatternGroup> = {};
  for (const table of tables) {
    for (const [id, group] of Object.entries(table)) {
      const earlier = groups[id];
      groups[id] = earlier
        ? { ...group, ...earlier, patterns: [...earlier.patterns, ...group.patterns] }
        : group;
    }
  }
  return groups;
}
