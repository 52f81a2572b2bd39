import { defineCheck } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type PlatformsFact, platformsFact } from '../../src/facts/platforms.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { AFTER_ENGINE, met, notMet, type RequirementCheck, unclear, verdictOf } from './requirement.ts';

/** Can images for these platforms run: by the CPU itself, or by an emulation that is installed? */
const platforms: RequirementCheck = {
  isWanted: (requirements) => requirements.platforms.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.platforms',
      title: 'Required platforms',
      systems: EVERYWHERE,
      link: 'host',
      essential: true,
      after: AFTER_ENGINE,
      needs: { platforms: platformsFact(requirements.platforms.map(({ value }) => value)) },
      finds: ['run.exec-format'],
      judge: (facts) =>
        verdictOf(
          requirements.platforms.map(({ value, from }) => {
            const how = howItRuns(value, facts.platforms);
            if (how !== null) return met(`${value} (${how})`);
            const { own, emulated, source } = facts.platforms;
            if (emulated === null) return unclear(`${value}: ${source}`);
            const also = emulated.filter((other) => other !== own);
            return notMet({
              id: 'run.exec-format',
              values: { platform: value, image: value, host: own, engine: own, from },
              evidence: [
                evidence(from, `platform ${value}`),
                evidence(
                  source,
                  `${own}${also.length > 0 ? `, emulated: ${also.join(', ')}` : ', no emulation'}`,
                ),
              ],
            });
          }),
        ),
    }),
};

/** A CPU runs its own older relatives: amd64 runs 386, and the plain platform runs its first variants. */
function howItRuns(wanted: string, { own, emulated: told }: PlatformsFact): string | null {
  const emulated = told ?? [];
  const base = (platform: string): string => platform.split('/').slice(0, 2).join('/');
  const first = wanted.replace(/\/amd64\/v1$/, '/amd64').replace(/\/arm64\/v8$/, '/arm64');
  if (first === own) return 'its own';
  if (own === 'linux/amd64' && first === 'linux/386') return 'its own';
  if (emulated.includes(first)) return base(first) === own ? 'its own' : 'emulated';
  // A variant of 32-bit Arm: QEMU emulates all of them, and its handler does not name one.
  return base(first) === 'linux/arm' && emulated.includes('linux/arm') ? 'emulated' : null;
}

export const platformRequirements: readonly RequirementCheck[] = [platforms];
