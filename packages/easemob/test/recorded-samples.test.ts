import nock from 'nock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEasemobClient, type EasemobClient } from '../src/index.ts';
import { readSample } from './fixtures.ts';

interface RecordedSample {
  readonly operation: keyof EasemobClient;
  /** The arguments of the method. */
  readonly arguments: Record<string, unknown>;
  readonly request: { readonly method: string; readonly url: string; readonly body?: object };
  readonly response: object;
}

const samples = readSample('recorded-samples') as RecordedSample[];

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

test('there are all recorded samples', () => {
  expect(samples).toHaveLength(24);
});

describe.each(samples)('$request.method $request.url', (sample) => {
  test('is sent as recorded and gives the recorded data', async () => {
    const { operation, request, response } = sample;
    const sent = nock('https://a1.easemob.com', {
      reqheaders: { authorization: 'Bearer YWMt-recorded' },
    })
      .intercept(request.url, request.method, (body) => {
        expect(body || undefined).toEqual(request.body);
        return true;
      })
      .reply(200, response);
    const client = createEasemobClient({
      appKey: 'easemob-demo#chatdemoui',
      token: () => 'YWMt-recorded',
    });
    const method = client[operation] as (request: unknown) => Promise<unknown>;

    const answer = await method(sample.arguments);

    expect(answer).toEqual(response);
    expect(sent.isDone()).toBe(true);
  });
});
