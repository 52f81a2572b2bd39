/** Fixes for Windows: PowerShell, and what an elevated one or a restart asks of the reader. */
import { fix } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';

export const RESTART = 'Windows restarts: save your work';

export const powershell = (
  title: string,
  commands: readonly string[],
  details: { readonly caution?: string; readonly automatic?: boolean } = {},
): Fix => fix(title, commands, { shell: 'powershell', ...details });

/** For a PowerShell that was started with 'Run as administrator'. */
export const elevated = (title: string, commands: readonly string[], caution?: string): Fix =>
  fix(title, commands, { shell: 'powershell', needsAdmin: true, ...(caution !== undefined && { caution }) });

/** 'Shut down' with Fast Startup keeps the old kernel; only a restart counts. */
export const restartNow = (title: string): Fix =>
  powershell(title, ['shutdown /r /t 0'], { caution: RESTART });

/** Starts Docker Desktop, or shows its window; in every version, and for one user's own installation. */
export const openedDesktop = ({ perUser }: Readonly<Record<string, string>>): string =>
  perUser === 'yes'
    ? '& "$env:LOCALAPPDATA\\Programs\\DockerDesktop\\Docker Desktop.exe"'
    : '& "$env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe"';

/** What an engine that cannot start under Windows looks like from outside. */
export const ENGINE_DOWN = [
  'daemon.not-running',
  'daemon.unreachable',
  'daemon.error',
  'daemon.hung',
  'context.unreachable',
  'env.docker-context',
  'desktop.engine-stopped',
  'desktop.stuck',
  'desktop.starting',
  'desktop.backend-crash',
  'desktop.privileged-helper',
] as const;
