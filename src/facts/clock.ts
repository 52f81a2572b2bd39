/** The time on this machine and on the engine's. */
import { engineFact } from './engine.ts';
import { defineFact, known } from './fact.ts';

/** Milliseconds since 1970, when the run began. */
export const nowFact = defineFact<number>('now', 'what time it is', async ({ host }) =>
  known(host.identity.now),
);

export interface ClockFact {
  readonly here: number;
  /** The engine's own time (the Date header that every Go server sends), or null. Milliseconds since 1970. */
  readonly engine: number | null;
}

export const clockFact = defineFact<ClockFact>('clock', 'comparing clocks', async ({ host, get }) => {
  const engine = await get(engineFact);
  const time = Date.parse((engine.known && engine.value.ping?.headers.date) || '');
  return known({ here: host.identity.now, engine: Number.isNaN(time) ? null : time });
});
