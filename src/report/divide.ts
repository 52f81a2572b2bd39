/** Which commands of a fix `docker-doctor fix` may run, and which only the user can. */
import type { Fix, Problem, Report } from './report.ts';

/** What of a fix can be run for the user, and what is theirs to type. */
export interface Division {
  readonly run: readonly string[];
  readonly typed: readonly string[];
  /** Why the rest is theirs; '' where there is none. */
  readonly because: string;
}

/** Commands depend on those before them: from the first that is the user's, all are. */
export function divide({ commands }: Fix): Division {
  const at = commands.findIndex((command) => whoseOwn(command) !== null);
  if (at < 0) return { run: commands, typed: [], because: commands.length > 0 ? '' : 'it has no command' };
  const because = whoseOwn(commands[at] ?? '') ?? '';
  return { run: commands.slice(0, at), typed: commands.slice(at), because };
}

/** `docker-doctor fix` could do at least the first command of one of its fixes. */
export const canBeRun = ({ fixes }: Problem): boolean => fixes.some((fix) => divide(fix).run.length > 0);

/** `docker-doctor fix` finds what is wrong with a machine: it knows no requirements of a pre-flight. */
export function fixFindsSome({ problems, checks }: Report): boolean {
  const stated = checks
    .filter(({ id }) => id.startsWith('require.'))
    .flatMap(({ problems: ids = [] }) => ids);
  return problems.some((problem) => !problem.skipped && canBeRun(problem) && !stated.includes(problem.id));
}

function whoseOwn(command: string): string | null {
  if (CHANGES_THIS_SHELL.test(command)) return 'it changes your own shell';
  if (/<[a-z-]+>/i.test(command)) return 'a name in it is yours to fill in';
  return /^\s*#/.test(command) ? 'it is done by hand' : null;
}

/** What a child process cannot do for its parent. */
const CHANGES_THIS_SHELL =
  /^\s*(?:unset|export|source|alias|newgrp|exec|set|setx|hash)\b|^\s*(?:\.|eval)\s|\$env:|Remove-Item\s+Env:|docker-env\b.*\|/i;
