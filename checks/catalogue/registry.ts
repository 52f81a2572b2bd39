/** Registries: where images come from, from this host and, as far as it tells, from the engine. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix, Guide } from '../../src/report/report.ts';
import { asRoot, edit, engineService } from './commands.ts';
import { guides, page } from './guides.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

const hostOf = ({ values }: Target): string => values.host ?? 'registry-1.docker.io';
const registryOf = ({ values }: Target): string => values.registry ?? hostOf({ values } as Target);

/** The registry's root, asked from here as a client asks it. */
const ask = (target: Target): string => `curl -sSI https://${hostOf(target)}/v2/`;

/** Is the engine inside Docker Desktop's virtual machine, with settings of its own? */
const hasDesktop = ({ system, values }: Target): boolean =>
  values.product === 'docker-desktop' ||
  (values.product === undefined && (system === 'macos' || system === 'windows'));

const restartDesktop = (target: Target): Fix =>
  fix('Restart Docker Desktop, so that it takes the change', ['docker desktop restart'], {
    caution: 'running containers stop',
    ...(target.system === 'windows' && { shell: 'powershell' as const }),
  });

/** One setting into daemon.json: written where there is no such file, else edited by hand. */
export function daemonSetting(target: Target, title: string, json: string): Fix[] {
  const file = target.values.file ?? '/etc/docker/daemon.json';
  const caution = 'running containers stop while Docker restarts, unless live-restore is on';
  if (hasDesktop(target) || target.values.product === 'colima') {
    return [
      fix(
        target.values.product === 'colima'
          ? `${title}: add ${json} under "docker:" in colima's settings`
          : `${title}: in Docker Desktop's settings, page Docker Engine, add ${json}`,
        target.values.product === 'colima'
          ? ['colima stop', 'colima start --edit']
          : ['docker desktop restart'],
        { ...(target.system === 'windows' && { shell: 'powershell' }) },
      ),
    ];
  }
  if (target.values.settings === 'absent') {
    return [
      fix(
        title,
        [
          asRoot(target, 'mkdir -p /etc/docker'),
          `echo '${json}' | ${asRoot(target, `tee ${file}`)}`,
          ...engineService(target, 'restart'),
        ],
        { needsAdmin: true, caution },
      ),
    ];
  }
  return [
    fix(`${title}: add ${json} to ${file}`, [edit(target, file), ...engineService(target, 'restart')], {
      needsAdmin: true,
      caution,
    }),
  ];
}

/** A certificate authority into the system's store, for this distribution. */
function trustAuthority(target: Target): Fix[] {
  const file = 'company-ca.crt';
  const title = 'Let this system trust the authority (the file comes from your administrators)';
  const details = { needsAdmin: true, caution: 'only an authority that you know and trust' };
  if (target.system === 'macos') {
    return [
      fix(
        title,
        [`sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}`],
        details,
      ),
      restartDesktop(target),
    ];
  }
  if (target.system === 'windows') {
    return [
      fix(title, [`Import-Certificate -FilePath .\\${file} -CertStoreLocation Cert:\\LocalMachine\\Root`], {
        ...details,
        shell: 'powershell',
      }),
      restartDesktop(target),
    ];
  }
  const sudo = (command: string): string => asRoot(target, command);
  const steps: Partial<Record<Target['distribution'], string[]>> = {
    fedora: [sudo(`cp ${file} /etc/pki/ca-trust/source/anchors/`), sudo('update-ca-trust')],
    rhel: [sudo(`cp ${file} /etc/pki/ca-trust/source/anchors/`), sudo('update-ca-trust')],
    arch: [sudo(`trust anchor --store ${file}`)],
    opensuse: [sudo(`cp ${file} /etc/pki/trust/anchors/`), sudo('update-ca-certificates')],
    nixos: [
      '# in /etc/nixos/configuration.nix: security.pki.certificateFiles = [ ./company-ca.crt ];',
      sudo('nixos-rebuild switch'),
    ],
  };
  return [
    fix(
      title,
      [
        ...(steps[target.distribution] ?? [
          sudo(`cp ${file} /usr/local/share/ca-certificates/`),
          sudo('update-ca-certificates'),
        ]),
        ...engineService(target, 'restart'),
      ],
      details,
    ),
  ];
}

