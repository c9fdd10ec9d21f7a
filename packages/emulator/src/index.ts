import type { ServerOptions } from './server/emulator-server.ts';
import {
  type EasemobEmulator,
  type EasemobEmulatorOptions,
  startEasemobEmulator,
} from './vendors/easemob/index.ts';
import {
  startTencentEmulator,
  type TencentEmulator,
  type TencentEmulatorOptions,
} from './vendors/tencent/index.ts';

export type * from './types.ts';

/** How both emulators listen and behave. */
export interface EmulatorOptions extends Omit<ServerOptions, 'port'> {
  /** 0 takes any free port. @default 0 */
  readonly tencentPort?: number | undefined;
  /** 0 takes any free port. @default 0 */
  readonly easemobPort?: number | undefined;
  /** The Tencent application: credentials, quotas, limits. */
  readonly tencent?: Omit<TencentEmulatorOptions, keyof ServerOptions> | undefined;
  /** The Easemob application: credentials, quotas, limits. */
  readonly easemob?: Omit<EasemobEmulatorOptions, keyof ServerOptions> | undefined;
}

/** Both vendors' group services on localhost. */
export interface Emulator {
  /** Where Tencent answers, the credentials of its application, and its `control`. */
  readonly tencent: TencentEmulator;
  /** Where Easemob answers, the credentials of its application, and its `control`. */
  readonly easemob: EasemobEmulator;
  /** Stops both. */
  readonly close: () => Promise<void>;
}

/** Starts both vendors' group services on localhost. Rejects when a port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { tencentPort, easemobPort, tencent: tencentApp, easemob: easemobApp, ...both } = options;
  const tencent = await startTencentEmulator({ ...tencentApp, ...both, port: tencentPort });
  try {
    const easemob = await startEasemobEmulator({ ...easemobApp, ...both, port: easemobPort });
    return {
      tencent,
      easemob,
      async close() {
        await Promise.all([tencent.close(), easemob.close()]);
      },
    };
  } catch (error) {
    await tencent.close();
    throw error;
  }
}
