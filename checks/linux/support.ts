import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientVersionFact } from '../../src/facts/client.ts';
import { nowFact } from '../../src/facts/clock.ts';
import { type EngineFact, engineFact, productOf } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { isObject, textAt, valueAt } from '../../src/facts/json-text.ts';
import { LINUX } from '../catalogue/systems.ts';
import { endedLongAgo, ownNumber, vulnerabilitiesOf } from '../data/releases.ts';

/** Do the engine and its runtime still get fixes? Only for Docker's own packages, which are what their number says. */
export default defineCheck({
  id: 'linux.support',
  title: 'Supported versions',
  systems: LINUX,
  link: 'host',
  after: ['engine.answers'],
  needs: { engine: engineFact, now: nowFact },
  uses: { client: clientVersionFact },
  finds: ['engine.eol', 'engine.vulnerable', 'client.outdated'],
  judge({ engine, now, client }) {
    if (engine.state !== 'answers') return skip('no engine answers');
    const findings = isDockersOwn(engine) ? engineFindings(engine, now) : [];
    const cli = client.known && client.value?.kind === 'docker' ? client.value : null;
    const number = cli?.platform === COMMUNITY ? ownNumber(cli.version) : null;
    const ended = number && endedLongAgo(number, now);
    if (cli && ended && !findings.some(({ id }) => id === 'engine.eol')) {
      findings.push({
        id: 'client.outdated',
        values: { version: cli.version, ended, path: 'the docker command' },
        evidence: [evidence('docker version', cli.version)],
      });
    }
    if (findings.length > 0) return found(...findings);
    return pass(
      isDockersOwn(engine) ? 'the engine gets fixes' : 'fixes come from the distribution or product',
    );
  },
});

const COMMUNITY = 'Docker Engine - Community';

const isDockersOwn = (engine: EngineFact): boolean =>
  productOf(engine) === 'docker-engine' && textAt(engine.version, 'Platform', 'Name') === COMMUNITY;

function engineFindings(engine: EngineFact, now: number): Finding[] {
  const version = textAt(engine.version, 'Version');
  const number = ownNumber(version);
  const findings: Finding[] = [];
  const ended = number && endedLongAgo(number, now);
  if (number && version && ended) {
    findings.push({
      id: 'engine.eol',
      values: { version, ended },
      evidence: [evidence('GET /version', `Version ${version}`)],
    });
  }
  const plugins = valueAt(engine.info, 'Plugins', 'Authorization');
  const components = [
    { name: 'engine', version },
    { name: 'runc', version: componentVersion(engine, 'runc') },
  ];
  for (const { name, version: text } of components) {
    const own = ownNumber(text);
    const [worst] = own ? vulnerabilitiesOf(name, own, Array.isArray(plugins) && plugins.length > 0) : [];
    if (!worst || text === null) continue;
    findings.push({
      id: 'engine.vulnerable',
      values: { component: name, version: text, what: worst.what, cve: worst.id, fixed: worst.fixed },
      evidence: [evidence('GET /version', `${name} ${text}`)],
    });
  }
  return findings;
}

function componentVersion(engine: EngineFact, name: string): string | null {
  const components = valueAt(engine.version, 'Components');
  if (!Array.isArray(components)) return null;
  const found = components.find((one) => isObject(one) && one.Name === name);
  return textAt(found, 'Version');
}
