import { expect, test } from 'vitest';
import { scriptedService } from '../test/scripted-service.ts';
import { tencentFromEnv } from './from-env.ts';

const complete = {
  IMGROUPS_TENCENT_SDK_APP_ID: '1400000001',
  IMGROUPS_TENCENT_SECRET_KEY: 'not-to-be-shown',
};

test('a provider is opened with the variables', async () => {
  const service = scriptedService({ get_appid_group_list: [{ GroupIdList: [], TotalCount: 0 }] });
  const environment = {
    ...complete,
    IMGROUPS_TENCENT_ADMINISTRATOR: 'root',
    IMGROUPS_TENCENT_REGION: 'singapore',
    PATH: '/bin',
  };

  await tencentFromEnv(environment, { transport: service.transport }).groups.list().first();

  const [call] = service.calls;
  expect(call?.url.origin).toBe('https://adminapisgp.im.qcloud.com');
  expect(call?.url.searchParams.get('sdkappid')).toBe('1400000001');
  expect(call?.url.searchParams.get('identifier')).toBe('root');
});

test.each([
  [{ IMGROUPS_TENCENT_SDK_APP_ID: undefined }, 'IMGROUPS_TENCENT_SDK_APP_ID: is not set'],
  [{ IMGROUPS_TENCENT_SDK_APP_ID: '' }, 'IMGROUPS_TENCENT_SDK_APP_ID: is not set'],
  [
    { IMGROUPS_TENCENT_SDK_APP_ID: '14OO' },
    'IMGROUPS_TENCENT_SDK_APP_ID: must be a positive whole number',
  ],
  [{ IMGROUPS_TENCENT_SECRET_KEY: '' }, 'IMGROUPS_TENCENT_SECRET_KEY: must be the secret key'],
  [{ IMGROUPS_TENCENT_REGION: 'moon' }, 'IMGROUPS_TENCENT_REGION: must be one of china'],
  [{ IMGROUPS_TENCENT_BASE_URL: 'nowhere' }, 'IMGROUPS_TENCENT_BASE_URL: must be an http or https'],
  [
    { IMGROUPS_TENCENT_SECRETKEY: 'x' },
    'IMGROUPS_TENCENT_SECRETKEY: unknown variable; did you mean IMGROUPS_TENCENT_SECRET_KEY?',
  ],
])('%j is refused by the name of the variable', (variables, message) => {
  expect(() => tencentFromEnv({ ...complete, ...variables })).toThrow(
    expect.objectContaining({
      name: 'InvalidRequestError',
      provider: 'tencent',
      field: message.split(':')[0],
      message: expect.stringContaining(message),
    }),
  );
});

test('an option wins over its variable, and is refused by its own name', () => {
  const environment = { IMGROUPS_TENCENT_SECRET_KEY: 'not-to-be-shown' };

  expect(tencentFromEnv(environment, { sdkAppId: 1400000001 }).name).toBe('tencent');
  expect(() => tencentFromEnv(environment, { sdkAppId: -1 })).toThrow(/^sdkAppId: must be/);
});

test('without an argument the environment of the process is read', () => {
  expect(() => tencentFromEnv()).toThrow('IMGROUPS_TENCENT_SDK_APP_ID: is not set');
});
