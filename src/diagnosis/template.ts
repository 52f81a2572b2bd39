/** `{name}` in a catalogue text becomes a value of the finding; a missing value reads as '…'. */
export const fillTemplate = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => values[name] ?? '…');
