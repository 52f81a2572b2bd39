import { defineCheck } from '../../src/diagnosis/check.ts';
import { customFact } from '../../src/facts/custom-checks.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { type Judged, met, notMet, type RequirementCheck, unclear, verdictOf } from './requirement.ts';

/** What the organisation checks by programs of its own. */
const custom: RequirementCheck = {
  isWanted: (requirements) => requirements.custom.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.custom',
      title: "The organisation's own checks",
      systems: EVERYWHERE,
      link: 'container',
      essential: true,
      needs: { results: customFact(requirements.custom.map(({ value }) => value)) },
      finds: ['custom.failed'],
      judge({ results }) {
        const judged = results.map((result, index): Judged => {
          const wish = requirements.custom[index];
          if (!wish) return unclear('a check without a requirement');
          const { name, command, exitCode, message, fix, guide } = wish.value;
          if (result.kind === 'unknown') return unclear(`${name}: ${result.detail}`);
          if (result.exitCode === exitCode) return met(name);
          const line = command.join(' ');
          const said = result.output.split('\n').find((text) => text.trim() !== '') ?? '';
          return notMet({
            id: 'custom.failed',
            values: {
              name,
              message:
                message ?? (said || `${line} ended with ${result.exitCode}, and ${exitCode} is expected`),
              // Commands are separate texts; a line end cannot be part of one.
              fix: fix.join('\n'),
              guide: guide ?? '',
            },
            evidence: [
              evidence(wish.from, line),
              evidence(`exit code ${result.exitCode}, expected ${exitCode}`, result.output || 'no output'),
            ],
          });
        });
        return verdictOf(judged);
      },
    }),
};

export const customRequirements: readonly RequirementCheck[] = [custom];
