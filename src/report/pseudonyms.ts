/**
 * For a ticket, which strangers read: besides what every report removes, machines, networks and
 * organisations get made-up names. The same name is the same pseudonym everywhere in one bundle, and
 * what is made up has the shape of what it stands for, so that the recording still replays:
 * - hosts: `host-1.domain-1.invalid`, label by label, so that a subdomain stays one (RFC 2606: such a
 *   name can exist nowhere); those of public registries and vendors stay
 * - private IPv4 addresses: the same network is the same network, and its numbers count from 201
 * - public addresses: from the ranges kept for documentation (RFC 5737, RFC 3849)
 * Two steps: `learn` every text, then `redact` every text, since a name may be told apart from a word
 * only at one of the places where it stands.
 */
import { redactDeep, throughEscapes } from './redact.ts';

export type PseudonymKind =
  | 'host names'
  | 'IP addresses'
  | 'hardware addresses'
  | 'certificate names'
  | 'ids';

export interface Pseudonyms {
  /** Finds the names of hosts in a document: in its texts, its keys, and under keys that mean a host. */
  learn(document: unknown): void;
  /** A text without them. */
  redact(text: string): string;
  /** How many different ones were replaced. */
  counts(): readonly (readonly [PseudonymKind, number])[];
}

/** `kept`: dotted words that are no hosts, such as the ids of problems. */
export function createPseudonyms(kept: ReadonlySet<string> = new Set()): Pseudonyms {
  const hosts = new Set<string>();
  const learnHost = (name: string): void => {
    const host = name.toLowerCase().replace(/^[.*]+|\.+$/g, '');
    if (isPrivateHost(host) && !kept.has(host)) hosts.add(host);
  };
  const labels = numbered((count) => `host-${count}`);
  const domains = numbered((count) => `domain-${count}`);
  const certificates = numbered((count) => `name-${count}`);
  const hardware = numbered((count) => `02:00:00:00:${hex(count >> 8)}:${hex(count & 255)}`);
  const addresses = createAddresses();
  const replacedHosts = new Set<string>();
  let ids = 0;
  let expression: RegExp | null = null;
  let known = -1;

  const hostPseudonym = (host: string): string => {
    const lower = host.toLowerCase();
    replacedHosts.add(lower);
    const suffix = keptSuffix(lower);
    const own = (suffix ? lower.slice(0, -suffix.length - 1) : lower).split('.');
    const domain = suffix || own.length < 2 ? null : own.splice(-2).join('.');
    const parts = own.map((label) => (isPseudonymLabel(label) || label === '*' ? label : labels.of(label)));
    return [...parts, ...(domain ? [`${domains.of(domain)}.invalid`] : []), ...(suffix ? [suffix] : [])].join(
      '.',
    );
  };

  return {
    learn(document) {
      visit(document, (text, key) => {
        if (HOST_KEYS.has(key) && HOST_ALONE.test(text)) learnHost(text);
        if (/^no_proxy$/i.test(key))
          for (const one of text.split(/[\s,]+/)) learnHost(one.replace(/:\d+$/, ''));
        throughEscapes((read) => {
          for (const pattern of HOST_PLACES)
            for (const [, name = ''] of read.matchAll(pattern))
              for (const one of name.split(/[\s,;|]+/)) learnHost(one);
          return read;
        })(text);
      });
    },
    redact: throughEscapes((text) => {
      if (known !== hosts.size) {
        known = hosts.size;
        expression = hostExpression(hosts);
      }
      let redacted = expression ? text.replace(expression, hostPseudonym) : text;
      redacted = redacted.replace(MAC, (mac) =>
        mac.startsWith('02:00:00:00:') ? mac : hardware.of(mac.toLowerCase()),
      );
      redacted = redacted.replace(IPV6, (address) => addresses.v6(address));
      redacted = redacted.replace(IPV4, (address, ...rest) => {
        const [offset, whole] = rest.slice(-2) as [number, string];
        return addresses.isVersion(address, whole, offset) ? address : addresses.v4(address);
      });
      redacted = redacted.replace(ENGINE_IDS, (_, name: string, quote: string) => {
        ids += 1;
        return `${name}${quote}<id>${quote}`;
      });
      return redactNames(redacted, (name) => certificates.of(name));
    }),
    counts: () => [
      ['host names', replacedHosts.size],
      ['IP addresses', addresses.count()],
      ['hardware addresses', hardware.count()],
      ['certificate names', certificates.count()],
      ['ids', ids],
    ],
  };
}

