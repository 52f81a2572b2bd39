/**
 * Nothing that names a person and no secret leaves through a report or a recording. Pure, idempotent,
 * and for paths a homomorphism: redact(home + '/x') is redact(home) + '/x', so that a replay, which
 * asks with the redacted home, finds its answers.
 */
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

export function createRedactor(who: Identifying): Redactor {
  const redactNames = inOrder([...nameRules(who), OTHER_HOMES_RULE, ACCOUNTS_RULE, DOMAINS_RULE]);
  return throughEscapes((text) => redactNames(redactSecrets(text)));
}

/** A rule that is only tried on texts that hold one of these, in small letters: most hold none, and that is soon seen. */
interface Rule {
  readonly needs: readonly string[];
  readonly apply: Redactor;
}

function inOrder(rules: readonly Rule[]): Redactor {
  return (text) => {
    let redacted = text;
    let small = text.toLowerCase();
    for (const { needs, apply } of rules) {
      if (!needs.some((part) => small.includes(part))) continue;
      const before = redacted;
      redacted = apply(before);
      if (redacted !== before) small = redacted.toLowerCase();
    }
    return redacted;
  };
}

function nameRules({ user, hostname, homes }: Identifying): Rule[] {
  const windows = homes.some((home) => /^[a-z]:/i.test(home));
  const short = hostname.split('.')[0] ?? '';
  const rules = [
    ...homes.map(homeRule),
    // Programs write names in capitals too; of short ones too many words are made.
    wordRule(user, '<user>', windows || user.length >= 5),
    // The folder of a user need not bear the login's name (a renamed account, a long Windows name).
    ...homes.map((home) => wordRule(lastPart(home), '<user>', windows || lastPart(home).length >= 5)),
    // Names of machines have no case.
    wordRule(hostname, '<host>', true),
    wordRule(short, '<host>', true),
  ];
  return rules.filter((rule) => rule !== null);
}

/**
 * In JSON, a line end is a backslash and a letter, which the next word then seems to begin with: so each
 * text is read once as it is (the letter may belong to a Windows path), and once with a mark after such pairs.
 */
export function throughEscapes(redact: Redactor): Redactor {
  return (text) => {
    const once = redact(text);
    if (!ESCAPE.test(once)) return once;
    return redact(once.replace(ESCAPES, `$&${MARK}`)).replaceAll(MARK, '');
  };
}
/** A private-use character, which `sanitize` leaves and no rule knows. */
const MARK = '\ue0d0';
const ESCAPE = /\\[nrtbf]\w/;
const ESCAPES = /\\[nrtbf](?=\w)/g;

/** Every string of a document; what is stored under the name of a secret goes whatever it looks like. */
export const redactDeep = <T>(value: T, redact: Redactor): T => deep(value, redact) as T;

function deep(value: unknown, redact: Redactor): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => deep(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && item !== '' && namesSecret(key) ? '<redacted>' : deep(item, redact),
    ]),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const lastPart = (path: string): string =>
  path
    .split(/[\\/]+/)
    .filter(Boolean)
    .at(-1) ?? '';

/** One separator of a path as it may be written: plain, escaped once or more in JSON, percent-encoded. */
const SEPARATOR = '(?:\\\\{0,32}/|\\\\{1,32}|%2F|%5C|%252F)';
/** Where a word may begin: not within another, though an encoded or escaped character may end just there. */
const WORD_START = '(?:(?<![\\w<])|(?<=%[0-9A-Fa-f]{2})|(?<=\\\\[nrtbf]))';

