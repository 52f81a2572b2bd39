import { defineCheck } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type RegistryFact, type RegistryState, registriesFact } from '../../src/facts/registries.ts';
import type { RegistryNeed, Wanted } from '../../src/preflight/requirements.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { type Judged, met, notMet, type RequirementCheck, unclear, verdictOf } from './requirement.ts';

const PROBLEMS: Readonly<Partial<Record<RegistryState, string>>> = {
  dns: 'registry.dns',
  timeout: 'registry.timeout',
  refused: 'registry.refused',
  proxy: 'registry.proxy',
  untrusted: 'registry.tls-untrusted',
  plain: 'registry.insecure',
  error: 'registry.unreachable',
};

/** Do the registries answer, and is this user signed in where that is asked for? */
const registries: RequirementCheck = {
  isWanted: (requirements) => requirements.registries.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.registries',
      title: 'Required registries',
      systems: EVERYWHERE,
      link: 'registry',
      essential: true,
      needs: { registries: registriesFact },
      finds: [...Object.values(PROBLEMS), 'registry.auth'],
      judge: (facts) =>
        verdictOf(
          requirements.registries.map((wish) => {
            const asked = facts.registries.registries.find(({ registry }) => registry === wish.value.host);
            return asked
              ? judge(asked, wish)
              : unclear(`${wish.value.host}: ${facts.registries.skipped ?? 'it was not asked'}`);
          }),
        ),
    }),
};

function judge(
  { registry, host, port, shell, insecure, login }: RegistryFact,
  wish: Wanted<RegistryNeed>,
): Judged {
  const { value, from } = wish;
  const { state, code, detail, challenge } = shell;
  const reason = detail || code;
  const finding = (id: string, why: string): Judged =>
    notMet({
      id,
      values: { registry, host, port: String(port), reason: why, proxy: shell.proxy ?? '', from },
      evidence: [
        evidence(from, `registry ${registry}${value.signedIn ? ', signed in' : ''}`),
        evidence(`GET ${host}/v2/`, reason || state),
      ],
      explains: [id],
    });
  if (value.signedIn && login === 'none' && challenge !== null) {
    return finding('registry.auth', 'no login for it is stored here');
  }
  const problem = PROBLEMS[state];
  if (problem && !(state === 'plain' && insecure)) return finding(problem, reason);
  return state === 'unknown' ? unclear(`${registry}: ${reason}`) : met(registry);
}

export const registryRequirements: readonly RequirementCheck[] = [registries];
