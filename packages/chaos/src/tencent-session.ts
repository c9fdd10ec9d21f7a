import { createTencentProvider, type TencentProviderOptions } from '@imgroups/tencent';
import { clientOptions, type Session, type SessionOptions } from './vendor.ts';

/** A client for an application of Tencent's. */
export function connectTencent(app: TencentProviderOptions, options: SessionOptions): Session {
  const provider = createTencentProvider({
    ...clientOptions(options),
    cursorSecret: options.cursorSecret,
    ...app,
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
}
