import { once } from 'node:events';
import { expect, test } from 'vitest';
import { run, start } from './command.ts';

const secrets = { IMGROUPS_WEBHOOK_SECRETS: 'a-token-of-the-console' };
const applications: Readonly<
  Record<string, { environment: Record<string, string>; body: object }>
> = {
  tencent: {
    environment: {
      IMGROUPS_TENCENT_SDK_APP_ID: '1400000001',
      IMGROUPS_TENCENT_SECRET_KEY: 'secret',
    },
    body: {
      CallbackCommand: 'Group.CallbackAfterGroupDestroyed',
      GroupId: 'chess',
      EventTime: 1_760_000_000_000,
    },
  },
  easemob: {
    environment: {
      IMGROUPS_EASEMOB_APP_KEY: 'acme#demo',
      IMGROUPS_EASEMOB_CLIENT_ID: 'id',
      IMGROUPS_EASEMOB_CLIENT_SECRET: 'secret',
    },
    body: {
      eventType: 'chatgroup',
      event: 'group_op_event',
      operation: 'DELETE',
      id: 'chess',
      operator: '@ppAdmin',
    },
  },
};

test.each(Object.entries(applications))(
  'a callback of %s is signed, sent, verified and printed',
  async (_, application) => {
    const environment = { ...application.environment, ...secrets };
    const listener = start(['webhook', 'listen', '--port', '0'], { environment });
    while (!listener.errors().includes('\n')) await once(listener.child.stderr, 'data');
    const [url = ''] = /http:\S+/.exec(listener.errors()) ?? [];
    const body = JSON.stringify(application.body);

    const sent = await run(['webhook', 'send', url, '--body', body], { environment });
    while (!listener.output().includes('\n')) await once(listener.child.stdout, 'data');
    const forged = await run(['webhook', 'send', url, '--body', body], {
      environment: { ...environment, IMGROUPS_WEBHOOK_SECRETS: 'another-one' },
    });
    listener.child.kill('SIGINT');

    expect(await listener.code).toBe(130);
    expect([sent.code, forged.code]).toEqual([0, 1]);
    expect(
      listener
        .output()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([expect.objectContaining({ type: 'group.deleted', groupId: 'chess' })]);
  },
);

test('without a secret nothing is listened to', async () => {
  const { environment } = applications.tencent as (typeof applications)[string];

  const { code, errors } = await run(['webhook', 'listen'], { environment });

  expect([code, errors]).toEqual([
    2,
    expect.stringContaining('IMGROUPS_WEBHOOK_SECRETS: is not set'),
  ]);
});
