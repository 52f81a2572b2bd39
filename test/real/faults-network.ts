/** The networks of containers, broken in a network namespace of their own. */
import type { Fault } from './world.ts';

const lab = '. /mnt/work/remote.sh; start_service';
/** A VPN's interface with a route through it. */
const vpn = (route: string): string =>
  `ip link add vpn0 type veth peer name vpn1; ip addr add 100.64.0.2/32 dev vpn0; ip link set vpn0 up; ip link set vpn1 up; ip route add ${route} dev vpn0`;

export const networkHealthy: readonly Fault[] = [
  {
    name: 'healthy, with networks of its own beside a VPN',
    setup: `${lab}; docker network create one >/dev/null; docker network create two >/dev/null; ${vpn('10.8.0.0/16')}`,
    user: 'member-active',
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, without iptables by its own settings, as root',
    setup: `printf '{"iptables": false}' >/etc/docker/daemon.json; . /mnt/work/remote.sh; start_service`,
    user: 'root',
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, a local name server that Docker does not need',
    setup: `${lab}; printf 'nameserver 127.0.0.53\\n' >/etc/resolv.conf; mkdir -p /run/systemd/resolve; printf 'nameserver 192.0.2.53\\n' >/run/systemd/resolve/resolv.conf`,
    user: 'member-active',
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, a required port is taken on another address only',
    setup: `${lab}; python3 -c 'import socket,time; s=socket.create_server(("127.0.0.2",8080)); time.sleep(60)' & await bash -c '</dev/tcp/127.0.0.2/8080'`,
    user: 'member-active',
    args: ['preflight', '--port', '127.0.0.1:8080'],
    first: null,
    exit: 0,
  },
];

export const networkFaults: readonly Fault[] = [
  {
    name: 'network: a VPN’s route lies in a network of Docker',
    setup: `${lab}; docker network create --subnet 10.77.0.0/16 office >/dev/null; ${vpn('10.77.3.0/24')}`,
    user: 'member-active',
    first: 'net.subnet-overlap',
    exit: 0,
  },
  {
    name: 'network: a wide route of a VPN holds the default bridge',
    setup: `${lab}; ${vpn('172.16.0.0/12')}`,
    user: 'member-active',
    first: 'net.subnet-overlap',
    exit: 0,
  },
  {
    name: 'network: no addresses are left for new ones',
    setup: `. /mnt/work/remote.sh; printf '{"default-address-pools": [{"base": "10.90.0.0/23", "size": 24}]}' >/etc/docker/daemon.json
start_service; docker network create one >/dev/null; ! docker network create two 2>/dev/null`,
    user: 'member-active',
    first: 'net.pool-exhausted',
    // Its fix asks before it removes anything.
    exit: 1,
  },
  {
    name: 'network: the kernel does not forward',
    setup: `${lab}; echo 0 >/proc/sys/net/ipv4/ip_forward`,
    user: 'member-active',
    first: 'net.ip-forward',
    exit: 0,
    heals: 0,
  },
  {
    name: 'network: the firewall was written anew',
    setup: `${lab}; iptables -t nat -F; iptables -F`,
    user: 'root',
    first: 'net.firewall',
    exit: 0,
    heals: 0,
  },
  {
    name: 'network: containers are sent to name servers that nothing reaches',
    setup: `${lab}; give_route; start_hub; printf 'nameserver 127.0.0.1\\n' >/etc/resolv.conf`,
    user: 'member-active',
    online: true,
    first: 'net.container-dns',
    exit: 0,
  },
  {
    name: 'network: the link takes smaller packets than the bridge sends',
    // /sys shows the interfaces of the namespace that mounted it.
    setup: `${lab}; give_route; ip link set out mtu 1400
mkdir /mnt/sys; mount -t sysfs sysfs /mnt/sys; for part in class devices; do mount --bind /mnt/sys/$part /sys/$part; done`,
    user: 'member-active',
    first: 'net.mtu',
    exit: 0,
  },
  {
    name: 'network: another process holds a port that is required',
    setup: `${lab}; python3 -c 'import socket,time; s=socket.create_server(("0.0.0.0",8080)); time.sleep(60)' & await bash -c '</dev/tcp/127.0.0.1/8080'`,
    user: 'member-active',
    args: ['preflight', '--port', '8080', '--port', '8081'],
    first: 'net.port-in-use',
    exit: 1,
  },
  {
    name: 'network: a name server of this machine alone holds port 53, which is required on all addresses',
    setup: `${lab}; python3 -c 'import socket,time; s=socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.53",53)); time.sleep(60)' & await grep -q :0035 /proc/net/udp`,
    user: 'member-active',
    args: ['preflight', '--port', '53/udp'],
    first: 'net.port-in-use',
    exit: 1,
  },
];
