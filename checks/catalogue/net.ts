/** The networks of containers: addresses, routes, forwarding, firewall, names. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { asRoot, engineService } from './commands.ts';
import { guides } from './guides.ts';
import { daemonSetting } from './registry.ts';
import { EVERYWHERE, LINUX } from './systems.ts';

/** Private ranges that VPNs and offices seldom use. */
const OTHER_POOLS = '{"default-address-pools":[{"base":"10.213.0.0/16","size":24}]}';

function otherSubnet(target: Target): Fix[] {
  const { network = 'NETWORK', bip } = target.values;
  if (network === 'bridge') {
    return daemonSetting(
      target,
      'Move the default bridge to other addresses',
      `{"bip":"${bip ?? '10.213.0.1/24'}"}`,
    );
  }
  return [
    fix(
      'Remove the network, and make it anew when the VPN is connected: Docker then takes other addresses',
      [`docker network rm ${network}`, `docker network create ${network}`],
      {
        caution:
          'its containers must be stopped first; Compose makes its networks by itself at the next "up"',
      },
    ),
    ...daemonSetting(target, 'Or give Docker a range of its own for new networks', OTHER_POOLS),
  ];
}

/** What the kernel is told now, and at every start of the system. */
const keepForwarding = (target: Target): string[] => [
  asRoot(target, 'sysctl -w net.ipv4.ip_forward=1'),
  `echo 'net.ipv4.ip_forward = 1' | ${asRoot(target, 'tee /etc/sysctl.d/99-docker-forward.conf')}`,
];

const portOwner = (target: Target): string => {
  const { port = 'PORT' } = target.values;
  switch (target.system) {
    case 'windows':
      return `Get-NetTCPConnection -LocalPort ${port} -State Listen | ForEach-Object { Get-Process -Id $_.OwningProcess }`;
    case 'macos':
      return `sudo lsof -nP -iTCP:${port} -sTCP:LISTEN`;
    default:
      return asRoot(target, `ss -ltnp 'sport = :${port}'`);
  }
};

export const networkProblems: readonly ProblemEntry[] = [
  {
    id: 'net.subnet-overlap',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'container',
    title: 'A Docker network covers addresses that this machine needs',
    summary:
      'The Docker network "{network}" has {subnet}, and {route} leads to {via}. One of them cannot be reached while both exist.',
    detection: "The subnets of the engine's networks against this machine's routes.",
    fixes: otherSubnet,
    guide: () => guides.addressPools,
  },
  {
    id: 'net.pool-exhausted',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    title: 'Docker has no addresses left for new networks',
    summary:
      'All ranges that Docker makes networks from are in use ({reason}). A new network, and so "docker compose up", fails.',
    detection: "The engine's address pools against its networks and this machine's routes.",
    explains: ['net.subnet-overlap'],
    fixes: (target) => [
      fix('Remove the networks that no container uses', ['docker network prune'], {
        caution: 'it asks first; networks of stopped Compose projects come back with the next "up"',
      }),
      ...daemonSetting(target, 'Or give Docker more and smaller ranges', OTHER_POOLS),
    ],
    guide: () => guides.addressPools,
  },
  {
    id: 'net.ip-forward',
    systems: LINUX,
    severity: 'warning',
    link: 'container',
    title: 'The kernel does not forward packets',
    summary:
      'net.ipv4.ip_forward is 0: containers reach nothing outside this machine, and published ports do not answer.',
    detection: '/proc/sys/net/ipv4/ip_forward, and IPv4Forwarding of the engine.',
    explains: ['daemon.warnings'],
    fixes: (target) => [
      fix('Turn forwarding on, now and at every start', keepForwarding(target), { needsAdmin: true }),
      fix('Should something turn it off again: find the file', [
        'grep -rs ip_forward /etc/sysctl.conf /etc/sysctl.d /usr/lib/sysctl.d /run/sysctl.d',
      ]),
    ],
    guide: () => guides.ipForwarding,
  },
  {
    id: 'net.firewall',
    systems: LINUX,
    severity: 'warning',
    link: 'container',
    title: 'The firewall stands in the way of containers',
    summary: '{reason}.',
    detection:
      "The engine's own chains and the policy of FORWARD, as far as this user may see them, and the state of firewalld.",
    fixes: (target) =>
      target.values.kind === 'zone'
        ? [
            fix(
              'Take docker0 out of the other zone, then restart Docker',
              [
                asRoot(
                  target,
                  `firewall-cmd --permanent --zone=${target.values.zone ?? 'trusted'} --remove-interface=docker0`,
                ),
                asRoot(target, 'firewall-cmd --reload'),
                ...engineService(target, 'restart'),
              ],
              { needsAdmin: true },
            ),
          ]
        : [
            fix('Restart Docker, which writes its rules again', engineService(target, 'restart'), {
              needsAdmin: true,
              caution: 'running containers stop while Docker restarts, unless live-restore is on',
            }),
            fix('See the rules', [asRoot(target, 'iptables -S'), asRoot(target, 'iptables -t nat -S')]),
          ],
    guide: () => guides.packetFiltering,
  },
  {
    id: 'net.container-dns',
    systems: LINUX,
    severity: 'warning',
    link: 'container',
    title: 'Containers may find no names',
    summary:
      '/etc/resolv.conf names only {servers}, which a container cannot reach. Docker gives containers public name servers instead ({instead}), which company networks often block.',
    detection:
      "The name servers of /etc/resolv.conf, systemd-resolved's own list, and the engine's settings.",
    fixes: (target) => [
      ...daemonSetting(target, 'Name the servers that containers shall use', '{"dns":["SERVER"]}'),
      fix('See which servers this machine really asks', [
        target.init === 'systemd' ? 'resolvectl dns' : 'cat /etc/resolv.conf',
      ]),
    ],
    guide: () => guides.dnsResolver,
  },
  {
    id: 'net.mtu',
    systems: LINUX,
    severity: 'warning',
    link: 'container',
    title: 'Container packets are larger than the link takes',
    summary:
      'The Docker network "{network}" has an MTU of {mtu}, and the way out ({link}) takes {linkMtu}. Large answers hang: TLS handshakes, downloads.',
    detection: "The MTU of Docker's bridges against the MTU of the interface of the default route.",
    fixes: (target) => [
      ...daemonSetting(
        target,
        'Give the default bridge the MTU of the link',
        `{"mtu":${target.values.linkMtu ?? '1400'}}`,
      ),
      fix('A network of your own takes it as an option', [
        `docker network create --opt com.docker.network.driver.mtu=${target.values.linkMtu ?? '1400'} NAME`,
      ]),
    ],
    guide: () => guides.bridgeNetworks,
  },
  {
    id: 'net.port-in-use',
    systems: EVERYWHERE,
    severity: 'warning',
    link: 'container',
    title: 'The port {port} is taken',
    summary: '{owner} listens on port {port} already. A container that publishes it cannot start.',
    detection: 'What docker says; a port that a requirement names is tried.',
    fixes: (target) => [
      fix('See who has it', [portOwner(target)], {
        ...(target.system === 'windows' && { shell: 'powershell' }),
      }),
      fix('See whether it is another container', [
        `docker ps --filter publish=${target.values.port ?? 'PORT'}`,
      ]),
      fix('Or publish another port of this machine', ['docker run -p 127.0.0.1:OTHER:CONTAINER-PORT IMAGE']),
    ],
    guide: () => guides.portPublishing,
  },
];
