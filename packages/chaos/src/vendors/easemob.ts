import type { EasemobClient } from '@imgroups/easemob';
import type { VendorParts } from '../vendor.ts';

export const vendorParts: VendorParts<EasemobClient> = {
  // Tokens end within a run whose clock is moved.
  emulatorOptions: { tokenTtl: 3600 },
  secrets: ['clientSecret'],
  endpoints: { 'members.setRole member': 'removeAdmin' },
  throttled: {
    text: 'HTTP 429',
    forms: [{ kind: 'throttled' }, { kind: 'status', status: 429 }],
  },
  natives: [
    {
      name: 'client.uploadSharedFile',
      endpoint: 'uploadSharedFile',
      effect: (text) => `file ${text}`,
      run: (client, { groupId, text }) =>
        client.uploadSharedFile({ group_id: groupId, file: new File([text], text) }),
    },
  ],
};
