/** ~/.docker: what in it this user may not write, and a config.json without any content. */
import { configFolder } from '../cli-config.ts';
import { defineFact, known } from '../fact.ts';
import { joinPath } from '../paths.ts';

export interface DockerFolder {
  readonly folder: string;
  /** Folders in use that refuse this user, each with its errno. */
  readonly refused: readonly { readonly path: string; readonly code: string }[];
  /** config.json is an empty file: the CLI takes it, apps that parse it stop. */
  readonly emptyConfig: boolean;
}

export const dockerFolderFact = defineFact<DockerFolder>(
  'mac.docker-folder',
  'looking at the folder of the settings',
  async ({ host }) => {
    const folder = configFolder(host);
    const paths = [folder, ...['buildx', 'contexts', 'run'].map((name) => joinPath(host, folder, name))];
    const [config, ...answers] = await Promise.all([
      host.ask('stat', { path: joinPath(host, folder, 'config.json') }),
      ...paths.map((path) => host.ask('access', { path, mode: 'rw' })),
    ]);
    const refused = answers.flatMap((answer, at) =>
      !answer.ok && /^E(?:ACCES|PERM|ROFS)$/.test(answer.error.code)
        ? [{ path: paths[at] ?? folder, code: answer.error.code }]
        : [],
    );
    return known({ folder, refused, emptyConfig: config.ok && config.value.size === 0 });
  },
);
