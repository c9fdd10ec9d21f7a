import type { GroupProvider, GroupRef } from '@imgroups/core';
import type { Language, Text } from './language.ts';
import { chooseApplication, openProvider } from './open-provider.ts';
import { createOutput, type Format, type Output, tell } from './output.ts';
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
  readonly stop: Stop;
  /** The language of what people read. */
  readonly language: Language;
  readonly say: (text: Text) => string;
  /** Prints a line for people. */
  readonly tell: (line: string) => void;
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
  options: Options,
  language: Language,
): Session<Options> {
  const stop = listenForStop();
  const opened = new Map<string | undefined, Promise<GroupProvider>>();

  function providerOf(profile: string | undefined): Promise<GroupProvider> {
    const provider = opened.get(profile) ?? open(profile, options.verbose);
    opened.set(profile, provider);
    return provider;
  }

  return {
    options,
    stop,
    language,
    say: (text) => text[language],
    tell,
    output: (columns) =>
      createOutput(
        options.format ?? (process.stdout.isTTY ? 'table' : 'jsonl'),
        columns,
        () => stop.cause !== 'closed pipe',
      ),
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

async function open(profile: string | undefined, verbose = false): Promise<GroupProvider> {
  const logger = { debug: tell, warn: tell };
  return openProvider(await chooseApplication(profile), verbose ? { logger, bodies: true } : {});
}
