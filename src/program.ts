/** All commands and options. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { ExplainOptions } from './commands/explain.ts';
import {
  type CommonOptions,
  collectFiles,
  collectFormats,
  collectIds,
  FORMATS,
  type Format,
  parseDuration,
} from './commands/options.ts';
import { writeStdout } from './commands/output.ts';
import type { PreflightFlags } from './commands/preflight.ts';
import { VERSION } from './version.ts';

const USAGE = 2;

/** Answers the exit code of the command. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  let help = '';
  const program = createProgram(
    (action) => async () => {
      exitCode = await action();
    },
    (text) => {
      help += text;
    },
  );
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // The message of an error is already on stderr.
    if (error.exitCode !== 0) return USAGE;
    // Help and version end this way too: once they are written, or the disk is full.
    await writeStdout(help);
    return 0;
  }
}

type Runner = (action: () => Promise<number>) => () => Promise<void>;

/** `run` makes an action of commander's of a command's; `writeOut` gets help and version. */
export function createProgram(run: Runner, writeOut: (text: string) => void = () => undefined): Command {
  /** A wrong value of an option, said the way commander says it. */
  const parsing =
    <T>(parse: (text: string, before: T) => T) =>
    (text: string, before: T): T => {
      try {
        return parse(text, before);
      } catch (error) {
        throw new InvalidArgumentError((error as Error).message.replace(/^--[a-z]+: /, ''));
      }
    };
  const duration = parsing<number>((text) => parseDuration(text));
  const ids = parsing<readonly string[]>(collectIds);
  const common = (command: Command): Command =>
    command
      .option('--json', 'print the report as JSON')
      .addOption(
        new Option('--format <format>', `one or several of ${FORMATS.join(', ')}`).argParser(
          parsing<readonly Format[]>(collectFormats),
        ),
      )
      .addOption(
        new Option('-o, --output <file>', 'write to a file; one for each format').argParser(collectFiles),
      )
      .option('--no-color', 'no colours')
      .option('--ascii', 'only ASCII characters')
      .option('--verbose', 'with evidence and all checks');
  const program = common(new Command('docker-doctor'))
    .description('Finds out why Docker does not work on this machine, and says what to type.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'show this help')
    .exitOverride()
    .configureOutput({
      writeOut,
      outputError: (text, write) => write(`docker-doctor: ${text.replace(/^error: /, '')}`),
    })
    .showSuggestionAfterError(false);
  const checkOptions = (command: Command): Command =>
    command
      .option('--context <name>', 'diagnose the engine of this context')
      .option('--host <url>', 'diagnose the engine at this address')
      .option('--all-contexts', 'diagnose the engine of every context')
      .option('--registry <hosts>', 'ask these registries too', ids)
      .option('--only <ids>', 'judge only these checks or problems', ids)
      .option('--skip <ids>', 'do not count these checks or problems', ids)
      .option('--offline', 'ask the engine in force and nothing else')
      .option('--deep', 'also run a tiny container, made here, and take it away again')
      .option('--strict', 'warnings count as errors')
      .option('--timeout <duration>', 'time limit of the whole run, e.g. 5s', duration)
      .option('--record [file]', 'save what the machine answered, for --replay elsewhere')
      .option('--replay <file>', 'diagnose a recorded machine');
  checkOptions(program);
  const options = (): CommonOptions => program.opts();
  const check = run(async () => (await import('./commands/check.ts')).check(options()));
  program.action(check);
  program.command('check').description('run every check that fits this machine (the default)').action(check);
  program
    .command('ticket')
    .description('write report, evidence and recording into one file without names, for support')
    .action(run(async () => (await import('./commands/ticket.ts')).ticket(options())));
  program
    .command('triage <paths...>')
    .description('group reports and recordings of many machines by what breaks them')
    .action((paths: string[]) =>
      run(async () => (await import('./commands/triage.ts')).triage(paths, options()))(),
    );
  program
    .command('explain [text...]')
    .description('name the problem behind an error text (or standard input)')
    .option('--file <file>', 'read the text from a file')
    .option('--live', 'also run the checks it points to')
    .action((words: string[], own: ExplainOptions) =>
      run(async () => (await import('./commands/explain.ts')).explainText(words, own, options()))(),
    );
  program
    .command('list')
    .description('list all checks and problems')
    .action(run(async () => (await import('./commands/list.ts')).list(options())));
  program
    .command('show <problem>')
    .description('tell all about one problem')
    .action((problem: string) =>
      run(async () => (await import('./commands/show.ts')).show(problem, options()))(),
    );
  program
    .command('fix [problem]')
    .description('walk through the fixes: show each, ask, run it, look again')
    .option('--dry-run', 'print the commands and run nothing')
    .option('--yes', 'run the safe ones without a question, and no others')
    .action((problem: string | undefined, own: { dryRun?: boolean; yes?: boolean }) =>
      run(async () => (await import('./commands/fix.ts')).fix(problem, { ...options(), ...own }))(),
    );
  preflightOptions(program.command('preflight [file]'), ids)
    .description('check this machine against a requirements file, flags, a Compose file or a dev container')
    .action((file: string | undefined, flags: PreflightFlags) =>
      run(async () => (await import('./commands/preflight.ts')).preflight(file, flags, options()))(),
    );
  program
    .command('wait')
    .description('wait until the engine answers, or say why it will not (60 s, or --timeout)')
    .action(run(async () => (await import('./commands/wait.ts')).wait(options())));
  for (const command of program.commands) command.exitOverride().helpOption('--help', 'show this help');
  program.helpCommand(false);
  return program;
}

type Collect = (text: string, before: readonly string[]) => readonly string[];

/** What a machine must have, besides what the file says. */
function preflightOptions(command: Command, list: Collect): Command {
  const each = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];
  const named = (text: string, before?: readonly string[] | true): readonly string[] =>
    each(text, Array.isArray(before) ? before : []);
  /** A switch and its opposite are kept both: the last does not win in silence. */
  const both = (flag: string, text: string, value: boolean): Option =>
    new Option(flag, text)
      .preset(String(value))
      .argParser((_, before: readonly boolean[] = []) => [...before, value]);
  return command
    .option('--engine <range>', "version of the engine, e.g. '>=24'", each)
    .option('--client <range>', 'version of the docker command', each)
    .option('--api <range>', "version of the engine's API", each)
    .option('--compose-version <range>', 'version of Docker Compose', each)
    .option('--buildx <range>', 'version of buildx', each)
    .option('--memory <size>', 'memory that the engine has, e.g. 4GB', each)
    .option('--cpus <number>', 'CPUs that the engine has', each)
    .option('--disk <size>', 'free disk space for images', each)
    .option('--platform <platforms>', 'platforms that must run, e.g. linux/amd64', list)
    .option('--container-os <os>', 'linux or windows containers', each)
    .option('--allow-context <names>', 'contexts of which one must be in force', list)
    .option('--product <names>', 'products of which one must be in force, e.g. docker-desktop', list)
    .addOption(both('--rootless', 'the engine must be rootless', true))
    .addOption(both('--no-rootless', 'the engine must not be rootless', false))
    .option('--signed-in <hosts>', 'registries where this user must be signed in', list)
    .option('--port <ports>', 'ports that must be free, e.g. 8080,53/udp', list)
    .option('--path <path>', 'folder that containers must get', each)
    .option('--gpu', 'containers must get a GPU')
    .option(
      '--compose [file]',
      'Compose files whose needs count (together one project); without a name, those that Compose would take',
      named,
    )
    .option('--devcontainer [file]', 'dev container whose needs count', named)
    .option('--no-file', 'look for no requirements file')
    .addOption(both('--custom', "run the file's own checks, which are programs that it names", true))
    .addOption(both('--no-custom', "leave the file's own checks out", false));
}