/** The home folder as `~`, only where a path ends or goes on with a separator. */
function homeRule(home: string): Rule | null {
  const plain = home.replace(/[\\/]+$/, '');
  if (plain === '' || plain === '~' || plain.length < 3) return null;
  const windows = /^[a-z]:/i.test(plain);
  const [root = '', ...parts] = plain.split(/[\\/]+/);
  const spaces = (part: string): string => escaped(part).replaceAll(' ', '(?: |%20|\\+)');
  const pattern = [windows ? `${root.slice(0, 1)}(?::|%3A)` : '', ...parts.map(spaces)].join(SEPARATOR);
  const expression = new RegExp(`(?<![\\w.~-])${pattern}(?![\\w.-])`, windows ? 'gi' : 'g');
  const needs = [firstWord(parts.at(-1) ?? root)];
  return { needs, apply: (text) => text.replace(expression, '~') };
}

function wordRule(name: string, token: string, anyCase: boolean): Rule | null {
  if (
    name.length < 2 ||
    name === '~' ||
    name.startsWith('<') ||
    GENERIC.has(name.toLowerCase()) ||
    /^\d+$/.test(name)
  )
    return null;
  const word = escaped(name).replaceAll(' ', '(?: |%20|\\+)');
  const expression = new RegExp(`${WORD_START}${word}(?![\\w>])`, anyCase ? 'gi' : 'g');
  return { needs: [firstWord(name)], apply: (text) => text.replace(expression, token) };
}

/** What stands in a text however the spaces of a name are written there. */
const firstWord = (name: string): string => (name.split(' ')[0] ?? name).toLowerCase();

const SHARED_HOMES = 'Shared|Public|Default|All Users|linuxbrew|<user>';
const HOMES = [
  `(?:^|[^\\w.~-]|%3A%2F%2F)${SEPARATOR}(?:(?:var|export|usr)${SEPARATOR})?(?:home|Users)`,
  // Windows' own folder of users: by its letter, and as WSL, Desktop, Git Bash and Cygwin write it.
  `(?<![A-Za-z])[A-Za-z](?::|%3A)${SEPARATOR}Users`,
  `${SEPARATOR}(?:(?:mnt|host_mnt|cygdrive|run${SEPARATOR}desktop${SEPARATOR}mnt${SEPARATOR}host)${SEPARATOR})?[a-z]${SEPARATOR}Users`,
  // A distribution's files seen from Windows.
  `wsl(?:\\$|%24|\\.localhost)${SEPARATOR}[\\w.-]+${SEPARATOR}home`,
].join('|');
/** A name may hold spaces where a backslash follows it: that is how Windows writes its paths. */
const HOME_NAME = `(?:[^\\\\/"'\\n:,;<>|%]{1,40}?(?=\\\\)|(?:(?!%2F|%5C|%252F)[^\\\\/"'\\s:,;)<>|])+)`;

/** Somebody else's home: the path stays readable, the name goes. */
const OTHER_HOMES = new RegExp(
  `((?:${HOMES})${SEPARATOR})(?!(?:${SHARED_HOMES})(?:[\\\\/"'\\s:%]|$))${HOME_NAME}`,
  'gi',
);
const OTHER_HOMES_RULE: Rule = {
  needs: ['home', 'users'],
  apply: (text) => text.replace(OTHER_HOMES, '$1<user>'),
};

/**
 * Files of accounts (passwd, group, subuid): who else there is on the machine, and what people are
 * called, is nobody's business. The accounts of the system itself stay, since its files belong to them.
 */
function redactAccounts(whole: string): string {
  const text = redactMembers(whole);
  if (!/^[A-Za-z_<][^\s:]*:[^:\n]*:\d+/m.test(text)) return text;
  return text
    .replace(
      /^([^\s:]+):([^:\n]*):(\d+):(\d+):([^:\n]*):([^:\n]*):([^:\n]*)$/gm,
      (_, name: string, secret: string, uid: string, gid: string, _full, home: string, shell: string) => {
        const person = isPerson(name, Number(uid));
        return `${person ? '<other>' : name}:${secret.length > 1 ? '<redacted>' : secret}:${uid}:${gid}::${home}:${shell}`;
      },
    )
    .replace(
      /^([A-Za-z_][^\s:]*):([x*!]?):(\d+):([^:\s]*)$/gm,
      (_, name: string, secret: string, gid: string, members: string) => {
        const people = members
          .split(',')
          .map((member) => (member === '' || isKnown(member) ? member : '<other>'));
        // A group of one's own is called like its owner; that of the engine's socket must stay readable.
        const own = members === '' && isPerson(name, Number(gid)) && !/docker/i.test(name);
        return `${own ? '<other>' : name}:${secret}:${gid}:${[...new Set(people)].join(',')}`;
      },
    )
    .replace(/^([A-Za-z_][^\s:]*):(\d{5,}):(\d{4,})$/gm, (line, name: string) =>
      isKnown(name) ? line : line.replace(name, '<other>'),
    );
}

