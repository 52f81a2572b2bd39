/** Engines that are started and fail, for real: what is named comes from their own last words. */
import type { Fault } from './world.ts';

const failing = (settings: string, more = ''): string =>
  `${more}${more && '\n'}daemon_json '${settings}'; start_in_vain`;

/** What a person does who opens daemon.json as the fix says: takes the bad setting out. */
const empties = `editor 'printf "{}" >"$1"'`;
const EDITOR = ['EDITOR=/mnt/editor'];

const asRoot = { user: 'root', exit: 1, not: ['daemon.not-running', 'daemon.failed'] } as const;

export const startFaults: readonly Fault[] = [
  {
    ...asRoot,
    name: 'a storage driver that the file system cannot carry',
    setup: failing('{"storage-driver": "btrfs"}', empties),
    env: EDITOR,
    first: 'daemon.storage',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'a storage driver of former times',
    setup: failing('{"storage-driver": "aufs"}', empties),
    user: 'member-active',
    env: EDITOR,
    first: 'daemon.storage',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'an option that the storage driver does not know',
    setup: failing('{"storage-opts": ["overlay2.nosuch=1"]}', empties),
    env: EDITOR,
    first: 'daemon.storage',
    heals: 0,
  },
  {
    name: 'a storage driver that this kernel lacks, and a log that the user may not read',
    setup:
      failing('{"storage-driver": "aufs"}', 'umask 077') +
      '; chmod 600 /var/log/docker.log; chmod a+rx /etc/docker; chmod a+r /etc/docker/daemon.json',
    user: 'member-active',
    first: 'daemon.storage',
    exit: 1,
    not: ['daemon.not-running', 'daemon.failed'],
  },
  {
    name: 'options of a storage driver that is not in use, and an engine that was not started',
    setup: `daemon_json '{"storage-driver": "vfs", "storage-opts": ["dm.thinpooldev=/dev/mapper/none"]}'`,
    user: 'root',
    first: 'daemon.storage',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    ...asRoot,
    name: 'the data root is a file',
    setup: failing('{"data-root": "/mnt/file"}', ': >/mnt/file'),
    first: 'daemon.config-invalid',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'the data root was full when the engine started, and is',
    setup: `mount -t tmpfs -o size=64k tmpfs /var/lib/docker; head -c 1M /dev/zero >/var/lib/docker/fill 2>/dev/null || true
start_in_vain`,
    first: 'disk.full',
  },
  {
    ...asRoot,
    name: 'a bridge that nobody made',
    setup: failing('{"bridge": "br9"}'),
    first: 'daemon.config-invalid',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'a bridge address that is none',
    setup: failing('{"bip": "300.1.1.1/24"}'),
    first: 'daemon.config-invalid',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'all address pools are routed elsewhere',
    setup: `for net in 172.16.0.0/12 192.168.0.0/16 10.0.0.0/8; do ip route add $net dev lo; done; start_in_vain`,
    first: 'net.pool-exhausted',
  },
  {
    ...asRoot,
    name: 'the port of the engine is held',
    setup: failing(
      '{"hosts": ["unix:///run/docker.sock", "tcp://127.0.0.1:2375"]}',
      'python3 -m http.server 2375 --bind 127.0.0.1 >/dev/null 2>&1 & sleep 0.5',
    ),
    first: 'daemon.port-conflict',
  },
  {
    ...asRoot,
    name: 'another process has the number in the pid file, and the engine was started',
    setup: 'sleep 1000 & echo $! >/run/docker.pid; start_in_vain',
    first: 'daemon.port-conflict',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'hosts is given twice',
    setup: `${empties}; printf 'DOCKER_OPTS="-H unix:///var/run/docker.sock"\n' >/etc/default/docker
${failing('{"hosts": ["unix:///var/run/docker.sock"]}')}`,
    env: EDITOR,
    first: 'daemon.config-conflict',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'containerd is not there, and the engine waits for it',
    setup: `printf 'DOCKER_OPTS="--containerd /run/containerd/containerd.sock"\\n' >/etc/default/docker
service docker start >/dev/null 2>&1 || true; await test -s /run/docker.pid; sleep 1`,
    first: 'daemon.containerd',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'the socket is for a group that does not exist',
    setup: failing('{"group": "nosuch"}'),
    first: 'socket.group',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'the default runtime is not there',
    setup: failing('{"default-runtime": "nvidia"}', empties),
    env: EDITOR,
    first: 'run.runtime-missing',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'the seccomp profile is not there',
    setup: failing('{"seccomp-profile": "/etc/docker/none.json"}'),
    first: 'daemon.config-invalid',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'a mirror without a scheme',
    setup: failing('{"registry-mirrors": ["mirror.example"]}', empties),
    env: EDITOR,
    first: 'daemon.config-invalid',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'TLS without certificates',
    setup: failing('{"tls": true, "hosts": ["tcp://127.0.0.1:2376"]}'),
    first: 'daemon.config-invalid',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'user ids are to be mapped to a user that does not exist',
    setup: failing('{"userns-remap": "nosuch"}'),
    first: 'daemon.config-invalid',
    heals: 1,
  },
  {
    ...asRoot,
    name: 'the record of networks is damaged',
    setup: `mkdir -p /var/lib/docker/network/files; head -c 5000 /dev/urandom >/var/lib/docker/network/files/local-kv.db; start_in_vain`,
    first: 'daemon.network',
    heals: 0,
  },
  {
    ...asRoot,
    name: 'iptables cannot use nftables',
    // The program fails as it does on kernels without nf_tables; its older kind works.
    setup: `hide_program /usr/sbin iptables-nft
printf '#!/bin/sh\\necho "iptables v1.8.9 (nf_tables): Could not fetch rule set generation id: Invalid argument" >&2\\nexit 4\\n' >/usr/sbin/iptables-nft
chmod a+x /usr/sbin/iptables-nft; start_in_vain`,
    simulated: 'this kernel has nf_tables: iptables-nft is a program that says what it says without',
    first: 'kernel.iptables',
    heals: 1,
  },
  {
    name: 'a start option that the engine does not know',
    setup: `printf 'DOCKER_OPTS=--no-such-flag\\n' >/etc/default/docker; start_in_vain`,
    user: 'root',
    first: 'daemon.failed',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'an engine that dies of something that nobody knows',
    setup: `printf 'DOCKERD=/mnt/dockerd\\n' >/etc/default/docker
printf '#!/bin/sh\\necho "failed to start daemon: the moon is in the wrong quarter"; exit 1\\n' >/mnt/dockerd; chmod a+x /mnt/dockerd
start_in_vain`,
    simulated: 'a reason that nobody knows can only be made up',
    user: 'root',
    first: 'daemon.failed',
    exit: 1,
    not: ['daemon.not-running'],
  },
  {
    name: 'an engine that failed once, came up and was stopped',
    setup: `${failing('{"bridge": "br9"}')}; rm /etc/docker/daemon.json /run/docker-ssd.pid; start_service; service docker stop >/dev/null
for _ in $(seq 100); do [ -e /run/docker.pid ] || break; sleep 0.1; done`,
    user: 'root',
    first: 'daemon.not-running',
    exit: 1,
    not: ['daemon.failed', 'daemon.config-invalid'],
    heals: 0,
  },
];
