/**
 * Places of engines on Windows: named pipes. A pipe exists only while its program runs, so that the
 * list of \\.\pipe\ tells which are worth asking.
 */
import { DEFAULT_PIPE } from '../endpoint.ts';
import type { EnginePlace, Locator } from './place.ts';

const PIPES: readonly (readonly [product: string, path: string])[] = [
  ['docker-desktop', '//./pipe/dockerDesktopLinuxEngine'],
  ['docker-desktop', '//./pipe/dockerDesktopWindowsEngine'],
  ['docker-engine', DEFAULT_PIPE],
  ['rancher-desktop', '//./pipe/docker_engine_rancher'],
  ['podman', '//./pipe/podman-machine-default'],
];

export const locate: Locator = () =>
  Promise.resolve(
    PIPES.map(
      ([product, path]): EnginePlace => ({
        product,
        url: `npipe://${path}`,
        address: { path },
        installed: false,
        start: null,
      }),
    ),
  );
