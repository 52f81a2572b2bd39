/** Secrets in every place of a recorded machine: none gets out in any format, and the verdict stays. */
import { describe, expect, it } from 'vitest';
import { recordingHost } from '../src/host/recording.ts';
import {
  questionOf,
  type Recording,
  redactRecording,
  stringifyRecording,
} from '../src/host/recording-file.ts';
import { replayingHost } from '../src/host/replaying.ts';
import { loadRenderer } from '../src/report/formats.ts';
import { createPseudonyms, pseudonymise } from '../src/report/pseudonyms.ts';
import type { Report } from '../src/report/report.ts';
import { renderText } from '../src/report/text.ts';
import { ADVERSARIAL } from './support/adversarial.ts';
import { CONTRACT_CANARIES, PERSON, TICKET_CANARIES } from './support/canaries.ts';
import { fixtures, idsOf, reportOf } from './support/replay.ts';

/** The fixture as it was before it was redacted: with somebody in it. */
function inhabited(recording: Recording): Recording {
  const text = JSON.stringify(recording)
    .replaceAll('~/', `${PERSON.home}/`)
    .replaceAll('"~"', `"${PERSON.home}"`)
    .replaceAll('<user>', PERSON.user)
    .replaceAll('<host>', PERSON.hostname);
  const machine = JSON.parse(text) as Recording;
  // Some machines have a name that names nobody, which a recording keeps.
  return { ...machine, identity: { ...machine.identity, hostname: PERSON.hostname } };
}

// Those of adversarial.ts are tried one by one in test/unit/privacy.test.ts: here every twelfth will do, since all would take minutes.
const MIXED = TICKET_CANARIES.filter(
  (one) => !ADVERSARIAL.includes(one) || ADVERSARIAL.indexOf(one) % 12 === 0,
);
const LINES = MIXED.map(({ text }) => text).filter((text) => !text.includes('-----BEGIN'));

/** Lines of account files are lines of files: nobody has them in JSON. */
const IN_JSON = LINES.filter((text) => !/^(?:annbird|sudo):|^ACMECORP|^search |^10\.12/.test(text));

/** Canaries at the end of every message, output and text, where a program or an editor may have put them. */
function seeded(recording: Recording): Recording {
  const tail = LINES.join('\n');
  const seed = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return seedText(value, key);
    if (Array.isArray(value)) return value.map((item) => seed(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, seed(item, name)]));
  };
  const seedText = (text: string, key: string): string => {
    if (!['message', 'stdout', 'stderr', 'body', 'value'].includes(key)) return text;
    try {
      // JSON stays JSON: one more field, which nobody asked for.
      const parsed: unknown = JSON.parse(text);
      if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
        return JSON.stringify({ ...parsed, canaries: IN_JSON });
      return text;
    } catch {
      return key === 'value' || key === 'message' ? `${text}\n${tail}` : text + tail.replace(/^/gm, '\n');
    }
  };
  const answers = Object.entries(recording.answers).map(([key, answer]) => [key, seed(answer)]);
  return { ...recording, answers: Object.fromEntries(answers) };
}

async function everyFormat(report: Report): Promise<string> {
  const formats = ['json', 'markdown', 'junit', 'github', 'html', 'prometheus'] as const;
  const texts = await Promise.all(
    formats.map(async (format) => (await loadRenderer(format))(report, { strict: false })),
  );
  const text = renderText(report, {
    color: false,
    unicode: true,
    hyperlinks: false,
    width: 100,
    verbose: true,
  });
  return [...texts, text].join('\n');
}

const leaks = (text: string, canaries: typeof CONTRACT_CANARIES): string[] =>
  canaries
    .filter(({ secret }) => text.includes(secret))
    .map(({ text: where, secret }) => `${secret} of ${where}`);

describe('a machine full of secrets', { concurrent: true }, () => {
  for (const { name, recording } of fixtures) {
    it(name, async () => {
      const live = recordingHost(replayingHost(seeded(inhabited(recording))));
      const report = await reportOf(live);
      const recorded = live.recording();
      expect(leaks(`${await everyFormat(report)}${stringifyRecording(recorded)}`, CONTRACT_CANARIES)).toEqual(
        [],
      );
      expect(idsOf(await reportOf(recorded)), 'the redacted recording').toEqual(idsOf(report));

      const names = createPseudonyms(new Set(report.checks.map(({ id }) => id).concat(idsOf(report))));
      names.learn([report, recorded, Object.keys(recorded.answers).map(questionOf)]);
      const redacted = redactRecording(recorded, names.redact);
      const shown = pseudonymise(report, names);
      expect(leaks(`${await everyFormat(shown)}${stringifyRecording(redacted)}`, TICKET_CANARIES)).toEqual(
        [],
      );
      expect(idsOf(await reportOf(redacted)), 'the recording of the ticket').toEqual(idsOf(report));
    });
  }
});
