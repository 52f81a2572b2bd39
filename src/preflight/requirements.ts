/** What somebody states that a machine must have: from a requirements file, from flags, or worked out of a Compose file. */

import type { CustomCheck } from '../facts/custom-checks.ts';
import type { Port } from '../facts/ports.ts';
import type { PathNeed } from '../facts/shared-paths.ts';

/** A wish, and who has it: 'docker-doctor.json:3:13', '--engine', 'compose.yaml (services.web.ports)'. */
export interface Wanted<T> {
  readonly value: T;
  readonly from: string;
}

export const VERSIONED = ['client', 'engine', 'api', 'compose', 'buildx'] as const;
export type Versioned = (typeof VERSIONED)[number];

export interface RegistryNeed {
  readonly host: string;
  readonly signedIn: boolean;
}

/** An image that a project has pulled. */
export interface ImageNeed {
  readonly image: string;
  readonly registry: string;
  /** It is pulled even where it is here already. */
  readonly always: boolean;
}

export interface Requirements {
  /** Ranges of versions, in the notation of semver. */
  readonly versions: Readonly<Record<Versioned, readonly Wanted<string>[]>>;
  readonly memory: readonly Wanted<number>[];
  readonly cpus: readonly Wanted<number>[];
  readonly disk: readonly Wanted<number>[];
  /** 'linux/amd64', 'linux/arm/v7' … */
  readonly platforms: readonly Wanted<string>[];
  readonly containerOs: readonly Wanted<'linux' | 'windows'>[];
  /** One of each list must be in force. */
  readonly contexts: readonly Wanted<readonly string[]>[];
  readonly products: readonly Wanted<readonly string[]>[];
  readonly rootless: readonly Wanted<boolean>[];
  readonly registries: readonly Wanted<RegistryNeed>[];
  /** Their registries are needed, unless they are here already. */
  readonly images: readonly Wanted<ImageNeed>[];
  readonly ports: readonly Wanted<Port>[];
  readonly paths: readonly Wanted<PathNeed>[];
  readonly gpu: readonly Wanted<true>[];
  readonly custom: readonly Wanted<CustomCheck>[];
  /** Compose projects by the absolute paths of their files, which are merged; looked into later. */
  readonly composeFiles: readonly Wanted<readonly string[]>[];
  readonly devcontainers: readonly Wanted<string>[];
  /** What came of looking into these. */
  readonly readings: readonly Reading[];
  /** Folders of their Compose projects: containers of these may have the ports already. */
  readonly projects: readonly string[];
}

/** What a Compose file or a devcontainer.json gave. */
export interface Reading {
  readonly name: string;
  /** 'docker compose config', or 'read by docker-doctor'. */
  readonly source: string;
  /** '2 services, 1 port, Compose >=2.22' */
  readonly needs: string;
  /** What could not be found out. */
  readonly notes: readonly string[];
  /** Why Compose refuses the file; null where it takes it, or is not there to be asked. */
  readonly refusal: string | null;
}

export const NOTHING: Requirements = {
  versions: { client: [], engine: [], api: [], compose: [], buildx: [] },
  memory: [],
  cpus: [],
  disk: [],
  platforms: [],
  containerOs: [],
  contexts: [],
  products: [],
  rootless: [],
  registries: [],
  images: [],
  ports: [],
  paths: [],
  gpu: [],
  custom: [],
  composeFiles: [],
  devcontainers: [],
  readings: [],
  projects: [],
};

/** All wishes together: none replaces another. */
export function together(...parts: readonly Partial<Requirements>[]): Requirements {
  const lists = Object.keys(NOTHING).filter((key) => key !== 'versions') as Exclude<
    keyof Requirements,
    'versions'
  >[];
  const all = <T>(pick: (part: Partial<Requirements>) => readonly T[] | undefined): readonly T[] =>
    parts.flatMap((part) => pick(part) ?? []);
  return {
    ...(Object.fromEntries(
      lists.map((key) => [key, all<unknown>((part) => part[key])]),
    ) as unknown as Requirements),
    versions: Object.fromEntries(
      VERSIONED.map((what) => [what, all((part) => part.versions?.[what])]),
    ) as unknown as Requirements['versions'],
  };
}

export const isEmpty = (requirements: Requirements): boolean =>
  Object.values({ ...requirements, ...requirements.versions, versions: [] }).every(
    (list) => (list as readonly unknown[]).length === 0,
  );
