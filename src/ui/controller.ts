/** What the keys do. It holds what the user has chosen to see, and makes the picture anew when something changes. */
import type { Report } from '../report/report.ts';
import type { Key } from './keys.ts';
import type { Session } from './session.ts';
import { flipped, INITIAL, TABS, type UiState } from './state.ts';
import type { Theme } from './theme.ts';
import { type Picture, picture, type Size } from './view/frame.ts';
import type { Item } from './view/item.ts';

/** What a key can cause outside the picture; each answers with what to say about it. */
export interface Services {
  copy(text: string): Promise<string>;
  openUrl(url: string): Promise<string>;
  save(report: Report): Promise<string>;
  /** To the shell, until `fg`. */
  suspend(): void;
  redraw(): void;
  quit(how: 'quit' | 'interrupted'): void;
  /** Leaves, and lets `docker-doctor fix` ask and run; answers why it cannot. */
  fix(problem: string): string | null;
}

export class Controller {
  #ui: UiState = INITIAL;
  #picture: Picture;
  #size: Size;
  readonly #listeners = new Set<() => void>();

  constructor(
    readonly session: Session,
    readonly services: Services,
    readonly theme: Theme,
    size: Size,
  ) {
    this.#size = size;
    this.#picture = picture(session.snapshot(), this.#ui, size, theme);
    session.subscribe(() => this.#change({}));
  }

  readonly picture = (): Picture => this.#picture;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  resize(size: Size): void {
    this.#size = size;
    this.#change({});
  }

  press(key: Key) {
    if (key === 'ctrl-c') return this.services.quit('interrupted');
    if (key === 'ctrl-z') return this.services.suspend();
    if (key === 'ctrl-l') return this.services.redraw();
    if (this.session.snapshot().report === null) {
      if (key === 'q') this.services.quit('interrupted');
      return;
    }
    if (this.#ui.searching) return this.#search(key);
    this.#change({ notice: '' });
    if (this.#ui.help) {
      if (key === 'q') return this.services.quit('quit');
      return this.#change({ help: false });
    }
    this.#act(key);
  }

  #act(key: Key) {
    const item = this.#item();
    switch (key) {
      case 'q':
        return this.services.quit('quit');
      case '?':
      case 'h':
        return this.#change({ help: true });
      case 'tab':
        return this.#turn(1);
      case 'shift-tab':
        return this.#turn(TABS.length - 1);
      case 'down':
      case 'j':
        return this.#move(1);
      case 'up':
      case 'k':
        return this.#move(-1);
      case 'pagedown':
        return this.#page(1);
      case 'pageup':
        return this.#page(-1);
      case 'home':
      case 'g':
        return this.#select(0);
      case 'end':
      case 'G':
        return this.#select(this.#picture.items.length - 1);
      case 'enter':
      case ' ':
        return this.#toggle(item);
      case 'right':
        return this.#open(item, true);
      case 'left':
        return this.#open(item, false);
      case 'escape':
        return this.#ui.query === '' ? this.#open(item, false) : this.#change({ query: '', offset: 0 });
      case 'e':
        return this.#evidence(item);
      case 'c':
        return this.#copy(item, 1);
      case 'f':
        return this.#fix(item);
      case 'o':
        return item?.guide === undefined
          ? this.#change({ notice: 'no guide here' })
          : this.#tell(this.services.openUrl(item.guide));
      case 'r':
        return void this.session.runAll();
      case 'R':
        return item?.again === undefined
          ? this.#change({ notice: 'nothing to look at again here; r looks at everything' })
          : void this.session.runOne(item.again);
      case 'w':
        return this.session.toggleWatch();
      case 's': {
        const { report } = this.session.snapshot();
        return report ? this.#tell(this.services.save(report)) : undefined;
      }
      case '/':
        return this.#change({ searching: true, query: '', offset: 0 });
      default:
        if (/^[1-9]$/.test(key)) this.#copy(item, Number(key));
    }
  }

