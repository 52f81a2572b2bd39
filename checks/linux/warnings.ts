import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { valueAt } from '../../src/facts/json-text.ts';
import { LINUX } from '../catalogue/systems.ts';

/**
 * Limits that the kernel does not offer and cgroup v1 going away some day: true of very many
 * healthy machines, and nothing that anyone must do.
 */
const HARMLESS = [
  /^WARNING: No .* support$/i,
  /^WARNING: bridge-nf-call-ip6?tables is disabled$/i,
  /cgroup v1/i,
];

/** What the engine says against itself in /info. */
export default defineCheck({
  id: 'linux.engine-warnings',
  title: "Engine's own warnings",
  systems: LINUX,
  link: 'host',
  after: ['engine.answers'],
  needs: { engine: engineFact },
  finds: ['daemon.warnings'],
  judge({ engine }) {
    if (engine.state !== 'answers') return skip('no engine answers');
    const all = valueAt(engine.info, 'Warnings');
    const warnings = Array.isArray(all) ? all.filter((warning) => typeof warning === 'string') : [];
    const serious = warnings.filter((warning) => !HARMLESS.some((pattern) => pattern.test(warning.trim())));
    if (serious.length === 0)
      return pass(warnings.length === 0 ? 'none' : `${warnings.length} without consequence`);
    return found({
      id: 'daemon.warnings',
      values: { reason: serious.map((warning) => warning.replace(/^WARNING: /, '')).join(' ') },
      evidence: serious.map((warning) => evidence('GET /info', warning)),
    });
  },
});
