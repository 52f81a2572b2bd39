/** What systeminformation is right about: memory and the names of systems. Its virtualization flags are not used. */
import type { InventoryTopics } from './host.ts';

export async function inventory(
  topic: keyof InventoryTopics,
): Promise<InventoryTopics[keyof InventoryTopics]> {
  const { default: si } = await import('systeminformation');
  switch (topic) {
    case 'memory': {
      const { total, available } = await si.mem();
      return { total, available };
    }
    case 'os': {
      const { distro, release, build } = await si.osInfo();
      return { distro, release, build };
    }
  }
}
