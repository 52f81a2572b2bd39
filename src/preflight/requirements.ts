/** What somebody states that a machine must have: from a requirements file, from flags, or worked out of a Compose file. */

/** A wish, and who has it: 'docker-doctor.json:3:13', '--engine', 'compose.yaml (services.web.ports)'. */
export interface Wanted<T> {
  readonly value: T;
  readonly from: string;
}

export const VERSIONED = ['client', 'engine', 'api', 'compose', 'buildx'] as const;
export type Versioned = (typeof VERSIONED)[number];

export interface Port {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** The address it will be published at; null for all. */
  readonly address: string | null;
}

export interface PathNeed {
  /** Absolute, as the machine writes it. */
  readonly path: string;
  /** Where Docker would make an empty folder of what is missing, which is often what is wanted. */
  readonly createdIfMissing: boolean;
}

export interface RegistryNeed {
  readonly host: string;
  readonly signedIn: boolean;
}

/** A check of the organisation: a program, how it must end, and what to say and do where it does not. */
export interface CustomCheck {
  readonly name: string;
  readonly command: readonly string[];
  readonly exitCode: number;
  readonly message: string | null;
  readonly fix: readonly string[];
  readonly guide: string | null;
  readonly timeoutMs: number;
  /** The folder of the file that asks for it. */
  readonly cwd: string;
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
  readonly ports: readonly Wanted<Port>[];
  readonly paths: readonly Wanted<PathNeed>[];
  readonly gpu: readonly Wanted<true>[];
  readonly custom: readonly Wanted<CustomCheck>[];
  /** Compose files (several together are one project), by absolute path; looked into later. */
  readonly composeFiles: readonly Wanted<string>[];
  readonly devcontainers: readonly Wanted<string>[];
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
  ports: [],
  paths: [],
  gpu: [],
  custom: [],
  composeFiles: [],
  devcontainers: [],
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
