import { createEasemobWebhooks, signEasemobCallback } from '@imgroups/easemob/webhooks';

/** Verifies and reads one callback of Easemob, of about 2 kB. */
export async function open(): Promise<() => Promise<unknown>> {
  const app = { appKey: 'acme#demo' };
  const member = Array.from(
    { length: 85 },
    (_, index) => `user-${String(index).padStart(12, '0')}`,
  );
  const callback = await signEasemobCallback({
    ...app,
    secret: 'secret',
    body: {
      id: '173548612157441',
      type: 'GROUP',
      event: 'group_op_event',
      operation: 'JOIN',
      operator: '@ppAdmin',
      payload: { type: 'INVITE', member },
    },
  });
  const webhooks = createEasemobWebhooks({ ...app, secrets: ['secret'], maxAge: 'off' });
  return () => webhooks.parse(callback);
}