/** `net localgroup docker-users` names its members so, one a line: who they are and whose network it is. */
const redactMembers = (text: string): string =>
  text.replace(
    /^([ \t]*)(?!BUILTIN|NT\b|HK)(?:<host>|[A-Z][A-Z0-9-]{1,14})\\(?!<)[A-Za-z][\w.-]*[ \t]*(\r?)$/gm,
    '$1<host>\\<other>$2',
  );

const isKnown = (name: string): boolean =>
  name.startsWith('<') ||
  name.startsWith('_') ||
  GENERIC.has(name.toLowerCase()) ||
  SYSTEM_ACCOUNTS.has(name);
const isPerson = (name: string, id: number): boolean => id >= 500 && id < 60_000 && !isKnown(name);
const ACCOUNTS_RULE: Rule = { needs: [':', '\\'], apply: redactAccounts };
const SYSTEM_ACCOUNTS = new Set([
  'syslog',
  'postgres',
  'www',
  'nginx',
  'mysql',
  'redis',
  'jenkins',
  'gitlab-runner',
  'dockremap',
  'polkitd',
  'systemd-journal',
  'sudo',
  'wheel',
]);

/** What is written like a domain and is none: roots of the registry, of CIM and of devices, Windows' own accounts. */
const NO_DOMAIN =
  'BUILTIN|NT|AUTHORITY|SERVICE|HK\\w+|SOFTWARE|SYSTEM|SAM|SECURITY|HARDWARE|ROOT|PCI|ACPI|USB|SWD|SCSI|HID';
/** Not within a path: neither before a further part, nor after one. */
const DOMAIN_START = '(?<![\\w\\\\/:.%~<>-])';
/** A domain in capitals and an account of it, not a path that goes on. */
const account = (separator: string): RegExp =>
  new RegExp(
    `${DOMAIN_START}(?!(?:${NO_DOMAIN})\\\\)[A-Z][A-Z0-9-]{1,14}(${separator})([A-Za-z][\\w.-]*[\\w-])(?![\\w\\\\/:-]|\\.\\w)`,
    'g',
  );
const ACCOUNT = account('\\\\{1,8}');
/** Where quotes tell of JSON, a capital word, a backslash and one of these letters may end a line. */
const ACCOUNT_IN_JSON = account('\\\\{2,8}|\\\\(?![nrtbfu])');
const ACCOUNT_IN_NESTED_JSON = account('\\\\{1,8}(?![nrtbfu])');
const accountIn = (text: string): RegExp =>
  text.includes('\\"') ? ACCOUNT_IN_NESTED_JSON : text.includes('"') ? ACCOUNT_IN_JSON : ACCOUNT;
/** This user's own domain, in any case: whose network it is. */
const OWN_DOMAIN = new RegExp(
  `${DOMAIN_START}(?!(?:Users|home)\\\\)[A-Z][A-Z0-9-]{1,14}(\\\\{1,8}<user>)(?![\\\\/])`,
  'gi',
);

/** Accounts of a Windows domain in a sentence; groups of Docker's and Windows' own keep their names. */
const DOMAINS_RULE: Rule = {
  needs: ['\\'],
  apply: (text) =>
    text.replace(OWN_DOMAIN, '<domain>$1').replace(accountIn(text), (_, separator: string, name: string) => {
      const stays = isKnown(name) || /docker|\.(?:exe|dll|sys|cmd|bat|ps1)$/i.test(name);
      return `<domain>${separator}${stays ? name : '<other>'}`;
    }),
};

