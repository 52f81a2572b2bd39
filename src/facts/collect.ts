/** Asks each fact at most once a run, starts them as they are wanted, and isolates a crash to the fact. */
import type { Host } from '../host/host.ts';
import {
  CouldNotLook,
  type Fact,
  type FactContext,
  type FactOptions,
  type FactResult,
  unknownFact,
} from './fact.ts';

export function factContext(host: Host, options: FactOptions): FactContext {
  const asked = new Map<string, Promise<FactResult<unknown>>>();
  const context: FactContext = {
    host,
    options,
    get<T>(fact: Fact<T>): Promise<FactResult<T>> {
      let result = asked.get(fact.id);
      if (!result) {
        result = Promise.resolve()
          .then(() => fact.ask(context))
          .catch((error: unknown) =>
            error instanceof CouldNotLook
              ? error.reason
              : unknownFact('failed', `${fact.asks}: ${String(error)}`),
          );
        asked.set(fact.id, result);
      }
      return result as Promise<FactResult<T>>;
    },
  };
  return context;
}
