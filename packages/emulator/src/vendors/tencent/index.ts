import {
  type EmulatorServer,
  type ServerOptions,
  startServer,
} from '../../server/emulator-server.ts';
import { createTencentEmulator } from './service.ts';
import { defaultSettings, type TencentSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

export type { Control } from '../../control/control.ts';
export type { EmulatorServer, ServerOptions } from '../../server/emulator-server.ts';
export type { Fault } from '../../server/faults.ts';
export type { JournalEntry } from '../../server/journal.ts';
export type { Rules } from '../../server/vendor-service.ts';
export type { GroupType as TencentGroupType, TencentSettings } from './settings.ts';
export type { Snapshot as TencentSnapshot } from './snapshot.ts';
export type { StoredExtension as TencentMessageExtension } from './state/message-extensions.ts';

/** How the Tencent emulator listens, and the application it plays. */
export interface TencentEmulatorOptions extends ServerOptions, Partial<TencentSettings> {}

/** Tencent's REST service on localhost. */
export interface TencentEmulator extends EmulatorServer<Snapshot> {
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** An account that may call the REST API. */
  readonly administrator: string;
}

/** Starts Tencent's REST service on localhost. Rejects when the port is taken. */
export async function startTencentEmulator(
  options: TencentEmulatorOptions = {},
): Promise<TencentEmulator> {
  const settings = toSettings(options);
  const server = await startServer((context) => createTencentEmulator(settings, context), options);
  const { sdkAppId, secretKey, administrator } = settings;
  return { ...server, sdkAppId, secretKey, administrator };
}

/** The default settings with those that are given. */
function toSettings(options: TencentEmulatorOptions): TencentSettings {
  const known = Object.keys(defaultSettings);
  const given = Object.entries(options).filter(
    ([name, value]) => known.includes(name) && value !== undefined,
  );
  return { ...defaultSettings, ...Object.fromEntries(given) };
}
