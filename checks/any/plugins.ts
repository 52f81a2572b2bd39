import { defineCheck, type Finding, found, pass } from '../../src/diagnosis/check.ts';
import { clientVersionFact } from '../../src/facts/client.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type CliPlugin, dockerfileFact, pluginsFact } from '../../src/facts/plugins.ts';
import { numbersOf } from '../../src/facts/versions.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Do the CLI's plugins work, and is Compose there where it is wanted? */
export default defineCheck({
  id: 'client.plugins',
  title: 'Compose and buildx',
  systems: EVERYWHERE,
  link: 'host',
  after: ['client.cli'],
  needs: { plugins: pluginsFact },
  uses: { version: clientVersionFact, dockerfile: dockerfileFact },
  finds: ['plugin.broken', 'compose.missing', 'compose.legacy', 'buildx.missing'],
  judge({ plugins: { plugins, standaloneCompose, composeFileHere }, version, dockerfile }) {
    const compose = plugins.find(({ name }) => name === 'compose');
    const findings = plugins.filter(({ broken }) => broken !== null).map(brokenPlugin);
    // Without Compose nothing is wrong, unless a Compose file lies here.
    if (!compose && composeFileHere) {
      const seen = evidence(composeFileHere, 'a Compose file in the current folder');
      const other =
        standaloneCompose &&
        evidence('PATH', `${standaloneCompose.path} ${standaloneCompose.version ?? ''}`.trim());
      // A program docker-compose of version 2 and newer is Compose, only under its old name.
      const isCurrent = standaloneCompose !== null && !/^[01]\./.test(standaloneCompose.version ?? '1.');
      findings.push(
        standaloneCompose && other && !isCurrent
          ? { id: 'compose.legacy', values: { path: standaloneCompose.path }, evidence: [other, seen] }
          : {
              id: 'compose.missing',
              values: { file: composeFileHere },
              ...(isCurrent && { severity: 'info' as const }),
              evidence: other ? [other, seen] : [seen],
            },
      );
    }
    // Since 23.0 `docker build` is buildx, and without it an old builder that is going away.
    const cli = version.known && version.value?.kind === 'docker' ? version.value.version : null;
    const hasBuildx = plugins.some(({ name }) => name === 'buildx');
    const dockerfileHere = dockerfile.known ? dockerfile.value : null;
    if (dockerfileHere !== null && !hasBuildx && (numbersOf(cli)?.major ?? 0) >= 23) {
      findings.push({
        id: 'buildx.missing',
        values: { reason: 'A Dockerfile lies in the current folder, and buildx is not installed' },
        evidence: [
          evidence(dockerfileHere, 'in the current folder'),
          evidence('docker --version', cli ?? ''),
        ],
      });
    }
    if (findings.length > 0) return found(...findings);
    const named = ['compose', 'buildx'].map((name) => describe(name, plugins));
    return pass(named.join(', '));
  },
});

function brokenPlugin({ name, path, broken }: CliPlugin): Finding {
  const kind = broken === 'is not executable' ? 'not-executable' : 'other';
  return {
    id: 'plugin.broken',
    values: { name, path, reason: broken ?? '', kind },
    evidence: [evidence(path, broken ?? '')],
  };
}

function describe(name: string, plugins: readonly CliPlugin[]): string {
  const plugin = plugins.find((candidate) => candidate.name === name);
  return plugin ? `${name} ${plugin.version ?? ''}`.trim() : `${name} not installed (not needed here)`;
}
