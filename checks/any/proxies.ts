import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { configProxyFact } from '../../src/facts/config-proxy.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Does the proxy that config.json gives to containers and builds exist? */
export default defineCheck({
  id: 'registry.container-proxy',
  title: 'Proxy of containers',
  systems: EVERYWHERE,
  link: 'registry',
  essential: false,
  needs: { proxy: configProxyFact, config: cliConfigFact },
  finds: ['registry.proxy'],
  judge({ proxy, config }) {
    if (proxy === null) return skip('none set, or not asked');
    const { url, dead } = proxy;
    if (dead === null) return pass(url);
    const reason = `${config.file} gives containers and builds the proxy ${url}, which ${dead}`;
    return found({
      id: 'registry.proxy',
      values: { kind: 'config', proxy: url, file: config.file, reason },
      evidence: [evidence(config.file, `proxies: ${url}`), evidence(url, dead)],
    });
  },
});
