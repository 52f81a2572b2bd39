/** Checks of macOS. */
import type { Check } from '../../src/diagnosis/check.ts';
import architecture from './architecture.ts';
import brewPlugins from './brew-plugins.ts';
import desktop from './desktop.ts';
import dockerFolder from './docker-folder.ts';
import engine from './engine.ts';
import keychain from './keychain.ts';
import memory from './memory.ts';
import rosetta from './rosetta.ts';
import socketPath from './socket-path.ts';
import systemVersion from './system-version.ts';
import virtualization from './virtualization.ts';

export const checks: readonly Check[] = [
  dockerFolder,
  systemVersion,
  architecture,
  virtualization,
  socketPath,
  desktop,
  engine,
  keychain,
  brewPlugins,
  memory,
  rosetta,
];
