/** A ticket: the report, what it rests on, and the recording, in one file that a stranger may read. */
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { code, details, escapeMarkdown, fence, renderMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

/** The recording as the ticket needs it; what stands in it is the host's own business. */
interface AnyRecording {
  readonly env: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface Ticket {
  readonly format: typeof TICKET_FORMAT;
  readonly version: 1;
  readonly tool: Report['tool'];
  readonly createdAt: string;
  readonly fingerprint: Fingerprint;
  readonly contents: TicketContents;
  /** Whether the recording in here gives the same problems as the machine did. */
  readonly replay: { readonly same: boolean; readonly problems: readonly string[]; readonly command: string };
  readonly report: Report;
  readonly recording: AnyRecording;
}

/** What somebody should know before sharing it. */
export interface TicketContents {
  /** What was taken out, and how many different ones (or how many places) there were. */
  readonly removed: readonly { readonly what: string; readonly count: number }[];
  /** What is still in it, by kind. */
  readonly stays: readonly { readonly what: string; readonly items: readonly string[] }[];
}

export const TICKET_FORMAT = 'docker-doctor ticket';

export interface TicketParts {
  readonly report: Report;
  readonly recording: AnyRecording;
  /** What was replaced by pseudonyms, by kind. */
  readonly pseudonyms: readonly (readonly [string, number])[];
  /** Ids that a replay of this recording finds. */
  readonly replayed: readonly string[];
  /** What was run, to be typed again with `--replay`. */
  readonly command: string;
}

export function createTicket({ report, recording, pseudonyms, replayed, command }: TicketParts): Ticket {
  return {
    format: TICKET_FORMAT,
    version: 1,
    tool: report.tool,
    createdAt: report.createdAt,
    fingerprint: fingerprintOf(report),
    contents: { removed: removedFrom(report, recording, pseudonyms), stays: staysIn(recording) },
    replay: { same: sameIds(report, replayed), problems: replayed, command: `${command} --replay THIS-FILE` },
    report,
    recording,
  };
}

const sameIds = ({ problems }: Report, replayed: readonly string[]): boolean =>
  problems.map(({ id }) => id).join() === replayed.join();

/** What redaction leaves in the place of what it takes out. */
const MARKS: readonly (readonly [string, RegExp])[] = [
  ['user names (as <user>)', /<user>/g],
  ['other accounts (as <other>)', /<other>/g],
  ["this machine's name (as <host>)", /<host>/g],
  ['home folders (as ~)', /~(?=[/\\"])/g],
  ['e-mail addresses (as <email>)', /<email>/g],
  ['passwords, tokens, keys and logins (as <redacted>)', /<redacted>/g],
];

function removedFrom(report: Report, recording: AnyRecording, pseudonyms: TicketParts['pseudonyms']) {
  const text = JSON.stringify([report, recording]);
  const places = MARKS.map(([what, mark]) => ({
    what: `${what}, places`,
    count: text.match(mark)?.length ?? 0,
  }));
  const made = pseudonyms.map(([what, count]) => ({ what: `${what}, replaced by pseudonyms`, count }));
  return [...places, ...made].filter(({ count }) => count > 0);
}

/** The questions by what they looked at, as a person would list them. */
function staysIn({ env, answers }: AnyRecording): TicketContents['stays'] {
  const kinds = new Map<string, Set<string>>();
  const add = (what: string, item: string): void => {
    kinds.set(what, (kinds.get(what) ?? new Set()).add(item));
  };
  for (const key of Object.keys(answers)) add(...itemOf(key));
  for (const [name, value] of Object.entries(env)) if (value !== null) add('environment variables', name);
  return [...kinds].map(([what, items]) => ({ what, items: [...items].sort() }));
}

function itemOf(key: string): [what: string, item: string] {
  const [name, question] = JSON.parse(key) as [string, Readonly<Record<string, unknown>>];
  const path = String(question.path ?? '');
  switch (name) {
    case 'run':
      return [
        'output of programs',
        [question.file, ...((question.args as string[] | undefined) ?? [])].join(' '),
      ];
    case 'readFile':
    case 'readHead':
      return ['text of files', path];
    case 'http': {
      const address = question.address as Readonly<Record<string, unknown>>;
      return [
        'answers of engines and servers',
        `${address.path ?? `${address.host}:${address.port}`} ${path}`,
      ];
    }
    case 'tls':
    case 'connect':
    case 'dns':
      return ['connections and names asked', JSON.stringify(question)];
    default:
      return ['names, kinds and rights of files', path];
  }
}

/** What it contains, in a few lines, for the one who is about to share it. */
export function contentsText({ contents, fingerprint, replay }: Ticket): string {
  const { removed, stays } = contents;
  return [
    'Removed:',
    ...(removed.length > 0
      ? removed.map(({ what, count }) => `  ${String(count).padStart(5)}  ${what}`)
      : ['      nothing had to be']),
    'Still in it:',
    '         the report: system, versions, problems, evidence',
    ...stays.map(({ what, items }) => `  ${String(items.length).padStart(5)}  ${what}`),
    `Fingerprint: ${fingerprint.id}`,
    replay.same
      ? 'Its recording was replayed and gives the same problems.'
      : `Its recording, replayed, gives other problems than this machine (${replay.problems.join(', ') || 'none'}): names or addresses that were replaced matter here.`,
    '',
  ].join('\n');
}

export const renderTicketJson = (ticket: Ticket): string => `${JSON.stringify(ticket, null, 1)}\n`;

/** Markdown; the recording is a block of JSON that `--replay` finds in this very file. */
export function renderTicketMarkdown(ticket: Ticket): string {
  const { report, recording, contents, fingerprint, replay } = ticket;
  const removed = contents.removed.map(({ what, count }) => `- ${count} ${escapeMarkdown(what)}`);
  const stays = contents.stays.map(({ what, items }) =>
    details(`${items.length} ${what}`, fence(items.join('\n'))),
  );
  const parts = [
    `**Fingerprint** ${code(fingerprint.id)} (${fingerprint.of.filter(Boolean).map(code).join(' ')})`,
    renderMarkdown(report).trimEnd(),
    details(
      'What this file contains',
      [
        '**Removed or replaced** (the same name has the same pseudonym everywhere in this file)',
        removed.length > 0 ? removed.join('\n') : '- nothing had to be',
        '**Still in it**',
        ...stays,
      ].join('\n\n'),
    ),
    details(
      'Recording of what the machine answered',
      [
        `${code(replay.command)} gives ${replay.same ? 'the same problems' : `these problems, not the same, since names and addresses were replaced: ${replay.problems.map(code).join(', ') || 'none'}`}.`,
        fence(JSON.stringify(recording, null, 1), 'json'),
      ].join('\n\n'),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}
