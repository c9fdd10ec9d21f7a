import type { GroupProvider, GroupRef } from '@imgroups/core';
import type { Host } from './host.ts';
import type { Language, Text } from './language.ts';
import { chooseApplication, openProvider } from './open-provider.ts';
import { createOutput, type Format, type Output, print } from './output.ts';
import { listenForStop, type Stop } from './stop.ts';

/** Options of all commands, and those of which several commands have the same. */
export interface CommonOptions {
  readonly profile?: string;
  readonly format?: Format;
  readonly lang?: Language;
  readonly verbose?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly raw?: boolean;
  readonly kind?: string;
  /** Items of a list at most. */
  readonly limit?: number;
}

/** The tools of a command that runs. */
export interface Session<Options extends CommonOptions = CommonOptions> {
  readonly options: Options;
  readonly host: Host;
  readonly stop: Stop;
  /** The language of what people read. */
  readonly language: Language;
  readonly say: (text: Text) => string;
  /** Prints a line for people on standard error. */
  readonly tell: (line: string) => void;
  /** Prints a result that is no list on standard output. */
  readonly print: (text: string) => Promise<void>;
  /** The format that was asked for, or the one that standard output takes. */
  readonly format: Format;
  /** Opens the output for results; the columns are those of tables. */
  readonly output: (columns: readonly string[]) => Output;
  /** The provider of the chosen application, opened once. */
  readonly provider: () => Promise<GroupProvider>;
  /** Opens the provider of another profile; closed with the session. */
  readonly providerOf: (profile: string | undefined) => Promise<GroupProvider>;
  /** A group as it was named, with its kind where that was given. */
  readonly group: (id: string) => GroupRef;
  readonly close: () => Promise<void>;
}

export function openSession<Options extends CommonOptions>(
  host: Host,
  options: Options,
  language: Language,
): Session<Options> {
  const stop = listenForStop(host);
  const tell = (line: string) => {
    host.stderr.write(`${line}\n`);
  };
  const format = options.format ?? (host.stdout.isTTY ? 'table' : 'jsonl');
  const opened = new Map<string | undefined, Promise<GroupProvider>>();

  function providerOf(profile: string | undefined): Promise<GroupProvider> {
    const provider = opened.get(profile) ?? open(profile);
    opened.set(profile, provider);
    return provider;
  }

  async function open(profile: string | undefined): Promise<GroupProvider> {
    const logger = { debug: tell, warn: tell };
    const application = await chooseApplication(host.env, profile);
    return openProvider(application, options.verbose ? { logger, bodies: true } : {});
  }

  return {
    options,
    host,
    stop,
    language,
    say: (text) => text[language],
    tell,
    print: (text) => print(host.stdout, text),
    format,
    output: (columns) =>
      createOutput(host.stdout, format, columns, () => stop.cause !== 'closed pipe'),
    provider: () => providerOf(options.profile),
    providerOf,
    group: (id) => ({ id, kind: options.kind }) as GroupRef,
    async close() {
      for (const provider of opened.values()) {
        // One that was not opened has told why already.
        await provider.then((one) => one.close()).catch(() => undefined);
      }
    },
  };
}
