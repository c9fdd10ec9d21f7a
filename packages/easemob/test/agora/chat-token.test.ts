import { createRequire } from 'node:module';
import { deflateSync, inflateSync } from 'node:zlib';
import { ChatTokenBuilder } from 'agora-token';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildToken } from '../../src/agora/credentials/access-token.ts';
import { createAgoraChatToken, verifyAgoraChatToken } from '../../src/agora/index.ts';

/** The reader of the vendor's package, which its types leave out. */
const { AccessToken2 } = createRequire(import.meta.url)('agora-token/src/AccessToken2.js') as {
  AccessToken2: new () => {
    readonly appId: unknown;
    readonly expire: number;
    from_string(token: string): boolean;
    verifySignature(appCertificate: string): boolean;
  };
};

// The vendor's public sample credentials.
const appId = '970CA35de60c44645bbae8a215061b33';
const appCertificate = '5CFd2fd1755d40ecb72977518be15d3b';
const app = { appId, appCertificate };

/** An app token of the sample app, made at a fixed time with a fixed salt. */
const vector =
  '007eJxTYNjCXivOvEfitElca2B3IuOzZ4x/uUpTLII9nxZfMvk3d4oCg6W5gbOjsWlKqplBsomJmYlpUlJiqkWikaGpgZlhkrExw8fgVAE+BgZGBhBmZWBkYGIA8RkYAM6CGMM=';
const issuedAt = 1_700_000_000;

function inflated(token: string): string {
  return inflateSync(Buffer.from(token.slice('007'.length), 'base64')).toString('hex');
}

test('the same claims give the bytes of the vector', async () => {
  const token = await buildToken({ appId, issuedAt, expire: 3600, salt: 1 }, appCertificate);

  expect(token.startsWith('007')).toBe(true);
  expect(inflated(token)).toBe(inflated(vector));
});

describe('a token of', () => {
  test.each(['alice', 'a.b_c-d', '00017'])(
    "the vendor's package for %s is valid",
    async (userId) => {
      const token = ChatTokenBuilder.buildUserToken(appId, appCertificate, userId, 60);

      expect(await verifyAgoraChatToken({ ...app, token, userId })).toMatchObject({
        valid: true,
        fields: { appId, userId },
      });
    },
  );

  test("the vendor's package for the app is valid, and names no user", async () => {
    const token = ChatTokenBuilder.buildAppToken(appId, appCertificate, 60);

    const result = await verifyAgoraChatToken({ ...app, token });

    expect(result.valid).toBe(true);
    expect(result).toHaveProperty('fields.userId', undefined);
  });

  test("ours has what the vendor's package writes for the same user, but for salt, time and signature", async () => {
    const token = await createAgoraChatToken({ ...app, userId: 'alice', expireSeconds: 60 });
    const theirs = ChatTokenBuilder.buildUserToken(appId, appCertificate, 'alice', 60);

    expect(withoutChance(token)).toBe(withoutChance(theirs));
  });

  test("ours stands the check of the vendor's package", async () => {
    const token = await createAgoraChatToken({ ...app, userId: 'alice', expireSeconds: 60 });
    const theirs = new AccessToken2();

    expect(theirs.from_string(token)).toBe(true);
    expect(theirs.verifySignature(appCertificate)).toBe(true);
    expect([String(theirs.appId), theirs.expire]).toEqual([appId, 60]);
  });

  test('any user, certificate and time is valid until it runs out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({
          minLength: 32,
          maxLength: 32,
          unit: fc.constantFrom(...'0123456789abcdefABCDEF'),
        }),
        fc.integer({ min: 1, max: 86_400 }),
        async (userId, certificate, expireSeconds) => {
          const made = { appId, appCertificate: certificate };
          const at = (seconds: number) => () => (issuedAt + seconds) * 1000;
          const token = await createAgoraChatToken({ ...made, userId, expireSeconds, now: at(0) });

          const check = (seconds: number) =>
            verifyAgoraChatToken({ ...made, token, userId, now: at(seconds) });

          expect(await check(expireSeconds - 1)).toMatchObject({ valid: true, fields: { userId } });
          expect(await check(expireSeconds)).toMatchObject({ valid: false, reason: 'expired' });
        },
      ),
      { numRuns: 30 },
    );
  });

  /** All but signature, time and salt, which stand in fixed places. */
  function withoutChance(token: string): string {
    const bytes = Buffer.from(inflated(token), 'hex');
    const afterSignature = 2 + 32 + 2 + 32;
    return Buffer.concat([
      bytes.subarray(2 + 32, afterSignature),
      bytes.subarray(afterSignature + 4, afterSignature + 8),
      bytes.subarray(afterSignature + 12),
    ]).toString('hex');
  }
});

describe('the verification tells', () => {
  const other = '00000000000000000000000000000000';

  test.each<[string, object]>([
    ['wrong_app', { appId: other }],
    ['wrong_user', { userId: 'bob' }],
    ['signature_mismatch', { appCertificate: other }],
    ['expired', { now: () => Date.now() + 120_000 }],
    ['not_a_token', { token: 'YWMt-of-easemob' }],
    ['not_a_token', { token: `007${'A'.repeat(40)}` }],
    ['not_a_token', { token: '' }],
  ])('%s', async (reason, wrong) => {
    const token = await createAgoraChatToken({ ...app, userId: 'alice', expireSeconds: 60 });

    const result = await verifyAgoraChatToken({ ...app, token, userId: 'alice', ...wrong });

    expect(result).toMatchObject({ valid: false, reason });
  });

  test('a token whose bytes were changed', async () => {
    const genuine = Buffer.from(inflated(vector), 'hex');
    const results = await Promise.all(
      Array.from(genuine.keys(), (index) => {
        const bytes = Buffer.from(genuine);
        bytes[index] = (bytes[index] ?? 0) ^ 1;
        const token = `007${deflateSync(bytes).toString('base64')}`;
        return verifyAgoraChatToken({ ...app, token, now: () => issuedAt * 1000 });
      }),
    );

    expect(results.filter(({ valid }) => valid)).toEqual([]);
  });
});

test.each([
  ['appId', { appId: 'app' }],
  ['appId', { appId: `${appId}0` }],
  ['appCertificate', { appCertificate: 'secret-but-no-certificate' }],
  ['userId', { userId: '' }],
  ['expireSeconds', { expireSeconds: Date.now() }],
  ['now', { now: () => Number.NaN }],
])(
  'a wrong %s is refused by name, where the vendor gives an empty string',
  async (field, wrong) => {
    const options = { ...app, userId: 'alice', expireSeconds: 60, ...wrong };

    const error = await createAgoraChatToken(options).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'invalid_argument', field, provider: 'agora' });
    expect(String(error)).not.toContain('secret-but-no-certificate');
  },
);

test("the vendor's package refuses nothing by name", () => {
  expect(ChatTokenBuilder.buildUserToken('app', appCertificate, 'alice', 60)).toBe('');
});
