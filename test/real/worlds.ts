/** All worlds of the lab: the healthy ones, then the faults. */
import { faults, healthy } from './faults.ts';
import { networkFaults, networkHealthy } from './faults-network.ts';
import { registryFaults, registryHealthy } from './faults-registry.ts';
import { remoteFaults, remoteHealthy } from './faults-remote.ts';
import { healthyPlaces, places } from './places.ts';
import { startFaults } from './start-faults.ts';
import type { Fault } from './world.ts';

export const worlds: readonly Fault[] = [
  ...healthy,
  ...remoteHealthy,
  ...registryHealthy,
  ...networkHealthy,
  ...healthyPlaces,
  ...faults,
  ...remoteFaults,
  ...registryFaults,
  ...networkFaults,
  ...startFaults,
  ...places,
];
