import { hanging, type Line, span, wrapped } from '../line.ts';

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['up, down, j, k', 'move; in a long text, scroll'],
  ['page up, page down', 'scroll a page; g and G: to the start, to the end'],
  ['enter, space', 'open and close; right and left do the same'],
  ['e', 'evidence of the problem: what was seen, and where'],
  ['c, 1 to 9', 'copy the commands of the first fix, or of that fix'],
  ['f', 'leave, and let docker-doctor fix run the commands: it asks before each'],
  ['o', 'open the guide in the browser'],
  ['r, R', 'look again at everything, or only at this one'],
  ['w', 'watch: look again every 2 seconds until Docker works'],
  ['s', 'save the report, as text and as JSON'],
  ['tab, shift tab', 'problems, all checks, engines, this machine'],
  ['/', 'search; enter keeps what was found, esc shows all'],
  ['Ctrl-Z, Ctrl-L', 'to the shell until fg; draw the screen anew'],
  ['q', 'quit; Ctrl-C: quit with exit code 130'],
];

/** Every key. */
export const helpLines = (width: number): Line[] =>
  KEYS.flatMap(([keys, what]) => hanging([span(keys.padEnd(20), 'strong')], wrapped(what, width - 20)));
