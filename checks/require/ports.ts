import { defineCheck } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { portName, portsFact } from '../../src/facts/ports.ts';
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

/** Are the ports free, or taken by the very project that wants them (it runs already)? */
const ports: RequirementCheck = {
  isWanted: (requirements) => requirements.ports.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.ports',
      title: 'Required ports',
      systems: EVERYWHERE,
      link: 'container',
      essential: true,
      after: AFTER_ENGINE,
      needs: { ports: portsFact(requirements.ports.map(({ value }) => value)) },
      finds: ['net.port-in-use'],
      judge(facts) {
        const judged = facts.ports.map(({ wanted, state, owner, project, source, detail }, index): Judged => {
          const name = portName(wanted);
          const from = requirements.ports[index]?.from ?? '';
          if (project !== null && requirements.projects.includes(project))
            return met(`${name} (its own project runs)`);
          if (state === 'free') return met(name);
          if (state === 'unknown') return unclear(`port ${name}: ${detail}`);
          return notMet({
            id: 'net.port-in-use',
            values: {
              port: String(wanted.port),
              protocol: wanted.protocol,
              owner: owner === null ? 'Another program' : owner.replace(/^the /, 'The '),
              from,
            },
            evidence: [
              evidence(from, `port ${name}`),
              evidence(source, `${detail}${owner === null ? '' : `: ${owner}`}`),
            ],
          });
        });
        return verdictOf(judged);
      },
    }),
};

export const portRequirements: readonly RequirementCheck[] = [ports];
