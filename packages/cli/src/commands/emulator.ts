import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { extname } from 'node:path';
import { readCatalogue } from '../catalogue.ts';
import type { Cli } from '../cli.ts';
import type { Host } from '../host.ts';
import { prefixOf } from '../open-provider.ts';

/** The exit codes of `emulator exec` itself, which are those of other programs that run programs. */
const ownFailures = { emulator: 125, cannotRun: 126, notFound: 127 } as const;

export function addEmulator(cli: Cli): void {
  const { verb, argument } = cli;
  const emulator = cli.noun('emulator', {
    en: "the vendors' services on this machine",
    zh: '本机上的厂商服务模拟器',
  });

  verb(emulator, 'start', {
    en: 'start it, and print addresses and credentials',
    zh: '启动模拟器并打印地址和凭据',
  })
    .addArgument(
      argument('[options...]', {
        en: 'options of imgroups-emulator',
        zh: 'imgroups-emulator 的选项',
      }),
    )
    .helpOption(false)
    .allowUnknownOption()
    .action(async (args: readonly string[]) => {
      // Its program reads its own arguments, and prints help of its own.
      process.argv.splice(2, process.argv.length, ...args);
      await import(programOfEmulator());
    });

  verb(emulator, 'exec', {
    en: 'run a command with an emulator of its own, and end with its exit code',
    zh: '在专用模拟器中运行命令，并以其退出码结束',
  })
    .addArgument(
      argument('<command...>', { en: 'the command, behind --', zh: '命令（写在 -- 之后）' }),
    )
    .action(async ([program = '', ...args]: readonly string[], _, command) => {
      const { profile } = command.optsWithGlobals();
      cli.endWith(await runInEmulator(cli.host, program, args, profile));
    });
}

/** The file that the command of the emulator's package loads. */
function programOfEmulator(): string {
  const index = import.meta.resolve('@imgroups/emulator');
  return new URL(`main${extname(index)}`, index).href;
}

async function runInEmulator(
  { env, stderr }: Host,
  program: string,
  args: readonly string[],
  profile: string | undefined,
): Promise<number> {
  let running: { readonly variables: Readonly<Record<string, string>>; close(): Promise<void> };
  try {
    running = await startEmulators();
  } catch (error) {
    stderr.write(`imgroups emulator exec: ${(error as Error).message}\n`);
    return ownFailures.emulator;
  }
  const [first] = readCatalogue().vendors;
  // Commands that package managers link are scripts there, which only a shell finds.
  const isWindows = process.platform === 'win32';
  const [file, rest] = isWindows ? [[program, ...args].map(quoted).join(' '), []] : [program, args];
  const child = spawn(file, rest, {
    shell: isWindows,
    stdio: 'inherit',
    env: { ...env, ...running.variables, IMGROUPS_PROFILE: profile ?? first?.name },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      stderr.write(`imgroups emulator exec: ${program}: ${error.message}\n`);
      resolve(error.code === 'ENOENT' ? ownFailures.notFound : ownFailures.cannotRun);
    });
    child.once('exit', (exit, signal) =>
      resolve(exit ?? 128 + constants.signals[signal ?? 'SIGTERM']),
    );
  });
  await running.close();
  return code;
}

/** A word for the shell of Windows. */
function quoted(word: string): string {
  return /^[\w./:\\=-]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`;
}

/** Starts the emulators of all vendors; their addresses and credentials as variables. */
async function startEmulators() {
  const { startEmulator } = await import('@imgroups/emulator');
  const { registry } = await import('@imgroups/emulator/registry');
  const emulator = await startEmulator({ accounts: ['alice', 'bob', 'carol', 'dave'] });
  const variables: Record<string, string> = {};
  for (const { vendor, emulator: kind } of registry) {
    const { introduce }: import('@imgroups/emulator/registry').VendorEmulator = kind;
    const { fields } = await introduce(emulator[vendor.name], []);
    for (const [name, value] of Object.entries(fields)) {
      const words = name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
      variables[prefixOf(vendor) + words] = String(value);
    }
  }
  return { variables, close: emulator.close };
}
