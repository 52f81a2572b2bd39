import { beforeAll, describe, expect, it } from 'vitest';
import { startFailureIn } from '../../checks/linux/start-failures.ts';
import { recognise } from '../../src/explain/recognise.ts';
import { decisiveLine, lastTry } from '../../src/facts/engine-log.ts';
import { registerTables } from '../support/patterns.ts';

/** What real engines said when they ended: the lab's own (20.10, 26.1, 28.5), and public threads (before 20.10). */
const SAID: readonly (readonly [id: string, ...lines: string[]])[] = [
  [
    'run.runtime-missing',
    "unable to configure the Docker daemon with file /etc/docker/daemon.json: configuration validation from file failed: specified default runtime 'nvidia' does not exist",
    "failed to start daemon: specified default runtime 'nvidia' does not exist",
  ],
  [
    'daemon.storage',
    'failed to start daemon: error initializing graphdriver: prerequisites for driver not satisfied (wrong filesystem?)',
    'failed to start daemon: error initializing graphdriver: prerequisites for driver not satisfied (wrong filesystem?): btrfs',
    'failed to start daemon: error initializing graphdriver: driver not supported',
    'failed to start daemon: error initializing graphdriver: [graphdriver] ERROR: the aufs storage-driver has been deprecated and removed; visit https://docs.docker.com/go/storage-driver/ for more information: aufs',
    'Nov 16 15:20:40 host dockerd[2184]: failed to start daemon: error initializing graphdriver: driver not supported: overlay2',
    'chmod /var/lib/docker: read-only file system',
    'Error starting daemon: error initializing graphdriver: overlay2: unknown option dm.thinpooldev',
  ],
  [
    'daemon.config-invalid',
    'unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid JSON: netip.ParsePrefix("172.17.0.0/33"): prefix length out of range',
    'Unable to get the full path to root (/mnt/f): canonical path points to a file',
    'failed to start daemon: Error initializing network controller: invalid CIDR address: 300.1.1.1/24',
    'failed to start daemon: Error initializing network controller: parse bip failed: invalid CIDR address: 300.1.1.1/24',
    'failed to start daemon: Error initializing network controller: error creating default "bridge" network: bridge device with non default name br9 must be created manually',
    'failed to create API server: Could not load X509 key pair (cert: "", key: ""): open : no such file or directory',
    'invalid TLS configuration: Could not load X509 key pair (cert: "", key: ""): open : no such file or directory',
  ],
  [
    'daemon.config-conflict',
    'unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [fd://], from file: [tcp://0.0.0.0:2376 fd://])',
  ],
  [
    'kernel.iptables',
    'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to create NAT chain DOCKER: Iptables not found',
    'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to register "bridge" driver: failed to create NAT chain DOCKER: iptables not found',
    'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to create NAT chain DOCKER: iptables failed: iptables -t nat -N DOCKER: iptables/1.8.2 Failed to initialize nft: Protocol not supported',
    'failed to start daemon: Error initializing network controller: failed to create NAT chain DOCKER: iptables failed: iptables --wait -t nat -N DOCKER: iptables v1.8.7 (nf_tables): Could not fetch rule set generation id: Permission denied (you must be root)',
  ],
  [
    'net.firewall',
    'failed to start daemon: Error initializing network controller: Error creating default "bridge" network: Failed to program NAT chain: ZONE_CONFLICT: \'docker0\' already bound to a zone',
  ],
  [
    'net.pool-exhausted',
    'failed to start daemon: Error initializing network controller: list bridge addresses failed: PredefinedLocalScopeDefaultNetworks List: [172.17.0.0/16 172.18.0.0/16]: no available network',
    'failed to start daemon: Error initializing network controller: error creating default "bridge" network: all predefined address pools have been fully subnetted',
  ],
  [
    'daemon.port-conflict',
    'failed to load listeners: listen tcp 127.0.0.1:2375: bind: address already in use',
    'failed to start daemon: pid file found, ensure docker is not running or delete /var/run/docker.pid',
    'failed to start daemon, ensure docker is not running or delete /data/docker.pid: process with PID 30 is still running',
  ],
  [
    'daemon.containerd',
    'failed to start daemon: failed to dial "/run/containerd/containerd.sock": context deadline exceeded',
    'failed to start containerd: timeout waiting for containerd to start',
    'failed to start containerd: exec: "containerd": executable file not found in $PATH',
  ],
  [
    'socket.group',
    'failed to load listeners: group nosuch not found',
    'jun 23 21:33:07 host (sd-chown)[8970]: docker.socket: Failed to resolve group docker: No such process',
  ],
  [
    'kernel.cgroups',
    "failed to start daemon: Devices cgroup isn't mounted",
    "Error starting daemon: Devices cgroup isn't mounted",
  ],
  [
    'daemon.network',
    'failed to start daemon: Error initializing network controller: error obtaining controller instance: libnet controller initialization: file size too small 5000',
    'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to get bridge network configurations from store: error while populating kmap: file size too small',
  ],
];

describe('why an engine ended', () => {
  beforeAll(registerTables);

  for (const [id, ...lines] of SAID) {
    for (const line of lines) {
      it(`${id}: ${line.slice(0, 90)}`, async () => {
        expect(startFailureIn(decisiveLine([line]) ?? '')?.id).toBe(id);
        // A pasted line is read with other patterns (explain): they must not contradict.
        const pasted = await recognise(line, { system: 'linux', fromDocker: true });
        expect(pasted.map((problem) => problem.id)).toContain(id);
      });
    }
  }

  it('values are filled in', () => {
    expect(
      startFailureIn('failed to load listeners: listen tcp 0.0.0.0:2375: bind: address already in use')
        ?.values,
    ).toMatchObject({
      port: '2375',
      reason: '0.0.0.0:2375 is held by another process',
    });
  });

  it('says nothing of what nobody knows', () => {
    expect(startFailureIn('failed to start daemon: the moon is in the wrong quarter')).toBeNull();
  });

  it('takes a message of several lines together, without what systemd adds', () => {
    const lines = [
      'failed to start daemon:',
      '  Error initializing network controller:',
      '    iptables/1.8.7 Failed to initialize nft: Protocol not supported',
      "docker.service: Failed with result 'exit-code'.",
    ];
    expect(decisiveLine(lines)).toBe(
      'failed to start daemon: Error initializing network controller: iptables/1.8.7 Failed to initialize nft: Protocol not supported',
    );
  });

  it('forgets what was before the engine came up', () => {
    const start = 'time="2026-11-24T10:00:00Z" level=info msg="Starting up"';
    const up = 'time="2026-11-24T10:00:01Z" level=info msg="API listen on /run/docker.sock"';
    const failed = 'failed to start daemon: error initializing graphdriver: driver not supported';
    expect(decisiveLine(lastTry([start, failed, start, up]))).toBeNull();
    expect(decisiveLine(lastTry([start, up, start, failed]))).toBe(failed);
    // A wrong settings file ends it before it says that it starts.
    const settings =
      'unable to configure the Docker daemon with file /etc/docker/daemon.json: invalid character';
    expect(decisiveLine(lastTry([start, up, settings]))).toBe(settings);
  });
});
