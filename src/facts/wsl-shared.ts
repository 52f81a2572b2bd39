/** An engine of a distribution's own beside Docker Desktop's integration: both make /var/run/docker.sock. */
import { engineFact, productOf } from './engine.ts';
import { defineFact, known } from './fact.ts';
import { exists } from './paths.ts';

export interface SharedSocket {
  /** The product that answers at the moment. */
  readonly answers: string;
  /** Link of Desktop's integration that is here and works. */
  readonly link: string;
}

const LINK = '/usr/bin/docker';
const TOOLS = '/mnt/wsl/docker-desktop/';

/** Null where only one of them is here; asked of the files alone. */
export const sharedSocketFact = defineFact<SharedSocket | null>(
  'wsl.shared-socket',
  'looking for a second engine',
  async ({ host, get }) => {
    const engine = await get(engineFact);
    if (!engine.known || engine.value.state !== 'answers') return known(null);
    const answers = productOf(engine.value);
    // Desktop answers, or something that is none of the two.
    if (answers !== 'docker-engine') return known(null);
    const target = await host.ask('readlink', { path: LINK });
    if (!target.ok || !target.value.startsWith(TOOLS) || !(await exists(host, LINK))) return known(null);
    return known({ answers, link: LINK });
  },
);
