import { describe, expect, test } from 'vitest';
import { endpoints, fakeContext, type Reply, scriptedTransport } from '../../test/fake-vendor.ts';
import { clientOf } from './client.ts';

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

test('items that failed in a successful answer are told', async () => {
  const { client } = clientWith(answer({ items: [1, -2] }));

  const request = { from: 0 };
  const response = await client.list(request);

  expect(client.list.failures(response, request)).toEqual([{ item: '-2', code: -2 }]);
});

test('a method has only what its endpoint declares', () => {
  const { client } = clientWith();

  expect(client.read).not.toHaveProperty('pages');
  expect(client.read).not.toHaveProperty('failures');
});
