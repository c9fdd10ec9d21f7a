import { Console } from 'node:console';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toBanner, toCredentials, toVariables } from './banner.ts';
import {
  type CommandLine,
  defaultPorts,
  readCommandLine,
  UsageError,
  usage,
} from './command-line.ts';
import { openState, saveState } from './data-file.ts';
import type { JournalEntry } from './server/journal.ts';
import { type Emulator, startEmulator } from './start-emulator.ts';

/** The process that the command runs in, or what a test gives in its place. */
export interface Host {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Waits for the signal to end. */
  untilStopped(): Promise<void>;
}

/** Runs `imgroups-emulator` to its end, and gives its exit code. */
export async function runProgram(args: readonly string[], host: Host): Promise<number> {
  try {
    await run(args, host);
    return 0;
  } catch (error) {
    const { stderr } = host;
    stderr.write(`imgroups-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof UsageError)) return 1;
    stderr.write('Try --help.\n');
    return 2;
  }
}

async function run(args: readonly string[], host: Host): Promise<void> {
  const { stdout } = host;
  const commandLine = readCommandLine(args);
  if (commandLine.help) {
    stdout.write(usage);
    return;
  }
  if (commandLine.version) {
    stdout.write(`${installedVersion()}\n`);
    return;
  }
  const { data } = commandLine;
  const emulator = await start(commandLine, host);
  if (data !== undefined) await openState(emulator, data);
  const caFile = emulator.ca === undefined ? undefined : keepAuthority(emulator.ca);
  try {
    const stopped = host.untilStopped();
    stdout.write(await outputOf(commandLine, emulator, caFile));
    await stopped;
  } finally {
    await emulator.close();
    if (caFile !== undefined) rmSync(dirname(caFile), { recursive: true });
  }
  if (data !== undefined) saveState(emulator, data);
}

function installedVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

async function outputOf(
  { output, accounts }: CommandLine,
  emulator: Emulator,
  caFile: string | undefined,
): Promise<string> {
  if (output === 'banner') return toBanner(emulator, accounts, caFile);
  const credentials = await toCredentials(emulator);
  if (output === 'json') {
    const { inspector } = emulator;
    return `${JSON.stringify({ inspector, ...credentials, caFile })}\n`;
  }
  const trusted = caFile === undefined ? '' : `NODE_EXTRA_CA_CERTS='${caFile}'\n`;
  return `${toVariables(credentials)}${trusted}`;
}

async function start({ quiet, output, options }: CommandLine, host: Host): Promise<Emulator> {
  // A console goes on where nobody reads any more.
  const { log, error } = new Console(host.stdout, host.stderr);
  // Output for programs is not mixed with output for people.
  const print = output === 'banner' ? log : error;
  return startEmulator({
    ...options,
    onRequest: quiet ? undefined : (entry) => print(toLine(entry)),
  }).catch((error: unknown) => {
    throw isPortTaken(error) ? new Error(portTaken(error, options)) : error;
  });
}

/** Writes the authority to trust into a file in a folder of its own. */
function keepAuthority(ca: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-emulator-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, ca);
  return file;
}

/** `12:00:00 tencent createGroup 200/0 1.2 ms`. */
function toLine({ at, vendor, endpoint, method, path, ...entry }: JournalEntry): string {
  const outcome = entry.status === undefined ? 'cut' : `${entry.status}/${entry.vendorCode ?? '-'}`;
  const fault = entry.fault ? ` (fault: ${entry.fault})` : '';
  const what = endpoint ?? `${method} ${path}`;
  return `${at.slice(11, 19)} ${vendor} ${what} ${outcome} ${entry.durationMs} ms${fault}`;
}

interface PortTaken {
  readonly port: number;
  readonly address: string;
}

function isPortTaken(error: unknown): error is PortTaken {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** Says which option chooses another port. */
function portTaken({ port, address }: PortTaken, options: CommandLine['options']): string {
  const ports = defaultPorts.filter(
    ({ name }) => options[`${name}Port` as keyof CommandLine['options']] === port,
  );
  const names = ports.map(({ name }) => `--${name}-port`).join(' or ');
  return `port ${port} of ${address} is in use, perhaps by another emulator: choose another with ${names}, or 0 for any free one`;
}