/** Values and keys alike: a registry's name is a key of config.json. */
export function pseudonymise<T>(document: T, names: Pseudonyms): T {
  return redactDeep(document, names.redact);
}

function visit(value: unknown, told: (text: string, key: string) => void, key = ''): void {
  if (typeof value === 'string') told(value, key);
  else if (Array.isArray(value)) for (const item of value) visit(item, told, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) {
      told(name, '');
      visit(item, told, name);
    }
}

interface Numbered {
  of(name: string): string;
  count(): number;
}

/** The same name, the same number; a pseudonym stays what it is. */
function numbered(pseudonym: (count: number) => string): Numbered {
  const known = new Map<string, string>();
  const made = new Set<string>();
  return {
    of(name) {
      if (made.has(name)) return name;
      const before = known.get(name);
      if (before !== undefined) return before;
      const next = pseudonym(known.size + 1);
      known.set(name, next);
      made.add(next);
      return next;
    },
    count: () => known.size,
  };
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

// ---- hosts

/** Whose hosts these are, everybody knows: they name nobody. */
const PUBLIC =
  `docker.io docker.com ghcr.io github.com github.io githubusercontent.com gitlab.com quay.io gcr.io k8s.io mcr.microsoft.com
  microsoft.com windows.net visualstudio.com aka.ms ecr.aws debian.org ubuntu.com launchpad.net fedoraproject.org redhat.com centos.org
  rockylinux.org almalinux.org archlinux.org alpinelinux.org opensuse.org suse.com nixos.org kernel.org freedesktop.org apple.com google.com
  googleapis.com cloudflare.com nodejs.org npmjs.org npmjs.com orbstack.dev rancherdesktop.io podman.io podman-desktop.io mobyproject.org
  containerd.io opencontainers.org lima-vm.io letsencrypt.org raspberrypi.com raspberrypi.org bugs.debian.org mozilla.org w3.org
  docker.internal localhost nvidia.com brew.sh snapcraft.io docker-doctor.dev`
    .split(/\s+/)
    .filter(Boolean);
/** What stands before these is a customer's; and names that are private by their ending keep the ending. */
const SUFFIXES =
  `azurecr.io amazonaws.com pkg.dev jfrog.io cloudfront.net local lan internal intranet home corp localdomain private test home.arpa`
    .split(/\s+/)
    .filter(Boolean);

const endsWithName = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);
const keptSuffix = (host: string): string | undefined =>
  SUFFIXES.find((suffix) => host.endsWith(`.${suffix}`));
const isPseudonymLabel = (label: string): boolean => /^(?:host|domain)-\d+$/.test(label);

/** Single words that name no machine in particular, and replacing which would destroy sentences. */
const WORDS = new Set(
  `docker dockerd registry proxy build builder dind localhost host server client engine daemon default context socket http https tcp ssh unix
  npipe on at to in of the a an is was for from with by no not and or it port host-gateway gateway internal local true false null undefined
  example user root git name names none all any this that unknown error timeout failed other invalid buildx compose desktop`
    .split(/\s+/)
    .filter(Boolean),
);

/** File names that look like hosts; some endings are both. */
const FILE_ENDING =
  /\.(?:json|ya?ml|conf|cfg|sock|socket|service|log|txt|md|sh|so|exe|dll|ps1|plist|toml|xml|html?|go|c|h|js|ts|mjs|cjs|py|rs|pl|rb|d|db|pid|pem|crt|key|gz|xz|zst|zip|list|repo|mount|slice|scope|target|timer|app|bin|img|iso|raw|lock|tmp|bak|old|rpm|deb|snap|mod|sum|service\.d|docker|dockerfile|vhdx|kext|framework|lnk|inf|sys|vmdk|qcow2|desktop|rules|cgroup|env)$/i;

