import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { recognise } from '../../src/explain/recognise.ts';
import { evidence } from '../../src/facts/fact.ts';
import { smokeFact } from '../../src/facts/smoke.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** What a container that does not start can turn out to be, where its message tells. */
const TOLD = [
  'run.runtime-missing',
  'run.exec-format',
  'run.gpu',
  'kernel.cgroups',
  'kernel.seccomp',
  'kernel.userns',
  'kernel.lxc',
  'security.apparmor',
  'security.selinux',
  'daemon.containerd',
  'disk.full',
];

/** `--deep`: does a container really run? */
export default defineCheck({
  id: 'container.run',
  title: 'A container',
  systems: EVERYWHERE,
  link: 'container',
  after: ['engine.answers'],
  needs: { smoke: smokeFact },
  finds: [...TOLD, 'run.failed'],
  async judge({ smoke }) {
    if (smoke.state === 'not-asked') return skip(smoke.why);
    if (smoke.ran) return pass('was loaded, started, and ended as it should');
    const seen = [evidence(`could not ${smoke.step}`, smoke.message)];
    const told = (await recognise(smoke.message, { fromDocker: true })).find(({ id }) => TOLD.includes(id));
    const finding: Finding = told
      ? { id: told.id, severity: 'error', values: { reason: smoke.message, ...told.values }, evidence: seen }
      : { id: 'run.failed', values: { reason: smoke.message }, evidence: seen };
    return found(finding);
  },
});
