/** An engine on another host: the way there by TCP, TLS and SSH. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { asRoot, installPackage, unsetVariables } from './commands.ts';
import { guides } from './guides.ts';
import { EVERYWHERE } from './systems.ts';

/** What an engine behind a broken way looks like from outside. */
const NOT_REACHED = ['daemon.unreachable', 'daemon.error', 'daemon.hung'] as const;

const hostOf = ({ values }: Target): string => values.host ?? 'HOST';
const portOf = ({ values }: Target, otherwise: string): string => values.port ?? otherwise;
const folderOf = ({ values }: Target): string => values.folder ?? '~/.docker';

/** What was chosen is put back to the engine of this machine. */
function toLocalEngine(target: Target): Fix {
  if (target.values.variable === 'DOCKER_CONTEXT') return unsetVariables(target, ['DOCKER_CONTEXT']);
  if (target.values.variable === 'DOCKER_HOST')
    return unsetVariables(target, ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']);
  return fix('Or go back to the engine of this machine', [
    `docker context use ${target.values.better ?? 'default'}`,
  ]);
}

/** The engine's host is asked directly from now on, and so is whatever was before. */
function besideProxy(target: Target): Fix[] {
  const list = [target.values.noProxy, hostOf(target)].filter(Boolean).join(',');
  const title = "Ask the engine's host without the proxy";
  return [
    target.system === 'windows'
      ? fix(title, [`$env:NO_PROXY = '${list}'`], { shell: 'powershell' })
      : fix(title, [`export NO_PROXY='${list}'`]),
  ];
}

const lookUp = (target: Target): string =>
  target.system === 'windows'
    ? `Resolve-DnsName ${hostOf(target)}`
    : target.system === 'macos'
      ? `dscacheutil -q host -a name ${hostOf(target)}`
      : `getent hosts ${hostOf(target)}`;

const tryPort = (target: Target, port: string): string =>
  target.system === 'windows'
    ? `Test-NetConnection ${hostOf(target)} -Port ${port}`
    : `nc -vz -w 3 ${hostOf(target)} ${port}`;

/** Shows the certificate that the engine presents. */
const showCertificate = (target: Target): string =>
  `openssl s_client -connect ${hostOf(target)}:${portOf(target, '2376')} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates -ext subjectAltName`;

/** Plain HTTP where TLS is expected, or the reverse: the address or the variables change. */
function turnTlsOn(target: Target): Fix[] {
  const { context, variable } = target.values;
  if (context !== undefined && variable !== 'DOCKER_HOST') {
    const files = ['ca', 'cert', 'key'].map((name) => `${name}=${folderOf(target)}/${name}.pem`).join(',');
    return [
      fix('Give the context its TLS files', [
        `docker context update ${context} --docker "host=tcp://${hostOf(target)}:${portOf(target, '2376')},${files}"`,
      ]),
    ];
  }
  return [
    target.system === 'windows'
      ? fix(
          'Use TLS, with the certificates that the engine was set up with',
          [`$env:DOCKER_TLS_VERIFY = '1'`, `$env:DOCKER_CERT_PATH = "$HOME\\.docker"`],
          { shell: 'powershell' },
        )
      : fix('Use TLS, with the certificates that the engine was set up with', [
          'export DOCKER_TLS_VERIFY=1',
          `export DOCKER_CERT_PATH=${folderOf(target)}`,
        ]),
  ];
}

/** As known_hosts has it: with its port, unless that is 22. */
const knownAs = (target: Target): string =>
  target.values.knownAs ??
  (target.values.port && target.values.port !== '22'
    ? `[${hostOf(target)}]:${target.values.port}`
    : hostOf(target));

/** What heals an ssh:// endpoint, by what failed on the way. */
function sshFixes(target: Target): Fix[] {
  const { kind, login = hostOf(target), keyFile = '~/.ssh/id_ed25519' } = target.values;
  const port = target.values.port ? ` -p ${target.values.port}` : '';
  switch (kind) {
    case 'no-client':
      return target.system === 'windows'
        ? [
            fix(
              'Install the OpenSSH client of Windows',
              ['Add-WindowsCapability -Online -Name OpenSSH.Client~~~~0.0.1.0'],
              { shell: 'powershell', needsAdmin: true },
            ),
          ]
        : target.system === 'macos'
          ? [fix('Install an ssh client', ['brew install openssh'])]
          : [
              fix(
                'Install an ssh client',
                installPackage(target, {
                  apt: 'openssh-client',
                  dnf: 'openssh-clients',
                  pacman: 'openssh',
                  zypper: 'openssh-clients',
                  apk: 'openssh-client-default',
                }),
              ),
            ];
    case 'host-key':
      return [
        fix(
          'Connect once by hand, compare the fingerprint, and accept the key',
          [`ssh${port} ${login} true`],
          {
            caution: 'compare the fingerprint with what the other host’s owner says before you accept it',
          },
        ),
      ];
    case 'host-key-changed':
      return [
        fix(
          'Ask why the key changed; when the host was set up anew, forget the old key and accept the new one',
          [`ssh-keygen -R '${knownAs(target)}'`, `ssh${port} ${login} true`],
          { caution: 'a changed key may also mean that somebody else answers in its place' },
        ),
      ];
    case 'passphrase':
      return [
        fix('Give the key to the agent, which asks for the passphrase once', [
          ...(target.system === 'windows' ? [] : ['eval "$(ssh-agent)"']),
          `ssh-add ${keyFile}`,
        ]),
      ];
    case 'key-open':
      return [fix('Let nobody else read the key', [`chmod 600 ${keyFile}`], { automatic: true })];
    case 'settings-open':
      return [
        fix('Let nobody else write the settings', [`chmod 600 ${target.values.keyFile ?? '~/.ssh/config'}`], {
          automatic: true,
        }),
      ];
    case 'many-keys':
      return [
        fix('Offer the right key alone: in ~/.ssh/config, under the host, IdentitiesOnly and IdentityFile', [
          `printf 'Host ${hostOf(target)}\\n  IdentitiesOnly yes\\n  IdentityFile ${keyFile}\\n' >>~/.ssh/config`,
        ]),
        fix('See which keys the agent has', ['ssh-add -l']),
      ];
    case 'settings':
    case 'own-command':
    case 'jump':
      return [
        fix("See ssh's settings for this host", [`ssh -G${port} ${login}`]),
        fix('Correct them', [`"\${EDITOR:-nano}" ~/.ssh/config`]),
      ];
    case 'agent-empty':
    case 'no-key':
      return [
        fix('Make a key, and give it to the other host', [
          'ssh-keygen -t ed25519',
          ...(target.system === 'windows' ? [] : [`ssh-copy-id${port} ${login}`]),
        ]),
        fix('Or give the agent the key that you have elsewhere', ['ssh-add KEY-FILE']),
      ];
    case 'key':
      return [
        fix('Give the key to the agent, and to the other host', [
          'ssh-add',
          ...(target.system === 'windows' ? [] : [`ssh-copy-id${port} ${login}`]),
        ]),
        fix('See what ssh tries', [`ssh -v${port} ${login} true`]),
      ];
    case 'no-docker':
      return [
        fix('Look where docker is on the other host', [
          `ssh${port} ${login} 'command -v docker; echo $PATH'`,
        ]),
        fix('Install Docker there, or put it on the PATH of logins without a terminal', [
          `ssh${port} ${login}`,
        ]),
      ];
    case 'permission':
      return [
        fix(
          'Let that user use Docker on the other host',
          [`ssh -t${port} ${login} 'sudo usermod -aG docker "$USER"'`],
          { needsAdmin: true, caution: 'members of the docker group have root-level powers on that host' },
        ),
      ];
    case 'not-running':
      return [
        fix('Start Docker on the other host', [`ssh -t${port} ${login} 'sudo systemctl start docker'`], {
          needsAdmin: true,
        }),
      ];
    case 'noise':
      return [
        fix('See what the other host prints at login: it must be nothing', [
          `ssh${port} ${login} true | od -c | head`,
        ]),
        fix('Silence its shell start-up files for logins without a terminal', [
          `ssh${port} ${login} 'ls -l ~/.bashrc ~/.profile ~/.zshenv'`,
        ]),
      ];
    default:
      return [fix('See what ssh says', [`ssh -v${port} ${login} docker version`])];
  }
}

/** Certificates are made anew on the engine's host; the reader sees first what is wrong with the old one. */
const renewCertificate = (target: Target, title: string): Fix[] => [
  fix('See the certificate', [showCertificate(target)]),
  fix(
    title,
    [
      `openssl req -newkey rsa:4096 -nodes -keyout server-key.pem -subj "/CN=${hostOf(target)}" -out server.csr`,
      `printf 'subjectAltName=${altName(hostOf(target))}\\nextendedKeyUsage=serverAuth\\n' >server.ext`,
      'openssl x509 -req -in server.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 365 -extfile server.ext -out server-cert.pem',
    ],
    {
      caution:
        'on the machine that holds the authority’s key; then install both files there and restart Docker',
    },
  ),
];

const altName = (host: string): string => (/^[\d.]+$|:/.test(host) ? `IP:${host}` : `DNS:${host}`);

export const remoteProblems: readonly ProblemEntry[] = [
  {
    id: 'remote.dns',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The name of the engine's host does not resolve",
    summary: "{host} ({url}) is not known to this machine's name resolution.",
    detection: 'Resolving the host name of the endpoint fails.',
    explains: NOT_REACHED,
    fixes: (target) => [
      fix('Look the name up; in a company network, connect its VPN first', [lookUp(target)]),
      toLocalEngine(target),
    ],
    guide: () => guides.whichHost,
  },
  {
    id: 'remote.refused',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "Nothing listens at the engine's address",
    summary: '{url}: the connection is refused. The host is there; no engine listens on that port.',
    detection: 'Connecting to the endpoint is refused.',
    explains: NOT_REACHED,
    fixes: (target) => [
      fix('See where the engine listens, on its own host', [
        asRoot({ ...target, root: false }, 'ss -ltnp | grep dockerd'),
      ]),
      toLocalEngine(target),
    ],
    guide: () => guides.whichHost,
  },
  {
    id: 'remote.timeout',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The engine's host does not answer",
    summary:
      '{url}: no connection within {seconds} s. The host is off, out of reach (VPN), or a firewall drops the connection.',
    detection: 'Connecting to the endpoint takes longer than the time limit, or there is no route to it.',
    explains: NOT_REACHED,
    fixes: (target) => [
      fix('Try the port by itself', [tryPort(target, portOf(target, '2376'))]),
      toLocalEngine(target),
    ],
    guide: () => guides.whichHost,
  },
  {
    id: 'remote.proxy',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "A proxy of this shell stands before the engine's host",
    summary:
      'The docker command goes to {url} through the proxy {proxy} of this shell, which {reason}. No command reaches the engine.',
    detection:
      'HTTP_PROXY, HTTPS_PROXY and NO_PROXY as the CLI reads them, and the way through that proxy to the endpoint.',
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context', 'context.unreachable'],
    fixes: (target) => [
      ...besideProxy(target),
      target.system === 'windows'
        ? fix(
            'Or take the proxy out of this terminal',
            ['Remove-Item Env:HTTP_PROXY, Env:HTTPS_PROXY -ErrorAction SilentlyContinue'],
            {
              shell: 'powershell',
            },
          )
        : fix('Or take the proxy out of this shell', ['unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy']),
      toLocalEngine(target),
    ],
    guide: () => guides.cliEnvironment,
  },
  {
    id: 'remote.ssh',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'The engine cannot be reached over SSH',
    summary: '{url}: {reason}.',
    detection:
      'Opens "ssh … docker system dial-stdio" as the CLI does, without a prompt, and reads its exit code and message.',
    explains: NOT_REACHED,
    fixes: (target) => [...sshFixes(target), toLocalEngine(target)],
    guide: () => guides.ssh,
  },
  {
    id: 'remote.tls-required',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'The engine wants TLS, and this shell speaks plain HTTP',
    summary: '{url} answers in TLS, and the docker command is not set up to use it.',
    detection: 'A plain request is refused, and a TLS handshake at the same address succeeds.',
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context'],
    fixes: (target) => [...turnTlsOn(target), toLocalEngine(target)],
    guide: () => guides.tls,
  },
  {
    id: 'remote.tls-plain',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'The engine speaks plain HTTP, and this shell uses TLS',
    summary:
      '{url} answers without TLS, while DOCKER_TLS_VERIFY or the context asks for it. The docker command breaks off.',
    detection: 'The TLS handshake fails, and a plain request at the same address is answered.',
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context'],
    fixes: (target) => [
      target.values.variable === undefined && target.values.context
        ? fix(
            'Make the context anew without TLS',
            [
              `docker context rm -f ${target.values.context}`,
              `docker context create ${target.values.context} --docker host=${target.values.url}`,
              `docker context use ${target.values.context}`,
            ],
            {
              caution:
                'whoever reaches a port without TLS controls that machine: better, give the engine TLS',
            },
          )
        : unsetVariables(target, ['DOCKER_TLS_VERIFY', 'DOCKER_TLS', 'DOCKER_CERT_PATH']),
      toLocalEngine(target),
    ],
    guide: () => guides.tls,
  },
  {
    id: 'remote.tls-expired',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The engine's certificate is out of date",
    summary: '{url} shows a certificate that is valid from {from} to {to}; it is now {now}.',
    detection: "The dates of the engine's certificate against this machine's clock and the engine's own.",
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context'],
    fixes: (target) => [
      ...renewCertificate(target, 'Make a new certificate for the engine'),
      toLocalEngine(target),
    ],
    guide: () => guides.tls,
  },
  {
    id: 'remote.tls-untrusted',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The engine's certificate comes from an authority that is not trusted",
    summary: '{url} shows a certificate of "{issuer}", which {ca} does not vouch for{detail}.',
    detection: "The chain of the engine's certificate against the authority that the CLI is given (ca.pem).",
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context'],
    fixes: (target) => [
      fix('Compare the authority you have with the one that issued it', [
        `openssl x509 -in ${target.values.caFile ?? `${folderOf(target)}/ca.pem`} -noout -subject -dates`,
        showCertificate(target),
      ]),
      fix(
        "Get the engine's own ca.pem from its owner",
        [`scp ${hostOf(target)}:/etc/docker/ca.pem ${target.values.caFile ?? `${folderOf(target)}/ca.pem`}`],
        { caution: 'take it only over a way that you trust' },
      ),
      toLocalEngine(target),
    ],
    guide: () => guides.tls,
  },
  {
    id: 'remote.tls-hostname',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The engine's certificate is for another name",
    summary: '{url} shows a certificate for {names}, and not for {host}.',
    detection: "The names in the engine's certificate against the host in the address.",
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context'],
    fixes: (target) => [
      ...(target.values.otherName
        ? [
            target.values.variable === 'DOCKER_HOST'
              ? fix('Use the name that the certificate has', [
                  target.system === 'windows'
                    ? `$env:DOCKER_HOST = 'tcp://${target.values.otherName}:${portOf(target, '2376')}'`
                    : `export DOCKER_HOST=tcp://${target.values.otherName}:${portOf(target, '2376')}`,
                ])
              : fix('Use the name that the certificate has', [
                  `docker --host tcp://${target.values.otherName}:${portOf(target, '2376')} --tlsverify version`,
                ]),
          ]
        : []),
      ...renewCertificate(target, 'Or make a certificate for this name'),
      toLocalEngine(target),
    ],
    guide: () => guides.tls,
  },
  {
    id: 'remote.tls-client-cert',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: 'The engine does not accept the client certificate',
    summary: '{url} lets only clients with a certificate in, and {reason}.',
    detection: 'The alert of the TLS handshake, and the dates, issuer and key of the client certificate.',
    explains: [...NOT_REACHED, 'env.docker-host', 'env.docker-context'],
    fixes: (target) => [
      ...(target.values.certFile
        ? [
            fix('See your certificate', [
              `openssl x509 -in ${target.values.certFile} -noout -subject -issuer -dates`,
            ]),
          ]
        : turnTlsOn(target)),
      fix(
        'Get a certificate that the engine’s authority signed',
        [
          'openssl req -newkey rsa:4096 -nodes -keyout key.pem -subj "/CN=client" -out client.csr',
          "printf 'extendedKeyUsage=clientAuth\\n' >client.ext",
          'openssl x509 -req -in client.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 365 -extfile client.ext -out cert.pem',
        ],
        { caution: 'the last step happens on the machine that holds the authority’s key' },
      ),
      toLocalEngine(target),
    ],
    guide: () => guides.tls,
  },
  {
    id: 'install.leftover',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'endpoint',
    title: 'Remains of a retired product steer Docker',
    summary: 'This shell or context still points to {product}. {consequence}',
    detection:
      'The variables, folders, addresses, contexts and profile lines that such products left behind.',
    fixes: (target) =>
      target.values.kind === 'context'
        ? [
            fix('Use the engine of this machine by its own name, and remove the old context', [
              'docker context use default',
              `docker context rm ${target.values.context}`,
            ]),
          ]
        : [
            unsetVariables(
              target,
              target.values.variables?.split(' ') ?? [
                'DOCKER_HOST',
                'DOCKER_TLS_VERIFY',
                'DOCKER_CERT_PATH',
                'DOCKER_MACHINE_NAME',
              ],
            ),
            fix('Then see which engine is used', ['docker context ls']),
          ],
    guide: () => guides.whichHost,
  },
];