function isPrivateHost(host: string): boolean {
  if (!/^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/.test(host) || /^[\d.]+$/.test(host) || host.length < 2)
    return false;
  if (host.includes('..')) return false;
  const parts = host.split('.');
  if (parts.some((part) => part.length > 63)) return false;
  if (parts.length === 1)
    return !WORDS.has(host) && !isPseudonymLabel(host) && !/^\d/.test(host) && host.length > 2;
  if (PUBLIC.some((name) => endsWithName(host, name)) || FILE_ENDING.test(host)) return false;
  if (/^\d+$/.test(parts.at(-1) ?? '')) return false;
  // Made up already.
  const own = host.endsWith('.invalid') ? parts.slice(0, -1) : keptSuffix(host) ? parts.slice(0, -1) : parts;
  return !own.every((part) => isPseudonymLabel(part));
}

const HOST = '[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?';
const DOTTED = '[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\\.[A-Za-z0-9_-]+)+';
const HOST_ALONE = new RegExp(`^(?:${HOST})$`);

/** Keys of questions and answers whose value is a host. */
const HOST_KEYS = new Set([
  'host',
  'hostname',
  'servername',
  'serverName',
  'subject',
  'issuer',
  'names',
  'ServerAddress',
  'SERVER',
  'dns',
  'search',
]);

/** Domains of two letters that are endings of files or abbreviations as well count only where a host must stand. */
const TLD =
  '(?:com|net|org|edu|gov|mil|biz|info|corp|lan|local|internal|intranet|home|private|localdomain|test|example|dev|cloud|tech|systems|network|company|io|ai|co|eu|us|uk|de|fr|nl|be|at|ch|es|it|pt|se|no|dk|fi|cz|ru|ua|jp|cn|kr|in|au|nz|br|mx|ca|ar|za|ie|hu|ro|gr|tr|il|sg|hk|tw|lu|ee|lt|lv|sk|si|hr|bg|rs|invalid)';

const HOST_PLACES: readonly RegExp[] = [
  // Addresses, as they are, escaped in JSON or percent-encoded.
  new RegExp(
    `(?:tcp|https?|ssh|wss?|grpc|socks\\d?h?|ftp|docker|oci|git|ldaps?|[a-z]+):(?:\\\\*/){2}(?:[^\\s/@"'<]*(?:<redacted>|<user>)?@)?(${HOST})`,
    'gi',
  ),
  new RegExp(`%3A%2F%2F(?:(?:(?!%2F|%40)[^\\s/])*%40)?(${HOST})`, 'gi'),
  // user@host; an image's digest is none.
  new RegExp(`(?:<redacted>|<user>|<email>|[A-Za-z0-9_])@(?!sha\\d)(${HOST})(?=[\\s:/"',)]|$)`, 'g'),
  // What resolvers and connections say.
  new RegExp(
    `\\b(?:lookup|ENOTFOUND|EAI_AGAIN|resolve host(?:name)?:?|could not resolve:?|unknown host:?|connect to host|Host key verification failed for|for host|server name|tls: .{0,40}valid for)\\s+["']?(${HOST})`,
    'gi',
  ),
  new RegExp(`\\bssh: (?:connect to host |Could not resolve hostname )(${HOST})`, 'g'),
  new RegExp(`\\bnot (?:valid for|match(?:ing)?)(?: any names, but wanted to match)? (${DOTTED})`, 'g'),
  new RegExp(`\\bdial (?:tcp|udp)\\d?(?: |:)+(?:lookup )?(${HOST}):\\d`, 'g'),
  // A port makes it an address; a line of a source file has an ending of files, which is sorted out later.
  new RegExp(`(?<![\\w./:@%-])(${DOTTED}):\\d{2,5}\\b`, 'g'),
  // A reference to an image in a registry with a port.
  /(?<![\w./:@%-])([A-Za-z][A-Za-z0-9_-]*):\d{2,5}\/[a-z]/g,
  /["']([A-Za-z][A-Za-z0-9_-]*):(?:\d{4,5}|80|443)\\*["']/g,
  // resolv.conf, hosts, certificates, lists of exceptions.
  /^\s*(?:search|domain)[ \t]+([A-Za-z0-9_. \t-]+)$/gm,
  /^\s*(?:[\d.]{7,15}|[0-9a-fA-F:]*::[0-9a-fA-F:]*|(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4})[ \t]+([A-Za-z][A-Za-z0-9_. \t-]*)$/gm,
  new RegExp(`\\bDNS:(?:\\*\\.)?(${HOST})`, 'g'),
  new RegExp(`\\bCN ?= ?(?:\\*\\.)?(${DOTTED})`, 'g'),
  /\bno_?proxy["']?\s*[=:]\s*["']?([^\s"']+)/gi,
  new RegExp(`^((?:\\*?\\.)?[\\w.*/:-]+(?:[,;] ?(?:\\*?\\.)?[\\w.*/:-]+)*[,;] ?(?:\\*?\\.)?${DOTTED})$`, 'g'),
  /(?<=,)\.?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?=,|$)/g,
  // A machine that shares files.
  /(?:^|[\s"'=,(]|\\[nrt])\\{2,16}(?!wsl|\?|\.)([A-Za-z][A-Za-z0-9_-]*)\\{1,16}[\w$]/g,
  // A name of three parts or more is one by its shape, one of two parts by a common ending.
  new RegExp(`(?<![\\w./\\\\@%-])((?:[A-Za-z0-9_-]+\\.){2,}${TLD})(?![\\w.-]*\\w|\\()`, 'gi'),
  /(?<![\w./\\@%-])([A-Za-z0-9-]{2,}\.(?:com|net|org|edu|gov|local|lan|corp|internal|intranet|example|test))(?![\w.-]*\w|\()/gi,
  // The registry that an image's name begins with.
  new RegExp(`(?<![\\w./:@%\\\\-])((?:[A-Za-z0-9-]+\\.)+${TLD})/[\\w./-]+`, 'gi'),
];

/** Longest first, so that a host goes before its domain. */
function hostExpression(hosts: ReadonlySet<string>): RegExp | null {
  if (hosts.size === 0) return null;
  const names = [...hosts].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.]/g, '\\.'));
  return new RegExp(
    `(?:(?<![A-Za-z0-9_<-])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[nrt]))(?:${names.join('|')})(?![A-Za-z0-9_>-])`,
    'gi',
  );
}

