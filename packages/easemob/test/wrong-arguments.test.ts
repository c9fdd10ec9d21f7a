import { describe, expect, test } from 'vitest';
import { refusal, refusalOf, wrongValues } from '../../testing/src/refusals.ts';
import {
  createDynamicUserToken,
  createEasemobClient,
  createEasemobProvider,
  resolveEasemobBaseUrl,
} from '../src/index.ts';

const app = { appKey: 'acme#testapp', clientId: 'YXA6-client', clientSecret: 'YXA6-secret' };
const user = { ...app, userId: 'alice', expireSeconds: 86_400 };

describe.each<[string, (options: never) => unknown]>([
  ['createDynamicUserToken', createDynamicUserToken],
  ['resolveEasemobBaseUrl', resolveEasemobBaseUrl],
  ['createEasemobClient', createEasemobClient],
  ['createEasemobProvider', createEasemobProvider],
])('%s refuses by name', (_, helper) => {
  test.each(Object.keys(wrongValues))('%s in place of its options', async (name) => {
    const options = wrongValues[name] as never;

    expect(await refusalOf(() => helper(options))).toMatchObject(refusal());
  });

  test('an app without its organisation', async () => {
    const error = await refusalOf(() => helper({ ...app, appKey: 'testapp' } as never));

    expect(error).toMatchObject(refusal('appKey'));
  });
});

describe('createDynamicUserToken', () => {
  test.each([
    ['a time in milliseconds', Date.now()],
    ['a time in seconds', Math.floor(Date.now() / 1000)],
    ['nothing', 0],
    ['no number', Number.NaN],
  ])('refuses %s as a life', async (_, expireSeconds) => {
    const error = await refusalOf(() => createDynamicUserToken({ ...user, expireSeconds }));

    expect(error).toMatchObject(refusal('expireSeconds'));
  });

  test('refuses a clock that is no number', async () => {
    const now = () => Number.NaN;

    const error = await refusalOf(() => createDynamicUserToken({ ...user, now }));

    expect(error).toMatchObject(refusal('now'));
  });
});

describe('resolveEasemobBaseUrl', () => {
  test.each<[string, object]>([
    ['directory', { directory: 'nowhere' }],
    ['directory', { directory: 'ftp://rs.easemob.com' }],
    ['directory', { directory: 42 }],
    ['signal', { signal: 'soon' }],
    ['timeout', { timeout: Number.NaN }],
  ])('refuses a wrong %s: %j', async (field, wrong) => {
    const error = await refusalOf(() => resolveEasemobBaseUrl({ appKey: app.appKey, ...wrong }));

    expect(error).toMatchObject(refusal(field));
  });
});

describe('failures', () => {
  const client = createEasemobClient(app);
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
});
