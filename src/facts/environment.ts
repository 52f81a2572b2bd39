/** Single variables that steer the CLI. */
import { defineFact, known } from './fact.ts';

/** DOCKER_API_VERSION, or null where it is not set. */
export const pinnedApiVersionFact = defineFact<string | null>(
  'env.api-version',
  'reading DOCKER_API_VERSION',
  ({ host }) => Promise.resolve(known(host.env('DOCKER_API_VERSION') || null)),
);

/** The CI that runs this job, or null. */
export const ciFact = defineFact<'gitlab' | 'other' | null>('env.ci', 'looking for a CI job', ({ host }) =>
  Promise.resolve(known(host.env('GITLAB_CI') ? 'gitlab' : host.env('CI') ? 'other' : null)),
);
