/** All worlds of the lab: the healthy ones, then the faults. */
import { faults, healthy } from './faults.ts';
import { elsewhereFaults, elsewhereHealthy, proxyFaults, proxyHealthy } from './faults-elsewhere.ts';
import { networkFaults, networkHealthy } from './faults-network.ts';
import { registryFaults, registryHealthy } from './faults-registry.ts';
import { remoteFaults, remoteHealthy } from './faults-remote.ts';
import { wslFaults, wslHealthy, wslTraps } from './faults-wsl.ts';
import { healthyPlaces, places } from './places.ts';
import { startFaults } from './start-faults.ts';
import type { Fault } from './world.ts';

export const worlds: readonly Fault[] = [
  ...healthy,
  ...remoteHealthy,
  ...registryHealthy,
  ...networkHealthy,
  ...elsewhereHealthy,
  ...proxyHealthy,
  ...healthyPlaces,
  ...faults,
  ...remoteFaults,
  ...registryFaults,
  ...networkFaults,
  ...elsewhereFaults,
  ...proxyFaults,
  ...startFaults,
  ...wslHealthy,
  ...wslFaults,
  ...wslTraps,
  ...places,
];
