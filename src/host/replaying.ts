/** A recorded machine. It answers on any system, and says 'not recorded' where it holds no answer. */
import type { Answer, Host, QuestionName, Questions } from './host.ts';
import { questionKey, type Recording } from './recording-file.ts';

export function replayingHost(recording: Recording): Host {
  const notRecorded = { ok: false, error: { code: 'ENOTRECORDED', message: 'not recorded' }, ms: 0 } as const;
  return {
    identity: recording.identity,
    env: (name) => recording.env[name] ?? undefined,
    ask<K extends QuestionName>(name: K, question: Questions[K]['ask']) {
      const answer = recording.answers[questionKey(name, question)] ?? notRecorded;
      // Its shape was checked when the file was read; its value is what a live host once answered.
      return Promise.resolve(answer as Answer<Questions[K]['answer']>);
    },
    close: () => Promise.resolve(),
  };
}
