import { type EmulatorServer, type ServerOptions, startServer } from '../emulator-server.ts';
import { defaultSettings, type TencentSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import { createTencentEmulator } from './tencent-emulator.ts';

export type { Control } from '../control.ts';
export type { EmulatorServer, ServerOptions } from '../emulator-server.ts';
export type { Fault } from '../faults.ts';
export type { JournalEntry } from '../journal.ts';
export type { Rules } from '../vendor-emulator.ts';
export type { StoredExtension as TencentMessageExtension } from './message-extensions.ts';
export type { GroupType as TencentGroupType, TencentSettings } from './settings.ts';
export type { Snapshot as TencentSnapshot } from './snapshot.ts';

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
