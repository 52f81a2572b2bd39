/**
 * Nothing that names a person and no secret leaves through a report or a recording. Pure, idempotent,
 * and for paths a homomorphism: redact(home + '/x') is redact(home) + '/x', so that a replay, which
 * asks with the redacted home, finds its answers.
 */
import { mapStrings } from './sanitize.ts';

export interface Identifying {
  readonly user: string;
  readonly hostname: string;
  readonly homes: readonly string[];
}

export type Redactor = (text: string) => string;

/** Names that name nobody: replacing them would destroy what programs say. */
const GENERIC = new Set(
  `root docker admin administrator user users daemon node nobody localhost linux debian ubuntu fedora centos rocky alma rhel
  alpine arch archlinux opensuse suse nixos raspberrypi pi vagrant runner runneradmin default desktop host vm dev test ci build
  colima lima podman orbstack rancher wsl windows mac macos engine server client context unix tcp http https socket info error
  bin sys adm games mail news www data backup list sync guest system service local home run var etc usr tmp opt true false null`
    .split(/\s+/)
    .filter(Boolean),
);

export function createRedactor({ user, hostname, homes }: Identifying): Redactor {
  const rules = [
    ...homes.map(homeRule),
    wordRule(user, '<user>'),
    wordRule(hostname, '<host>'),
    wordRule(hostname.split('.')[0] ?? '', '<host>'),
  ];
  const named = rules.filter((rule) => rule !== null);
  return (text) => {
    let redacted = redactSecrets(text);
    for (const rule of named) redacted = rule(redacted);
    return redactOtherHomes(redacted);
  };
}

export const redactDeep = <T>(value: T, redact: Redactor): T => mapStrings(value, redact) as T;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The home folder as `~`, only where a path ends or goes on with a separator. */
function homeRule(home: string): Redactor | null {
  const plain = home.replace(/[\\/]+$/, '');
  if (plain === '' || plain === '~' || plain.length < 3) return null;
  const windows = /^[a-z]:/i.test(plain);
  // On Windows the separators of one path are written \, / or, inside JSON, \\.
  const pattern = windows
    ? plain
        .split(/[\\/]+/)
        .map(escaped)
        .join('(?:\\\\{1,2}|/)')
    : escaped(plain);
  const expression = new RegExp(`(?<![\\w.~-])${pattern}(?![\\w.-])`, windows ? 'gi' : 'g');
  return (text) => text.replace(expression, '~');
}

function wordRule(name: string, token: string): Redactor | null {
  if (name.length < 2 || name.startsWith('<') || GENERIC.has(name.toLowerCase()) || /^\d+$/.test(name))
    return null;
  const expression = new RegExp(`(?<![\\w<])${escaped(name)}(?![\\w>])`, 'g');
  return (text) => text.replace(expression, token);
}

const SHARED_HOMES = 'Shared|Public|Default|All Users|linuxbrew|<user>';

/** Somebody else's home: the path stays readable, the name goes. */
const OTHER_HOMES = new RegExp(
  `((?:^|[^\\w.~-])(?:/home|/Users|/mnt/[a-z]/Users|/var/home)/|[A-Za-z]:(?:\\\\{1,2}|/)Users(?:\\\\{1,2}|/))(?!(?:${SHARED_HOMES})(?:[\\\\/"'\\s:]|$))([^\\\\/"'\\s:,;)]+)`,
  'g',
);
const redactOtherHomes: Redactor = (text) => text.replace(OTHER_HOMES, '$1<user>');

const SECRET_KEYS =
  'password|passwd|passphrase|secret|token|identitytoken|registrytoken|apikey|api_key|accesskey|access_key|auth|authorization|x-registry-auth|_authtoken|client_secret|private_key';

const RULES: readonly (readonly [RegExp, string])[] = [
  // PEM: the lines that say what it is stay.
  [/(-----BEGIN ([A-Z0-9 ]+)-----)[\s\S]*?(-----END \2-----)/g, '$1<redacted>$3'],
  // An address with credentials in it.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+(?::[^\s/@"']*)?@/gi, '$1<redacted>@'],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/._~=-]{8,}/g, '$1 <redacted>'],
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]+)?/g, '<redacted>'],
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|glpat-[\w-]{10,}|dckr_(?:pat|oat)_[\w-]{10,}|npm_[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{12,}|xox[abprs]-[\w-]{8,}|sk-[\w-]{20,})/g,
    '<redacted>',
  ],
  [new RegExp(`("(?:${SECRET_KEYS})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), '$1"<redacted>"'],
  [
    new RegExp(`\\b((?:[\\w-]*[_-])?(?:${SECRET_KEYS}))(\\s*[=:]\\s*)(?!["<]|\\s)[^\\s"',;]+`, 'gi'),
    '$1$2<redacted>',
  ],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b/g, '<email>'],
];

const redactSecrets: Redactor = (text) => {
  let redacted = redactDockerConfig(text);
  for (const [pattern, replacement] of RULES) redacted = redacted.replace(pattern, replacement);
  return redacted;
};

/** config.json: which registries there are stays, what is stored for them goes. */
function redactDockerConfig(text: string): string {
  if (!/"(?:auths|HttpHeaders)"/.test(text)) return text;
  try {
    const config = JSON.parse(text) as Record<string, unknown>;
    if (typeof config !== 'object' || config === null || Array.isArray(config)) return redactLoosely(text);
    const emptied = { ...config };
    if (isRecord(config.auths))
      emptied.auths = Object.fromEntries(Object.keys(config.auths).map((registry) => [registry, {}]));
    if (isRecord(config.HttpHeaders)) {
      emptied.HttpHeaders = Object.fromEntries(
        Object.keys(config.HttpHeaders).map((name) => [name, '<redacted>']),
      );
    }
    return JSON.stringify(emptied, null, 2);
  } catch {
    return redactLoosely(text);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A damaged config.json still holds secrets: every longer string after the first credential key goes. */
const redactLoosely = (text: string): string =>
  text.replace(/("(?:auths|HttpHeaders)"[\s\S]*)$/, (tail) =>
    tail.replace(/:(\s*)"[^"\n]{4,}"/g, ':$1"<redacted>"'),
  );