const SECRET_KEYS =
  'password|passwd|passphrase|passcode|secret|token|identitytoken|registrytoken|apikey|api_key|api-key|accesskey|access_key|accountkey|sharedaccesskey|secretkey|secret_key|auth|authorization|proxy-authorization|x-registry-auth|_authtoken|client_secret|private_key|privatekey|signingkey|cookie|set-cookie|credentials|x-amz-signature|sig';
/** Such a name alone, or at the end of a longer one: DB_PASSWORD, accessToken, X-Auth-Token. */
const SECRET_WORD = `(?:(?:[\\w.-]*[_.-])?(?:${SECRET_KEYS})|\\w*(?:password|passwd|secret|token)|\\w+_(?:pwd|pass))`;
const SECRET_NAME = new RegExp(`^${SECRET_WORD}$`, 'i');

/** A document has few names, each many times. */
const namesKnown = new Map<string, boolean>();

function namesSecret(name: string): boolean {
  let known = namesKnown.get(name);
  if (known === undefined) {
    known = SECRET_NAME.test(name);
    if (namesKnown.size < MEMO_ENTRIES) namesKnown.set(name, known);
  }
  return known;
}

/** One of them stands in each of those names. */
const SECRET_PARTS = 'pass secret token key auth cookie credentials sig pwd';

const BASE64 = '[A-Za-z0-9+/=_-]';

