/** Docker's apt repository as it is configured here. */
import { defineFact, isAbsent, known } from './fact.ts';
import { joinPath } from './paths.ts';

export interface AptRepository {
  readonly file: string;
  /** The distribution in its address: download.docker.com/linux/<this>. */
  readonly distribution: string;
  /** The release it names. */
  readonly codename: string;
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
    return known(found.flat());
  },
);

/** One-line style (sources.list(5)) and deb822 (.sources). */
export function parseAptSources(file: string, text: string): AptRepository[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const oneLine = lines.flatMap((line) => {
    const match =
      /^\s*deb\s+(?:\[[^\]]*\]\s*)?https?:\/\/download\.docker\.com\/linux\/([\w.-]+)\/?\s+(\S+)/.exec(line);
    return match?.[1] && match[2] ? [{ file, distribution: match[1], codename: match[2] }] : [];
  });
  const stanzas = lines
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const distribution = /^URIs:.*download\.docker\.com\/linux\/([\w.-]+)/im.exec(stanza)?.[1];
      const codename = /^Suites:\s*(\S+)/im.exec(stanza)?.[1];
      return distribution && codename && !/^Enabled:\s*no/im.test(stanza)
        ? [{ file, distribution, codename }]
        : [];
    });
  return [...oneLine, ...stanzas];
}