// ---- addresses

const IPV4 =
  /(?<![\w.-]|\d\.)(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?!\.?\d|[-\w])/g;
/** Only what begins like a real one: '0::/system.slice' and times are none. */
const IPV6 =
  /(?<![\w:.])(?:[23][0-9a-f]{3}|f[cde][0-9a-f]{2}|64)(?::[0-9a-f]{1,4}){0,7}(?:::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)?(?![\w:])/gi;
const MAC = /(?<![\w:-])[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}(?![\w:-])/gi;

/** Addresses that every Docker has: loopback, any, the default bridge, the networks of its virtual machines. */
const COMMON =
  /^(?:127\.|0\.|255\.|169\.254\.169\.254$|172\.17\.|192\.168\.65\.|192\.168\.127\.|192\.168\.5\.|10\.0\.2\.|22[4-9]\.|23\d\.)/;
const DOCUMENTATION = /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|240\.)/;

/** Octets that are counted from 201 on, so that one sees that they are made up. */
const octet = (count: number): number => (count <= 54 ? 200 + count : ((count - 55) % 200) + 1);

function createAddresses() {
  const seen = new Map<string, string>();
  const made = new Set<string>();
  const children = new Map<string, Map<number, number>>();
  let publics = 0;
  let v6s = 0;

  /** The same beginning stays the same beginning: who is in one network stays in one. */
  const child = (parent: string, value: number, from: (count: number) => number): number => {
    if (value === 0 || value === 255) return value;
    const siblings = children.get(parent) ?? new Map<number, number>();
    children.set(parent, siblings);
    const before = siblings.get(value);
    if (before !== undefined) return before;
    const next = from(siblings.size + 1);
    siblings.set(value, next);
    return next;
  };
  const privateAddress = (parts: readonly number[]): string => {
    const [a = 0, b = 0, c = 0, d = 0] = parts;
    // 172.16.0.0/12 and 100.64.0.0/10 keep their second number within what makes them private.
    const within =
      a === 172
        ? (count: number) => 31 - ((count - 1) % 14)
        : a === 100
          ? (count: number) => 127 - ((count - 1) % 64)
          : octet;
    const second = a === 192 || a === 169 ? b : a === 172 && b === 16 ? 16 : child(`${a}`, b, within);
    const third = child(`${a}.${b}`, c, octet);
    return `${a}.${second}.${third}.${child(`${a}.${b}.${c}`, d, octet)}`;
  };
  const publicAddress = (): string => {
    publics += 1;
    const range = ['203.0.113', '198.51.100', '192.0.2'][Math.floor((publics - 1) / 254)];
    return range
      ? `${range}.${((publics - 1) % 254) + 1}`
      : `240.${(publics >> 16) & 255}.${(publics >> 8) & 255}.${publics & 255}`;
  };
  const remember = (address: string, pseudonym: string): string => {
    seen.set(address, pseudonym);
    made.add(pseudonym);
    return pseudonym;
  };
  return {
    count: () => seen.size,
    v4(address: string): string {
      if (COMMON.test(address) || DOCUMENTATION.test(address) || made.has(address)) return address;
      const before = seen.get(address);
      if (before !== undefined) return before;
      const parts = address.split('.').map(Number);
      return remember(address, isPrivateAddress(parts) ? privateAddress(parts) : publicAddress());
    },
    v6(address: string): string {
      const lower = address.toLowerCase();
      const groups = lower.split(':').filter(Boolean).length;
      const whole = lower.includes('::') ? groups >= 1 : groups === 8;
      if (!whole || lower.startsWith('2001:db8:')) return address;
      const before = seen.get(lower);
      if (before !== undefined) return before;
      v6s += 1;
      return remember(lower, `2001:db8::${v6s.toString(16)}`);
    },
    /** Four numbers are a version where the text says so ('WSL version: 2.0.9.0'). */
    isVersion(address: string, text: string, offset: number): boolean {
      if (isPrivateAddress(address.split('.').map(Number))) return false;
      const before = text.slice(Math.max(0, offset - 32), offset);
      const after = text.slice(offset + address.length, offset + address.length + 2);
      return (
        !/^[:/]\d/.test(after) &&
        /(?:versi[oó]n|release|kernel|build|wslg?|direct3d|dxcore|msrdc)[^\n\d]{0,16}$|\bv$|\b(?:lib|docker|desktop|engine)\w*[ -]$/i.test(
          before,
        )
      );
    },
  };
}

