/** A host that remembers what another one answered. */
import { createRedactor, redactDeep } from '../report/redact.ts';
import { VERSION } from '../version.ts';
import type { Answer, Host, QuestionName, Questions } from './host.ts';
import { questionKey, RECORDING_FORMAT, RECORDING_VERSION, type Recording } from './recording-file.ts';

export interface RecordingHost extends Host {
  /** All that was asked until now, without names and secrets. */
  recording(): Recording;
}

export function recordingHost(inner: Host): RecordingHost {
  const env = new Map<string, string | null>();
  const answers = new Map<string, { name: QuestionName; question: object; answer: Answer<unknown> }>();
  return {
    identity: inner.identity,
    env(name) {
      const value = inner.env(name);
      env.set(name, value ?? null);
      return value;
    },
    async ask<K extends QuestionName>(name: K, question: Questions[K]['ask']) {
      const answer = await inner.ask(name, question);
      if ('unrecorded' in question) return answer;
      const key = questionKey(name, question);
      if (!answers.has(key)) answers.set(key, { name, question, answer });
      return answer;
    },
    close: () => inner.close(),
    recording() {
      const { user, hostname, home } = inner.identity;
      const redact = createRedactor({ user, hostname, homes: [home] });
      // The question is redacted like its answer, since a replay asks with the redacted home.
      const entries = [...answers.values()].map(({ name, question, answer }) => [
        questionKey(name, redactDeep(question, redact)),
        redactDeep(answer, redact),
      ]);
      return {
        format: RECORDING_FORMAT,
        version: RECORDING_VERSION,
        tool: VERSION,
        identity: redactDeep(inner.identity, redact),
        env: redactDeep(Object.fromEntries(env), redact),
        answers: Object.fromEntries(entries),
      };
    },
  };
}