  #search(key: Key) {
    const { query } = this.#ui;
    if (key === 'enter' || key === 'down' || key === 'up') return this.#change({ searching: false });
    if (key === 'escape') return this.#change({ searching: false, query: '' });
    if (key === 'backspace') return this.#change({ query: [...query].slice(0, -1).join('') });
    if ([...key].length === 1) this.#change({ query: query + key, offset: 0 });
  }

  #item(): Item | undefined {
    const { items, at } = this.#picture;
    return items[at];
  }

  #turn(by: number): void {
    const tab = TABS[(TABS.indexOf(this.#ui.tab) + by) % TABS.length] ?? 'problems';
    this.#change({ tab, offset: 0, query: '' });
  }

  /** The next item; but first through the lines of one that is longer than the view. */
  #move(step: number) {
    const { at, height, items } = this.#picture;
    const hidden = Math.max(0, (items[at]?.lines.length ?? 0) - height);
    const offset = this.#ui.offset + step;
    if (hidden > 0 && offset >= 0 && offset <= hidden) return this.#change({ offset });
    const to = at + step;
    if (to < 0 || to >= items.length) return;
    this.#select(to);
    // From below one comes to the end of a long item.
    if (step < 0) this.#change({ offset: Math.max(0, (items[to]?.lines.length ?? 0) - height) });
  }

  #page(step: number) {
    const { at, height, items } = this.#picture;
    const hidden = Math.max(0, (items[at]?.lines.length ?? 0) - height);
    const offset = Math.max(0, Math.min(hidden, this.#ui.offset + step * (height - 1)));
    if (hidden > 0 && offset !== this.#ui.offset) return this.#change({ offset });
    let to = at;
    for (let rows = 0; rows < height - 1 && items[to + step]; to += step)
      rows += items[to + step]?.lines.length ?? 0;
    if (to !== at) this.#select(to);
  }

  #select(at: number): void {
    const id = this.#picture.items[at]?.id;
    if (id !== undefined) this.#change({ selected: { ...this.#ui.selected, [this.#ui.tab]: id }, offset: 0 });
  }

  #toggle(item: Item | undefined): void {
    if (item?.open !== undefined) this.#change({ toggled: flipped(this.#ui.toggled, item.id), offset: 0 });
  }

  #open(item: Item | undefined, open: boolean): void {
    if (item?.open !== undefined && item.open !== open) this.#toggle(item);
  }

  #evidence(item: Item | undefined) {
    if (item?.guide === undefined) return this.#change({ notice: 'no evidence here: choose a problem' });
    this.#open(item, true);
    this.#change({ evidence: flipped(this.#ui.evidence, item.id), offset: 0 });
    const after = this.#item();
    // What was asked for is shown, even where it begins below the view.
    if (this.#ui.evidence.has(item.id) && after)
      this.#change({ offset: Math.max(0, after.lines.length - this.#picture.height) });
  }

  #fix(item: Item | undefined): void {
    const refused =
      item?.fix === undefined
        ? 'nothing here that docker-doctor fix could run: the commands are yours to type'
        : this.services.fix(item.fix);
    if (refused !== null) this.#change({ notice: refused });
  }

  #copy(item: Item | undefined, number: number) {
    const fix = item?.copy?.[number - 1];
    if (!fix)
      return this.#change({ notice: item?.copy ? `there is no fix ${number}` : 'nothing to copy here' });
    this.#tell(this.services.copy(fix.text));
  }

  #tell(action: Promise<string>): void {
    void action
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
      .then((notice) => this.#change({ notice }));
  }

  #change(change: Partial<UiState>): void {
    this.#ui = { ...this.#ui, ...change };
    this.#picture = picture(this.session.snapshot(), this.#ui, this.#size, this.theme);
    for (const listener of this.#listeners) listener();
  }
}
