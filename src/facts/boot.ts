/** Does the engine of this system start with it? Links in a few folders tell, without asking systemd. */
import { defineFact, known } from './fact.ts';
import { systemFact } from './system.ts';

const UNITS = ['docker.service', 'docker.socket'];
const FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];
const TARGETS = [
  'multi-user.target.wants',
  'sockets.target.wants',
  'default.target.wants',
  'graphical.target.wants',
];

/** Null where it is not systemd's business, or could not be seen. */
export const startsAtBootFact = defineFact<boolean | null>(
  'starts-at-boot',
  'looking whether Docker starts at boot',
  async ({ host, get }) => {
    const system = await get(systemFact);
    if (!system.known || system.value.init !== 'systemd' || system.value.container !== null)
      return known(null);
    const lists = await Promise.all(
      FOLDERS.flatMap((folder) => TARGETS.map((target) => host.ask('list', { path: `${folder}/${target}` }))),
    );
    // A folder that could not be listed (not: is not there) may hold the link.
    if (lists.some((list) => !list.ok && list.error.code !== 'ENOENT' && list.error.code !== 'ENOTDIR'))
      return known(null);
    return known(lists.some((list) => list.ok && list.value.some(({ name }) => UNITS.includes(name))));
  },
);
