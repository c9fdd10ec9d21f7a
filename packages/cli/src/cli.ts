import { Argument, Command, CommanderError, Option } from 'commander';
import { chineseTitles, inChinese } from './chinese-parser.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Host } from './host.ts';
import type { Language, Text } from './language.ts';
import { reportError } from './report-error.ts';
import { type CommonOptions, openSession, type Session } from './session.ts';

/** The work of a command; without an exit code it is done. */
type Work<Options extends CommonOptions, Args extends readonly unknown[]> = (
  session: Session<Options>,
  ...args: Args
) => Promise<ExitCode | undefined>;

/** Builds the commands of `imgroups`. */
export interface Cli {
  readonly host: Host;
  readonly program: Command;
  readonly say: (text: Text) => string;
  /** A command that only holds others. */
  noun(name: string, summary: Text): Command;
  /** A command that does something. */
  verb(parent: Command, name: string, summary: Text, ...options: readonly Option[]): Command;
  option(flags: string, summary: Text): Option;
  argument(name: string, summary: Text): Argument;
  /** Makes the action of a command: opens and closes its session, and turns what it throws into an exit code. */
  run<Options extends CommonOptions, Args extends readonly unknown[]>(
    work: Work<Options, Args>,
  ): (...given: unknown[]) => Promise<void>;
  /** Says with which code the command ends, for actions that `run` does not make. */
  endWith(code: number): void;
  /** Runs the command that the arguments name, and gives its exit code. */
  parse(args: readonly string[]): Promise<number>;
}

export function createCli(host: Host, language: Language, version: string): Cli {
  const say = (text: Text) => text[language];
  let exitCode: number = exitCodes.done;
  const endWith = (code: number) => {
    exitCode = code;
  };
  const program = new Command('imgroups')
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(say({ en: 'Try --help.', zh: '可用 --help 查看帮助。' }))
    .version(version, '--version', say({ en: 'print the version', zh: '显示版本' }))
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      getOutHelpWidth: () => host.stdout.columns ?? 80,
      getErrHelpWidth: () => host.stderr.columns ?? 80,
      outputError: (text, write) => write(language === 'zh' ? inChinese(text) : text),
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (language === 'zh' ? (chineseTitles[title] ?? title) : title),
      optionDescription: ({ description, argChoices }) =>
        argChoices ? `${description} (${argChoices.join(', ')})` : description,
      subcommandTerm: (command) => command.name(),
    });
  withHelp(program);

  function withHelp(command: Command): Command {
    return command
      .helpOption('-h, --help', say({ en: 'print this help', zh: '显示帮助' }))
      .helpCommand(
        'help [command]',
        say({ en: 'print the help of a command', zh: '显示命令的帮助' }),
      );
  }

  return {
    host,
    program,
    say,
    noun: (name, summary) => withHelp(program.command(name).description(say(summary))),
    verb(parent, name, summary, ...options) {
      const command = withHelp(parent.command(name).description(say(summary))).helpCommand(false);
      for (const option of options) command.addOption(option);
      return command;
    },
    option: (flags, summary) => new Option(flags, say(summary)),
    argument: (name, summary) => new Argument(name, say(summary)),
    run:
      (work) =>
      async (...given) => {
        const command = given.at(-1) as Command;
        const args = given.slice(0, -2) as never;
        endWith(await runWork(work, openSession(host, command.optsWithGlobals(), language), args));
      },
    endWith,
    async parse(args) {
      try {
        await program.parseAsync(args, { from: 'user' });
        return exitCode;
      } catch (error) {
        // Parsing ends so; what it has to say is printed already.
        if (!(error instanceof CommanderError)) throw error;
        return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
      }
    },
  };
}

async function runWork<Options extends CommonOptions, Args extends readonly unknown[]>(
  work: Work<Options, Args>,
  session: Session<Options>,
  args: Args,
): Promise<ExitCode> {
  try {
    const code = (await work(session, ...args)) ?? exitCodes.done;
    return session.stop.cause === 'signal' ? exitCodes.interrupted : code;
  } catch (error) {
    // What a read ends with when it was told to stop is no news.
    if (session.stop.cause === 'closed pipe') return exitCodes.done;
    if (session.stop.cause === 'signal') return exitCodes.interrupted;
    return reportError(error, session);
  } finally {
    await session.close();
  }
}
