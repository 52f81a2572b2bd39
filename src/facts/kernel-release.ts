import { defineFact, known } from './fact.ts';

/** As `uname -r` prints it. */
export const kernelReleaseFact = defineFact<string>('kernel.release', 'which kernel runs', ({ host }) =>
  Promise.resolve(known(host.identity.release)),
);
