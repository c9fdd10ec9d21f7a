/**
 * All vendors that have an emulator, for tools that work with any of them.
 *
 * @module
 */
import { agora } from '@imgroups/easemob/agora/vendor';
import { easemob } from '@imgroups/easemob/vendor';
import { tencent } from '@imgroups/tencent/vendor';
import { agoraEmulator } from './vendors/agora/emulator.ts';
import { easemobEmulator } from './vendors/easemob/emulator.ts';
import { tencentEmulator } from './vendors/tencent/emulator.ts';

export type { ExampleCall, Introduction, VendorEmulator } from './vendor-emulator.ts';

/** Every vendor with its emulator, in the order of the command line. All other lists of vendors are derived from this one. */
export const registry = [
  { vendor: tencent, emulator: tencentEmulator },
  { vendor: easemob, emulator: easemobEmulator },
  { vendor: agora, emulator: agoraEmulator },
] as const;

/** A vendor that has an emulator, and the emulator. */
export type RegistryEntry = (typeof registry)[number];

/** `tencent`: as options and results of `startEmulator` are named. */
export type VendorName = RegistryEntry['vendor']['name'];
