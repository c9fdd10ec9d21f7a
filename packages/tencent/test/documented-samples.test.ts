import { type AnyEndpoint, type CallOptions, unlimited } from '@imgroups/core/adapter';
import nock from 'nock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tencentEndpoints } from '../src/endpoints.ts';
import { createTencentClient } from '../src/index.ts';
import { readSample, readSampleText } from './fixtures.ts';

type AnyMethod = (request: unknown, options?: CallOptions) => Promise<unknown>;
const client = createTencentClient({
  sdkAppId: 1400000001,
  secretKey: 'secret',
  region: 'singapore',
  limiter: unlimited,
});

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

const samples = Object.entries<AnyEndpoint>(tencentEndpoints);

test.each(samples)(
  '%s sends the documented request and gives the documented answer',
  async (name, endpoint) => {
    const request = JSON.parse(readSampleText(`${name}.request`));
    const answer = readSampleText(`${name}.response`);
    const drift: string[] = [];
    const scope = nock('https://adminapisgp.im.qcloud.com')
      .post(endpoint.path, request)
      .query(({ sdkappid, contenttype }) => sdkappid === '1400000001' && contenttype === 'json')
      .reply(200, answer);

    const method = client[name as keyof typeof tencentEndpoints] as AnyMethod;
    const given = await method(request, { onDrift: ({ message }) => drift.push(message) });

    expect(given).toEqual(readSample(`${name}.response`));
    expect(drift).toEqual([]);
    expect(scope.isDone()).toBe(true);
  },
);
