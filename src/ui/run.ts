/**
 * The interface from its first picture to its end. Whatever happens in between (a signal, Ctrl-Z, a
 * terminal that went away, a failure of ours), the terminal is given back as it was.
 */
import type { Report } from '../report/report.ts';
import { ansiLine } from './ansi.ts';
import { Controller, type Services } from './controller.ts';
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
  | { readonly how: 'signal'; readonly signal: 'SIGTERM' | 'SIGHUP' }
  | { readonly how: 'failed'; readonly error: unknown };

export interface TuiQuestion {
  readonly session: Session;
  readonly theme: Theme;
  readonly services: Pick<Services, 'copy' | 'openUrl' | 'save'>;
  /** Ink is loaded when the first picture is on the screen. */
  readonly loadInk?: () => Promise<typeof import('./ink.tsx')>;
}

/** Shows the run until the user quits. */
export async function runTui({
  session,
  theme,
  services,
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
    },
    theme,
    { columns: screen.columns, rows: screen.rows },
  );
  const resized = (): void => {
    screen.repaint();
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
    const ink = await Promise.race([loadInk(), ended.then(() => null)]);
    stopPainting();
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
    stdin.unref();
  }
  const end = await ended;
  return { report: session.snapshot().report, end, stays: theme.spoken && end.how !== 'failed' };
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
