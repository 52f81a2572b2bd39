/** A host for several diagnoses at once: what one of them asked is not asked again for another. */
import type { Answer, Host, QuestionName, Questions } from './host.ts';
import { questionKey } from './recording-file.ts';

export function sharingHost(inner: Host): Host {
  const asked = new Map<string, Promise<Answer<unknown>>>();
  return {
    ...inner,
    ask<K extends QuestionName>(name: K, question: Questions[K]['ask']) {
      const key = questionKey(name, question);
      let answer = asked.get(key);
      if (!answer) {
        answer = inner.ask(name, question);
        asked.set(key, answer);
      }
      return answer as Promise<Answer<Questions[K]['answer']>>;
    },
  };
}
