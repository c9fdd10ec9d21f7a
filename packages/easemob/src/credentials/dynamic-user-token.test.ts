import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { appKey } from './app-key.ts';
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

  test('proves it by 64 digits, whatever the user', async () => {
    const proofs = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const token = await createDynamicUserToken({ ...options, userId: `u${index}` });
        return JSON.parse(textOf(token).slice(3)).signature;
      }),
    );

    expect(proofs.filter((proof) => !/^[\da-f]{64}$/.test(proof))).toEqual([]);
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
    ['now', { now: () => Number.NaN }],
  ])('is refused for a wrong %s: %o', async (field, change) => {
    await expect(createDynamicUserToken({ ...options, ...change })).rejects.toMatchObject({
      code: 'invalid_argument',
      provider: 'easemob',
      field,
    });
  });
});

describe('an app key', () => {
  test.each(['acme#demo', '1122210324100107#demo', 'a#b'])('can be %s', (key) => {
    expect(v.is(appKey, key)).toBe(true);
  });

  test.each(['acme', 'acme#', '#demo', 'acme#de#mo', 'acme #demo', 'acme#demo/x', 7, ['a#b']])(
    'cannot be %j',
    (key) => {
      expect(v.is(appKey, key)).toBe(false);
    },
  );

  const refusal = (key: string) => createDynamicUserToken({ ...options, appKey: key });

  test.each(['a', 'acme'])('that an env file cut to %s is refused with the reason', async (key) => {
    await expect(refusal(key)).rejects.toThrow(
      'an env file cuts a value at # unless it is in quotation marks',
    );
  });

  test.each(['acme#de#mo', 'acme/demo', '#', 'acme demo', 'acme#'])(
    'that is wrong in another way, as %s, is refused without it',
    async (key) => {
      await expect(refusal(key)).rejects.toThrow(/^(?!.*env file).*'org#app', as the console/);
    },
  );
});
