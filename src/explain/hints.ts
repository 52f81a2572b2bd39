/** What a text shows of the machine it is from, and whether it is about containers at all. */
import type { System } from '../diagnosis/check.ts';
import { gramsOf } from './grams.ts';

type Hint = readonly [System, number, RegExp];

/** Strong ones decide alone (10); of weak ones it takes several. */
const HINTS: readonly Hint[] = [
  [
    'wsl',
    10,
    /microsoft-standard-WSL2|WSL ?[12] distro|\/mnt\/wsl\/|WslIntegrationAgent|\/mnt\/c\/|Linux version [\d.]+-microsoft/gi,
  ],
  [
    'windows',
    10,
    /[\\/]{2,4}\.[\\/]{1,2}pipe[\\/]|%2F%2F\.%2Fpipe|npipe:|wsl\.exe|\bWsl\/|WSL_E_|HCS_E_|HcsWaitFor|hcsshim|hcs::|PS [A-Z]:\\|[A-Z]:\\{1,2}(?:Users|Windows|Program)|AppData|windows\/amd64|connectex|%PATH%|Hyper-V|docker-credential-wincred|FullyQualifiedErrorId|is not recognized as (?:an internal|the name)|docker-users|WSL ?2? (?:update|kernel|requires)|aka\.ms\/wsl|Windows Subsystem|winget|Windows Hypervisor|Virtual Machine Platform/gi,
  ],
  [
    'macos',
    10,
    /\/Users\/|%2FUsers%2F|Docker\.app|darwin\/(?:amd64|arm64)|macOS|osxkeychain|\/opt\/homebrew|Application Support|Library\/(?:Containers|Group Containers|Keychains|Logs)|vmnetd|bad CPU type|Rosetta|com\.docker\.(?:hyperkit|virtualization|driver|socket)|hvf|\bkern\.hv|hypervisor\.framework|Virtualization\.framework|Apple silicon|\bMac OS X\b|host\.docker\.internal\.mac|brew (?:install|cask)|\.orbstack\/|\.colima\/|limactl/gi,
  ],
  [
    'linux',
    10,
    /systemctl|systemd\[|journalctl|\/etc\/docker\/daemon\.json|\/home\/|\/var\/snap|\/usr\/lib\/systemd|dockerd\[|Job for docker\.service|linux\/amd64 \(host\)|apt-get|\bdnf\b|\byum\b|\/lib\/modules\/|apparmor|SELinux|XDG_RUNTIME_DIR|rootlesskit|\/run\/user\/|OpenRC|rc-service|\/dev\/kvm/gi,
  ],
];

/** One of these makes a text be about containers. Lower case. */
const ABOUT = [
  'docker',
  'container',
  'podman',
  'colima',
  'orbstack',
  'rancher-desktop',
  'moby',
  'buildkit',
  'buildx',
  'runc',
  'compose',
  'wsl',
  'hyper-v',
  'limactl',
  'kaniko',
  '/bitnami/',
  'response from daemon',
  'error occurred trying to connect',
  'failed to register layer',
  'host port for',
  'rootlesskit',
  'overlay2',
  'nerdctl',
  'error processing tar file(',
  'kubelet',
  'pulling image',
  ' image ',
  'lxc',
].map((word) => ({ word, grams: gramsOf(word) }));

/** So do these: a build of BuildKit or of the old builder, the engine's own debugging log, an API route. */
const ABOUT_SHAPE =
  /\[[\w -]{0,40}\d+\/\d+\] (?:RUN|COPY|FROM|ADD|WORKDIR) |^Step \d+(?:\/\d+)? ?: [A-Z]{3,12} |Calling (?:GET|POST|DELETE|HEAD) \/v1\.\d\d\/|\[internal\] load /m;

/** Lines of BuildKit ('#9 1.2 …') and of Compose ('web-1  | …'). */
const LINE_OF_CONTAINERS =
  /^ {0,4}#\d{1,4} (?:\d+\.\d|\[|ERROR|CACHED|DONE)|^ {0,4}[\w.-]{2,60}[-_]\d{1,3} {1,40}\| /;

export interface Hints {
  /** A line as it was pasted: its prefix may tell what its message does not. */
  seeLine(source: string): void;
  /** A part of the text, as it is and in lower case, and which pieces it holds (grams.ts). */
  see(text: string, lower: string, mayHold: (grams: readonly number[]) => boolean): void;
  system(): System | null;
  aboutContainers(): boolean;
}

/** Characters at the beginning and at the end of a part that are looked at for signs of a system. */
const SIGNS = 8192;
/** One sign repeated counts no more often. */
const MOST = 5;

export function createHints(): Hints {
  const scores = new Map<System, number>();
  let about = false;
  return {
    seeLine(source) {
      about ||= LINE_OF_CONTAINERS.test(source);
    },
    see(text, lower, mayHold) {
      about ||= ABOUT.some(({ word, grams }) => mayHold(grams) && lower.includes(word));
      const seen = text.length <= 2 * SIGNS ? text : text.slice(0, SIGNS) + text.slice(-SIGNS);
      about ||= ABOUT_SHAPE.test(seen);
      for (const [system, weight, expression] of HINTS) {
        const times = Math.min(seen.match(expression)?.length ?? 0, MOST);
        if (times > 0) scores.set(system, (scores.get(system) ?? 0) + times * weight);
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
