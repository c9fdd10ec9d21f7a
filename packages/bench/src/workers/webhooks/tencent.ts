import { createTencentWebhooks, signTencentCallback } from '@imgroups/tencent/webhooks';

/** Verifies and reads one callback of Tencent, of about 2 kB. */
export async function open(): Promise<() => Promise<unknown>> {
  const app = { sdkAppId: 1_400_000_001 };
  const members = Array.from({ length: 50 }, (_, index) => ({
    Member_Account: `user-${String(index).padStart(12, '0')}`,
  }));
  const callback = await signTencentCallback({
    ...app,
    token: 'token',
    body: {
      CallbackCommand: 'Group.CallbackAfterNewMemberJoin',
      GroupId: '@TGS#2J4SZEAEL',
      Type: 'Public',
      JoinType: 'Invited',
      Operator_Account: 'administrator',
      NewMemberList: members,
      EventTime: Date.now(),
    },
  });
  const webhooks = createTencentWebhooks({ ...app, tokens: ['token'], maxAge: 'off' });
  return () => webhooks.parse(callback);
}
