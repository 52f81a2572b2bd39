/** The CLI's settings, credentials, contexts and environment. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { asRoot, startEngine, unsetVariables } from './commands.ts';
import { guides } from './guides.ts';
import { EVERYWHERE } from './systems.ts';

const switchTo = (name: string): Fix =>
  fix(`Use the context "${name}"`, [`docker context use ${name}`], { automatic: true });

const toContext = ({ values }: Target): Fix =>
  values.better === undefined && values.otherUrl
    ? fix('Make a context for the engine that runs, and use it', [
        `docker context create local --docker host=${values.otherUrl}`,
        'docker context use local',
      ])
    : switchTo(values.better ?? 'default');

/** The engine that a context or variable names, started by its own command. */
const startIt = ({ values }: Target, title: string): Fix[] =>
  values.start ? [fix(title, [values.start], { automatic: true })] : [];

/** The variables that are set and steer docker; those that usually are, where nobody looked. */
const steering = ({ values }: Target, ...usual: string[]): string[] =>
  values.variables && !values.variables.startsWith('<') ? values.variables.split(' ') : usual;

/** The line of a profile that sets them, where one was found. */
const inProfile = ({ values }: Target): Fix[] =>
  values.profile && values.line
    ? [
        fix(`Remove line ${values.line} of ${values.profile}, which sets it for every new shell`, [
          `"\${EDITOR:-nano}" ${values.profile}`,
        ]),
      ]
    : [];

/** What an address looks like behind which there is no engine. */
const DEAD_ENDPOINT = [
  'daemon.not-running',
  'daemon.unreachable',
  'socket.missing',
  'socket.stale',
  'remote.refused',
  'remote.timeout',
  'remote.dns',
  'engine.missing',
  'install.leftover',
];

/** In the whole file at once, so that no comma is left over; every sed has these commands, that of macOS too. */
const withoutHelper = ({ name, file, key = 'credsStore' }: Target['values']): Fix => {
  // A registry's name is in it as it stands in the file: its dots and slashes mean themselves.
  const pair = `"${key.replace(/[.[\]*^$/+?(){}|\\]/g, '[$&]')}"[[:space:]]*:[[:space:]]*"${name}"`;
  return fix('Take the helper out of the settings', [
    `sed -i.bak -E -e ':a' -e '$!{' -e N -e ba -e '}' -e 's/,[[:space:]]*${pair}//g' -e 's/${pair}[[:space:]]*,?[[:space:]]*//g' ${file}`,
  ]);
};

