import { render } from 'ink';
import type { Progress } from '../report/progress.ts';
import type { Report } from '../report/report.ts';
import { App } from './App.tsx';
import type { Theme } from './theme.ts';

export interface TuiQuestion {
  readonly progress: Progress;
  /** Asks the machine afresh. */
  readonly restart: () => Promise<Progress>;
  readonly options: Theme & { readonly openUrl: (url: string) => Promise<boolean> };
}

/** Shows the run until the user quits. `report` is null when that was before the first verdict. */
export async function runTui({
  progress,
  restart,
  options,
}: TuiQuestion): Promise<{ report: Report | null }> {
  let last: Report | null = null;
  const { openUrl, ...theme } = options;
  const instance = render(
    <App
      first={progress}
      restart={restart}
      theme={theme}
      openUrl={openUrl}
      onReport={(report) => {
        last = report;
      }}
    />,
    { exitOnCtrlC: true, patchConsole: false },
  );
  const stop = (): void => instance.unmount();
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    await instance.waitUntilExit();
  } finally {
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
  return { report: last };
}
