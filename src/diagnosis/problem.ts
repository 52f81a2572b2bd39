/**
 * The shape of a catalogue entry: all that is known about one problem id stands in one place, for
 * checks, `explain`, `fix`, `show`, JSON and docs alike. Entries live in checks/catalogue/.
 */
import type { Fix, Guide, Severity, Shell } from '../report/report.ts';
import type { ChainLink, System } from './check.ts';
import { quoteValues } from './shell.ts';

/** What a fix or a guide may depend on: the system it is for, and values of the finding. */
export interface Target {
  readonly system: System;
  /** Linux family, from /etc/os-release: which package manager and which guide. */
  readonly distribution: Distribution;
  /** VERSION_ID of /etc/os-release, where it is known: `12`, `24.04`. */
  readonly release?: string;
  readonly init: InitSystem;
  /** True when the doctor runs as root: commands then carry no sudo. */
  readonly root: boolean;
  readonly values: Readonly<Record<string, string>>;
}

export type Distribution =
  | 'debian'
  | 'ubuntu'
  | 'raspberry-pi-os'
  | 'fedora'
  | 'rhel'
  | 'arch'
  | 'opensuse'
  | 'alpine'
  | 'nixos'
  | 'other';
export type InitSystem = 'systemd' | 'openrc' | 'sysvinit' | 'runit' | 'none';

export interface ProblemEntry {
  readonly id: string;
  readonly systems: readonly System[];
  readonly severity: Severity;
  readonly link: ChainLink;
  /** Used only when nothing narrower fits the evidence. */
  readonly generic?: boolean;
  /** `{name}` is replaced by a value of the finding. */
  readonly title: string;
  /** One or two plain sentences: what is wrong and why it stops Docker. `{name}` as above. */
  readonly summary: string;
  /** How the doctor detects it, for `show`. */
  readonly detection: string;
  /** Ids that are mere consequences of this one when both are found. */
  readonly explains?: readonly string[];
  fixes(target: Target): readonly Fix[];
  guide(target: Target): Guide;
}

interface FixDetails {
  readonly shell?: Shell;
  readonly needsAdmin?: boolean;
  readonly automatic?: boolean;
  readonly caution?: string;
}

/** A fix with the defaults filled in: sh, no admin rights, not automatic, no caution. */
export function fix(title: string, commands: readonly string[], details: FixDetails = {}): Fix {
  return {
    title,
    commands,
    shell: details.shell ?? 'sh',
    needsAdmin: details.needsAdmin ?? commands.some((command) => /^sudo\b/.test(command)),
    automatic: details.automatic ?? false,
    caution: details.caution ?? null,
  };
}

/**
 * The fixes of a problem for one machine. A command that is the same in every shell is PowerShell's on
 * Windows, and inside WSL its title says where it is typed; values from outside are quoted for the shell that will read them.
 */
export const fixesFor = (entry: ProblemEntry, target: Target): readonly Fix[] =>
  entry.fixes(target).map((one) => {
    const shell = target.system === 'windows' && one.shell === 'sh' ? 'powershell' : one.shell;
    const commands = one.commands.map((command) => quoteValues(command, target.values, shell));
    const title = target.system === 'wsl' && shell === 'powershell' ? onWindows(one) : one.title;
    // What Windows is told is typed there: a distribution may not be able to start its programs.
    const automatic = one.automatic && !(target.system === 'wsl' && shell === 'powershell');
    return { ...one, shell, commands, title, automatic };
  });

/** Inside a WSL distribution a command for PowerShell is typed in another window, which must be said. */
const onWindows = ({ title, needsAdmin }: Fix): string => {
  const place = needsAdmin ? 'In PowerShell on Windows, as administrator' : 'In PowerShell on Windows';
  return `${place}: ${/^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title}`;
};
