/** Who runs this, by numbers. */
import { defineFact, known } from './fact.ts';

export interface UserFact {
  readonly uid: number;
  /** Groups of this process, not of the user database. */
  readonly groups: readonly number[];
}

export const userFact = defineFact<UserFact>('user', 'who runs this', ({ host }) => {
  const { uid, gid, groups } = host.identity;
  return Promise.resolve(known({ uid, groups: [...new Set([gid, ...groups])] }));
});
