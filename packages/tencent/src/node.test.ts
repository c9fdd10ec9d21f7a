import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUserSig, verifyUserSig } from './credentials/user-sig.ts';
import { createUserSigSync } from './node.ts';

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
  expected: { decoded_fields: Record<string, unknown> };
}
const fixture = new URL('../test/fixtures/user-sig-vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(fixture, 'utf8')) as { vectors: Vector[] };
const app = { sdkAppId: 1400000001, secretKey: '00112233445566778899aabbccddeeff' };

function optionsOf({ input }: Vector) {
  return {
    sdkAppId: input.sdkappid,
    secretKey: input.key,
    userId: input.identifier,
    expireSeconds: input.expire,
    userbuf: input.userbuf_hex === null ? undefined : Buffer.from(input.userbuf_hex, 'hex'),
    now: () => input.time * 1000,
  };
}

function decode(userSig: string): Record<string, unknown> {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString('utf8'));
}

describe.each(vectors)('reference vector $name', (vector) => {
  test('gives the reference fields', () => {
    const userSig = createUserSigSync(optionsOf(vector));

    expect(decode(userSig)).toEqual(vector.expected.decoded_fields);
  });

  test('says what the portable signature says', async () => {
    const options = optionsOf(vector);
    const portable = await createUserSig(options);

    const userSig = createUserSigSync(options);

    expect(decode(userSig)).toEqual(decode(portable));
  });
});

test('a signature of any user, key and userbuf verifies', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: 'binary' }),
      // A key has no blanks at its ends, and anything between.
      fc.string({ unit: 'binary' }).map((text) => `k${text}y`),
      fc.integer({ min: 1, max: 4294967295 }),
      fc.option(fc.uint8Array({ maxLength: 4000 }), { nil: undefined }),
      async (userId, secretKey, sdkAppId, bytes) => {
        const who = { userId, secretKey, sdkAppId };
        const userbuf = bytes && new Uint8Array(bytes);

        const userSig = createUserSigSync({ ...who, expireSeconds: 60, userbuf });

        const result = await verifyUserSig({ ...who, userSig });
        expect(result).toMatchObject({ valid: true, fields: { userId, sdkAppId, userbuf } });
      },
    ),
    { numRuns: 50 },
  );
});

test.each([
  ['sdkAppId', { sdkAppId: 0 }],
  ['secretKey', { secretKey: '' }],
  ['userId', { userId: '' }],
  ['expireSeconds', { expireSeconds: 1.5 }],
])('a wrong %s is refused by name', (field, wrong) => {
  const options = { ...app, userId: 'alice', expireSeconds: 60, ...wrong };

  expect(() => createUserSigSync(options)).toThrow(
    expect.objectContaining({ name: 'InvalidRequestError', code: 'invalid_argument', field }),
  );
});
