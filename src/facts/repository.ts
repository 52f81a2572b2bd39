/** Docker's apt repository as it is configured here. */
import type { Host } from '../host/host.ts';
import { defineFact, isAbsent, known } from './fact.ts';
import { joinPath } from './paths.ts';

export interface AptRepository {
  readonly file: string;
  /** The distribution in its address: download.docker.com/linux/<this>. */
  readonly distribution: string;
  /** The release it names. */
  readonly codename: string;
  /** Architectures it is limited to, in Debian's words; empty where it is not. */
  readonly architectures: readonly string[];
  /** The file of its key; null where it names none. */
  readonly key: string | null;
  /** Why apt cannot read that file, or null. */
  readonly keyProblem: 'missing' | 'closed' | null;
}

const FOLDER = '/etc/apt/sources.list.d';

export const aptRepositoriesFact = defineFact<readonly AptRepository[]>(
  'apt-repositories',
  "reading Docker's package repositories",
  async ({ host }) => {
    const folder = await host.ask('list', { path: FOLDER });
    // No apt here, or a folder that is nobody's business: nothing to say.
    if (!folder.ok) return known([]);
    const files = folder.value
      .filter(({ name }) => /docker.*\.(?:list|sources)$/i.test(name))
      .map(({ name }) => joinPath(host, FOLDER, name));
    const found = await Promise.all(
      files.map(async (file) => {
        const answer = await host.ask('readFile', { path: file });
        return answer.ok && !isAbsent(answer) ? parseAptSources(file, answer.value) : [];
      }),
    );
    return known(await Promise.all(found.flat().map((repository) => withKey(host, repository))));
  },
);

/** apt reads keys as its own user: a file that others may not read is as good as none. */
async function withKey(host: Host, repository: AptRepository): Promise<AptRepository> {
  if (repository.key === null) return repository;
  const stat = await host.ask('stat', { path: repository.key });
  if (isAbsent(stat)) return { ...repository, keyProblem: 'missing' };
  return { ...repository, keyProblem: stat.ok && (stat.value.mode & 0o004) === 0 ? 'closed' : null };
}

/** One-line style (sources.list(5)) and deb822 (.sources). */
export function parseAptSources(file: string, text: string): AptRepository[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const oneLine = lines.flatMap((line): AptRepository[] => {
    const match =
      /^\s*deb\s+(?:\[([^\]]*)\]\s*)?https?:\/\/download\.docker\.com\/linux\/([\w.-]+)\/?\s+(\S+)/.exec(
        line,
      );
    const [, options = '', distribution, codename] = match ?? [];
    if (!distribution || !codename) return [];
    const architectures = /\barch=(\S+)/.exec(options)?.[1]?.split(',') ?? [];
    return [
      { file, distribution, codename, architectures, ...keyOf(/\bsigned-by=(\S+)/.exec(options)?.[1]) },
    ];
  });
  const stanzas = lines
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((stanza): AptRepository[] => {
      const distribution = /^URIs:.*download\.docker\.com\/linux\/([\w.-]+)/im.exec(stanza)?.[1];
      const codename = /^Suites:\s*(\S+)/im.exec(stanza)?.[1];
      return distribution && codename && !/^Enabled:\s*no/im.test(stanza)
        ? [
            {
              file,
              distribution,
              codename,
              architectures: /^Architectures:\s*(.+)$/im.exec(stanza)?.[1]?.trim().split(/\s+/) ?? [],
              ...keyOf(/^Signed-By:\s*(\S+)/im.exec(stanza)?.[1]),
            },
          ]
        : [];
    });
  return [...oneLine, ...stanzas];
}

/** A path; a key that stands in the file itself, or a fingerprint, is none. */
const keyOf = (value: string | undefined): Pick<AptRepository, 'key' | 'keyProblem'> => ({
  key: value?.startsWith('/') ? value : null,
  keyProblem: null,
});