export const settingsProblems: readonly ProblemEntry[] = [
  {
    id: 'config.invalid',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'settings',
    title: "The CLI's settings file is damaged",
    summary:
      '{file} {reason}. The docker command goes on without it: contexts, logins and proxies in it are ignored.',
    detection: "Reads the CLI's config.json and checks its JSON and the types of its fields.",
    explains: ['credentials.helper-missing'],
    fixes: ({ system, values }) =>
      system === 'windows'
        ? [
            fix('Open it and mend that place', [`notepad '${values.file}'`], { shell: 'powershell' }),
            fix('Or set it aside', [`Move-Item '${values.file}' '${values.file}.broken'`], {
              shell: 'powershell',
              caution: 'you must sign in to registries again',
            }),
          ]
        : [
            fix('Open it and mend that place', [`"\${EDITOR:-nano}" ${values.file}`]),
            fix('Or set it aside', [`mv ${values.file} ${values.file}.broken`], {
              caution: 'you must sign in to registries and choose a context again',
            }),
          ],
    guide: () => guides.cliConfig,
  },
  {
    id: 'config.permission',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'settings',
    title: "Your user may not read Docker's settings",
    summary: '{file} cannot be read by your user, often because docker once ran with sudo. {consequence}',
    detection: "Opening the CLI's config.json, its folder or the context in force is refused.",
    explains: ['context.missing', 'context.invalid', 'env.tls'],
    fixes: (target) =>
      target.system === 'windows'
        ? []
        : [
            fix('Make the folder yours again', [
              asRoot(target, `chown -R "$USER" ${target.values.folder ?? '~/.docker'}`),
              `chmod -R u+rwX ${target.values.folder ?? '~/.docker'}`,
            ]),
          ],
    guide: () => guides.postInstall,
  },
  {
    id: 'credentials.helper-missing',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The credential helper "{name}" is not installed',
    summary:
      '{file} names docker-credential-{name}, and PATH has no such program. Signing in, and often even pulling public images, fails.',
    detection: 'credsStore and credHelpers of config.json against the programs on PATH.',
    fixes: ({ system, values }) =>
      system === 'windows'
        ? [
            fix('Open the file and remove the line with the helper', [`notepad '${values.file}'`], {
              shell: 'powershell',
            }),
          ]
        : [withoutHelper(values)],
    guide: () => guides.credentialStores,
  },
  {
    id: 'credentials.helper-failed',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The credential helper "{name}" fails',
    summary:
      'docker-credential-{name} is there and does not work: {reason}. Signing in, and often even pulling public images, fails.',
    detection: 'What docker or the helper itself says.',
    fixes: ({ system, values }) =>
      system === 'macos'
        ? [fix('Unlock the keychain', ['security unlock-keychain'])]
        : system === 'windows'
          ? []
          : values.name === 'pass'
            ? [fix('Set up pass with a key', ['gpg --generate-key', 'pass init <your key>'])]
            : /\.exe$/i.test(values.name ?? '')
              ? [withoutHelper(values)]
              : [fix('See what it says', [`docker-credential-${values.name} list`])],
    guide: () => guides.credentialStores,
  },
  {
    id: 'context.missing',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'endpoint',
    title: 'The context "{context}" does not exist',
    summary:
      '{source} selects the context "{context}", and there is none of that name. The docker command does not know where its engine is.',
    detection: 'The selected context against the context store.',
    explains: ['daemon.unreachable'],
    fixes: (target) =>
      target.values.source === 'DOCKER_CONTEXT'
        ? [
            unsetVariables(target, ['DOCKER_CONTEXT']),
            fix('See which contexts there are', ['docker context ls']),
          ]
        : [toContext(target), fix('See which contexts there are', ['docker context ls'])],
    guide: () => guides.contexts,
  },
  {
    id: 'context.invalid',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'endpoint',
    title: 'The context "{context}" is damaged',
    summary: 'Its file {file} cannot be used: {reason}.',
    detection: "Reads the context's metadata and its endpoint.",
    explains: ['daemon.unreachable'],
    fixes: (target) => [
      toContext(target),
      fix('Remove the damaged one', [`docker context rm -f ${target.values.context}`]),
    ],
    guide: () => guides.contexts,
  },
  {
    id: 'context.unreachable',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'endpoint',
    title: 'The context "{context}" leads to an engine that does not run',
    summary:
      'The docker command uses the context "{context}" ({url}), and nothing answers there. {other} answers.',
    detection:
      'The endpoint of the context in force does not answer, while another engine on this machine does.',
    explains: DEAD_ENDPOINT,
    fixes: (target) => [
      ...(target.values.gone ? startIt(target, 'Start the engine that is installed') : []),
      toContext(target),
      ...(target.values.gone ? [] : startIt(target, 'Or start the engine that the context names')),
      ...(target.values.leftover && target.values.context
        ? [fix('Then remove the old one', [`docker context rm ${target.values.context}`])]
        : []),
    ],
    guide: () => guides.contexts,
  },
  {
    id: 'env.docker-host',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'endpoint',
    title: 'DOCKER_HOST points to an engine that does not answer',
    summary: 'The variable DOCKER_HOST is set to {url}, which overrides every context, and {reason}.{origin}',
    detection: 'DOCKER_HOST is set and its address does not answer.',
    explains: [...DEAD_ENDPOINT, 'daemon.error'],
    fixes: (target) => [
      unsetVariables(target, steering(target, 'DOCKER_HOST')),
      ...inProfile(target),
      ...(target.values.leftover === 'minikube'
        ? [fix('Or, should minikube be meant: start it', ['minikube start'])]
        : []),
      fix('Then see which engine is used', ['docker context ls']),
      ...startIt(target, 'Or start the engine that the variable names'),
    ],
    guide: () => guides.whichHost,
  },
  {
    id: 'env.docker-context',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'endpoint',
    title: 'DOCKER_CONTEXT selects an engine that does not answer',
    summary: 'The variable DOCKER_CONTEXT selects "{context}" ({url}), and nothing answers there.',
    detection: 'DOCKER_CONTEXT is set, its context exists, and its engine does not answer.',
    explains: [
      'daemon.not-running',
      'daemon.unreachable',
      'socket.missing',
      'socket.stale',
      'context.unreachable',
      'remote.refused',
      'remote.timeout',
      'remote.dns',
    ],
    fixes: (target) => [
      unsetVariables(target, ['DOCKER_CONTEXT']),
      fix('Then see which engine is used', ['docker context ls']),
    ],
    guide: () => guides.contexts,
  },
  {
    id: 'env.api-version',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'version',
    title: 'DOCKER_API_VERSION asks for a version that does not fit',
    summary:
      'The variable DOCKER_API_VERSION pins {pinned}; this engine speaks {minimum} to {maximum}. Every docker command is refused.',
    detection: "DOCKER_API_VERSION against the engine's own range.",
    explains: ['version.client-too-old', 'version.client-too-new'],
    fixes: (target) => [unsetVariables(target, ['DOCKER_API_VERSION'])],
    guide: () => guides.cliEnvironment,
  },
  {
    id: 'env.tls',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'endpoint',
    title: 'TLS is on, and its files cannot be used',
    summary: '{reason}. The docker command stops before it reaches the engine.{origin}',
    detection:
      'DOCKER_TLS_VERIFY, DOCKER_CERT_PATH or the context name TLS files that are missing, cannot be read, or do not belong together.',
    explains: [
      'daemon.unreachable',
      'daemon.not-running',
      'env.docker-host',
      'env.docker-context',
      'context.unreachable',
      'remote.refused',
      'remote.timeout',
      'remote.dns',
      'remote.tls-plain',
      'engine.missing',
      'install.leftover',
    ],
    fixes: (target) => {
      const { context, locked } = target.values;
      if (locked !== undefined) {
        return [
          fix(
            'Take the passphrase off the key',
            [`openssl pkey -in ${locked} -out ${locked}.open`, `mv ${locked}.open ${locked}`],
            {
              caution: 'whoever can read the file can then use it: keep it for yourself alone (chmod 600)',
            },
          ),
          context === undefined
            ? unsetVariables(target, ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'])
            : switchTo('default'),
        ];
      }
      if (context !== undefined && !target.values.variables) {
        return [
          switchTo('default'),
          fix('Give the context its files again', [
            `docker context update ${context} --docker "host=HOST,ca=ca.pem,cert=cert.pem,key=key.pem"`,
          ]),
        ];
      }
      return [
        unsetVariables(
          target,
          target.values.local
            ? steering(target, 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH')
            : steering(target, 'DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH'),
        ),
        ...inProfile(target),
        ...(target.values.local ? [startEngine(target)] : []),
      ];
    },
    guide: () => guides.tls,
  },
];
