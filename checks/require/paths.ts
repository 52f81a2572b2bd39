import { defineCheck } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { pathsFact } from '../../src/facts/shared-paths.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import {
  AFTER_ENGINE,
  type Judged,
  met,
  notMet,
  type RequirementCheck,
  unclear,
  verdictOf,
} from './requirement.ts';

/** May containers get these folders? */
const paths: RequirementCheck = {
  isWanted: (requirements) => requirements.paths.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.paths',
      title: 'Required folders',
      systems: EVERYWHERE,
      link: 'container',
      essential: true,
      after: AFTER_ENGINE,
      needs: { paths: pathsFact(requirements.paths.map(({ value }) => value)) },
      finds: ['run.mount-denied'],
      judge(facts) {
        const judged = facts.paths.map(({ wanted, state, reason, source }, index): Judged => {
          const from = requirements.paths[index]?.from ?? '';
          if (state === 'ok') return met(wanted.path);
          if (state === 'unknown') return unclear(`${wanted.path}: ${reason}`);
          return notMet({
            id: 'run.mount-denied',
            values: { path: wanted.path, reason, kind: state, from },
            evidence: [evidence(from, `folder ${wanted.path}`), evidence(source, reason)],
          });
        });
        return verdictOf(judged);
      },
    }),
};

export const pathRequirements: readonly RequirementCheck[] = [paths];
