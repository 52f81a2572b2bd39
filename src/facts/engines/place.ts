/**
 * What a locator is: it names the places on one system where products put their engine, without asking
 * any of them. One file a system; index.ts asks the engines and says which one is in force.
 */
import type { Address } from '../../host/host.ts';
import type { FactContext } from '../fact.ts';

export interface EnginePlace {
  /** Whose place it is: 'docker-desktop', 'colima', 'orbstack', 'rancher-desktop', 'podman', 'lima', 'docker-engine'. */
  readonly product: string;
  /** As `docker --host` takes it: unix://… or npipe://… */
  readonly url: string;
  readonly address: Address;
  /** The command that starts this engine; null where the product is not installed here. */
  readonly start: string | null;
  /**
   * True where the product is installed: its engine is listed although nothing is at the place
   * ('stopped'). Otherwise only a place where something lies is listed.
   */
  readonly installed: boolean;
}

/** Every locator asks all its questions at once; it may use other facts, and starts nothing. */
export type Locator = (context: FactContext) => Promise<readonly EnginePlace[]>;

/** A unix socket as a place. */
export const socketPlace = (
  product: string,
  path: string,
  installed = false,
  start: string | null = null,
): EnginePlace => ({ product, url: `unix://${path}`, address: { path }, installed, start });
