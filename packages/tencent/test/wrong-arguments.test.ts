import { describe, expect, test } from 'vitest';
import { refusal, refusalOf, wrongValues } from '../../testing/src/refusals.ts';
import {
  createTencentClient,
  createTencentProvider,
  createUserSig,
  createUserSigner,
  verifyUserSig,
} from '../src/index.ts';
import { createUserSigSync } from '../src/node.ts';

const app = { sdkAppId: 1400000001, secretKey: '0123456789abcdef'.repeat(4) };
const user = { userId: 'alice', expireSeconds: 86_400 };

const refusing = (): never => {
  throw new Error('thrown by an argument');
};

const helpers: [string, (options: never) => unknown][] = [
  ['createUserSig', createUserSig],
  ['createUserSigSync', createUserSigSync],
  ['createUserSigner', createUserSigner],
  ['sign', createUserSigner(app).sign],
  ['verifyUserSig', verifyUserSig],
  ['createTencentClient', createTencentClient],
  ['createTencentProvider', createTencentProvider],
];

describe.each(helpers)('%s refuses by name', (_, helper) => {
  test.each(Object.keys(wrongValues))('%s in place of its options', async (name) => {
    const options = wrongValues[name] as never;

    expect(await refusalOf(() => helper(options))).toMatchObject(refusal());
  });
});

describe.each(
  helpers
    .slice(0, 4)
    .map(([name, helper]) => [name, helper as (options: object) => unknown] as const),
)('%s', (name, helper) => {
  const given = name === 'sign' ? user : name === 'createUserSigner' ? app : { ...app, ...user };
  const isAboutUser = name !== 'createUserSigner';

  test.runIf(isAboutUser).each([
    ['a time in milliseconds', Date.now()],
    ['a time in seconds', Math.floor(Date.now() / 1000)],
    ['nothing', 0],
    ['a fraction', 1.5],
    ['no number', Number.NaN],
    ['an infinite life', Number.POSITIVE_INFINITY],
  ])('refuses %s as a life', async (_, expireSeconds) => {
    const error = await refusalOf(() => helper({ ...given, expireSeconds }));

    expect(error).toMatchObject(refusal('expireSeconds'));
  });

  test.runIf(name === 'createUserSig' || name === 'createUserSigSync').each([
    ['is no number', () => Number.NaN],
    ['throws', refusing],
    ['is a text', () => 'now'],
  ])('refuses a clock that %s', async (_, now) => {
    expect(await refusalOf(() => helper({ ...given, now }))).toMatchObject(refusal('now'));
  });
});

test('a signature is not checked against a clock that is no number', async () => {
  const userSig = await createUserSig({ ...app, ...user });
  const now = () => Number.NaN;

  const error = await refusalOf(() => verifyUserSig({ ...app, userId: 'alice', userSig, now }));

  expect(error).toMatchObject(refusal('now'));
});

test.each<[string, object]>([
  ['limits.createGroup', { limits: { createGroup: null } }],
  ['limits.createGroup.items', { limits: { createGroup: { items: null } } }],
  ['limits', { limits: null }],
  ['retry.maxRetries', { retry: { maxRetries: Number.NaN } }],
  ['retry.maxRetries', { retry: { maxRetries: null } }],
  ['retry', { retry: null }],
  ['userSigSeconds', { userSigSeconds: Date.now() }],
  ['maxAnswerBytes', { maxAnswerBytes: Number.NaN }],
])('the option %s is refused: %j', async (field, wrong) => {
  const error = await refusalOf(() => createTencentProvider({ ...app, ...wrong }));

  expect(error).toMatchObject(refusal(field));
});

describe('failures', () => {
  const client = createTencentClient(app);
  const withFailures = Object.entries(client).flatMap(([name, method]) =>
    typeof method === 'function' && 'failures' in method
      ? [[name, method.failures as (response: unknown, request: unknown) => unknown] as const]
      : [],
  );

  test.each(withFailures)('of %s refuses by name what is no answer or request', async (_, read) => {
    for (const wrong of [undefined, null, 5, 'text']) {
      expect(await refusalOf(() => read(wrong, {}))).toMatchObject(refusal('response'));
      expect(await refusalOf(() => read({}, wrong))).toMatchObject(refusal('request'));
    }
  });

  test('of an answer of another form are refused by name', async () => {
    const { failures } = client.importGroupMember;
    const answer = { MemberList: 5 } as never;
    const request = { GroupId: 'club', MemberList: [] };

    expect(await refusalOf(() => failures(answer, request))).toMatchObject({
      ...refusal('response'),
      provider: 'tencent',
      endpoint: 'importGroupMember',
    });
  });
});
