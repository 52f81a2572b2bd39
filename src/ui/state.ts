/** What the user has chosen to see. The pure part: no report in it, and no terminal. */

export const TABS = ['problems', 'checks', 'engines', 'machine'] as const;
export type Tab = (typeof TABS)[number];

export interface UiState {
  readonly tab: Tab;
  /** Id of the item under the cursor, by tab; the first one unless told. */
  readonly selected: Readonly<Partial<Record<Tab, string>>>;
  /** Lines scrolled inside an item that is longer than the view. */
  readonly offset: number;
  /** Items that the user opened or closed, whichever they were not. */
  readonly toggled: ReadonlySet<string>;
  /** Problems whose evidence is shown. */
  readonly evidence: ReadonlySet<string>;
  readonly query: string;
  /** The search field has the keys. */
  readonly searching: boolean;
  readonly help: boolean;
  /** What a key just did. */
  readonly notice: string;
}

export const INITIAL: UiState = {
  tab: 'problems',
  selected: {},
  offset: 0,
  toggled: new Set(),
  evidence: new Set(),
  query: '',
  searching: false,
  help: false,
  notice: '',
};

export function flipped(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
