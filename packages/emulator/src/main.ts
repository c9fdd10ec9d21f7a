import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(toErrorLine(error));
  if (error instanceof UsageError) console.error('Try --help.');
  process.exitCode = error instanceof UsageError ? 2 : 1;
});

async function run(args: readonly string[]): Promise<void> {
  const commandLine = readCommandLine(args);
  if (commandLine.help) {
    process.stdout.write(usage);
    return;
  }
  if (commandLine.version) {
    console.log(installedVersion());
    return;
  }
  const emulator = await start(commandLine);
  if (commandLine.data !== undefined) await openState(emulator, commandLine.data);
  closeOnSignal(emulator, commandLine.data);
  process.stdout.write(await outputOf(commandLine, emulator));
}

function toErrorLine(error: unknown): string {
  return `imgroups-emulator: ${error instanceof Error ? error.message : String(error)}`;
}

function installedVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

async function outputOf({ output, accounts }: CommandLine, emulator: Emulator): Promise<string> {
  const caFile = emulator.ca === undefined ? undefined : keepAuthority(emulator.ca);
  if (output === 'banner') return toBanner(emulator, accounts, caFile);
  const credentials = await toCredentials(emulator);
  if (output === 'json') {
    const { inspector } = emulator;
    return `${JSON.stringify({ inspector, ...credentials, caFile })}\n`;
  }
  const trusted = caFile === undefined ? '' : `NODE_EXTRA_CA_CERTS='${caFile}'\n`;
  return `${toVariables(credentials)}${trusted}`;
}

async function start({ quiet, output, options }: CommandLine): Promise<Emulator> {
  // Output for programs is not mixed with output for people.
  const print = output === 'banner' ? console.log : console.error;
  return startEmulator({
    ...options,
    onRequest: quiet ? undefined : (entry) => print(toLine(entry)),
  }).catch((error: unknown) => {
    throw isPortTaken(error) ? new Error(portTaken(error, options)) : error;
  });
}

/** Writes the authority to trust into a file that goes with the process. */
function keepAuthority(ca: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'imgroups-emulator-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, ca);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return file;
}

function closeOnSignal(emulator: Emulator, data: string | undefined): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      // With the servers closed nothing keeps the process, which so ends with 0.
      await emulator.close();
      if (data === undefined) return;
      try {
        saveState(emulator, data);
      } catch (error) {
        console.error(toErrorLine(error));
        process.exitCode = 1;
      }
    });
  }
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
