import { startTencentEmulator } from '@imgroups/emulator/tencent';
import { createTencentProvider } from '@imgroups/tencent';
import { faultOf } from './chaos-transport.ts';
import { clientOptions, userIds, type Vendor } from './vendor.ts';
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
    world: () => toWorld(control.groups()),
    connect(options) {
      const provider = createTencentProvider({
        ...clientOptions(options),
        cursorSecret: options.cursorSecret,
        sdkAppId,
        secretKey,
        administrator,
        baseUrl,
      });
      const { client } = provider;
      return {
        provider,
        natives: [
          {
            name: 'client.sendGroupMsg',
            endpoint: 'sendGroupMsg',
            effect: (text) => `message ${text}`,
            run: ({ groupId, text, number }) =>
              client.sendGroupMsg({
                GroupId: groupId,
                Random: number,
                MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
              }),
          },
        ],
      };
    },
  };
}
