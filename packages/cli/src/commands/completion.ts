import type { Command } from 'commander';
import { readCatalogue } from '../catalogue.ts';
import type { Cli } from '../cli.ts';
import type { Host } from '../host.ts';
import { print } from '../output.ts';
import { readProfiles } from '../profiles.ts';

/** The script of each shell; all of them ask `imgroups complete` for the words. */
const scripts = {
  bash: `_imgroups() {
  local IFS=$'\\n'
  COMPREPLY=($(imgroups complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _imgroups imgroups
`,
  zsh: `#compdef imgroups
_imgroups() {
  local -a found
  found=("\${(@f)$(imgroups complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if (( \${#found[1]} )); then compadd -a found; else _files; fi
}
compdef _imgroups imgroups
`,
  fish: `complete -c imgroups -f -a '(imgroups complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName imgroups -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($word -eq '') { $words += '""' }
  imgroups complete -- @words 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`,
} as const;

export function addCompletion(cli: Cli): void {
  const { host, program, verb } = cli;
  verb(program, 'completion', {
    en: 'print the script that completes words in a shell',
    zh: '打印 shell 补全脚本',
  })
    .addArgument(
      cli.argument('<shell>', { en: 'which shell', zh: 'shell 名' }).choices(Object.keys(scripts)),
    )
    .action((shell: keyof typeof scripts) => print(host.stdout, scripts[shell]));

  program.command('complete [words...]', { hidden: true }).action((words: readonly string[]) =>
    print(
      host.stdout,
      completionsOf(cli, words)
        .map((word) => `${word}\n`)
        .join(''),
    ),
  );
}

/** The words that can stand where the last one is begun. */
function completionsOf({ host, program }: Cli, words: readonly string[]): readonly string[] {
  const before = words.slice(0, -1);
  const begun = (words.at(-1) ?? '').replaceAll('"', '');
  const { command, places } = commandOf(program, before);
  const option = optionsOf(command, program).find(({ short, long }) => {
    const last = before.at(-1);
    return last !== undefined && (last === short || last === long);
  });
  const found =
    option && (option.required || option.optional)
      ? valuesOf(host, option.long ?? '', option.argChoices)
      : begun.startsWith('-')
        ? optionsOf(command, program).flatMap(({ long }) => long ?? [])
        : wordsAt(host, command, places);
  return [...new Set(found)].filter((word) => word.startsWith(begun));
}

/** The command that the words name, and how many of its arguments they give. */
function commandOf(
  program: Command,
  words: readonly string[],
): { readonly command: Command; readonly places: number } {
  let command = program;
  let places = 0;
  let takesValue = false;
  for (const word of words) {
    if (takesValue) {
      takesValue = false;
    } else if (word.startsWith('-')) {
      const option = optionsOf(command, program).find(
        ({ short, long }) => word === short || word === long,
      );
      takesValue = option?.required === true;
    } else {
      const inner = command.commands.find((one) => one.name() === word);
      if (inner) command = inner;
      else places += 1;
    }
  }
  return { command, places };
}

function wordsAt(host: Host, command: Command, places: number): readonly string[] {
  const names = command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
  if (names.length > 0) return names;
  const argument = command.registeredArguments[places];
  if (argument?.argChoices) return argument.argChoices;
  if (argument?.name() === 'endpoint') {
    return readCatalogue().vendors.flatMap(({ endpoints }) => endpoints.map(({ name }) => name));
  }
  return command.parent?.name() === 'profile' && command.name() !== 'add' ? profiles(host) : [];
}

function optionsOf(command: Command, program: Command) {
  return [...command.createHelp().visibleOptions(command), ...program.options];
}

function valuesOf(
  host: Host,
  option: string,
  choices: readonly string[] | undefined,
): readonly string[] {
  const isProfile = ['--profile', '--from', '--to'].includes(option);
  return isProfile
    ? [...profiles(host), ...readCatalogue().vendors.map(({ name }) => name)]
    : (choices ?? []);
}

function profiles({ env }: Host): readonly string[] {
  try {
    return Object.keys(readProfiles(env).profiles);
  } catch {
    return [];
  }
}
