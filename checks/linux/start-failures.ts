/**
 * How an engine that does not start says why, in its own last words: from 1.13 to 29, tried with real ones
 * (test/real). The first pattern that fits wins, so a cause stands before the wrapper that it is told in.
 */
import type { Finding } from '../../src/diagnosis/check.ts';

/** Named groups become values of the finding; `{name}` in `values` takes one. */
export interface StartFailure {
  readonly id: string;
  readonly match: RegExp;
  readonly values?: Readonly<Record<string, string>>;
}

const SETTINGS = '/etc/docker/daemon.json';

export const START_FAILURES: readonly StartFailure[] = [
  { id: 'disk.full', match: /no space left on device/i },
  {
    id: 'daemon.config-conflict',
    match:
      /with file (?<file>\S+): the following directives are specified both as a flag and in the configuration file: (?<directive>[\w-]+): \(from flag: (?<flag>.*?), from file/,
  },
  {
    id: 'run.runtime-missing',
    match: /specified default runtime '?(?<runtime>[^\s']+)'? does not exist/i,
    values: { reason: 'daemon.json names it as the default, and describes no runtime of that name' },
  },
  {
    id: 'daemon.config-invalid',
    match: /unable to configure the Docker daemon with file (?<file>\S+): (?<why>.*)/,
    values: { reason: 'is refused: {why}' },
  },
  // Settings that only the start itself finds wrong.
  ...[
    /(?<why>opening seccomp profile \(\S+\) failed: .*)/,
    /(?<why>invalid mirror: .*)/,
    /(?<why>insecure registry .* is not valid: .*)/,
    /(?<why>Error during (?:uid|gid) lookup for .*)/,
    /(?<why>Could not load X509 key pair .*|[Cc]ould not read CA certificate .*)/,
    /(?<why>Unable to get the full path to root .*)/,
    /(?<why>invalid base pool .*|(?:parse bip failed: )?invalid CIDR address: .*|failed to parse \S+ pool .*)/,
    /(?<why>bridge device with non default name \S+ must be created manually)/,
    /(?<why>kv store daemon config must be .*)/,
    /(?<why>listen tcp \S+: bind: cannot assign requested address)/,
    /(?<why>invalid (?:log driver|logging driver|default log driver) .*)/i,
  ].map((match) => ({
    id: 'daemon.config-invalid',
    match,
    values: { file: SETTINGS, reason: 'has a setting that the engine cannot use: {why}' },
  })),
  {
    id: 'socket.group',
    match: /(?:load listeners: group (?<group>\S+) not found|Failed to resolve group (?<other>[\w-]+))/,
    values: {
      path: '/var/run/docker.sock',
      kind: 'unknown',
      reason: 'The engine is to give {path} to a group that does not exist',
    },
  },
  {
    id: 'daemon.containerd',
    match: /"containerd": executable file not found/,
    values: { kind: 'missing', reason: 'it is not installed' },
  },
  {
    id: 'daemon.containerd',
    match:
      /failed to start containerd|timeout waiting for containerd to start|containerd did not exit|failed to dial "[^"]*containerd\S*"|failed to connect to containerd|unknown service containerd\.services|connection error: .*containerd\.sock/,
    values: { kind: 'stopped', reason: 'it does not answer' },
  },
  {
    id: 'kernel.iptables',
    match: /iptables not found|"iptables": executable file not found/i,
    values: { kind: 'missing', reason: 'it is not installed' },
  },
  {
    id: 'net.firewall',
    match: /(?<reason>(?:ZONE_CONFLICT|INVALID_ZONE): .*)/,
    values: { kind: 'zone' },
  },
  {
    id: 'net.firewall',
    match: /(?<why>Chain '?DOCKER\S* does not exist|No chain\/target\/match by that name)/,
    values: { reason: 'A firewall took away the rules of Docker while it made them ({why})' },
  },
  {
    id: 'kernel.iptables',
    match:
      /(?<why>ip6?tables[ /]v?\d\S*(?: \([^)]*\):|:)? .*|Failed to initialize nft.*|can't initialize ip6?tables table.*|Extension addrtype revision 0 not supported.*|Chain 'MASQUERADE' does not exist.*)/,
    values: { kind: 'broken', reason: 'it says "{why}"' },
  },
  { id: 'net.firewall', match: /(?<reason>(?:COMMAND_FAILED|INVALID_IPV): .*)/ },
  {
    id: 'net.pool-exhausted',
    match:
      /could not find an available,? (?:non-overlapping IPv4 address pool|predefined network)|all predefined address pools have been fully subnetted|no available network pool|list bridge addresses failed: .*no available network/i,
  },
  {
    id: 'daemon.port-conflict',
    match: /listen (?:tcp|unix) (?<address>\S+?(?::(?<port>\d+))?): bind: address already in use/,
    values: { reason: '{address} is held by another process' },
  },
  {
    id: 'daemon.port-conflict',
    match: /delete (?<file>\/\S+?\.pid): process with PID (?<pid>\d+) is still running/,
    values: { reason: '{file} names process {pid}, which runs' },
  },
  {
    id: 'daemon.port-conflict',
    match: /pid file found, ensure docker is not running or delete (?<file>\S+)/,
    values: { reason: '{file} names a process that runs' },
  },
  {
    id: 'daemon.port-conflict',
    match: /error while opening volume store metadata database(?: \([^)]*\))?: timeout/,
    values: { kind: 'root', reason: 'Another engine has the same data root open' },
  },
  {
    id: 'daemon.storage',
    match: /(?:chmod|mkdir|open) (?<path>\/\S+?): read-only file system/,
    values: { kind: 'read-only', reason: '{path} is on a file system that is mounted read-only' },
  },
  {
    id: 'daemon.storage',
    match:
      /(?:error initializing graphdriver|prior storage driver \S+ failed|failed to mount overlay): (?<reason>.*)/,
    values: { kind: 'driver' },
  },
  {
    id: 'kernel.cgroups',
    match:
      /(?<reason>Devices cgroup isn't mounted|cgroup mountpoint does not exist|no cgroup mount found in mountinfo)/,
  },
  {
    id: 'security.apparmor',
    match: /(?<reason>AppArmor enabled on system but the docker-default profile could not be loaded.*)/,
  },
  {
    id: 'daemon.network',
    match:
      /Error initializing network controller: .*?(?<why>file size too small|invalid database|from store: .*|conflicts with network .*)/,
    values: { kind: 'store', reason: 'its record of networks cannot be used ({why})' },
  },
  { id: 'daemon.network', match: /Error initializing network controller: (?<reason>.*)/i },
];

/** The first failure that a line tells; null where it is of no known kind. */
export function startFailureIn(line: string): Pick<Finding, 'id' | 'values'> | null {
  for (const { id, match, values } of START_FAILURES) {
    const found = match.exec(line);
    if (!found) continue;
    const groups = Object.fromEntries(
      Object.entries(found.groups ?? {}).filter(([, value]) => value !== undefined),
    );
    const all = { ...groups, ...values };
    const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => all[name] ?? '');
    return { id, values: Object.fromEntries(Object.entries(all).map(([key, value]) => [key, fill(value)])) };
  }
  return null;
}
