/** Can the engine give a GPU to a container? What the engine itself knows: its runtimes, and the devices it has found (CDI). */
import { engineFact, productOf } from './engine.ts';
import { defineFact, known, unknownFact } from './fact.ts';
import { isObject, valueAt } from './json-text.ts';

export interface GpuFact {
  readonly runtimes: readonly string[];
  readonly devices: readonly string[];
  /** NVIDIA's driver is loaded on this machine; null where the engine is not on this Linux. */
  readonly driver: boolean | null;
  /** Docker Desktop brings the runtime along on Windows and hides it. */
  readonly hidden: boolean;
}

export const gpuFact = defineFact<GpuFact>('gpu', 'looking for GPUs', async ({ host, get }) => {
  const engine = await get(engineFact);
  if (!engine.known) return engine;
  const { info } = engine.value;
  if (info === null) return unknownFact('failed', 'the engine does not describe itself');
  const runtimes = valueAt(info, 'Runtimes');
  const devices = valueAt(info, 'DiscoveredDevices');
  const driver =
    host.identity.platform === 'linux'
      ? await host.ask('stat', { path: '/proc/driver/nvidia/version' })
      : null;
  return known({
    runtimes: isObject(runtimes) ? Object.keys(runtimes) : [],
    devices: Array.isArray(devices)
      ? devices.map((device) => String(valueAt(device, 'ID') ?? '')).filter(Boolean)
      : [],
    driver: driver === null ? null : driver.ok,
    hidden: productOf(engine.value) === 'docker-desktop' && host.identity.platform !== 'darwin',
  });
});
