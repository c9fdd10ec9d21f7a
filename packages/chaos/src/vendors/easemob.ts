import type { EasemobClient } from '@imgroups/easemob';
import type { VendorParts } from '../vendor.ts';

/** The part of the emulator's state that shows what is seen nowhere else. */
interface State {
  readonly threads: readonly { readonly groupId: string; readonly name: string }[];
}

export const vendorParts: VendorParts<EasemobClient> = {
  // Tokens end within a run whose clock is moved.
  emulatorOptions: { tokenTtl: 3600 },
  fetchesTokens: true,
  secrets: ['clientSecret'],
  endpoints: { 'members.setRole member': 'removeAdmin' },
  throttled: {
    text: { en: 'HTTP 429', zh: 'HTTP 429' },
    forms: [{ kind: 'throttled' }, { kind: 'status', status: 429 }],
  },
  effectsIn: ({ threads }: State) =>
    threads.map(({ groupId, name }) => ({ groupId, name: `thread ${name}` })),
  natives: [
    {
      name: 'client.uploadSharedFile',
      endpoint: 'uploadSharedFile',
      effect: (text) => `file ${text}`,
      run: (client, { groupId, text }) =>
        client.uploadSharedFile({ group_id: groupId, file: new File([text], text) }),
    },
    {
      name: 'client.createThread',
      endpoint: 'createThread',
      effect: (text) => `thread ${text}`,
      run: (client, { groupId, memberId, text }) =>
        client.createThread({
          group_id: groupId,
          name: text,
          // Digits that no other message has.
          msg_id: String(Number.parseInt(text, 36)),
          owner: memberId,
        }),
    },
  ],
};
