/** All problems, by area. */
import type { ProblemEntry } from '../../src/diagnosis/problem.ts';
import { clientProblems } from './client.ts';
import { engineProblems } from './engine.ts';
import { hostProblems } from './host.ts';
import { remoteProblems } from './remote.ts';
import { settingsProblems } from './settings.ts';

export const catalogue: readonly ProblemEntry[] = [
  ...clientProblems,
  ...settingsProblems,
  ...engineProblems,
  ...remoteProblems,
  ...hostProblems,
];
