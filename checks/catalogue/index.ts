/** All problems, by area. */
import type { ProblemEntry } from '../../src/diagnosis/problem.ts';
import { clientProblems } from './client.ts';
import { daemonProblems } from './daemon.ts';
import { desktopProblems } from './desktop.ts';
import { engineProblems } from './engine.ts';
import { hostProblems } from './host.ts';
import { installProblems } from './install.ts';
import { kernelProblems } from './kernel.ts';
import { macProblems } from './mac.ts';
import { networkProblems } from './net.ts';
import { registryProblems } from './registry.ts';
import { remoteProblems } from './remote.ts';
import { requirementProblems } from './requirements.ts';
import { resourceProblems } from './resources.ts';
import { rootlessProblems } from './rootless.ts';
import { runProblems } from './run.ts';
import { settingsProblems } from './settings.ts';
import { windowsProblems } from './windows.ts';
import { wslProblems } from './wsl.ts';

export const catalogue: readonly ProblemEntry[] = [
  ...clientProblems,
  ...settingsProblems,
  ...engineProblems,
  ...daemonProblems,
  ...installProblems,
  ...rootlessProblems,
  ...remoteProblems,
  ...registryProblems,
  ...networkProblems,
  ...hostProblems,
  ...kernelProblems,
  ...desktopProblems,
  ...macProblems,
  ...resourceProblems,
  ...runProblems,
  ...requirementProblems,
  ...windowsProblems,
  ...wslProblems,
];
