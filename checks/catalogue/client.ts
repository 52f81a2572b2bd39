/** The CLI and what is installed. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import { asRoot, installCompose, installEngine, linkBrewPlugin } from './commands.ts';
import { guides, installGuide } from './guides.ts';
import { EVERYWHERE } from './systems.ts';

export const clientProblems: readonly ProblemEntry[] = [
  {
    id: 'client.missing',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'client',
    title: 'Docker is not installed here',
    summary:
      'There is no docker command on this machine: neither on PATH nor in any place where a Docker product puts it. Every docker command fails until one is installed.',
    detection:
      'Looks for an executable named docker in every folder of PATH and in the known folders of all products.',
    explains: ['engine.missing', 'daemon.unreachable', 'socket.missing', 'credentials.helper-missing'],
    fixes: installEngine,
    guide: installGuide,
  },
  {
    id: 'client.not-on-path',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'client',
    title: 'Docker is installed, but your shell does not find it',
    summary:
      'The docker command is in {path}, and that folder is not on PATH. The shell says "command not found" although Docker is there.',
    detection: 'No docker on PATH that runs, and one in a folder where a product puts it.',
    // Its helpers lie beside it.
    explains: ['credentials.helper-missing'],
    fixes: ({ system, values }) =>
      system === 'windows'
        ? [
            fix(
              'Put its folder on PATH',
              [
                `[Environment]::SetEnvironmentVariable('Path', [Environment]::GetEnvironmentVariable('Path','User') + ';${values.folder}', 'User')`,
              ],
              { shell: 'powershell', caution: 'open a new terminal afterwards' },
            ),
          ]
        : [
            fix('Put its folder on PATH, now and for new shells', [
              `export PATH="$PATH:${values.folder}"`,
              `echo 'export PATH="$PATH:${values.folder}"' >> ~/.${system === 'macos' ? 'zprofile' : 'profile'}`,
            ]),
          ],
    guide: installGuide,
  },
  {
    id: 'client.broken',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'client',
    title: 'The docker command cannot run',
    summary: '{path} is there, but it cannot be started: {reason}.',
    detection:
      'The file on PATH is a dangling link, is not executable, is of another architecture, or ends without saying which Docker it is.',
    explains: ['client.not-on-path', 'daemon.unreachable', 'credentials.helper-missing'],
    fixes: (target) => {
      const { path = '', kind } = target.values;
      const reinstall = {
        ...(installEngine(target)[0] as ReturnType<typeof fix>),
        title: 'Or install Docker again',
      };
      if (kind === 'not-executable')
        return [fix('Make it executable', [asRoot(target, `chmod a+x ${path}`)]), reinstall];
      if (kind === 'dangling') {
        const remove = target.system === 'windows' ? `Remove-Item '${path}'` : asRoot(target, `rm ${path}`);
        return [
          fix('Remove the dead link', [remove], { shell: target.system === 'windows' ? 'powershell' : 'sh' }),
          reinstall,
        ];
      }
      return [reinstall];
    },
    guide: installGuide,
  },
  {
    id: 'client.wrong-program',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'client',
    title: 'The docker command is not Docker',
    summary: '{path} is another program: it answers "{answer}". Commands for Docker go to it.',
    detection: 'docker --version answers something else than "Docker version …".',
    fixes: (target) => installEngine(target),
    guide: installGuide,
  },
  {
    id: 'client.shadowed',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'client',
    title: 'An older docker command hides a newer one',
    summary: 'The shell takes {path} ({version}); {other} ({otherVersion}) is newer and never reached.',
    detection: 'Several different docker files on PATH, of which the first is the older.',
    fixes: ({ system, values }) =>
      system === 'windows'
        ? []
        : [
            fix('See which ones there are', ['type -a docker']),
            fix('Use the newer one in this shell', [`alias docker=${values.other}`]),
          ],
    guide: installGuide,
  },
  {
    id: 'engine.missing',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'platform',
    title: 'The docker command is here, but no engine',
    summary:
      'Only the client is installed: {path}. It needs an engine that runs the containers, and none is installed here, nor is a remote one configured.',
    detection:
      'The endpoint is the local default, nothing is there, and no engine of any product is installed.',
    explains: [
      'socket.missing',
      'socket.stale',
      'daemon.not-running',
      'daemon.unreachable',
      'context.unreachable',
    ],
    fixes: installEngine,
    guide: installGuide,
  },
  {
    id: 'compose.missing',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: '"docker compose" is not available',
    summary: 'Compose is wanted ({file}), and the docker command does not find the Compose plugin.',
    detection:
      'No compose plugin in any of the folders where the CLI looks, and a Compose file in the current folder.',
    fixes: (target) =>
      target.system === 'macos'
        ? [
            linkBrewPlugin(target, 'compose') ??
              fix('Install the Compose plugin', ['brew install docker-compose']),
          ]
        : target.system === 'windows'
          ? []
          : installCompose(target),
    guide: () => guides.composePlugin,
  },
  {
    id: 'compose.legacy',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'Only the retired docker-compose is here',
    summary: '{path} is Compose v1, which ended in 2023. The plugin "docker compose" takes its place.',
    detection: 'A docker-compose on PATH and no compose plugin.',
    fixes: (target) => (target.system === 'linux' || target.system === 'wsl' ? installCompose(target) : []),
    guide: () => guides.composePlugin,
  },
  {
    id: 'plugin.broken',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'host',
    title: 'The CLI plugin "{name}" does not work',
    summary: '{path} {reason}. "docker {name}" fails.',
    detection: 'A file in a plugin folder is dangling, not executable, or does not answer as a plugin.',
    fixes: (target) => {
      const { path = '', kind } = target.values;
      if (target.system === 'windows')
        return [fix('Remove it', [`Remove-Item '${path}'`], { shell: 'powershell' })];
      if (kind === 'not-executable') return [fix('Make it executable', [`chmod a+x ${path}`])];
      return [fix('Remove it', [`rm ${path}`], { caution: 'install the plugin again if you use it' })];
    },
    guide: () => guides.cliConfig,
  },
];
