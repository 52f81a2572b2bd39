/** Are Linux containers wanted here? Asked where a Windows-containers engine answers. */
import { engineFact } from '../engine.ts';
import { defineFact, known } from '../fact.ts';
import { textAt } from '../json-text.ts';
import { joinPath } from '../paths.ts';
import { readKey, textOf } from './registry.ts';

const LXSS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';

export const linuxWantedFact = defineFact<boolean>(
  'windows.linux-wanted',
  'looking whether Linux containers are wanted',
  async ({ host, get }) => {
    const engine = await get(engineFact);
    if (!engine.known || textAt(engine.value.version, 'Os') !== 'windows') return known(false);
    const [dockerfile, lxss] = await Promise.all([
      host.ask('readFile', { path: joinPath(host, host.identity.cwd, 'Dockerfile') }),
      readKey(host, LXSS, { deep: true }),
    ]);
    // A Dockerfile of Windows images says what is wanted, one of Linux images too.
    if (dockerfile.ok)
      return known(!/^\s*FROM\s+\S*(?:windows|nanoserver|servercore)/im.test(dockerfile.value));
    // Without any WSL distribution, Docker Desktop's own included, nobody ran Linux here.
    return known([...(lxss ?? [])].some(([, values]) => textOf(values, 'DistributionName') !== null));
  },
);
