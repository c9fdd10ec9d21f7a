import { createHmac } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { Api } from 'tls-sig-api-v2';
import { expect, test } from 'vitest';
import { createUserSig, verifyUserSig } from '../src/index.ts';

const app = {
  sdkAppId: 1400000001,
  secretKey: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff',
};

test("a signature of the vendor's own signer verifies", async () => {
  const userSig = new Api(app.sdkAppId, app.secretKey).genUserSig('alice', 3600);

  const result = await verifyUserSig({ ...app, userSig, userId: 'alice' });

  expect(result).toMatchObject({ valid: true, fields: { userId: 'alice' } });
});

test("a room signature of the vendor's own signer verifies, with its rights", async () => {
  const signer = new Api(app.sdkAppId, app.secretKey);
  const userSig = signer.genPrivateMapKey('alice', 3600, 10086, 255);

  const result = await verifyUserSig({ ...app, userSig, userId: 'alice' });

  expect(result.valid && result.fields.userbuf?.[0]).toBe(0);
});

test("the vendor's signer makes the same fields and the same HMAC", async () => {
  const theirs = decode(new Api(app.sdkAppId, app.secretKey).genUserSig('alice', 3600));
  const now = () => Number(theirs['TLS.time']) * 1000;

  const ours = decode(await createUserSig({ ...app, userId: 'alice', expireSeconds: 3600, now }));

  expect(ours).toEqual(theirs);
});

test("our signature stands the check that the vendor's signer is made of", async () => {
  const fields = decode(await createUserSig({ ...app, userId: 'alice', expireSeconds: 3600 }));

  const text = ['identifier', 'sdkappid', 'time', 'expire']
    .map((name) => `TLS.${name}:${fields[`TLS.${name}`]}\n`)
    .join('');
  const expected = createHmac('sha256', app.secretKey).update(text).digest('base64');
  expect(fields['TLS.sig']).toBe(expected);
});

function decode(userSig: string): Record<string, unknown> {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString('utf8'));
}
