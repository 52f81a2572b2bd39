/**
 * Directives of daemon.json and their types, for engines that cannot check the file themselves
 * (`dockerd --validate` came with 23.0). Source: moby daemon/config/config.go and config_unix.go at
 * v20.10: an unknown directive or a wrong type stops the engine.
 */
import type { JsonObject } from './json-text.ts';

type Kind = 'string' | 'boolean' | 'number' | 'strings' | 'object' | 'any';

const names = (text: string): string[] => text.trim().split(/\s+/);

const KINDS: Readonly<Record<Kind, readonly string[]>> = {
  string: names(`bip bridge cgroup-parent cluster-advertise cluster-store containerd containerd-namespace
    containerd-plugin-namespace data-root default-cgroupns-mode default-gateway default-gateway-v6 default-ipc-mode
    default-runtime exec-root fixed-cidr fixed-cidr-v6 graph group host-gateway-ip init-path ip log-driver log-level metrics-addr
    pidfile seccomp-profile storage-driver swarm-default-advertise-addr tlscacert tlscert tlskey userland-proxy-path
    userns-remap`),
  boolean: names(`debug experimental icc init ip-forward ip-masq ip6tables iptables ipv6 live-restore
    no-new-privileges raw-logs rootless selinux-enabled tls tlsverify userland-proxy`),
  number:
    names(`cpu-rt-period cpu-rt-runtime max-concurrent-downloads max-concurrent-uploads max-download-attempts
    mtu network-control-plane-mtu network-diagnostic-port oom-score-adjust shutdown-timeout`),
  strings:
    names(`allow-nondistributable-artifacts authorization-plugins dns dns-opts dns-search exec-opts hosts
    insecure-registries labels node-generic-resources registry-mirrors storage-opts`),
  object: names('builder cluster-store-opts default-ulimits features log-opts runtimes'),
  any: names('default-address-pools default-shm-size deprecated-key-path'),
};

const DIRECTIVES = new Map(
  Object.entries(KINDS).flatMap(([kind, list]) => list.map((name) => [name, kind as Kind] as const)),
);

/** Those that came with 23.0 and later, up to 29; moby daemon/config/config.go and config_linux.go of 2026. */
const NEWER = new Set(
  names(`allow-direct-routing api-cors-header bridge-accept-fwmark cdi-spec-dirs cri-containerd
    default-network-opts firewall-backend host-gateway-ips http-proxy
    https-proxy ip-forward-no-drop log-format min-api-version no-proxy nri-opts proxies swarm-raft-election-tick
    swarm-raft-heartbeat-tick`),
);

/** A directive that no engine up to today knows, or null: for an engine that could not be asked. */
export const unknownDirective = (config: JsonObject): string | null => {
  const name = Object.keys(config).find((key) => !DIRECTIVES.has(key) && !NEWER.has(key));
  return name === undefined ? null : `has a directive that Docker Engine does not know: "${name}"`;
};

/** Why an engine before 23.0 would refuse this file, or null. */
export function refusedDirective(config: JsonObject): string | null {
  for (const [name, value] of Object.entries(config)) {
    const kind = DIRECTIVES.get(name);
    if (kind === undefined) return `has a directive that this engine does not know: "${name}"`;
    if (value !== null && !fits(value, kind)) return `has a wrong type: "${name}" must be ${WORDS[kind]}`;
  }
  return null;
}

const WORDS: Readonly<Record<Kind, string>> = {
  string: 'a string',
  boolean: 'true or false',
  number: 'a number',
  strings: 'an array of strings',
  object: 'an object',
  any: 'something else',
};

function fits(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'any':
      return true;
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
  }
}
