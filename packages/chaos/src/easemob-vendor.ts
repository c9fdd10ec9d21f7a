import { startEasemobEmulator } from '@imgroups/emulator/easemob';
import { faultOf } from './chaos-transport.ts';
import { connectEasemob } from './easemob-session.ts';
import { userIds, type Vendor } from './vendor.ts';
import { toWorld } from './world.ts';

/** Short, so that tokens end within a run whose clock is moved. */
const tokenTtl = 3600;

/** Easemob's emulator and clients for it. */
export async function startEasemob(): Promise<Vendor> {
  const emulator = await startEasemobEmulator({ rateScale: 0, faultOf, tokenTtl });
  const { appKey, clientId, clientSecret, host, control, close } = emulator;
  control.importAccounts(userIds);
  return {
    name: 'easemob',
    control,
    secrets: [clientSecret],
    close,
    reset() {
      control.reset();
      control.importAccounts(userIds);
    },
    journal: control.journal,
    world: () => toWorld(control.groups()),
    connect: (options) => connectEasemob({ appKey, clientId, clientSecret, host }, options),
  };
}