/** What a text must hold, in small letters and with spaces between; what is replaced, and by what. */
export const RULES: readonly (readonly [string, RegExp, string])[] = [
  // PEM: the lines that say what it is stay. One that was cut off ends with its last line of base64.
  ['-----begin', /(-----BEGIN ([A-Z0-9 ]+)-----)[\s\S]*?(-----END \2-----)/g, '$1<redacted>$3'],
  [
    '-----begin',
    new RegExp(`(-----BEGIN [A-Z0-9 ]+-----)(?!<redacted>)(?:\\s|\\\\+[nr]|${BASE64})+`, 'g'),
    '$1<redacted>',
  ],
  // The same as base64: '-----BEGIN'.
  ['ls0tls1crudjti', new RegExp(`LS0tLS1CRUdJTi${BASE64}+`, 'g'), '<redacted>'],
  // An address with credentials in it, as it is or percent-encoded.
  // The last @ ends them: who writes one into a password need not escape it.
  ['@', /\b([a-z][a-z0-9+.-]*:(?:\\*\/){2})[^\s/"'<>\\]+@/gi, '$1<redacted>@'],
  ['%40', /\b([a-z][a-z0-9+.-]*%3A%2F%2F)(?:(?!%2F|%40)[^\s/@"'<>])+%40/gi, '$1<redacted>%40'],
  [
    'bearer basic negotiate ntlm',
    /\b(Bearer|Basic|Negotiate|NTLM)\s+[A-Za-z0-9+/._~=-]{8,}/gi,
    '$1 <redacted>',
  ],
  [
    'digest',
    /\bDigest\s+(?:[a-z]{2,12}=(?:(\\*["'])(?:(?!\1)[^\n])*\1|[\w.-]+)(?:,\s*)?){1,12}/gi,
    'Digest <redacted>',
  ],
  // A token in three parts, and any other JSON object in base64 (X-Registry-Auth).
  ['eyj', /\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]+)?/g, '<redacted>'],
  ['eyj eya', /\bey[JA][A-Za-z0-9+/_-]{16,}={0,2}/g, '<redacted>'],
  [
    'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gldt- glrt- glptt- glsoat- glcbt- dckr_ npm_ akia asia xox xapp- sk- sk_ rk_ aiza ya29. hf_ pypi- dop_ doo_ sg. swmtkn- swmkey-',
    /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|gl(?:pat|dt|rt|ptt|soat|cbt)-[\w.-]{10,}|dckr_(?:pat|oat)_[\w-]{10,}|npm_[A-Za-z0-9]{20,}|A(?:KIA|SIA)[0-9A-Z]{12,}|xox[abeprs]-[\w-]{8,}|xapp-[\w-]{8,}|sk-[\w-]{20,}|[sr]k_(?:live|test)_\w{10,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|hf_[A-Za-z0-9]{20,}|pypi-[\w-]{20,}|do[op]_v1_[0-9a-f]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|SWM(?:TKN|KEY)-1-[\w-]{8,})/g,
    '<redacted>',
  ],
  [
    'hvs. hvb. hvr. .atlasv1. age-secret- sk0 sk1 sk2 sk3 sk4 sk5 sk6 sk7 sk8 sk9 ska skb skc skd ske skf',
    /\b(?:hv[sbr]\.[\w-]{16,}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{16,}|AGE-SECRET-KEY-1[A-Z0-9]{16,}|SK[0-9a-f]{32})(?!\w)/g,
    '<redacted>',
  ],
  // Hashes of passwords (crypt), and keys with the name of who has them.
  ['$', /\$(?:2[abxy]|apr1|argon2id?|[1567y])\$[\w./$=,+-]{8,}/g, '<redacted>'],
  [
    'aaaa',
    /\b((?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\w+|sk-\S{1,40}@openssh\.com) )AAAA[\w+/=]+(?: (?:(?!\\+["'])[^\s"'])+)?/g,
    '$1<redacted>',
  ],
  [
    'hooks.slack. discord webhook',
    /((?:hooks\.slack\.com\/services|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb2)\/)(?:(?!\\+["'])[^\s"'<>])+/g,
    '$1<redacted>',
  ],
  [
    'cookie',
    /\b((?:Set-)?Cookie2?\\*["']?\s*[:=](?!\s*\\*["']?<redacted>)\s*\\*["']?)[^\n"'\\]+/gi,
    '$1<redacted>',
  ],
  // A name and a value in quotes, which may be escaped.
  [
    SECRET_PARTS,
    new RegExp(
      `((?:\\\\*["'])?(?<![A-Za-z0-9])${SECRET_WORD}(?:\\\\*["'])?\\s*[=:]\\s*)(\\\\*["'])(?!<redacted>)(?:(?!\\2)(?:\\\\.|[^\\n]))+\\2`,
      'gi',
    ),
    '$1$2<redacted>$2',
  ],
  [
    SECRET_PARTS,
    new RegExp(
      `(?<![A-Za-z0-9])(${SECRET_WORD})(\\s*(?:[=:]|%3D)\\s*)(?!\\\\*["'<{[]|\\s|Bearer|Basic)(?:(?!\\\\+["'])[^\\s"',;&])+`,
      'gi',
    ),
    '$1$2<redacted>',
  ],
  // Options of a command line: docker login -u name -p secret, curl -u name:secret.
  [
    '--pass --token --secret --api-key',
    /(\s--(?:password|passphrase|token|secret|api-key)[= ])(?!<)(?:(?!\\+["'])[^\s"'])+/g,
    '$1<redacted>',
  ],
  [
    'login',
    /(\blogin\b[^\n]*?\s-p[= ]?)(?![<-])(?:(\\*["'])(?:(?!\2)[^\n])+\2|(?:(?!\\+["'])[^\s"'])+)/g,
    '$1<redacted>',
  ],
  [
    'mysql mariadb sshpass mongo',
    /(\b(?:mysql\w*|mariadb[\w-]*|sshpass|mongo\w*)\b[^\n]{0,200}?\s-p ?)(?![<\s-])(?:(\\*["'])(?:(?!\2)[^\n])+\2|(?:(?!\\+["'])[^\s"'])+)/g,
    '$1<redacted>',
  ],
  [
    'redis-cli',
    /(\bredis-cli\b[^\n]{0,200}?\s(?:-a|--pass)[= ])(?!<)(?:(?!\\+["'])[^\s"'])+/g,
    '$1<redacted>',
  ],
  ['pass=', /\b(PASS=)(?!<)(?:(?!\\+["'])[^\s"',;&])+/g, '$1<redacted>'],
  ['pwd=', /(;\s*Pwd=)(?!<)(?:(?!\\+["'])[^\s"';])+/gi, '$1<redacted>'],
  ['password', /\b(password for [^\n:]{1,60}:\s{0,3})(?!<)(?:(?!\\+["'])[^\s"'])+/gi, '$1<redacted>'],
  // Files of logins: .netrc, .pgpass, XML of Maven and NuGet.
  [
    'password',
    /\b((?:machine|login)\s+\S+\s+(?:(?:login|account)\s+\S+\s+)?password\s+)(?!<)(?:(?!\\+["'])[^\s"'])+/g,
    '$1<redacted>',
  ],
  [
    ':',
    /(?<=^|[\s"'\ue0d0]|\\n)((?:[\w-]+(?:\.[\w-]+)+|localhost|\*):(?:\d{2,5}|\*):[^:\s"'\\]+:[^:\s"'\\]+:)(?!<)[^:\s"'\\]+(?=$|[\s"'\\])/g,
    '$1<redacted>',
  ],
  [
    '<pass <token <secret <apikey <privatekey',
    /(<(password|passphrase|token|secret|apikey|privatekey)>)[^<\n]+(<\/\2>)/gi,
    '$1<redacted>$3',
  ],
  [
    'value=',
    /(\bkey=\\*["'][\w.-]*(?:password|token|secret|apikey)\\*["']\s+value=)(\\*["'])[^"'\n\\]+\2/gi,
    '$1$2<redacted>$2',
  ],
  ['login', /(\blogin\b[^\n]*?\s(?:-u|--username)[= ])(?!<)(?:(?!\\+["'])[^\s"'])+/g, '$1<user>'],
  ['curl', /(\bcurl\b[^\n]*?\s(?:-u|--user)[= ])(?!<)(?:(?!\\+["'])[^\s"'])+/g, '$1<redacted>'],
  [
    '@ %40',
    /[A-Za-z0-9._%+-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?!(?:service|socket|slice|scope|timer)\b)[A-Za-z]{2,}\b/g,
    '<email>',
  ],
  // ssh names who was refused; an image's digest and a unit's instance look alike and are none.
  ['@', /(?<![\w./\\-])[A-Za-z_][\w.-]*@(?!sha\d)([A-Za-z][\w-]*)(?=: [A-Z]|:~|'s\s)/g, '<user>@$1'],
];

/** Most texts of a run are short and the same (paths, 'not recorded'), and those of many runs as well. */
const secretsRemoved = new Map<string, string>();
const MEMO_ENTRIES = 4000;
const MEMO_LENGTH = 500;

const redactSecrets: Redactor = (text) => {
  if (text.length > MEMO_LENGTH) return applyRules(text);
  const before = secretsRemoved.get(text);
  if (before !== undefined) return before;
  const redacted = applyRules(text);
  if (secretsRemoved.size >= MEMO_ENTRIES) secretsRemoved.clear();
  secretsRemoved.set(text, redacted);
  return redacted;
};

const applyRules: Redactor = (text) => removeSecrets(redactDockerConfig(text));
const removeSecrets = inOrder(
  RULES.map(([needs, pattern, replacement]) => ({
    needs: needs.split(' '),
    apply: (text) => text.replace(pattern, replacement),
  })),
);

const DOCKER_CONFIG = /"(?:auths|HttpHeaders)"/;

/** config.json: which registries there are stays, what is stored for them goes. */
function redactDockerConfig(text: string): string {
  if (!DOCKER_CONFIG.test(text)) return text;
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
