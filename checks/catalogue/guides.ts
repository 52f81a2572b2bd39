/** Pages that a problem sends to: the install guide of the reader's system, or the precise section. */
import type { Distribution, Target } from '../../src/diagnosis/problem.ts';
import type { Guide } from '../../src/report/report.ts';

const DOCS = 'https://docs.docker.com';
export const page = (title: string, path: string): Guide => ({ title, url: `${DOCS}${path}` });

/** Engine install guides by distribution; the page of all of them where Docker has none. */
const ENGINE_GUIDES: Readonly<Partial<Record<Distribution, Guide>>> = {
  debian: page('Install Docker Engine on Debian', '/engine/install/debian/'),
  ubuntu: page('Install Docker Engine on Ubuntu', '/engine/install/ubuntu/'),
  'raspberry-pi-os': page('Install Docker Engine on Raspberry Pi OS', '/engine/install/raspberry-pi-os/'),
  fedora: page('Install Docker Engine on Fedora', '/engine/install/fedora/'),
  rhel: page('Install Docker Engine on RHEL', '/engine/install/rhel/'),
  arch: { title: 'Docker in the ArchWiki', url: 'https://wiki.archlinux.org/title/Docker' },
  opensuse: { title: 'Docker in the openSUSE wiki', url: 'https://en.opensuse.org/Docker' },
  alpine: { title: 'Docker in the Alpine wiki', url: 'https://wiki.alpinelinux.org/wiki/Docker' },
  nixos: { title: 'Docker in the NixOS wiki', url: 'https://wiki.nixos.org/wiki/Docker' },
};

/** The Mac, Linux or Windows install guide. */
export function installGuide({ system, distribution }: Target): Guide {
  switch (system) {
    case 'macos':
      return page('Install Docker Desktop on Mac', '/desktop/setup/install/mac-install/');
    case 'windows':
      return page('Install Docker Desktop on Windows', '/desktop/setup/install/windows-install/');
    case 'wsl':
      return page('Docker Desktop and WSL 2', '/desktop/features/wsl/');
    case 'linux':
      return ENGINE_GUIDES[distribution] ?? page('Install Docker Engine on Linux', '/engine/install/');
  }
}

/** Where Docker Desktop is the usual product: its troubleshooting page; elsewhere the engine's. */
export const troubleshootGuide = ({ system }: Target): Guide =>
  system === 'macos' || system === 'windows'
    ? page('Troubleshoot Docker Desktop', '/desktop/troubleshoot-and-support/troubleshoot/topics/')
    : page('Troubleshoot the Docker daemon', '/engine/daemon/troubleshoot/');

