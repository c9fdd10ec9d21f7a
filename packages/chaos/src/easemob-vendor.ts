import { createEasemobProvider } from '@imgroups/easemob';
import { startEasemobEmulator } from '@imgroups/emulator/easemob';
import { faultOf } from './chaos-transport.ts';
import { clientOptions, userIds, type Vendor } from './vendor.ts';
import { toWorld } from './world.ts';

/** Short, so that tokens end within a run whose clock is moved. */
const tokenTtl = 3600;

/** Easemob's emulator and clients for it. */
export async function startEasemob(): Promise<Vendor> {
  const emulator = await startEasemobEmulator({ rateScale: 0, faultOf, tokenTtl });
  const { appKey, clientId, clientSecret, baseUrl, control, close } = emulator;
  control.importAccounts(userIds);
  return {
    name: 'easemob',
    control,
    secrets: [clientSecret],
    close,
    world: () => toWorld(control.groups()),
    connect(options) {
      const provider = createEasemobProvider({
        ...clientOptions(options),
        cursorSecret: options.cursorSecret,
        customGroupIds: true,
        appKey,
        clientId,
        clientSecret,
        baseUrl,
      });
      const { client } = provider;
      return {
        provider,
        natives: [
          {
            name: 'client.uploadSharedFile',
            endpoint: 'uploadSharedFile',
            effect: (text) => `file ${text}`,
            run: ({ groupId, text }) =>
              client.uploadSharedFile({ group_id: groupId, file: new File([text], text) }),
          },
        ],
      };
    },
  };
}
