import { defineCheck, found, pass, unknown } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import type { RequirementCheck } from './requirement.ts';

/** Can the Compose files and dev containers be used, and what do they need? */
const project: RequirementCheck = {
  isWanted: ({ readings }) => readings.length > 0,
  check: ({ readings }) =>
    defineCheck({
      id: 'require.project',
      title: 'Needs of the project',
      systems: EVERYWHERE,
      link: 'container',
      essential: false,
      after: ['client.cli', 'require.compose'],
      needs: {},
      finds: ['compose.invalid'],
      judge() {
        const refused = readings.filter(({ refusal }) => refusal !== null);
        if (refused.length > 0) {
          return found(
            ...refused.map(({ name, refusal, source }) => ({
              id: 'compose.invalid',
              values: { file: name, reason: refusal ?? '' },
              evidence: [evidence(source, refusal ?? '')],
            })),
          );
        }
        const notes = readings.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`));
        if (notes.length > 0) return unknown(notes.join('; '));
        return pass(readings.map(({ name, source, needs }) => `${name} (${source}): ${needs}`).join('; '));
      },
    }),
};

export const projectRequirements: readonly RequirementCheck[] = [project];
