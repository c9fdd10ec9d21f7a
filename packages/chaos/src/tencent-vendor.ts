import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { faultOf } from './chaos-transport.ts';
import { connectTencent } from './tencent-session.ts';
import { userIds, type Vendor } from './vendor.ts';
import { toWorld } from './world.ts';

/** Tencent's emulator and clients for it. */
export async function startTencent(): Promise<Vendor> {
  const emulator = await startTencentEmulator({ rateScale: 0, faultOf });
  const { sdkAppId, secretKey, administrator, baseUrl, control, close } = emulator;
  control.importAccounts(userIds);
  return {
    name: 'tencent',
    control,
    secrets: [secretKey],
    close,
    reset() {
      control.reset();
      control.importAccounts(userIds);
    },
    journal: control.journal,
    world: () => toWorld(control.groups()),
    connect: (options) => connectTencent({ sdkAppId, secretKey, administrator, baseUrl }, options),
  };
}
