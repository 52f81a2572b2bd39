import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { engineFact, productOf } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type DockerNetwork, freeRanges, networksFact, overlap, poolsOf } from '../../src/facts/networks.ts';
import { type Route, routesFact } from '../../src/facts/routes.ts';
import { systemFact } from '../../src/facts/system.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Do Docker's networks leave alone the addresses that this machine needs, and is there room for more? */
export default defineCheck({
  id: 'net.addresses',
  title: 'Addresses of networks',
  systems: EVERYWHERE,
  link: 'container',
  essential: false,
  after: ['engine.answers'],
  needs: { networks: networksFact, engine: engineFact, system: systemFact },
  uses: { routes: routesFact, daemon: daemonConfigFact },
  finds: ['net.subnet-overlap', 'net.pool-exhausted'],
  judge({ networks, engine, system, routes, daemon }) {
    if (networks === null) return skip('no engine of this machine answers');
    const product = productOf(engine);
    // Inside WSL, Desktop's networks live in another namespace than the routes that are seen here.
    const seen =
      routes.known && !(system.system === 'wsl' && product !== 'docker-engine') ? routes.value : [];
    const foreign = seen.filter((route) => route.subnet.bits > 1 && !isDockers(route, networks));
    const common = {
      product,
      ...(daemon.known && { settings: daemon.value.state === 'absent' ? 'absent' : 'present' }),
    };
    const findings: Finding[] = networks
      .filter(({ driver }) => driver === 'bridge')
      .flatMap((network) => overlaps(network, foreign, common));
    const taken = [
      ...networks.flatMap(({ subnets }) => subnets.map(({ subnet }) => subnet)),
      ...(product === 'docker-engine' ? foreign.map(({ subnet }) => subnet) : []),
    ];
    if (freeRanges(poolsOf(engine.info), taken) === 0) {
      const count = networks.filter(({ subnets }) => subnets.length > 0).length;
      const reason = `${count} networks exist`;
      findings.push({
        id: 'net.pool-exhausted',
        values: { ...common, reason },
        evidence: [evidence('GET /networks', reason)],
      });
    }
    if (findings.length > 0) return found(...findings);
    return pass(`${networks.length} networks`);
  },
});

/** Routes that Docker itself made, and those of the machine to itself. */
const isDockers = ({ device }: Route, networks: readonly DockerNetwork[]): boolean =>
  /^(?:lo\d*|docker0|docker_gwbridge|br-[0-9a-f]{12}|veth.*|bridge1\d\d)$/.test(device) ||
  networks.some(({ bridge }) => bridge === device);

function overlaps(
  { name, subnets }: DockerNetwork,
  routes: readonly Route[],
  common: Record<string, string>,
): Finding[] {
  return subnets.flatMap(({ text, subnet }) => {
    const route = routes.find((one) => overlap(one.subnet, subnet));
    if (!route) return [];
    return [
      {
        id: 'net.subnet-overlap',
        values: { ...common, network: name, subnet: text, route: route.text, via: route.device },
        // A wide route goes on working but for the part that Docker took, which nobody may need.
        ...(route.subnet.bits < subnet.bits && { severity: 'info' as const }),
        evidence: [
          evidence('GET /networks', `${name}: ${text}`),
          evidence('routes', `${route.text} ${route.device}`),
        ],
      },
    ];
  });
}
