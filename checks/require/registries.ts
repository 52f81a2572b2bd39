import { defineCheck } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { imageName, localImagesFact } from '../../src/facts/local-images.ts';
import { type RegistryFact, type RegistryState, registriesFact } from '../../src/facts/registries.ts';
import type { RegistryNeed, Wanted } from '../../src/preflight/requirements.ts';
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

/** Can the images of the project be had: are they here already, or does their registry answer? */
const images: RequirementCheck = {
  isWanted: (requirements) => requirements.images.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.images',
      title: 'Images of the project',
      systems: EVERYWHERE,
      link: 'registry',
      // Where a registry was not asked (--offline, an engine elsewhere) nobody required that it is.
      essential: false,
      after: AFTER_ENGINE,
      needs: { registries: registriesFact },
      uses: { here: localImagesFact },
      finds: [...Object.values(PROBLEMS)],
      judge(facts) {
        const { registries: asked, skipped } = facts.registries;
        const here = facts.here.known ? facts.here.value : new Set<string>();
        const hosts = [...new Set(requirements.images.map(({ value }) => value.registry))];
        return verdictOf(
          hosts.map((host): Judged => {
            const all = requirements.images.filter(({ value }) => value.registry === host);
            const lacking = all.filter(({ value }) => value.always || !here.has(imageName(value.image)));
            const [wish] = lacking;
            if (!wish) return met(`${host} (its images are here)`);
            const found = asked.find(({ registry }) => registry === host);
            if (!found) return unclear(`${host}: ${skipped ?? 'it was not asked'}`);
            return judge(found, {
              value: { host, signedIn: false },
              from: `${wish.from}: ${wish.value.image}`,
            });
          }),
        );
      },
    }),
};

function judge(
  { registry, host, port, shell, engine, insecure, login }: RegistryFact,
  wish: Wanted<RegistryNeed>,
): Judged {
  const { value, from } = wish;
  // The engine pulls: its own way counts where it is known.
  const probe = engine ?? shell;
  const { state, code, detail, challenge } = probe;
  const reason = detail || code;
  const finding = (id: string, why: string): Judged =>
    notMet({
      id,
      values: { registry, host, port: String(port), reason: why, proxy: probe.proxy ?? '', from },
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

export const registryRequirements: readonly RequirementCheck[] = [registries, images];
