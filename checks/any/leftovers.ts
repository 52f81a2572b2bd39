/** What checks of the endpoint say of remains of retired products. */
import type { Finding } from '../../src/diagnosis/check.ts';
import { evidence, type FactResult } from '../../src/facts/fact.ts';
import type { LeftoversFact } from '../../src/facts/leftovers.ts';

/** Values for the texts and fixes: which product, which variables, which line sets them; `origin` is a sentence. */
export function leftoverValues(leftovers: FactResult<LeftoversFact>): Record<string, string> {
  if (!leftovers.known) return { origin: '' };
  const { leftover, variables, profile } = leftovers.value;
  return {
    ...(variables.length > 0 && { variables: variables.join(' ') }),
    origin: leftover ? ` These settings are left over from ${leftover.product}.` : '',
    ...(leftover && { leftover: leftover.product }),
    ...(profile && { profile: profile.file, line: String(profile.line) }),
  };
}

/** The remains as a finding of their own, which the problem they cause then explains. */
export function leftoverFinding(leftovers: FactResult<LeftoversFact>): Finding[] {
  const leftover = leftovers.known ? leftovers.value.leftover : null;
  if (!leftover?.retired) return [];
  return [
    {
      id: 'install.leftover',
      values: {
        ...leftoverValues(leftovers),
        product: leftover.product,
        consequence: 'Nothing of it answers any more.',
      },
      evidence: [evidence(leftover.sign.source, leftover.sign.text)],
    },
  ];
}
