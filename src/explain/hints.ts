/** What a text shows of the machine it is from, and whether it is about containers at all. */
import type { System } from '../diagnosis/check.ts';

type Hint = readonly [System, number, RegExp];

/** Strong ones decide alone (10); of weak ones it takes several. */
const HINTS: readonly Hint[] = [
  [
    'wsl',
    10,
    /microsoft-standard-WSL2|WSL ?[12] distro|\/mnt\/wsl\/|WslIntegrationAgent|\/mnt\/c\/|Linux version [\d.]+-microsoft/i,
  ],
  [
    'windows',
    10,
    /[\\/]{2,4}\.[\\/]{1,2}pipe[\\/]|%2F%2F\.%2Fpipe|npipe:|wsl\.exe|\bWsl\/|WSL_E_|HCS_E_|HcsWaitFor|hcsshim|hcs::|PS [A-Z]:\\|[A-Z]:\\{1,2}(?:Users|Windows|Program)|AppData|windows\/amd64|connectex|%PATH%|Hyper-V|docker-credential-wincred|FullyQualifiedErrorId|is not recognized as (?:an internal|the name)|docker-users|WSL ?2? (?:update|kernel|requires)|aka\.ms\/wsl|Windows Subsystem|winget|Windows Hypervisor|Virtual Machine Platform/i,
  ],
  [
    'macos',
    10,
    /\/Users\/|Docker\.app|darwin\/(?:amd64|arm64)|macOS|osxkeychain|\/opt\/homebrew|Application Support|Library\/(?:Containers|Group Containers|Keychains|Logs)|vmnetd|bad CPU type|Rosetta|com\.docker\.(?:hyperkit|virtualization|driver|socket)|hvf|\bkern\.hv|hypervisor\.framework|Virtualization\.framework|Apple silicon|\bMac OS X\b|host\.docker\.internal\.mac|brew (?:install|cask)|\.orbstack\/|\.colima\/|limactl/i,
  ],
  [
    'linux',
    10,
    /systemctl|systemd\[|journalctl|\/etc\/docker\/daemon\.json|\/home\/|\/var\/snap|\/usr\/lib\/systemd|dockerd\[|Job for docker\.service|linux\/amd64 \(host\)|apt-get|\bdnf\b|\byum\b|\/lib\/modules\/|apparmor|SELinux|XDG_RUNTIME_DIR|rootlesskit|\/run\/user\/|OpenRC|rc-service|\/dev\/kvm/i,
  ],
];

const ABOUT =
  /docker|container|podman|colima|orbstack|rancher-desktop|moby|buildkit|buildx|runc\b|\boci\b|registry-1|compose|\bwsl|hyper-v|lima\b|kaniko|testcontainers|\/bitnami\/|\bimage\b|rootlesskit|lxc\b|overlay2|nerdctl|response from daemon|failed to register layer|host port for|error occurred trying to connect|Error processing tar file\(|Wsl\/|kubelet|pull(?:ing)? image/i;

export interface Hints {
  see(line: string): void;
  system(): System | null;
  aboutContainers(): boolean;
}

/** Lines that are looked at: a text shows early what it is about. */
const LINES = 4000;

export function createHints(): Hints {
  const scores = new Map<System, number>();
  let about = false;
  let lines = 0;
  return {
    see(line) {
      lines += 1;
      if (lines > LINES) return;
      about ||= ABOUT.test(line);
      for (const [system, weight, expression] of HINTS) {
        if (expression.test(line)) scores.set(system, (scores.get(system) ?? 0) + weight);
      }
    },
    system() {
      // A distribution inside Windows shows signs of both; so does a Linux engine named by a Mac's client.
      if ((scores.get('wsl') ?? 0) > 0 && (scores.get('windows') ?? 0) < 20) return 'wsl';
      const ordered = [...scores].sort((a, b) => b[1] - a[1]);
      return ordered[0]?.[0] ?? null;
    },
    aboutContainers: () => about,
  };
}
