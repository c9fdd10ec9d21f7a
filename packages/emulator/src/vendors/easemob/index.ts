import {
  type EmulatorServer,
  type ServerOptions,
  startServer,
} from '../../server/emulator-server.ts';
import { createEasemobEmulator } from './service.ts';
import { type EasemobAppOptions, toSettings } from './settings.ts';
import type { EasemobSnapshot } from './state/state.ts';

export type { Control } from '../../control/control.ts';
export type { EmulatorServer, ServerOptions } from '../../server/emulator-server.ts';
export type { Fault } from '../../server/faults.ts';
export type { JournalEntry } from '../../server/journal.ts';
export type { Rules } from '../../server/vendor-service.ts';
export type { EasemobAppOptions, EasemobBatchSizes, EasemobQuotas } from './settings.ts';
export type { EasemobFile } from './state/shared-files.ts';
export type {
  EasemobGroupSnapshot,
  EasemobSnapshot,
  EasemobThreadSnapshot,
  MuteEnd,
} from './state/state.ts';

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
