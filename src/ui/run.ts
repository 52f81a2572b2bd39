/**
 * The interface from its first picture to its end. Whatever happens in between (a signal, Ctrl-Z, a
 * terminal that went away, a failure of ours), the terminal is given back as it was.
 */
import type { Report } from '../report/report.ts';
import { ansiLine } from './ansi.ts';
import { Controller, type Services } from './controller.ts';
import { keysOfText } from './keys.ts';
import { createScreen, type Screen } from './screen.ts';
import type { Session } from './session.ts';
import type { Theme } from './theme.ts';

export interface TuiResult {
  /** Null when it ended before the first verdict. */
  readonly report: Report | null;
  readonly end: End;
  /** What was shown is still on the screen: it needs no second telling. */
  readonly stays: boolean;
}

export type End =
  | { readonly how: 'quit' | 'interrupted' }
  | { readonly how: 'fix'; readonly problem: string }
  | { readonly how: 'signal'; readonly signal: 'SIGTERM' | 'SIGHUP' }
  | { readonly how: 'failed'; readonly error: unknown };

export interface TuiQuestion {
  readonly session: Session;
  readonly theme: Theme;
  readonly services: Pick<Services, 'copy' | 'openUrl' | 'save'>;
  /** Why `docker-doctor fix` cannot run here; null where it can. */
  readonly whyNoFix: string | null;
  /** Ink is loaded when the first picture is on the screen. */
  readonly loadInk?: () => Promise<typeof import('./ink.tsx')>;
}

/** Shows the run until the user quits. */
export async function runTui({
  session,
  theme,
  services,
  whyNoFix,
  loadInk = () => import('./ink.tsx'),
}: TuiQuestion): Promise<TuiResult> {
  const { stdin, stdout } = process;
  const screen = createScreen(stdout, process.env);
  let finish: (end: End) => void = () => {};
  const ended = new Promise<End>((resolve) => {
    finish = resolve;
  });
  const failed = (error: unknown): void => finish({ how: 'failed', error });
  session.onFailure = failed;
  const terminal = holdTerminal(screen, theme, finish);
  const controller = new Controller(
    session,
    {
      ...services,
      suspend: () => terminal.suspend(0),
      redraw: () => screen.repaint(),
      quit: (how) => finish({ how }),
      fix: (problem) => {
        if (whyNoFix === null) finish({ how: 'fix', problem });
        return whyNoFix;
      },
    },
    theme,
    { columns: screen.columns, rows: screen.rows },
  );
  const resized = (): void => {
    // Cleared and drawn in one write, once the picture of the new size is there.
    screen.outdate();
    controller.resize({ columns: screen.columns, rows: screen.rows });
  };
  stdout.on('resize', resized);
  try {
    terminal.take();
    const paint = (): void => {
      if (!theme.spoken) screen.paint(controller.picture().lines.map((content) => ansiLine(content, theme)));
    };
    paint();
    const stopPainting = controller.subscribe(paint);
    const stopReading = readKeys(controller, failed);
    // Ink costs more than everything else together: the verdict does not wait for it.
    if (!theme.spoken) await Promise.race([firstReport(session), patience(), ended]);
    const ink = await Promise.race([loadInk(), ended.then(() => null)]);
    stopPainting();
    stopReading();
    if (ink) {
      const drawing = ink.draw(controller, screen, failed);
      drawing.ended.catch(failed);
      await ended;
      drawing.stop();
    }
  } catch (error) {
    failed(error);
  } finally {
    stdout.off('resize', resized);
    session.close();
    terminal.giveBack();
  }
  const end = await ended;
  // Ink has let go of the keyboard, which `fix` still needs.
  if (end.how === 'fix') stdin.ref();
  else stdin.unref();
  return { report: session.snapshot().report, end, stays: theme.spoken && end.how !== 'failed' };
}

/** Milliseconds after which Ink is loaded although there is no verdict: who waits that long may press keys. */
const PATIENCE = 400;
const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE).unref());

function firstReport(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (session.snapshot().report === null) return;
      stop();
      resolve();
    };
    const stop = session.subscribe(look);
    look();
  });
}

/** The keyboard until Ink has it: Ctrl-C works from the first picture on. */
function readKeys(controller: Controller, failed: (error: unknown) => void): () => void {
  const { stdin } = process;
  const read = (): void => {
    try {
      for (let chunk = stdin.read(); chunk !== null; chunk = stdin.read()) {
        for (const key of keysOfText(String(chunk))) controller.press(key);
      }
    } catch (error) {
      failed(error);
    }
  };
  stdin.setEncoding('utf8');
  stdin.on('readable', read);
  return () => stdin.off('readable', read);
}

interface Terminal {
  take(): void;
  giveBack(): void;
  /** Stops this process, or with 0 all of the job, as Ctrl-Z does; goes on at SIGCONT. */
  suspend(pid: number): void;
}

function holdTerminal(screen: Screen, theme: Theme, finish: (end: End) => void): Terminal {
  const { stdin, stdout } = process;
  let held = false;
  const hold = (): void => {
    if (held) return;
    held = true;
    // First: a job in the background is stopped here, before it touches the screen.
    stdin.setRawMode(true);
    if (!theme.spoken) screen.enter();
    screen.repaint();
  };
  const release = (): void => {
    if (!held) return;
    held = false;
    screen.leave();
    // A terminal that went away has no modes.
    try {
      stdin.setRawMode(false);
    } catch {}
  };

  let wakeUp: NodeJS.Timeout | undefined;
  const suspend = (pid: number): void => {
    if (process.platform === 'win32') return;
    release();
    process.off('SIGTSTP', stopped);
    process.kill(pid, 'SIGTSTP');
    // Where nobody could continue us (no job control), the system does not stop us either.
    wakeUp = setTimeout(resume, 300);
  };
  const stopped = (): void => suspend(process.pid);
  const resume = (): void => {
    clearTimeout(wakeUp);
    process.off('SIGTSTP', stopped);
    process.on('SIGTSTP', stopped);
    // The shell may have changed the modes behind our back, as after SIGSTOP: set them anew.
    if (held) stdin.setRawMode(false);
    held = false;
    hold();
  };
  const terminated = (): void => finish({ how: 'signal', signal: 'SIGTERM' });
  const hungUp = (): void => finish({ how: 'signal', signal: 'SIGHUP' });
  const crashed = (error: unknown): void => finish({ how: 'failed', error });
  const closed = hungUp;
  const handlers: readonly (readonly [string, (error: unknown) => void])[] = [
    // SIGINT from outside is cli.ts's: it exits, and this gives the terminal back.
    ['exit', release],
    ['SIGTERM', terminated],
    ['SIGHUP', hungUp],
    ['uncaughtException', crashed],
    ['unhandledRejection', crashed],
    ...(process.platform === 'win32'
      ? []
      : ([
          ['SIGTSTP', stopped],
          ['SIGCONT', resume],
        ] as const)),
  ];
  return {
    take() {
      for (const [event, handler] of handlers) process.on(event, handler);
      for (const event of ['end', 'close', 'error']) stdin.once(event, closed);
      stdout.once('error', closed);
      hold();
    },
    giveBack() {
      clearTimeout(wakeUp);
      for (const [event, handler] of handlers) process.off(event, handler);
      process.off('SIGTSTP', stopped);
      for (const event of ['end', 'close', 'error']) stdin.off(event, closed);
      stdout.off('error', closed);
      release();
    },
    suspend,
  };
}
