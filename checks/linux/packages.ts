import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { clientFact } from '../../src/facts/client.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type InstalledEngines, installedEnginesFact } from '../../src/facts/installed.ts';
import { textAt } from '../../src/facts/json-text.ts';
import { type InstalledPackage, packagesFact } from '../../src/facts/packages.ts';
import { pluginsFact } from '../../src/facts/plugins.ts';
import { workingFolderFact } from '../../src/facts/working-folder.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Two Dockers side by side: packages that own the same files, or a snap beside a package; and what a snap cannot see. */
export default defineCheck({
  id: 'linux.packages',
  title: 'Installed packages',
  systems: LINUX,
  link: 'client',
  essential: false,
  needs: { client: clientFact, installed: installedEnginesFact, packages: packagesFact },
  uses: { engine: engineFact, plugins: pluginsFact, folder: workingFolderFact },
  finds: ['install.conflict', 'install.snap'],
  judge({ client, installed, packages, engine, plugins, folder }) {
    const root = engine.known ? textAt(engine.value.info, 'DockerRootDir') : null;
    const file = plugins.known ? plugins.value.composeFileHere : null;
    const findings = [
      twoKinds(packages ?? []),
      besideSnap(installed, client.inUse?.path ?? null, root),
      outOfReach(client.inUse?.path ?? null, root, file, folder.known ? folder.value : null),
    ].filter((finding) => finding !== null);
    if (findings.length > 0) return found(...findings);
    if (packages !== null && packages.length > 0) return pass(packages.map(({ name }) => name).join(', '));
    return installed.snap ? pass('a snap') : skip('none of a known kind');
  },
});

/** Two packages for the same part: whichever was unpacked last has overwritten the other's files. */
function twoKinds(packages: readonly InstalledPackage[]): Finding | null {
  const engines = packages.filter(({ part }) => part === 'engine');
  const clients = packages.filter(({ part }) => part === 'client');
  // podman-docker's `docker` is a script for podman; beside an engine it hides Docker's own.
  const shim = engines.length > 0 && clients.some(({ name }) => name === 'podman-docker');
  const double = [engines, packages.filter(({ part }) => part === 'containerd')].find(
    (group) => new Set(group.map(({ from }) => from)).size > 1,
  );
  if (!double && !shim) return null;
  const names = double?.map(({ name }) => name) ?? ['podman-docker', ...engines.map(({ name }) => name)];
  const foreign = double
    ? double.filter(({ from }) => from === 'distribution').map(({ name }) => name)
    : ['podman-docker'];
  return {
    id: 'install.conflict',
    values: {
      kind: 'packages',
      packages: foreign.join(' '),
      reason: `${names.join(' and ')} are installed together and own the same files`,
    },
    evidence: [evidence('/var/lib/dpkg/info', names.join(', '))],
  };
}

/** Images and containers of one are not seen by the other, and both want one socket. */
function besideSnap(installed: InstalledEngines, client: string | null, root: string | null): Finding | null {
  const other = installed.dockerd?.startsWith('/snap/') ? null : installed.dockerd;
  if (!installed.snap || !other) return null;
  return {
    id: 'install.conflict',
    values: {
      kind: 'snap',
      reason: `A snap of Docker and ${other} are both installed; images and containers of one are not seen by the other`,
    },
    evidence: [
      evidence('/snap/docker', 'installed'),
      evidence('dockerd', other),
      ...(client ? [evidence('docker in use', client)] : []),
      ...(root ? [evidence('GET /info', `DockerRootDir ${root}`)] : []),
    ],
  };
}

/** A snap sees the home folders alone, and in them no hidden folder: https://snapcraft.io/docs/home-interface */
function outOfReach(
  client: string | null,
  root: string | null,
  file: string | null,
  folder: string | null,
): Finding | null {
  const isSnap = client?.startsWith('/snap/') || root?.startsWith('/var/snap/');
  if (!isSnap || file === null || folder === null) return null;
  const inHome =
    /^\/home\/[^/]+(?:\/[^.]|$)/.test(folder) && !/\/\./.test(folder.replace(/^\/home\/[^/]+\//, ''));
  if (inHome) return null;
  return {
    id: 'install.snap',
    values: {
      reason: `The docker of a snap sees nothing outside of home folders, nor hidden folders in them: ${file} here cannot be read`,
    },
    evidence: [evidence('docker in use', client ?? ''), evidence('current folder', folder)],
  };
}