export const guides = {
  postInstall: page(
    'Linux post-installation: manage Docker as a non-root user',
    '/engine/install/linux-postinstall/#manage-docker-as-a-non-root-user',
  ),
  startOnBoot: page(
    'Start Docker on boot',
    '/engine/install/linux-postinstall/#configure-docker-to-start-on-boot-with-systemd',
  ),
  daemonStart: page('Start the daemon', '/engine/daemon/start/'),
  daemonConfig: page('Daemon configuration file', '/engine/daemon/#configuration-file'),
  daemonConflict: page(
    'Conflicts between daemon.json and startup scripts',
    '/engine/daemon/troubleshoot/#troubleshoot-conflicts-between-the-daemonjson-and-startup-scripts',
  ),
  daemonLogs: page('Read the daemon logs', '/engine/daemon/logs/'),
  whichHost: page(
    'Check which host your client connects to',
    '/engine/daemon/troubleshoot/#check-which-host-your-client-is-connecting-to',
  ),
  unableToConnect: page(
    'Unable to connect to the Docker daemon',
    '/engine/daemon/troubleshoot/#unable-to-connect-to-the-docker-daemon',
  ),
  contexts: page('Docker contexts', '/engine/manage-resources/contexts/'),
  cliConfig: page(
    'The CLI configuration file',
    '/reference/cli/docker/#docker-cli-configuration-file-configjson-properties',
  ),
  cliEnvironment: page('Environment variables of the CLI', '/reference/cli/docker/#environment-variables'),
  credentialStores: page('Credential stores', '/reference/cli/docker/login/#credential-stores'),
  tls: page(
    'Use TLS to protect the Docker daemon socket',
    '/engine/security/protect-access/#use-tls-https-to-protect-the-docker-daemon-socket',
  ),
  ssh: page(
    'Use SSH to protect the Docker daemon socket',
    '/engine/security/protect-access/#use-ssh-to-protect-the-docker-daemon-socket',
  ),
  apiVersions: page('Versioned API', '/reference/api/engine/#versioned-api-and-sdk'),
  composePlugin: page('Install the Compose plugin', '/compose/install/linux/'),
  buildx: page('Docker Buildx', '/build/concepts/overview/#buildx'),
  storageDriver: page('Select a storage driver', '/engine/storage/drivers/select-storage-driver/'),
  pruning: page('Prune unused Docker objects', '/engine/manage-resources/pruning/'),
  rootless: page('Rootless mode', '/engine/security/rootless/'),
  rootlessTroubleshoot: page('Rootless mode: troubleshooting', '/engine/security/rootless/troubleshoot/'),
  outOfMemory: page('Out of memory issues', '/engine/daemon/troubleshoot/#out-of-memory-issues'),
  kernel: page('Kernel compatibility', '/engine/daemon/troubleshoot/#kernel-compatibility'),
  packetFiltering: page('Packet filtering and firewalls', '/engine/network/packet-filtering-firewalls/'),
  gitlabDind: {
    title: 'GitLab CI: use Docker to build Docker images',
    url: 'https://docs.gitlab.com/ci/docker/using_docker_build/',
  },
  dind: { title: 'Docker in Docker: the docker:dind image', url: 'https://hub.docker.com/_/docker' },
  uninstallOldDebian: page(
    'Uninstall old versions (Debian)',
    '/engine/install/debian/#uninstall-old-versions',
  ),
  uninstallOldUbuntu: page(
    'Uninstall old versions (Ubuntu)',
    '/engine/install/ubuntu/#uninstall-old-versions',
  ),
  apparmor: page('AppArmor security profiles', '/engine/security/apparmor/'),
  selinux: page(
    'Bind mounts: configure the SELinux label',
    '/engine/storage/bind-mounts/#configure-the-selinux-label',
  ),
  kvm: page('KVM virtualization support', '/desktop/setup/install/linux/#kvm-virtualization-support'),
  daemonProxy: page('Daemon proxy configuration', '/engine/daemon/proxy/'),
  cliProxy: page('Use a proxy server with the Docker CLI', '/engine/cli/proxy/'),
  caCertificates: page('Use CA certificates with Docker', '/engine/network/ca-certs/'),
  insecureRegistries: page('Insecure registries', '/reference/cli/dockerd/#insecure-registries'),
  registryLogin: page('docker login', '/reference/cli/docker/login/'),
  pullLimits: page('Docker Hub pull usage and limits', '/docker-hub/usage/pulls/'),
  registryMirror: page('Mirror the Docker Hub library', '/docker-hub/image-library/mirror/'),
  daemonOptions: page('dockerd', '/reference/cli/dockerd/'),
  ipForwarding: page('IP forwarding problems', '/engine/daemon/troubleshoot/#ip-forwarding-problems'),
  daemonDns: page(
    'Specify DNS servers for Docker',
    '/engine/daemon/troubleshoot/#specify-dns-servers-for-docker',
  ),
  dnsResolver: page('DNS resolver issues', '/engine/daemon/troubleshoot/#dns-resolver-issues'),
  portPublishing: page('Port publishing and mapping', '/engine/network/port-publishing/'),
  bridgeNetworks: page('Bridge network driver', '/engine/network/drivers/bridge/'),
  addressPools: page('Networking overview', '/engine/network/'),
  sshSockets: page('Docker over SSH', '/reference/cli/docker/#using-ssh-sockets'),
  deprecatedCgroupV1: page('Support for cgroup v1', '/engine/deprecated/#support-for-cgroup-v1'),
} as const;
