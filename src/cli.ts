/** The command line: the composition root, which puts checks, catalogue, host and face together. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CommonOptions, Format } from './commands/options.ts';
import { registerCatalogue } from './diagnosis/catalogue.ts';
import { VERSION } from './version.ts';

const INTERRUPTED = 130;
const USAGE = 2;

process.once('SIGINT', () => process.exit(INTERRUPTED));
process.stdout.on('error', ignoreClosedPipe);
process.stderr.on('error', ignoreClosedPipe);

process.exit(await main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  registerCatalogue(async () => (await import('../checks/catalogue/index.ts')).catalogue);
  const run = (action: () => Promise<number>) => async (): Promise<void> => {
    exitCode = await action();
  };
  const program = await createProgram(run);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): number {
  if (error instanceof CommanderError) {
    // Help and version end this way too, with 0; the message of an error is already on stderr.
    return error.exitCode === 0 ? 0 : USAGE;
  }
  if (error instanceof Error && error.name === 'UsageError') {
    process.stderr.write(`docker-doctor: ${error.message}\n`);
    return USAGE;
  }
  process.stderr.write(
    `docker-doctor: internal error: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  if (process.env.DOCKER_DOCTOR_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 3;
}

type Runner = (action: () => Promise<number>) => () => Promise<void>;

async function createProgram(run: Runner): Promise<Command> {
  const { collectFiles, collectFormats, collectIds, FORMATS, parseDuration } = await import(
    './commands/options.ts'
  );
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
      outputError: (text, write) => write(`docker-doctor: ${text.replace(/^error: /, '')}`),
    })
    .showSuggestionAfterError(false);
  const checkOptions = (command: Command): Command =>
    command
      .option('--context <name>', 'diagnose the engine of this context')
      .option('--host <url>', 'diagnose the engine at this address')
      .option('--all-contexts', 'diagnose the engine of every context')
      .option('--registry <hosts>', 'ask these registries too', collectIds)
      .option('--only <ids>', 'judge only these checks or problems', collectIds)
      .option('--skip <ids>', 'do not count these checks or problems', collectIds)
      .option('--offline', 'ask the engine in force and nothing else')
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
    .command('list')
    .description('list all checks and problems')
    .action(run(async () => (await import('./commands/list.ts')).list(options())));
  program
    .command('show <problem>')
    .description('tell all about one problem')
    .action((problem: string) =>
      run(async () => (await import('./commands/show.ts')).show(problem, options()))(),
    );
  for (const command of program.commands) command.exitOverride().helpOption('--help', 'show this help');
  program.helpCommand(false);
  return program;
}

/** `docker-doctor | head` closes the pipe: that is no error of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
