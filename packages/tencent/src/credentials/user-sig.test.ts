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

describe('a document', () => {
  const who = { userId: 'alice', secretKey, sdkAppId: 1400000001, now: () => 0 };

  /** Packs a document as the vendor does. */
  function packed(document: string | Uint8Array): string {
    const base64 = deflateSync(document).toString('base64');
    return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
  }

  async function genuine(): Promise<Record<string, unknown>> {
    return decode(await createUserSig({ ...who, expireSeconds: 60 }));
  }

  test('that unpacks to more than any has is not well formed', async () => {
    const text = JSON.stringify(await genuine());

    const [longest, tooLong] = await Promise.all(
      [65_536, 65_537].map((length) =>
        verifyUserSig({ ...who, userSig: packed(text.padEnd(length)) }),
      ),
    );

    expect([longest, tooLong]).toMatchObject([{ valid: true }, { valid: false, code: 70003 }]);
  });

  test.each([
    ['TLS.ver', '1.0'],
    ['TLS.ver', undefined],
    ['TLS.identifier', 7],
    ['TLS.identifier', undefined],
    ['TLS.sdkappid', '1400000001'],
    ['TLS.sdkappid', 1.5],
    ['TLS.time', 'soon'],
    ['TLS.expire', null],
    ['TLS.userbuf', 7],
    ['TLS.userbuf', 'no base64!'],
    ['TLS.userbuf', '!AAAA'],
    ['TLS.userbuf', 'AAAA!'],
    ['TLS.sig', undefined],
    ['TLS.sig', ['AAAA']],
  ])('whose %s is %j is not well formed', async (field, value) => {
    const document = JSON.stringify({ ...(await genuine()), [field]: value });

    expect(await verifyUserSig({ ...who, userSig: packed(document) })).toEqual({
      valid: false,
      code: 70003,
    });
  });

  test('that is not UTF-8 is not well formed', async () => {
    const bytes = Buffer.from(JSON.stringify(await genuine()));
    bytes[bytes.indexOf('alice')] = 0xff;

    expect(await verifyUserSig({ ...who, userSig: packed(bytes) })).toEqual({
      valid: false,
      code: 70003,
    });
  });

  test('whose end is cut off is not well formed', async () => {
    const whole = Buffer.from(packed(JSON.stringify(await genuine())).slice(0, 120), 'base64');

    expect(await verifyUserSig({ ...who, userSig: whole.toString('base64') })).toEqual({
      valid: false,
      code: 70003,
    });
  });

  test.each([
    [60, { valid: true }],
    [61, { valid: false, code: 70001 }],
  ])('made for a minute, after %i seconds', async (seconds, expected) => {
    const userSig = await createUserSig({ ...who, expireSeconds: 60 });

    const result = await verifyUserSig({ ...who, userSig, now: () => seconds * 1000 });

    expect(result).toMatchObject(expected);
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

test('a signer tells when a signature runs out', async () => {
  const signer = createUserSigner({ sdkAppId: 1400000001, secretKey, now: () => 1_000_000 });

  const { expiresAt } = await signer.sign({ userId: 'alice', expireSeconds: 60 });

  expect(expiresAt).toEqual(new Date(1_060_000));
});

test('the id of an app can be its digits', async () => {
  const userSig = await createUserSig({
    sdkAppId: '1400000001',
    secretKey,
    userId: 'alice',
    expireSeconds: 60,
  });

  expect(decode(userSig)['TLS.sdkappid']).toBe(1_400_000_001);
  expect(
    await verifyUserSig({ userSig, secretKey, userId: 'alice', sdkAppId: '1400000001' }),
  ).toMatchObject({ valid: true });
});

describe('what cannot be', () => {
  const app = { sdkAppId: 1400000001, secretKey };
  const user = { userId: 'alice', expireSeconds: 60 };
  const refusal = (field: string) => ({ code: 'invalid_argument', provider: 'tencent', field });

  const wrongApps: [string, object][] = [
    ...[0, -1, 1.5, '', 'x1', '1x', '0x10', ' 1', '1e3', '0', ['1']].map(
      (sdkAppId): [string, object] => ['sdkAppId', { sdkAppId }],
    ),
    ['secretKey', { secretKey: '' }],
  ];
  const wrongUsers: [string, object][] = [
    ['userId', { userId: '' }],
    ['expireSeconds', { expireSeconds: 1.5 }],
    ['userbuf', { userbuf: 'text' }],
  ];

  test.each([...wrongApps, ...wrongUsers])('%s is refused by name: %j', async (field, wrong) => {
    await expect(createUserSig({ ...app, ...user, ...wrong })).rejects.toMatchObject(
      refusal(field),
    );
  });

  test.each(wrongApps)('%s is refused by a signer: %j', (field, wrong) => {
    expect(() => createUserSigner({ ...app, ...wrong })).toThrow(
      expect.objectContaining(refusal(field)),
    );
  });

  test.each(wrongUsers)('%s is refused by a signature of it: %j', async (field, wrong) => {
    await expect(createUserSigner(app).sign({ ...user, ...wrong })).rejects.toMatchObject(
      refusal(field),
    );
  });

  test.each(wrongApps)('%s is refused by a verification: %j', async (field, wrong) => {
    const asked = { ...app, userId: 'alice', userSig: 'x', ...wrong };

    await expect(verifyUserSig(asked)).rejects.toMatchObject(refusal(field));
  });

  test('a clock that tells no time is refused too', async () => {
    const userSig = await createUserSig({ ...app, ...user });
    const wrong = { ...app, now: () => Number.NaN };

    await expect(createUserSig({ ...wrong, ...user })).rejects.toMatchObject(refusal('now'));
    await expect(verifyUserSig({ ...wrong, userId: 'alice', userSig })).rejects.toMatchObject(
      refusal('now'),
    );
  });
});
