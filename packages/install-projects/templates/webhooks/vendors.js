import { createEasemobWebhooks, signEasemobCallback } from '@imgroups/easemob/webhooks';
import { createTencentWebhooks, signTencentCallback } from '@imgroups/tencent/webhooks';

/** A receiver of each vendor, and a callback for it: Bob has joined. */
export const vendors = {
  tencent: {
    create: (on) => createTencentWebhooks({ sdkAppId: 1400000001, tokens: ['token'], on }),
    sign: () =>
      signTencentCallback({
        sdkAppId: 1400000001,
        token: 'token',
        body: {
          CallbackCommand: 'Group.CallbackAfterNewMemberJoin',
          GroupId: 'club',
          JoinType: 'Invited',
          NewMemberList: [{ Member_Account: 'bob' }],
        },
      }),
  },
  easemob: {
    create: (on) => createEasemobWebhooks({ appKey: 'org#app', secrets: ['secret'], on }),
    sign: () =>
      signEasemobCallback({
        appKey: 'org#app',
        secret: 'secret',
        body: {
          event: 'group_op_event',
          type: 'GROUP',
          id: 'club',
          operation: 'JOIN',
          operator: '@ppAdmin',
          payload: { type: 'INVITE', member: ['bob'] },
        },
      }),
  },
};

/** Posts a signed callback to the address of a receiver. */
export function post(address, { url, body }) {
  return fetch(address + new URL(url).search, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
}
