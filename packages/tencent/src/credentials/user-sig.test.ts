import { readFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUserSig, createUserSigner, verifyUserSig } from './user-sig.ts';

interface Vector {
  name: string;
  input: {
    sdkappid: number;
    key: string;
    identifier: string;
    time: number;
    expire: number;
    userbuf_hex: string | null;
  };
  expected: { tls_sig: string; decoded_fields: Record<string, unknown> };
  example: { usersig: string };
}
interface VerificationCase {
  name: string;
  usersig: string;
  request: { sdkappid: number; identifier: string; now: number };
  expect_error_code: number;
}
const fixture = new URL('../../test/fixtures/user-sig-vectors.json', import.meta.url);
const { vectors, verification_cases: cases } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  vectors: Vector[];
  verification_cases: VerificationCase[];
};
const secretKey = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

function decode(userSig: string): Record<string, unknown> {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString('utf8'));
}

function optionsOf({ input }: Vector) {
  return {
    sdkAppId: input.sdkappid,
    secretKey: input.key,
    userId: input.identifier,
    expireSeconds: input.expire,
    userbuf:
      input.userbuf_hex === null
        ? undefined
        : new Uint8Array(Buffer.from(input.userbuf_hex, 'hex')),
    now: () => input.time * 1000,
  };
}

describe.each(vectors)('reference vector $name', (vector) => {
  test('gives the reference fields', async () => {
    const userSig = await createUserSig(optionsOf(vector));

    expect(decode(userSig)).toEqual(vector.expected.decoded_fields);
  });

  test('uses only the vendor alphabet', async () => {
    const userSig = await createUserSig(optionsOf(vector));

    expect(userSig).toMatch(/^[A-Za-z0-9*\-_]+$/);
  });

  test("verifies the vendor's own string", async () => {
    const options = optionsOf(vector);
    const { sdkAppId, secretKey, userId, now } = options;

    const result = await verifyUserSig({
      sdkAppId,
      secretKey,
      userId,
      now,
      userSig: vector.example.usersig,
    });

    expect(result).toEqual({
      valid: true,
      fields: {
        userId: options.userId,
        sdkAppId: options.sdkAppId,
        createdAt: new Date(vector.input.time * 1000),
        expiresAt: new Date((vector.input.time + vector.input.expire) * 1000),
        userbuf: options.userbuf,
      },
    });
  });
});

// "not-admin" is a valid signature: whether its user is an administrator is not for the signature to say.
test.each(cases)('verification case $name', async ({ usersig, request, expect_error_code }) => {
  const result = await verifyUserSig({
    userSig: usersig,
    secretKey,
    sdkAppId: request.sdkappid,
    userId: request.identifier,
    now: () => request.now * 1000,
  });

  const expected = expect_error_code === 60010 ? 0 : expect_error_code;
  expect(result.valid ? 0 : result.code).toBe(expected);
});

test.each(['not base64!', 'AAAA', 'eJyrVgrxCdYrSy1SslIy0jNQ0gEA'])(
  'what is no signature at all is not well formed: %s',
  async (userSig) => {
    const result = await verifyUserSig({ userSig, secretKey, sdkAppId: 1, userId: 'alice' });

    expect(result).toEqual({ valid: false, code: 70003 });
  },
);

test('a document that unpacks to more than any has is not well formed', async () => {
  const who = { userId: 'alice', secretKey, sdkAppId: 1 };
  const genuine = inflateSync(
    Buffer.from(
      (await createUserSig({ ...who, expireSeconds: 60 }))
        .replaceAll('*', '+')
        .replaceAll('-', '/')
        .replaceAll('_', '='),
      'base64',
    ),
  );
  const packed = (spaces: number) =>
    deflateSync(Buffer.concat([genuine, Buffer.alloc(spaces, ' ')]))
      .toString('base64')
      .replaceAll('+', '*')
      .replaceAll('/', '-')
      .replaceAll('=', '_');

  expect(await verifyUserSig({ ...who, userSig: packed(60_000) })).toMatchObject({ valid: true });
  expect(await verifyUserSig({ ...who, userSig: packed(100_000) })).toEqual({
    valid: false,
    code: 70003,
  });
});

test('a signature of any user, key and userbuf verifies, and tells what went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      // A key has no blanks at its ends, and anything between.
      fc.string({ unit: 'grapheme' }).map((text) => `k${text}y`),
      fc.integer({ min: 1, max: 4294967295 }),
      fc.option(fc.uint8Array({ maxLength: 64 }), { nil: undefined }),
      async (userId, anySecret, sdkAppId, bytes) => {
        const userbuf = bytes && new Uint8Array(bytes);
        const who = { userId, secretKey: anySecret, sdkAppId };
        const userSig = await createUserSig({ ...who, expireSeconds: 60, userbuf });

        const result = await verifyUserSig({ ...who, userSig });

        expect(result).toMatchObject({ valid: true, fields: { userId, sdkAppId, userbuf } });
      },
    ),
    { numRuns: 50 },
  );
});

test('a signer takes one key for many users', async () => {
  const signer = createUserSigner({ sdkAppId: 1400000001, secretKey });

  const signed = await Promise.all(
    ['alice', 'bob'].map((userId) => signer.sign({ userId, expireSeconds: 60 })),
  );

  expect(signed.map(({ userSig }) => decode(userSig)['TLS.identifier'])).toEqual(['alice', 'bob']);
});

test.each([
  ['sdkAppId', { sdkAppId: 0 }],
  ['secretKey', { secretKey: '' }],
  ['userId', { userId: '' }],
  ['expireSeconds', { expireSeconds: 1.5 }],
])('a wrong %s is refused by name', async (field, wrong) => {
  const options = { sdkAppId: 1400000001, secretKey, userId: 'alice', expireSeconds: 60, ...wrong };

  await expect(createUserSig(options)).rejects.toMatchObject({ code: 'invalid_argument', field });
});