/** The authority of one registry alone, as the engine looks for it. */
function trustForRegistry(target: Target): Fix {
  const registry = registryOf(target);
  if (target.system === 'macos') {
    return fix('Give Docker the authority of this registry alone', [
      `mkdir -p ~/.docker/certs.d/${registry}`,
      `cp ca.crt ~/.docker/certs.d/${registry}/ca.crt`,
      'docker desktop restart',
    ]);
  }
  if (target.system === 'windows') {
    const folder = `$HOME\\.docker\\certs.d\\${registry.replace(':', '')}`;
    return fix(
      'Give Docker the authority of this registry alone',
      [
        `New-Item -ItemType Directory -Force "${folder}"`,
        `Copy-Item ca.crt "${folder}\\ca.crt"`,
        'docker desktop restart',
      ],
      { shell: 'powershell' },
    );
  }
  return fix(
    'Give Docker the authority of this registry alone (no restart needed)',
    [
      asRoot(target, `mkdir -p /etc/docker/certs.d/${registry}`),
      asRoot(target, `cp ca.crt /etc/docker/certs.d/${registry}/ca.crt`),
    ],
    { needsAdmin: true },
  );
}

/** A proxy that is reached without TLS, whatever it is for. */
const spokenPlainly = ({ system }: Target, address: string): Fix =>
  system === 'windows'
    ? fix('Reach the proxy without TLS', [`$env:HTTPS_PROXY = '${address}'`], { shell: 'powershell' })
    : fix('Reach the proxy without TLS', [`export HTTPS_PROXY=${address}`]);

/** The proxy where it is set wrongly or missing. */
function proxyFixes(target: Target): Fix[] {
  const { kind, proxy = 'http://PROXY:PORT', file = '~/.docker/config.json' } = target.values;
  const sudo = (command: string): string => asRoot(target, command);
  switch (kind) {
    case 'shell':
      return [
        ...(target.values.plain ? [spokenPlainly(target, target.values.plain)] : []),
        fix('See whether the proxy answers', [
          target.system === 'windows'
            ? `curl.exe -sSI -x ${proxy} https://${hostOf(target)}/v2/`
            : `curl -sSI -x ${proxy} https://${hostOf(target)}/v2/`,
        ]),
        target.system === 'windows'
          ? fix(
              'Or take it out of this terminal',
              ['Remove-Item Env:HTTP_PROXY, Env:HTTPS_PROXY -ErrorAction SilentlyContinue'],
              { shell: 'powershell' },
            )
          : fix('Or take it out of this shell', [
              'unset HTTP_PROXY HTTPS_PROXY http_proxy https_proxy ALL_PROXY all_proxy',
            ]),
      ];
    case 'config':
      return [
        target.system === 'windows'
          ? fix('Correct or remove "proxies" in the settings of the CLI', [`notepad '${file}'`], {
              shell: 'powershell',
            })
          : fix('Correct or remove "proxies" in the settings of the CLI', [`"\${EDITOR:-nano}" ${file}`]),
      ];
    default:
      break;
  }
  // The engine's own: missing there, or dead.
  if (hasDesktop(target)) {
    return [
      fix(
        'Set the proxy in Docker Desktop: Settings, Resources, Proxies; then restart it',
        ['docker desktop restart'],
        { ...(target.system === 'windows' && { shell: 'powershell' }) },
      ),
    ];
  }
  const address = kind === 'engine-missing' ? proxy : 'http://PROXY:PORT';
  if (target.init === 'systemd') {
    const folder = '/etc/systemd/system/docker.service.d';
    return [
      fix(
        kind === 'engine-missing' ? 'Give the engine the proxy too' : 'Correct the proxy of the engine',
        [
          sudo(`mkdir -p ${folder}`),
          `printf '[Service]\\nEnvironment="HTTP_PROXY=${address}"\\nEnvironment="HTTPS_PROXY=${address}"\\nEnvironment="NO_PROXY=localhost,127.0.0.1"\\n' | ${sudo(`tee ${folder}/http-proxy.conf`)}`,
          sudo('systemctl daemon-reload'),
          sudo('systemctl restart docker'),
        ],
        {
          needsAdmin: true,
          caution: 'running containers stop while Docker restarts, unless live-restore is on',
        },
      ),
    ];
  }
  return daemonSetting(
    { ...target, values: { ...target.values, file: '/etc/docker/daemon.json' } },
    kind === 'engine-missing'
      ? 'Give the engine the proxy too (Docker 23.0 and newer)'
      : 'Correct the proxy of the engine',
    `{"proxies":{"http-proxy":"${address}","https-proxy":"${address}","no-proxy":"localhost,127.0.0.1"}}`,
  );
}

