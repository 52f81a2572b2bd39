/** Other generations of the engine, other init systems, other places to run in. */
import { ANY, type Fault } from './world.ts';

const running = 'start_service';

/** Suites of Debian with another engine: 20.10.5, 26.1, 28.5 (test/real/engines.sh). The machine's own is 20.10.24. */
export const GENERATIONS = ['bullseye', 'trixie', 'forky'] as const;

/** The same fault with the engine of each other suite. */
function ofEachGeneration(fault: Omit<Fault, 'generation'>): Fault[] {
  return GENERATIONS.map((generation) => ({
    ...fault,
    name: `${fault.name} (engine of ${generation})`,
    generation,
    setup: `generation ${generation}\n${fault.setup}`,
  }));
}

const failing = (settings: string): string => `daemon_json '${settings}'; start_in_vain`;
const not = ['daemon.not-running', 'daemon.failed'];

export const healthyPlaces: readonly Fault[] = [
  ...ofEachGeneration({
    name: 'healthy',
    setup: running,
    user: 'member-active',
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    first: null,
    exit: 0,
  }),
  {
    name: 'healthy, the client of an older suite with the newest engine',
    generation: 'forky',
    setup: `generation forky; ${running}; mkdir /mnt/old; cp /var/cache/docker-doctor/engines/bullseye/usr/bin/docker /mnt/old/`,
    user: 'root',
    env: ['PATH=/mnt/old:/usr/sbin:/sbin'],
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, by TLS on loopback',
    setup: `mkdir -p /home/member/certs; cd /home/member/certs
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca-key.pem -out ca.pem -subj /CN=lab-ca 2>/dev/null
for name in server client; do
  openssl req -newkey rsa:2048 -nodes -keyout $name-key.pem -out $name.csr -subj /CN=$name 2>/dev/null
  usage=$name; printf 'subjectAltName=IP:127.0.0.1\\nextendedKeyUsage=%sAuth\\n' $usage >$name.ext
  openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -days 2 -extfile $name.ext -out $name.pem 2>/dev/null
done
mv client.pem cert.pem; mv client-key.pem key.pem; chmod a+r ./*; chmod a+x /home/member; chown 1502 key.pem; chmod 600 key.pem
start_engine -H unix:///run/docker.sock -H tcp://127.0.0.1:2376 --tlsverify --tlscacert ca.pem --tlscert server.pem --tlskey server-key.pem`,
    user: 'member-active',
    env: ['DOCKER_HOST=tcp://127.0.0.1:2376', 'DOCKER_TLS_VERIFY=1', 'DOCKER_CERT_PATH=/home/member/certs'],
    first: null,
    exit: 0,
  },
  {
    name: "healthy, on podman's socket",
    setup: `mkdir -p /run/podman; podman system service -t 0 unix:///run/podman/podman.sock >>/mnt/work/dockerd.log 2>&1 &
await answers /run/podman/podman.sock`,
    user: 'root',
    env: ['DOCKER_HOST=unix:///run/podman/podman.sock'],
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, with a proxy that the engine uses and that works',
    setup: `python3 -m http.server 3128 --bind 127.0.0.1 >/dev/null 2>&1 &
export HTTP_PROXY=http://127.0.0.1:3128 HTTPS_PROXY=http://127.0.0.1:3128 NO_PROXY=localhost; start_engine
unset HTTP_PROXY HTTPS_PROXY NO_PROXY`,
    user: 'member-active',
    env: ['HTTP_PROXY=http://127.0.0.1:3128', 'HTTPS_PROXY=http://127.0.0.1:3128', 'NO_PROXY=localhost'],
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, on cgroup v2 alone',
    setup: `umount -l /sys/fs/cgroup/* 2>/dev/null || true; umount -l /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; start_engine`,
    user: 'root',
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, started by hand without an init system',
    setup: 'rm /etc/init.d/docker; start_engine',
    user: 'member-active',
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, under a systemd that starts it at boot',
    setup: `mkdir -p /run/systemd/system /etc/systemd/system/multi-user.target.wants
ln -sf /lib/systemd/system/docker.service /etc/systemd/system/multi-user.target.wants/docker.service; start_engine`,
    simulated: 'no systemd runs here: its folder and the link of an enabled unit are there',
    user: 'root',
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, in a chroot with the socket of the system around it',
    setup: `${running}; mkdir -p /mnt/root/run /mnt/root/proc /mnt/root/var
for folder in usr etc opt dev; do mkdir -p /mnt/root/$folder; mount --rbind /$folder /mnt/root/$folder; done
for link in bin sbin lib lib64; do ln -s usr/$link /mnt/root/$link; done
mkdir -p /mnt/root/mnt/work/out; mount --bind /mnt/work/out /mnt/root/mnt/work/out
mount -t proc proc /mnt/root/proc; ln -s ../run /mnt/root/var/run; touch /mnt/root/run/docker.sock; mount --bind /run/docker.sock /mnt/root/run/docker.sock`,
    user: 'root',
    around: 'chroot /mnt/root',
    first: null,
    exit: 0,
  },
];

