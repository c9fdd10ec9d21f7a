import { once } from 'node:events';
import { registry } from '@imgroups/emulator/registry';
import { afterAll, expect, test } from 'vitest';
import { run, start } from './command.ts';
import { type Scene, startScenes } from './scene.ts';

const emulators = await startScenes();
afterAll(() => emulators.close());
const vendors = registry.map(({ vendor }) => vendor.name);
const secrets = { IMGROUPS_WEBHOOK_SECRETS: 'a-token-of-the-console' };

/** That a group was dissolved, in the words of the vendor; brands of a service have the same. */
function dissolved(vendor: string): string {
  return JSON.stringify(
    vendor === 'tencent'
      ? {
          CallbackCommand: 'Group.CallbackAfterGroupDestroyed',
          GroupId: 'chess',
          EventTime: 1_760_000_000_000,
        }
      : {
          eventType: 'chatgroup',
          event: 'group_op_event',
          operation: 'DELETE',
          id: 'chess',
          operator: '@ppAdmin',
        },
  );
}

test.each(vendors)('a callback of %s is signed, sent, verified and printed', async (vendor) => {
  const environment = { ...(emulators.scenes[vendor] as Scene).environment, ...secrets };
  const listener = start(['webhook', 'listen', '--port', '0'], { environment });
  while (!listener.errors().includes('\n')) await once(listener.child.stderr, 'data');
  const [url = ''] = /http:\S+/.exec(listener.errors()) ?? [];
  const send = ['webhook', 'send', url, '--body', dissolved(vendor)];

  const sent = await run(send, { environment });
  while (!listener.output().includes('\n')) await once(listener.child.stdout, 'data');
  const forged = await run(send, {
    environment: { ...environment, IMGROUPS_WEBHOOK_SECRETS: 'another-one' },
  });
  listener.child.kill('SIGINT');

  expect(await listener.code).toBe(130);
  expect([sent.code, forged.code]).toEqual([0, 1]);
  const lines = listener.output().trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ provider: vendor, type: 'group.deleted', groupId: 'chess' }),
  ]);
});

test('without a secret nothing is listened to', async () => {
  const { environment } = emulators.scenes.tencent as Scene;

  const { code, errors } = await run(['webhook', 'listen'], { environment });

  expect([code, errors]).toEqual([
    2,
    expect.stringContaining('IMGROUPS_WEBHOOK_SECRETS: is not set'),
  ]);
});