const proxyGuide = (target: Target): Guide => {
  if (target.values.kind === 'config') return guides.cliProxy;
  return hasDesktop(target)
    ? page("Docker Desktop's proxy settings", '/desktop/settings-and-maintenance/settings/#resources')
    : guides.daemonProxy;
};

/** Which answers of the network explain that a registry is out of reach. */
const REACH = ['registry.unreachable'] as const;

export const registryProblems: readonly ProblemEntry[] = [
  {
    id: 'registry.unreachable',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    generic: true,
    title: 'The registry {registry} cannot be reached',
    summary: '{host} does not answer as a registry should: {reason}. Pulling from it fails.',
    detection: "Asks the registry's /v2/ from this host and looks at what comes back.",
    fixes: (target) => [fix('Ask it by hand', [ask(target)])],
    guide: () => guides.daemonProxy,
  },
  {
    id: 'registry.dns',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The name of the registry {registry} does not resolve',
    summary: '{host} is not known to the name resolution: {reason}. Images cannot be pulled from it.',
    detection: "Resolving the registry's host name fails on this host; for the engine, what it says itself.",
    explains: REACH,
    fixes: (target) => {
      const look =
        target.system === 'windows'
          ? fix('Look the name up', [`Resolve-DnsName ${hostOf(target)}`], { shell: 'powershell' })
          : target.system === 'macos'
            ? fix('Look the name up', [
                `dscacheutil -q host -a name ${hostOf(target)}`,
                'scutil --dns | head -20',
              ])
            : fix('Look the name up, and see which servers are asked', [
                `getent hosts ${hostOf(target)}`,
                'cat /etc/resolv.conf',
              ]);
      if (hasDesktop(target)) return [look, restartDesktop(target)];
      return target.system === 'linux' || target.system === 'wsl'
        ? [
            look,
            fix(
              'When the name resolves in the shell, let the engine read the new servers',
              engineService(target, 'restart'),
              { needsAdmin: true },
            ),
          ]
        : [look];
    },
    guide: () => guides.dnsResolver,
  },
  {
    id: 'registry.timeout',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The registry {registry} does not answer',
    summary:
      '{host} gives no answer within {seconds} s. A firewall drops the connection, or this network reaches it only through a proxy.',
    detection: 'Connecting to the registry takes longer than the time limit, or there is no route to it.',
    explains: REACH,
    fixes: (target) => [
      fix('Ask it by hand', [ask(target)]),
      ...(target.system === 'windows'
        ? []
        : [
            fix('See which way its packets take', [
              target.system === 'macos'
                ? `route -n get ${hostOf(target)}`
                : `ip route get "$(getent ahostsv4 ${hostOf(target)} | awk '{ print $1; exit }')"`,
            ]),
          ]),
    ],
    guide: () => guides.daemonProxy,
  },
  {
    id: 'registry.refused',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The registry {registry} refuses the connection',
    summary: 'At {host} nothing listens on port {port}. The registry is not started, or it has another port.',
    detection: 'Connecting to the registry is refused.',
    explains: REACH,
    fixes: (target) => [fix('Ask it by hand', [ask(target)])],
    guide: () => guides.registryLogin,
  },
  {
    id: 'registry.proxy',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'A proxy stands between Docker and its images',
    summary: '{reason}.',
    detection:
      'The proxy variables of this shell, "proxies" of config.json and the proxy in the engine\'s /info, compared and tried.',
    explains: [...REACH, 'registry.dns', 'registry.timeout', 'registry.refused'],
    fixes: proxyFixes,
    guide: proxyGuide,
  },
  {
    id: 'registry.tls-intercepted',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'Somebody opens the TLS connection to {registry}',
    summary:
      '{host} shows a certificate of "{issuer}", which no registry uses: a company proxy or an antivirus program re-signs the traffic, and Docker does not trust it.',
    detection:
      'The certificate of a public registry does not verify, and its issuer is no public authority: TLS inspection.',
    explains: [...REACH, 'registry.tls-untrusted'],
    fixes: trustAuthority,
    guide: () => guides.caCertificates,
  },
  {
    id: 'registry.tls-untrusted',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The certificate of {registry} is not trusted',
    summary: '{host} shows a certificate of "{issuer}": {reason}. Docker refuses to pull from it.',
    detection: "The registry's certificate against the system's authorities and Docker's certs.d folders.",
    explains: REACH,
    fixes: (target) => [trustForRegistry(target), ...trustAuthority(target)],
    guide: () => guides.caCertificates,
  },
  {
    id: 'registry.insecure',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'The registry {registry} speaks plain HTTP',
    summary: '{host} answers without TLS, and the engine does not have it among its insecure registries.',
    detection: "The registry answers plain HTTP and no TLS; the engine's insecure-registries do not name it.",
    explains: REACH,
    fixes: (target) =>
      daemonSetting(
        target,
        'Allow plain HTTP for this registry',
        `{"insecure-registries":["${registryOf(target)}"]}`,
      ),
    guide: () => guides.insecureRegistries,
  },
  {
    id: 'registry.auth',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'You are not signed in to {registry}',
    summary: '{registry} wants a login, and {reason}. Private images cannot be pulled.',
    detection:
      "The registry's challenge, and whether the settings or a credential helper hold a login for it.",
    explains: REACH,
    fixes: (target) => {
      const registry = registryOf(target);
      const name = registry === 'docker.io' ? '' : ` ${registry}`;
      return [fix('Sign in', [`docker login${name}`])];
    },
    guide: () => guides.registryLogin,
  },
  {
    id: 'registry.rate-limited',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'Docker Hub limits your pulls',
    summary: 'Of {limit} pulls in {hours} hours, {remaining} are left for this address or account.',
    detection: "Docker Hub's ratelimit headers of a HEAD request, which itself does not count.",
    fixes: () => [fix('Sign in: an account has a higher limit', ['docker login'])],
    guide: () => guides.pullLimits,
  },
  {
    id: 'registry.not-found',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'registry',
    title: 'There is no such image or tag',
    summary: '{registry} has no {image}, or it is private and you are not signed in.',
    detection: 'What the registry or docker says.',
    fixes: ({ values }) => [
      fix('Look for the image', [`docker search ${values.image?.split(':')[0] ?? 'NAME'}`]),
      fix('Sign in, should it be private', ['docker login']),
    ],
    guide: () => guides.registryLogin,
  },
  {
    id: 'registry.mirror',
    systems: LINUX,
    severity: 'warning',
    link: 'registry',
    title: 'A registry mirror does not answer',
    summary: 'The engine asks the mirror {mirror} before Docker Hub, and {reason}. Every pull waits for it.',
    detection: "The mirrors of the engine's /info, asked from this host.",
    fixes: (target) => [
      fix('Ask it by hand', [`curl -sSI ${target.values.mirror ?? 'https://MIRROR'}/v2/`]),
      fix(
        'Take it out of "registry-mirrors"',
        [edit(target, target.values.file ?? '/etc/docker/daemon.json'), ...engineService(target, 'restart')],
        { needsAdmin: true },
      ),
    ],
    guide: () => guides.registryMirror,
  },
];
