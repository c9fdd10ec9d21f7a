import { InvalidRequestError } from '@imgroups/core';
import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { scriptedService, secretKey } from '../test/scripted-service.ts';
import type { CreateGroupRequest } from './chapters/groups.ts';
import { createTencentClient, type TencentClientOptions } from './client.ts';
import { verifyUserSig } from './credentials/user-sig.ts';
import { createTencentProvider } from './provider.ts';

const app = { sdkAppId: 1400000001, secretKey };

describe('configuration', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['sdkAppId', { sdkAppId: undefined }],
    ['sdkAppId', { sdkAppId: '1400000001x' }],
    ['sdkAppId', { sdkAppId: '0x53724e01' }],
    ['sdkAppId', { sdkAppId: '' }],
    ['sdkAppId', { sdkAppId: '0' }],
    ['sdkAppId', { sdkAppId: -1 }],
    ['sdkAppId', { sdkAppId: 1.5 }],
    ['secretKey', { secretKey: undefined }],
    ['secretKey', { secretKey: '' }],
    ['secretKey', { secretKey: 42 }],
    ['userSig', { userSig: () => 'sig' }],
    ['userSig', { secretKey: undefined, userSig: 'a ready signature' }],
    ['userSigSeconds', { userSigSeconds: 0 }],
    ['administrator', { administrator: '' }],
    ['region', { region: 'atlantis' }],
    ['region', { region: 'toString' }],
    ['baseUrl', { baseUrl: 'console.tim.qq.com' }],
    ['baseUrl', { baseUrl: 'ftp://console.tim.qq.com' }],
    ['baseUrl', { baseUrl: 'https://user:pass@console.tim.qq.com' }],
    ['baseUrl', { baseUrl: 'https://console.tim.qq.com?a=b' }],
    ['baseUrl', { region: 'seoul', baseUrl: 'https://console.tim.qq.com' }],
    ['timeout', { timeout: -1 }],
    ['cursorSecret', { cursorSecret: 'short' }],
  ];

  test.each(wrong)('a wrong %s is refused by name: %o', (field, options) => {
    const create = () => createTencentProvider({ ...app, ...options } as TencentClientOptions);

    expect(create).toThrow(InvalidRequestError);
    expect(create).toThrow(expect.objectContaining({ code: 'invalid_argument', field }));
  });

  test.each([
    ['sdkAppId', '1400000000\n', 'a line feed at its end'],
    ['secretKey', `${secretKey}\r\n`, 'a line feed at its end'],
    ['secretKey', ` ${secretKey}`, 'a blank at its beginning'],
    ['secretKey', `${secretKey}\u0000`, 'an invisible character at its end'],
    ['administrator', 'administrator ', 'a blank at its end'],
    ['cursorSecret', `${secretKey}\n`, 'a line feed at its end'],
  ])('%s is refused with the stray end that it has: %j', (field, value, stray) => {
    const create = () => createTencentProvider({ ...app, [field]: value });

    expect(create).toThrow(expect.objectContaining({ name: 'InvalidRequestError', field }));
    expect(create).toThrow(stray);
    expect(create).toThrow(expect.not.stringContaining(secretKey));
  });

  test('the digits of an sdkAppId are a number', async () => {
    const service = scriptedService({ get_appid_group_list: [{ GroupIdList: [] }] });
    const { transport } = service;
    const client = createTencentClient({ sdkAppId: '1400000000', secretKey, transport });

    await client.getAppIdGroupList({});

    expect(service.calls[0]?.url.searchParams.get('sdkappid')).toBe('1400000000');
    const userSig = service.calls[0]?.url.searchParams.get('usersig') ?? '';
    const claims = { userSig, secretKey, userId: 'administrator' };
    expect(await verifyUserSig({ ...claims, sdkAppId: 1_400_000_000 })).toMatchObject({
      valid: true,
    });
    expect(await verifyUserSig({ ...claims, sdkAppId: '1400000000' })).toMatchObject({
      valid: true,
    });
  });

  test('a function that gives a signature with a line feed is told so', async () => {
    const client = createTencentClient({ sdkAppId: 1, userSig: () => 'eJyrVgrxCdYrSy1S\n' });

    await expect(client.getAppIdGroupList({})).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('without spaces and line breaks'),
    });
  });

  test('an unknown region is answered with the known ones', () => {
    const options = { ...app, region: 'atlantis' } as unknown as TencentClientOptions;

    expect(() => createTencentClient(options)).toThrow(/china, singapore, .*baseUrl/);
  });

  test('a refusal does not repeat the secret', () => {
    const create = () => createTencentClient({ ...app, sdkAppId: 0 });

    expect(create).toThrow(expect.not.stringContaining(secretKey));
  });
});

describe('over HTTP', () => {
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  test('a call is exactly what the documentation shows', async () => {
    nock.disableNetConnect();
    const request: CreateGroupRequest = {
      Type: 'Public',
      Name: 'Book club',
      Owner_Account: 'alice',
      MemberList: [{ Member_Account: 'bob', Role: 'Admin' }, { Member_Account: 'carol' }],
    };
    const scope = nock('https://console.tim.qq.com', {
      reqheaders: { 'content-type': 'application/json; charset=utf-8' },
    })
      .post('/v4/group_open_http_svc/create_group', request)
      .query({
        sdkappid: '1400000001',
        identifier: 'administrator',
        usersig: /^[A-Za-z0-9*\-_]+$/,
        random: /^\d+$/,
        contenttype: 'json',
      })
      .reply(200, { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, GroupId: '@TGS#1' });

    const answer = await createTencentClient(app).createGroup(request);

    expect(answer.GroupId).toBe('@TGS#1');
    expect(scope.isDone()).toBe(true);
  });
});
