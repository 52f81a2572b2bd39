import { expect, it } from 'vitest';
import { keysOfText } from '../../src/ui/keys.ts';

it.each([
  ['q', ['q']],
  ['\u0003', ['ctrl-c']],
  ['\t\t', ['tab', 'tab']],
  ['\u001b[B\u001bOB\u001b[A', ['down', 'down', 'up']],
  ['\u001b[5~\u001b[6~\u001b[Z', ['pageup', 'pagedown', 'shift-tab']],
  ['\u001b', ['escape']],
  ['\u001b[200~', []],
  ['日🐳', ['日', '🐳']],
  ['\r\u007f', ['enter', 'backspace']],
])('what the terminal sends before Ink is there: %j', (text, keys) => expect(keysOfText(text)).toEqual(keys));
