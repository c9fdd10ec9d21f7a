import { describe, expect, test } from 'vitest';
import { createDynamicUserToken } from './dynamic-user-token.ts';

const options = {
  appKey: 'acme#demo',
  clientId: 'YXA6clientid',
  clientSecret: 'YXA6clientsecret',
  userId: 'alice',
  expireSeconds: 86_400,
  now: () => 1_700_000_000_999,
};

function textOf(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}

describe('a dynamic user token', () => {
  test('says whom it is for and proves it, in the order of the vendor', async () => {
    const token = await createDynamicUserToken(options);

    expect(textOf(token)).toBe(
      'dt-{"signature":"723dc4d7c8823315fa9f394e3569436bad181b92678546f67a17b1d7f1cfa95f","appkey":"acme#demo","userId":"alice","curTime":1700000000,"ttl":86400}',
    );
  });

  test('does not hold the secret', async () => {
    const token = await createDynamicUserToken(options);

    expect(textOf(token)).not.toContain(options.clientSecret);
  });

  test('can be put into a URL as it is', async () => {
    const token = await createDynamicUserToken({ ...options, userId: '用户' });

    expect(token).toMatch(/^[\w-]+$/);
  });

  test.each([
    ['appKey', { appKey: '' }],
    ['clientId', { clientId: '' }],
    ['clientSecret', { clientSecret: '' }],
    ['userId', { userId: '' }],
    ['expireSeconds', { expireSeconds: 0 }],
    ['expireSeconds', { expireSeconds: 1.5 }],
  ])('is refused for a wrong %s: %o', async (field, change) => {
    await expect(createDynamicUserToken({ ...options, ...change })).rejects.toMatchObject({
      code: 'invalid_argument',
      field,
    });
  });
});