const isPrivateAddress = ([a = 0, b = 0]: readonly number[]): boolean =>
  a === 10 ||
  (a === 172 && b >= 16 && b <= 31) ||
  (a === 192 && b === 168) ||
  (a === 100 && b >= 64 && b <= 127) ||
  (a === 169 && b === 254);

// ---- what else names somebody

/** Ids that an engine and a swarm carry for life. */
const ENGINE_IDS =
  /(\\*["'](?:ID|NodeID|SystemID|MachineID|BootID|machine-id)\\*["']\s*:\s*)(\\*["'])[^"'\\<]+\\*["']/g;

/** Authorities and programs whose certificates one meets everywhere, and which explain an interception. */
const PUBLIC_AUTHORITY =
  /^(?:Let.s Encrypt|ISRG|DigiCert|Amazon|Google Trust|GTS|Microsoft|Docker|Zscaler|Netskope|Fortinet|FortiGate|Palo Alto|Cisco|Umbrella|Sectigo|GlobalSign|Baltimore|Comodo|USERTRUST|Entrust|GoDaddy|Cloudflare|Blue ?Coat|Sophos|McAfee|Kaspersky|ESET|Avast|Bitdefender|mkcert)/i;

const NAME_PART =
  /(?<![\w.-])(CN|OU?|L|ST|STREET|SN|GN|UID|SERIALNUMBER)(\s?=\s?)("[^"\n]*"|[^,/\n+"=\\<]+?)(?=\s*(?:[,/\n+"\\]|$))/g;

/** The subject or issuer of a certificate: who it was made for. A name of a host has been replaced before. */
function redactNames(text: string, pseudonym: (name: string) => string): string {
  if (!/(?<![\w.-])CN\s?=/.test(text)) return text;
  return text.replace(NAME_PART, (whole, type: string, equals: string, value: string) => {
    const name = value.replace(/^"|"$/g, '').trim();
    const kept =
      PUBLIC_AUTHORITY.test(name) ||
      /^(?:host|domain|name)-\d+/.test(name) ||
      /^[<*]/.test(name) ||
      name === '' ||
      PUBLIC.some((host) => endsWithName(name.toLowerCase(), host));
    return kept ? whole : `${type}${equals}${pseudonym(name)}`;
  });
}
