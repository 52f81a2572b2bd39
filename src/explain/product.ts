/** Which product a socket belongs to, by its path: a text that names one gets that product's own command. */

import type { System } from '../diagnosis/check.ts';

interface Owner {
  /** A path as it stands in messages; named groups fill `start`. */
  readonly path: RegExp;
  /** Where the text is from; all, unless told. */
  readonly systems?: readonly System[];
  readonly engine: string;
  start(name: string | undefined): string;
}

const profile = (command: string, name: string | undefined): string =>
  name === undefined || name === 'default' ? command : `${command} ${name}`;

const OWNERS: readonly Owner[] = [
  {
    path: /\/\.?colima\/(?:(?<name>[\w-]{1,60})\/)?docker\.sock/,
    engine: 'colima',
    start: (name) => profile('colima start', name),
  },
  { path: /\/\.orbstack\/run\/docker\.sock/, engine: 'OrbStack', start: () => 'open -a OrbStack' },
  { path: /\/\.rd\/docker\.sock/, engine: 'Rancher Desktop', start: () => 'rdctl start' },
  {
    path: /\/\.lima\/(?<name>[\w-]{1,60})\/sock\/docker\.sock/,
    engine: 'the machine of Lima',
    start: (name) => profile('limactl start', name),
  },
  // On a Mac or PC these lie inside podman's machine.
  {
    path: /\/run\/(?:user\/\d{1,10}\/)?podman\/podman\.sock/,
    systems: ['macos', 'windows'],
    engine: "podman's machine",
    start: () => 'podman machine start',
  },
  {
    path: /\/run\/user\/\d{1,10}\/podman\/podman\.sock/,
    engine: "podman's service",
    start: () => 'systemctl --user enable --now podman.socket',
  },
  {
    path: /\/run\/podman\/podman\.sock/,
    engine: "podman's service",
    start: () => 'sudo systemctl enable --now podman.socket',
  },
  {
    path: /\/podman-machine-[\w-]{1,60}(?:-api|\/api|\/podman)?\.sock|\/containers\/podman\/machine\//,
    engine: "podman's machine",
    start: () => 'podman machine start',
  },
  {
    path: /\/home\/[^/\s]{1,80}\/\.docker\/desktop\/docker\.sock/,
    engine: 'Docker Desktop',
    start: () => 'systemctl --user start docker-desktop',
  },
];

/** Values for the fixes of whatever the line says; none where it names no product's socket. Paths in URLs have %2F. */
export function productValues(line: string, system: System): Readonly<Record<string, string>> {
  const text = line.replace(/%2F/gi, '/');
  for (const { path, systems, engine, start } of OWNERS) {
    const found = systems && !systems.includes(system) ? null : path.exec(text);
    if (found) return { engine, start: start(found.groups?.name) };
  }
  return {};
}
