/** The folder that this was started in. */
import { defineFact, known } from './fact.ts';

export const workingFolderFact = defineFact<string>('working-folder', 'which folder this is', ({ host }) =>
  Promise.resolve(known(host.identity.cwd)),
);