export const places: readonly Fault[] = [
  ...ofEachGeneration({
    name: 'never started',
    setup: ':',
    user: 'root',
    first: 'daemon.not-running',
    exit: 1,
    heals: 0,
  }),
  ...ofEachGeneration({
    name: 'a storage driver of former times',
    setup: failing('{"storage-driver": "aufs"}'),
    user: 'root',
    first: 'daemon.storage',
    exit: 1,
    not,
  }),
  ...ofEachGeneration({
    name: 'daemon.json with a wrong type',
    setup: failing('{"features": {"buildkit": "yes"}}'),
    user: 'root',
    first: 'daemon.config-invalid',
    exit: 1,
    not,
    heals: 1,
  }),
  ...ofEachGeneration({
    name: 'an address that is none',
    setup: failing('{"bip": "300.1.1.1/24"}'),
    user: 'root',
    first: 'daemon.config-invalid',
    exit: 1,
    not,
    heals: 1,
  }),
  ...ofEachGeneration({
    name: 'iptables is not installed, and the engine was started',
    setup: 'hide_program /usr/sbin iptables; start_in_vain',
    user: 'root',
    first: 'kernel.iptables',
    exit: 1,
    not,
  }),
  ...ofEachGeneration({
    name: 'another process has the number in the pid file',
    // Engines since 24.0 look whether it is a dockerd, and start.
    setup: 'sleep 1000 & echo $! >/run/docker.pid; service docker start >/dev/null 2>&1 || true; sleep 2',
    user: 'root',
    first: ANY,
    exit: ANY,
  }),
  {
    name: 'the socket closed to a user, with the newest engine and client',
    generation: 'forky',
    setup: `generation forky; ${running}`,
    user: 'dev',
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    first: 'socket.permission',
    exit: 1,
    heals: 0,
  },
  {
    name: 'OpenRC: never started',
    setup: `mkdir /run/openrc; printf '#!/bin/sh\\nexec service "$@"\\n' >/mnt/rc-service; chmod a+x /mnt/rc-service
hide_program /usr/sbin rc-service; cp /mnt/rc-service /usr/sbin/rc-service`,
    simulated: 'no OpenRC runs here: its folder is there, and rc-service calls service',
    user: 'root',
    first: 'daemon.not-running',
    exit: 1,
    heals: 0,
  },
  {
    name: "Debian's runit-helper leaves its folder, and no runit is there",
    setup: 'mkdir -p /run/runit/supervise',
    user: 'member-active',
    first: 'daemon.not-running',
    exit: 1,
    heals: 0,
  },
  {
    name: 'runit: never started',
    setup: `mkdir /run/runit; printf '#!/bin/sh\\nexec service "$2" "$1"\\n' >/mnt/sv; chmod a+x /mnt/sv
hide_program /usr/sbin sv; cp /mnt/sv /usr/sbin/sv`,
    simulated: 'no runit runs here: its folder is there, and sv calls service',
    user: 'member-active',
    first: 'daemon.not-running',
    exit: 1,
    heals: 0,
  },
  {
    name: 'no init system: never started',
    setup: 'rm /etc/init.d/docker',
    user: 'member-active',
    first: 'daemon.not-running',
    exit: 1,
    heals: 0,
  },
  {
    name: 'systemd: hosts is given twice, and the journal is closed to the user',
    setup: `systemd_says docker.service loaded failed exit-code '{ path=/usr/bin/dockerd ; argv[]=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }'
daemon_json '{"hosts": ["unix:///var/run/docker.sock", "tcp://127.0.0.1:2376"]}'`,
    simulated: 'no systemd runs here: its answers are played, in the words that systemctl show has',
    user: 'dev',
    first: 'daemon.config-conflict',
    exit: 1,
  },
  {
    name: 'systemd: the socket has no group to go to',
    setup: `systemd_says docker.socket loaded failed resources; sed -i '/^docker:/d' /etc/group /etc/gshadow`,
    simulated: 'no systemd runs here: its answers are played',
    user: 'root',
    first: 'socket.group',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'systemd: containerd failed',
    setup: 'systemd_says containerd.service loaded failed exit-code',
    simulated: 'no systemd runs here: its answers are played',
    user: 'root',
    first: 'daemon.containerd',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'systemd: the journal says why',
    setup: `systemd_says docker.service loaded failed exit-code
journal_says 'time="2026-11-24T21:22:22.911898611Z" level=info msg="Starting up"' \\
  'failed to start daemon: error initializing graphdriver: prerequisites for driver not satisfied (wrong filesystem?): btrfs' \\
  'docker.service: Main process exited, code=exited, status=1/FAILURE' "docker.service: Failed with result 'exit-code'."`,
    simulated: 'no systemd runs here: the lines are what a real engine said in this lab',
    user: 'root',
    first: 'daemon.storage',
    exit: 1,
    not,
  },
  {
    name: 'it runs, and does not start at boot',
    setup: `mkdir -p /run/systemd/system; rm -f /etc/systemd/system/*.wants/docker.*; ${'start_engine'}`,
    simulated: 'no systemd runs here: its folder is there, without a link for docker',
    user: 'root',
    first: 'daemon.not-enabled',
    exit: 0,
  },
  {
    name: 'packages of Debian and of Docker side by side',
    setup: `${running}; touch /var/lib/dpkg/info/docker-ce.md5sums`,
    simulated: 'the packages forbid each other: only the mark of the second one is there',
    user: 'root',
    first: 'install.conflict',
    exit: 0,
  },
  {
    name: "the key of Docker's repository is closed to apt",
    setup: `${running}; mkdir -p /etc/apt/sources.list.d /etc/apt/keyrings; : >/etc/apt/keyrings/docker.asc; chmod 600 /etc/apt/keyrings/docker.asc
printf 'Types: deb\\nURIs: https://download.docker.com/linux/debian\\nSuites: bookworm\\nComponents: stable\\nSigned-By: /etc/apt/keyrings/docker.asc\\n' >/etc/apt/sources.list.d/docker.sources`,
    user: 'root',
    first: 'install.repository',
    exit: 0,
  },
  {
    name: "Docker's repository is for another architecture",
    setup: `${running}; mkdir -p /etc/apt/sources.list.d
printf 'deb [arch=s390x] https://download.docker.com/linux/debian bookworm stable\\n' >/etc/apt/sources.list.d/docker.list`,
    user: 'root',
    first: 'install.repository',
    exit: 0,
  },
  {
    name: 'a Dockerfile and no buildx',
    setup: `generation forky; ${running}; : >/root/Dockerfile`,
    generation: 'forky',
    user: 'root',
    env: ['PATH=/usr/sbin:/usr/bin:/sbin:/bin'],
    first: 'buildx.missing',
    exit: 0,
  },
  {
    name: 'a Compose file where a snap may not look',
    setup: `daemon_json '{"data-root": "/var/snap/docker/common/var-lib-docker"}'; ${running}
hide_program /usr/sbin dockerd; printf 'services: {}' >/root/compose.yaml
mkdir -p /root/.docker/cli-plugins; printf '#!/bin/sh\\necho "{\\\\"SchemaVersion\\\\":\\\\"0.1.0\\\\",\\\\"Vendor\\\\":\\\\"lab\\\\",\\\\"Version\\\\":\\\\"2.36.0\\\\"}"\\n' >/root/.docker/cli-plugins/docker-compose
chmod a+x /root/.docker/cli-plugins/docker-compose`,
    simulated: 'snaps need systemd and the store: a real engine has its data where a snap has it',
    user: 'root',
    first: 'install.snap',
    exit: 0,
  },
  {
    name: 'cgroup v2 and an engine that knows v1 alone',
    setup: `umount -l /sys/fs/cgroup/* 2>/dev/null || true; umount -l /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup
hide_program /usr/sbin dockerd; printf '#!/bin/sh\\necho "Docker version 19.03.15, build 99e3ed8919"\\n' >/usr/sbin/dockerd; chmod a+x /usr/sbin/dockerd`,
    simulated:
      'no engine before 20.10 can be had from Debian: dockerd says that it is 19.03; cgroup v2 is real',
    user: 'root',
    first: 'kernel.cgroups',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'inside an LXC container without nesting',
    setup: `${running}; tiny_image`,
    user: 'root',
    inContainer: '-e container=lxc',
    simulated: 'a container of Docker that says it is one of LXC; what it may not do is real',
    first: 'kernel.lxc',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'a CI job whose dind service is not there',
    setup: `${running}; tiny_image`,
    user: 'root',
    inContainer: '-e GITLAB_CI=true -e CI=true -e DOCKER_HOST=tcp://docker:2375',
    first: 'container.dind',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'a CI job whose dind service listens on the other port',
    setup: `${running}; tiny_image`,
    user: 'root',
    inContainer: '-e GITLAB_CI=true -e CI=true --add-host docker:127.0.0.1 -e DOCKER_HOST=tcp://docker:2375',
    first: 'container.dind',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'in a chroot without the socket of the system around it',
    setup: `${running}; mkdir -p /mnt/root/run /mnt/root/proc /mnt/root/var /mnt/root/usr/bin
for folder in etc opt dev usr/lib usr/lib64; do mkdir -p /mnt/root/$folder; mount --rbind /$folder /mnt/root/$folder; done
for name in env bash docker; do cp /usr/bin/$name /mnt/root/usr/bin/; done
for link in bin lib lib64; do ln -s usr/$link /mnt/root/$link; done
mkdir -p /mnt/root/mnt/work/out; mount --bind /mnt/work/out /mnt/root/mnt/work/out
mount -t proc proc /mnt/root/proc; ln -s ../run /mnt/root/var/run`,
    user: 'root',
    around: 'chroot /mnt/root',
    first: 'container.no-socket',
    exit: 1,
    not: ['daemon.not-running', 'engine.missing'],
  },
];
