/** Containers that do not start although the engine answers, and programs with a Docker library of their own. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { asRoot, edit, engineService, installPackage, restartEngine } from './commands.ts';
import { guides, page, troubleshootGuide } from './guides.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

const runGuides = {
  run: page('Running containers', '/engine/containers/run/'),
  runtimes: page('Alternative container runtimes', '/engine/daemon/alternative-runtimes/'),
  platforms: page('Multi-platform builds: QEMU', '/build/building/multi-platform/#qemu'),
  fileSharing: page(
    'Docker Desktop settings: file sharing',
    '/desktop/settings-and-maintenance/settings/#file-sharing',
  ),
  bindMounts: page('Bind mounts', '/engine/storage/bind-mounts/'),
  gpu: page('Access an NVIDIA GPU', '/engine/containers/gpu/'),
  memory: page('Resource constraints: memory', '/engine/containers/resource_constraints/#memory'),
  names: page('docker container run: name', '/reference/cli/docker/container/run/#name'),
  windowsVersions: {
    title: 'Windows container version compatibility',
    url: 'https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility',
  },
};

export const runProblems: readonly ProblemEntry[] = [
  {
    id: 'run.failed',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    generic: true,
    title: 'The engine answers, and a container cannot be started',
    summary: 'The container could not be started: {reason}.',
    detection: 'A container is run (--deep), or the message of one that failed.',
    fixes: () => [
      fix('See what the container says', ['docker ps -a -n 1', 'docker logs "$(docker ps -aq -n 1)"']),
    ],
    guide: () => runGuides.run,
  },
  {
    id: 'run.runtime-missing',
    systems: LINUX,
    severity: 'error',
    link: 'container',
    title: 'The OCI runtime is missing',
    summary: 'The engine starts containers with {runtime}, and does not have it: {reason}.',
    detection: "The runtime of the engine's /info, and the files of PATH.",
    explains: ['run.failed'],
    fixes: (target) =>
      /nvidia/.test(target.values.runtime ?? '')
        ? [
            fix(
              "Install NVIDIA's container toolkit and tell Docker of it",
              [
                ...installPackage(target, { apt: 'nvidia-container-toolkit' }),
                asRoot(target, 'nvidia-ctk runtime configure --runtime=docker'),
                ...engineService(target, 'restart'),
              ],
              { needsAdmin: true, caution: "NVIDIA's package repository must be set up first" },
            ),
            fix(
              'Or remove the runtime from the settings of the engine',
              [edit(target, '/etc/docker/daemon.json'), ...engineService(target, 'restart')],
              {
                needsAdmin: true,
              },
            ),
          ]
        : [
            fix('Install it', installPackage(target, { apt: 'runc' }), { needsAdmin: true }),
            restartEngine(target),
          ],
    guide: () => runGuides.runtimes,
  },
  {
    id: 'run.exec-format',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'container',
    title: 'Images for {platform} cannot run here',
    summary: 'The engine runs {engine}, and no emulation of {platform} is installed.',
    detection: "The kernel's binfmt_misc handlers, or the platforms that BuildKit has found to run.",
    explains: ['run.failed'],
    fixes: ({ system, values }) => [
      fix(
        'Install the emulation',
        [
          `docker run --privileged --rm tonistiigi/binfmt --install ${/^linux\/(\w+)/.exec(values.platform ?? '')?.[1] ?? 'all'}`,
        ],
        {
          caution: 'this runs a privileged container, and lasts until the next start of the machine',
        },
      ),
      ...(system === 'macos'
        ? [fix('Or use Rosetta for Intel images', ['softwareupdate --install-rosetta --agree-to-license'])]
        : []),
      fix('Or build the image for this machine', ['docker build --platform "linux/$(uname -m)" .']),
    ],
    guide: () => runGuides.platforms,
  },
  {
    id: 'run.os-version',
    systems: ['windows'],
    severity: 'error',
    link: 'container',
    title: 'The Windows container is of another Windows than the host',
    summary:
      '{image} is made for another build of Windows than {host}, which process isolation does not allow.',
    detection: 'The message of the engine, with its HRESULT 0xc0370101.',
    explains: ['run.failed'],
    fixes: () => [
      fix('Run it with Hyper-V isolation', ['docker run --isolation=hyperv IMAGE'], { shell: 'powershell' }),
      fix('Or take the tag of the image that fits this build', ['winver'], { shell: 'powershell' }),
    ],
    guide: () => runGuides.windowsVersions,
  },
  {
    id: 'run.mount-denied',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    title: 'Containers cannot get {path}',
    summary: 'The folder {path} cannot be mounted: {reason}.',
    detection:
      "Whether it exists, and the folders that the product's virtual machine gets; or the message of the engine.",
    explains: ['run.failed'],
    fixes: ({ system, values }) => [
      ...(values.kind === 'missing' && values.path
        ? [
            fix('Make the folder', [
              system === 'windows' ? `mkdir "${values.path}"` : `mkdir -p '${values.path}'`,
            ]),
          ]
        : []),
      fix(
        'See whether the folder is there, written in this way',
        [system === 'windows' ? `Get-Item "${values.path ?? '.'}"` : `ls -ld "${values.path ?? '.'}"`],
        { shell: system === 'windows' ? 'powershell' : 'sh' },
      ),
      ...(system === 'macos' || system === 'windows'
        ? [
            fix('Share it: Settings, Resources, File sharing', ['docker desktop restart'], {
              shell: system === 'windows' ? 'powershell' : 'sh',
              caution: 'add the folder in the window of Docker Desktop first',
            }),
          ]
        : []),
    ],
    guide: ({ system }) =>
      system === 'macos' || system === 'windows' ? runGuides.fileSharing : runGuides.bindMounts,
  },
  {
    id: 'run.gpu',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    title: 'No GPU for containers',
    summary: 'A GPU is asked for, and {reason}.',
    detection: "The engine's runtimes and devices, and NVIDIA's driver; or the message of the engine.",
    explains: ['run.failed', 'run.runtime-missing'],
    fixes: (target): Fix[] =>
      target.system === 'windows'
        ? [
            fix('Update WSL and the driver of the GPU', ['wsl --update', 'nvidia-smi'], {
              shell: 'powershell',
            }),
          ]
        : [
            fix('See whether the driver works', ['nvidia-smi']),
            fix(
              "Install NVIDIA's container toolkit and tell Docker of it",
              [
                ...installPackage(target, { apt: 'nvidia-container-toolkit' }),
                asRoot(target, 'nvidia-ctk runtime configure --runtime=docker'),
                ...engineService(target, 'restart'),
              ],
              { needsAdmin: true, caution: "NVIDIA's package repository must be set up first" },
            ),
          ],
    guide: () => runGuides.gpu,
  },
  {
    id: 'run.oom',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'container',
    title: 'A container was killed for memory',
    summary: '{name} needed more memory than {limit} and was killed.',
    detection: 'State.OOMKilled of the container, or the message of the kernel.',
    fixes: () => [
      fix('See how much each container uses', ['docker stats --no-stream']),
      fix('Give it more', ['docker run --memory 4g IMAGE']),
    ],
    guide: () => runGuides.memory,
  },
  {
    id: 'run.name-conflict',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'container',
    title: 'The name of the container is taken',
    summary: 'There is already a container called {name}.',
    detection: 'The message of the engine.',
    fixes: ({ values }) => [
      fix('See what it is', [`docker ps -a --filter name=${values.name ?? ''}`]),
      fix('Start the one that is there', [`docker start ${values.name ?? ''}`]),
      fix('Or remove it, to make it anew', [`docker rm ${values.name ?? ''}`], {
        caution: 'what was written inside it, outside of volumes, is lost',
      }),
    ],
    guide: () => runGuides.names,
  },
  {
    id: 'version.library',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'version',
    title: 'A program speaks an API version that the engine no longer takes',
    summary:
      '{tool} has a Docker library of its own that speaks API version {client}; the engine takes none below {minimum}.',
    detection: 'The message of the program; the docker command itself works.',
    explains: ['version.client-too-old'],
    fixes: (target) => {
      const tool = target.values.tool ?? '';
      const known = FIRST_GOOD.find(({ name }) => name.test(tool));
      return [
        ...(known ? [fix(`Update it: ${known.say}`, [known.command])] : []),
        ...(known
          ? []
          : [
              fix('Update the program, or its Docker library', [
                'docker version --format "{{.Server.MinAPIVersion}}"',
              ]),
            ]),
        ...(target.system === 'linux' || target.system === 'wsl'
          ? [
              fix(
                'Or let the engine take old clients for a while',
                [
                  asRoot(target, 'mkdir -p /etc/systemd/system/docker.service.d'),
                  `printf '[Service]\\nEnvironment=DOCKER_MIN_API_VERSION=1.24\\n' | ${asRoot(target, 'tee /etc/systemd/system/docker.service.d/min-api.conf')}`,
                  asRoot(target, 'systemctl daemon-reload'),
                  ...engineService(target, 'restart'),
                ],
                { needsAdmin: true, caution: 'a stopgap: running containers stop at the restart' },
              ),
            ]
          : []),
      ];
    },
    guide: (target) => (target.values.tool ? guides.apiVersions : troubleshootGuide(target)),
  },
];

/** Programs that are met most, with the first version that asks the engine for its API version. */
const FIRST_GOOD: readonly { readonly name: RegExp; readonly say: string; readonly command: string }[] = [
  {
    name: /testcontainers|docker-?java/i,
    say: 'Testcontainers for Java 1.21.4 or 2.0.2 (docker-java 3.7.0); until then set its API version',
    command: 'echo api.version=1.44 >> ~/.docker-java.properties',
  },
  {
    name: /traefik/i,
    say: 'Traefik 3.6.1 or newer (2.11.31 of version 2)',
    command: 'docker pull traefik:v3.6',
  },
  {
    name: /watchtower/i,
    say: 'the original is no longer maintained; until it is replaced, tell it the version',
    command:
      'docker run -e DOCKER_API_VERSION=1.44 -v /var/run/docker.sock:/var/run/docker.sock containrrr/watchtower',
  },
  { name: /portainer/i, say: 'Portainer 2.33.5 or newer', command: 'docker pull portainer/portainer-ce:lts' },
];
