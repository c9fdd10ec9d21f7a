import type { TencentClient } from '@imgroups/tencent';
import type { VendorParts } from '../vendor.ts';

export const vendorParts: VendorParts<TencentClient> = {
  secrets: ['secretKey'],
  throttled: {
    text: '60007, 60011, 60018, 60019 and HTTP 429',
    forms: [
      { kind: 'status', code: 60007 },
      { kind: 'status', code: 60011 },
      { kind: 'status', code: 60018 },
      { kind: 'status', code: 60019 },
      { kind: 'status', status: 429 },
    ],
  },
  natives: [
    {
      name: 'client.sendGroupMsg',
      endpoint: 'sendGroupMsg',
      effect: (text) => `message ${text}`,
      run: (client, { groupId, text, number }) =>
        client.sendGroupMsg({
          GroupId: groupId,
          Random: number,
          MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
        }),
    },
  ],
};
