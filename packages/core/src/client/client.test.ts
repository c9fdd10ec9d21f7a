import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  accept,
  endpoints,
  fakeContext,
  type Reply,
  refuse,
  scriptedTransport,
} from '../../test/fake-vendor.ts';
import type { CallResponse } from '../adapter.ts';
import { clientOf, nativeClient } from './client.ts';

const answer =
  (body: object): Reply =>
  async () => ({ status: 200, headers: {}, text: JSON.stringify(body) });

function clientWith(...replies: Reply[]) {
  const transport = scriptedTransport(...replies);
  return { client: clientOf(fakeContext(transport), endpoints), sent: transport.sent };
}

describe('the pages of a list', () => {
  test('are read one after the other to the end', async () => {
    const { client, sent } = clientWith(answer({ items: [1], next: 1 }), answer({ items: [2] }));

    const items: number[] = [];
    for await (const page of client.list.pages({ from: 0 })) items.push(...(page.items ?? []));

    expect(items).toEqual([1, 2]);
    expect(sent.map(({ url }) => url)).toEqual([
      'https://vendor.test/things?from=0',
      'https://vendor.test/things?from=1',
    ]);
  });

  test('end with an error when the vendor gives the same position again', async () => {
    const { client } = clientWith(answer({ items: [1], next: 7 }));
    const pages = async () => {
      for await (const _ of client.list.pages({ from: 0 }));
    };

    await expect(pages()).rejects.toMatchObject({ code: 'internal', endpoint: 'list' });
  });
});

test('pages end with an error of ours when an answer has another form', async () => {
  const hostile = {
    ...endpoints.list,
    page: () => {
      throw new TypeError('Cannot read properties of null');
    },
  };
  const client = clientOf(fakeContext(scriptedTransport(answer({ items: [1] }))), { hostile });
  const pages = async () => {
    for await (const _ of client.hostile.pages({ from: 0 }));
  };

  await expect(pages()).rejects.toMatchObject({
    name: 'InvalidResponseError',
    endpoint: 'hostile',
  });
});

test('items that failed in a successful answer are told', async () => {
  const { client } = clientWith(answer({ items: [1, -2] }));

  const request = { from: 0 };
  const response = await client.list(request);

  expect(client.list.failures(response, request)).toEqual([{ item: '-2', code: -2 }]);
});

test('items that failed are told as well where the envelope means nothing', async () => {
  const { client } = clientWith(answer({ wrong: ['bob'] }));

  const request = { names: ['ann', 'bob'] };
  const response = await client.each(request);

  expect(client.each.failures(response, request)).toEqual([{ item: 'bob', code: 'wrong' }]);
});

describe('withResponse', () => {
  test('tells how a success came about', async () => {
    const { client } = clientWith(refuse('throttled'), refuse('expired'), accept);

    const { data, requestId, attempts, durationMs } = await client.put.withResponse({ id: 'a' });

    expect(data).toEqual({ ok: true });
    expect({ requestId, attempts }).toEqual({ requestId: 'request-2', attempts: 3 });
    expect(durationMs).toBeGreaterThan(0);
  });

  test('takes the options of the method, and fails as it does', async () => {
    const { client, sent } = clientWith(refuse('throttled'));

    const call = client.put.withResponse({ id: 'a' }, { maxRetries: 1 });

    await expect(call).rejects.toMatchObject({ code: 'rate_limited', attempts: 2 });
    expect(sent).toHaveLength(2);
  });

  test('has the type of the answer', () => {
    const { client } = clientWith();

    type Response = Awaited<ReturnType<typeof client.list.withResponse>>;

    expectTypeOf<Response>().toEqualTypeOf<CallResponse<{ items?: number[]; next?: number }>>();
  });
});

test('a method has only what its endpoint declares', () => {
  const { client } = clientWith();

  expect(client.read).not.toHaveProperty('pages');
  expect(client.read).not.toHaveProperty('failures');
});

describe('an endpoint that the package does not declare', () => {
  test('is called like all others, by its path', async () => {
    const transport = scriptedTransport(refuse('throttled'), accept);
    const attempts: string[] = [];
    const context = fakeContext(transport);
    const client = nativeClient(context, { transport });

    const response = await client.call(
      endpoints.put,
      { id: 'a/b', note: 'x' },
      { onResponse: ({ endpoint }) => attempts.push(endpoint) },
    );

    expect(response).toEqual({ ok: true });
    expect(attempts).toEqual(['/things/{id}', '/things/{id}']);
    expect(transport.sent[1]).toMatchObject({
      method: 'PUT',
      url: 'https://vendor.test/things/a%2Fb',
    });
  });

  test('tells how a success came about', async () => {
    const transport = scriptedTransport(refuse('throttled'), accept);
    const client = nativeClient(fakeContext(transport), { transport });

    const { data, requestId, attempts } = await client.call.withResponse(endpoints.put, {
      id: 'a',
    });

    expect(data).toEqual({ ok: true });
    expect({ requestId, attempts }).toEqual({ requestId: 'request-1', attempts: 2 });
  });

  test('is checked before anything is sent', async () => {
    const transport = scriptedTransport(accept);
    const client = nativeClient(fakeContext(transport), { transport });

    const tooMany = client.call(endpoints.put, { id: 'a', names: ['1', '2', '3', '4'] });

    await expect(tooMany).rejects.toMatchObject({ reason: 'batch_too_long', field: 'names' });
    expect(transport.sent).toEqual([]);
  });

  test.each([undefined, null, 'createGroup', {}, [], { path: '/things' }])(
    'cannot be %j',
    async (endpoint) => {
      const client = nativeClient(fakeContext(scriptedTransport(accept)), {});

      const call = client.call(endpoint as never, {});

      await expect(call).rejects.toMatchObject({ code: 'invalid_argument', field: 'endpoint' });
    },
  );
});
