import wrapAnsi from 'wrap-ansi';

/** Lines of at most `width` columns; wide characters count two, long words are broken. */
export const wrapText = (text: string, width: number): string[] =>
  wrapAnsi(text, Math.max(20, width), { hard: true, trim: true }).split('\n');
