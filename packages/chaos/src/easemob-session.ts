import { createEasemobProvider, type EasemobProviderOptions } from '@imgroups/easemob';
import { clientOptions, type Session, type SessionOptions } from './vendor.ts';

/** A client for an application of Easemob's. */
export function connectEasemob(app: EasemobProviderOptions, options: SessionOptions): Session {
  const provider = createEasemobProvider({
    ...clientOptions(options),
    cursorSecret: options.cursorSecret,
    customGroupIds: true,
    ...app,
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
}
