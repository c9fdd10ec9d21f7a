import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createAgoraChatWebhooks, signAgoraChatCallback } from '../../src/agora/webhooks.ts';

const secret = 'the-secret-of-a-rule';
const url = 'https://app.test/hook';

const [{ body }]: readonly [{ readonly body: Readonly<Record<string, unknown>> }] = JSON.parse(
  readFileSync(new URL('../fixtures/webhooks/operations.json', import.meta.url), 'utf8'),
);

const signed = (appKey: string) =>
  signAgoraChatCallback({ appKey, secret, url, body: { ...body, callId: undefined } });

describe('a callback', () => {
  test.each(['ORG#APP', 'of-an-unknown-form#970CA35de60c44645bbae8a215061b33'])(
    'is read whatever its appkey is: %s',
    async (appKey) => {
      const webhooks = createAgoraChatWebhooks({ secrets: [secret] });

      const [event] = await webhooks.parse(await signed(appKey));

      expect(event).toMatchObject({ provider: 'agora', appId: appKey });
    },
  );

  test('of another app is refused where the appkey is given', async () => {
    const webhooks = createAgoraChatWebhooks({ secrets: [secret], appKey: 'ORG#APP' });

    await expect(webhooks.parse(await signed('ORG#OTHER'))).rejects.toMatchObject({
      reason: 'wrong_app',
    });
    await expect(webhooks.parse(await signed('ORG#APP'))).resolves.toHaveLength(1);
  });

  test('that is signed with another secret is refused', async () => {
    const webhooks = createAgoraChatWebhooks({ secrets: ['another-secret'] });

    await expect(webhooks.parse(await signed('ORG#APP'))).rejects.toMatchObject({
      reason: 'signature_mismatch',
    });
  });
});

test('a wrong option is refused by name, without showing a secret', () => {
  const make = () => createAgoraChatWebhooks({ secrets: [secret], appkey: 'x' } as never);

  expect(make).toThrow(expect.objectContaining({ provider: 'agora', field: 'appkey' }));
  expect(make).not.toThrow(new RegExp(secret));
});
