import { InvalidRequestError } from '@imgroups/core';
import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { secretKey } from '../test/scripted-service.ts';
import type { CreateGroupRequest } from './chapters/groups.ts';
import { createTencentClient, type TencentClientOptions } from './client.ts';
import { createTencentProvider } from './provider.ts';

const app = { sdkAppId: 1400000001, secretKey };

describe('configuration', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['sdkAppId', { sdkAppId: undefined }],
    ['sdkAppId', { sdkAppId: '1400000001' }],
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
