import type { Command } from 'commander';
import type { Cli } from '../cli.ts';

/** The parser's own `help` knows commands of one word only. */
export function addHelp({ argument, program, verb }: Cli): void {
  program.helpCommand(false);
  verb(program, 'help', { en: 'print the help of a command', zh: '显示命令的帮助' })
    .addArgument(argument('[command...]', { en: 'the words of the command', zh: '命令的各个单词' }))
    .action((words: readonly string[]) => {
      let command: Command = program;
      for (const word of words) {
        const inner = command.commands.find((one) => one.name() === word);
        if (!inner) command.error(`error: unknown command '${word}'`);
        else command = inner;
      }
      command.help();
    });
}
