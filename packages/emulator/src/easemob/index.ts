import { type EmulatorServer, type ServerOptions, startServer } from '../emulator-server.ts';
import { createEasemobEmulator } from './easemob-emulator.ts';
import { type EasemobAppOptions, toSettings } from './settings.ts';
import type { EasemobSnapshot } from './state.ts';

export type { Control } from '../control.ts';
export type { EmulatorServer, ServerOptions } from '../emulator-server.ts';
export type { Fault } from '../faults.ts';
export type { JournalEntry } from '../journal.ts';
export type { Rules } from '../vendor-emulator.ts';
export type { EasemobAppOptions, EasemobBatchSizes, EasemobQuotas } from './settings.ts';
export type { EasemobFile } from './shared-files.ts';
export type {
  EasemobGroupSnapshot,
  EasemobSnapshot,
  EasemobThreadSnapshot,
  MuteEnd,
} from './state.ts';

/** How the Easemob emulator listens, and the app it plays. */
export interface EasemobEmulatorOptions extends ServerOptions, EasemobAppOptions {}

/** Easemob's REST service on localhost. */
export interface EasemobEmulator extends EmulatorServer<EasemobSnapshot> {
  /** `org#app`. */
  readonly appKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The base URL again, under the name that the SDK's option has. */
  readonly host: string;
}

/** Starts Easemob's REST service on localhost. Rejects when the port is taken. */
export async function startEasemobEmulator(
  options: EasemobEmulatorOptions = {},
): Promise<EasemobEmulator> {
  const settings = toSettings(options, options.rules ?? 'newest');
  const server = await startServer((context) => createEasemobEmulator(settings, context), options);
  return {
    ...server,
    host: server.baseUrl,
    appKey: `${settings.organization}#${settings.application}`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
  };
}
