import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
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
  // So it is for every rootless engine on a system with cgroup v1.
  /Running in rootless-mode without cgroups/,
];

/** What the engine says against itself in /info. */
export default defineCheck({
  id: 'linux.engine-warnings',
  title: "Engine's own warnings",
  systems: LINUX,
  link: 'host',
  after: ['engine.answers'],
  needs: { engine: engineFact },
  finds: ['daemon.warnings', 'socket.exposed'],
  judge({ engine }) {
    if (engine.state !== 'answers') return skip('no engine answers');
    const all = valueAt(engine.info, 'Warnings');
    const warnings = Array.isArray(all) ? all.filter((warning) => typeof warning === 'string') : [];
    const serious = warnings.filter((warning) => !HARMLESS.some((pattern) => pattern.test(warning.trim())));
    if (serious.length === 0)
      return pass(warnings.length === 0 ? 'none' : `${warnings.length} without consequence`);
    const [open, other] = split(serious, OPEN);
    const findings: Finding[] = [];
    const beyond = open.filter((warning) => !LOOPBACK.test(OPEN.exec(warning)?.[1] ?? ''));
    if (beyond.length > 0) {
      const address = OPEN.exec(beyond[0] ?? '')?.[1] ?? 'TCP';
      findings.push({
        id: 'socket.exposed',
        values: { kind: 'tcp', reason: `The engine listens on ${address} without TLS` },
        evidence: beyond.map((warning) => evidence('GET /info', warning)),
      });
    }
    if (other.length > 0) {
      findings.push({
        id: 'daemon.warnings',
        values: { reason: other.map((warning) => warning.replace(/^WARNING: /, '')).join(' ') },
        evidence: other.map((warning) => evidence('GET /info', warning)),
      });
    }
    return findings.length > 0 ? found(...findings) : pass('the engine listens on loopback without TLS');
  },
});

/** Since 18.09, with "without encryption" and words on root access after it. */
const OPEN = /API is accessible on (\S+) without encryption/;

/** Users of this machine alone get there. */
const LOOPBACK = /^(?:https?:\/\/|tcp:\/\/)?(?:127\.|\[?::1\]?(?::|$)|localhost\b)/;

const split = (texts: readonly string[], pattern: RegExp): [string[], string[]] => [
  texts.filter((text) => pattern.test(text)),
  texts.filter((text) => !pattern.test(text)),
];
