/** Packages, versions and what is left of other products. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import { asRoot, installEngine, installPackage, linkBrewPlugin } from './commands.ts';
import { guides, installGuide, page } from './guides.ts';
import { powershell } from './powershell.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

const isLinux = ({ system }: Target): boolean => system === 'linux' || system === 'wsl';

export const installProblems: readonly ProblemEntry[] = [
  {
    id: 'client.outdated',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'client',
    title: 'The docker command is out of support',
    summary: '{path} is version {version}, which got its last fixes on {ended}.',
    detection: "The client's version against the table of Docker's release lines.",
    fixes: (target) => installEngine(target).map((one) => ({ ...one, title: 'Update it' })),
    guide: installGuide,
  },
  {
    id: 'engine.eol',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'The engine is out of support',
    summary:
      'It is version {version}; this line got its last fixes on {ended}. It goes on working, without security fixes.',
    detection:
      "The engine's version against the table of Docker's release lines; never for a distribution's own package, which gets fixes under its old number.",
    fixes: (target) => installEngine(target).map((one) => ({ ...one, title: 'Update the engine' })),
    guide: installGuide,
  },
  {
    id: 'engine.vulnerable',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'The engine has a known serious vulnerability',
    summary: '{component} {version}: {what} ({cve}). Version {fixed} mends it.',
    detection: 'Versions of the engine and its components against a dated table of fixes.',
    fixes: (target) => installEngine(target).map((one) => ({ ...one, title: 'Update the engine' })),
    guide: installGuide,
  },
  {
    id: 'buildx.missing',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'buildx is missing or too old',
    summary: '{reason}. "docker build" needs it for BuildKit.',
    detection: 'The buildx plugin in the folders where the CLI looks, and its version.',
    fixes: (target) =>
      isLinux(target)
        ? [
            fix(
              'Install buildx',
              installPackage(target, {
                apt: 'docker-buildx',
                dnf: 'docker-buildx-plugin',
                pacman: 'docker-buildx',
                zypper: 'docker-buildx',
                apk: 'docker-cli-buildx',
              }),
              { needsAdmin: true },
            ),
          ]
        : target.system === 'macos'
          ? [linkBrewPlugin(target, 'buildx') ?? fix('Install buildx', ['brew install docker-buildx'])]
          : [],
    guide: () => guides.buildx,
  },
  {
    id: 'buildx.driver',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    title: 'This builder cannot do what the build asks for',
    summary:
      'The builder in use is the engine\'s own (driver "docker"): one platform at a time, and no export of caches, unless the engine keeps its images in containerd. Another builder can.',
    detection: 'What docker build says.',
    fixes: () => [
      fix('Make a builder that can, and use it', [
        'docker buildx create --name doctor --driver docker-container --bootstrap --use',
      ]),
    ],
    guide: () => page('Build drivers', '/build/builders/drivers/'),
  },
  {
    id: 'install.conflict',
    systems: LINUX,
    severity: 'warning',
    link: 'client',
    title: 'Two kinds of Docker are installed, and they get in each other’s way',
    summary: '{reason}.',
    detection: 'Packages of the system, snaps, and the files that they own.',
    fixes: (target) => {
      const { packages = 'docker.io docker-doc podman-docker containerd runc', kind } = target.values;
      if (kind === 'snap')
        return [
          fix('Remove the snap', [asRoot(target, 'snap remove docker')], {
            caution: 'its images and containers go with it',
          }),
        ];
      if (kind === 'wsl')
        return [
          fix(
            'If Docker Desktop is what you use: stop the engine in here for good',
            [
              target.init === 'systemd'
                ? asRoot(target, 'systemctl disable --now docker.service docker.socket')
                : asRoot(target, 'service docker stop'),
            ],
            { needsAdmin: true, caution: 'its containers stop; its images stay' },
          ),
          powershell('Then restart Docker Desktop, which makes its socket again', ['docker desktop restart']),
          powershell(
            'Or, if the engine in here is: Settings > Resources > WSL integration, turn this distribution off',
            ['docker desktop start'],
          ),
        ];
      if (target.distribution === 'fedora' || target.distribution === 'rhel')
        return [fix('Remove the ones that do not belong', [asRoot(target, `dnf remove -y ${packages}`)])];
      return [fix('Remove the ones that do not belong', [asRoot(target, `apt-get remove -y ${packages}`)])];
    },
    guide: (target) =>
      target.values.kind === 'wsl'
        ? page('Docker Desktop and WSL 2', '/desktop/features/wsl/')
        : target.distribution === 'ubuntu'
          ? guides.uninstallOldUbuntu
          : guides.uninstallOldDebian,
  },
  {
    id: 'install.snap',
    systems: ['linux'],
    severity: 'warning',
    link: 'platform',
    title: 'Docker is a snap, and a limit of snaps bites here',
    summary: '{reason}.',
    detection: 'The docker in use or the engine that answers comes from /snap.',
    fixes: (target) => [
      fix(
        'Use packages instead of the snap',
        [asRoot(target, 'snap remove docker'), ...(installEngine(target)[0]?.commands ?? [])],
        { caution: "the snap's images and containers go with it", needsAdmin: true },
      ),
    ],
    guide: installGuide,
  },
  {
    id: 'install.repository',
    systems: LINUX,
    severity: 'warning',
    link: 'platform',
    title: "Docker's package repository does not fit this system",
    summary: '{file}: {reason}. Installing and updating Docker fails.',
    detection:
      'Repository files of Docker against /etc/os-release, the architecture, and the file of its key.',
    fixes: (target) => {
      const { kind, file, key, repository, found, expected } = target.values;
      const update = asRoot(target, 'apt-get update');
      const plain = (text: string | undefined): text is string =>
        text !== undefined && /^[\w/.=-]+$/.test(text);
      if (kind === 'key-missing' && plain(key) && plain(repository)) {
        const address = `https://download.docker.com/linux/${repository}/gpg`;
        return [
          fix('Fetch the key, then update', [
            asRoot(target, `install -m 0755 -d ${key.replace(/\/[^/]*$/, '')}`),
            asRoot(target, `curl -fsSL ${address} -o ${key}`),
            asRoot(target, `chmod a+r ${key}`),
            update,
          ]),
        ];
      }
      if (kind === 'key-closed' && plain(key))
        return [fix('Let apt read the key, then update', [asRoot(target, `chmod a+r ${key}`), update])];
      return plain(file) && plain(expected) && plain(found)
        ? [
            fix('Name the right one, then update', [
              asRoot(target, `sed -i 's/${found}/${expected}/' ${file}`),
              update,
            ]),
          ]
        : [];
    },
    guide: installGuide,
  },
];
