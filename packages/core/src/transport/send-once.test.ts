import { afterEach, expect, test, vi } from 'vitest';
import { createSendOnce } from './send-once.ts';

afterEach(() => vi.unstubAllGlobals());

// That these options do it is shown on every runtime by the suite of lost replies: `pnpm install-projects runtimes`.

test.each(['GET', 'PUT', 'DELETE'])('%s goes over a connection that is not kept', (method) => {
  expect(createSendOnce().options(method)).toEqual({ keepalive: false });
});

test('a POST needs nothing, because no fetch but that of Deno sends it again', () => {
  expect(createSendOnce().options('POST')).toEqual({});
});

test('on Deno everything goes through one client that keeps no connections, closed with the transport', () => {
  const client = { close: vi.fn() };
  const createHttpClient = vi.fn(() => client);
  vi.stubGlobal('Deno', { createHttpClient });
  const sendOnce = createSendOnce();

  const options = ['POST', 'DELETE'].map((method) => sendOnce.options(method));
  sendOnce.close();

  expect(options).toEqual([{ client }, { client }]);
  expect(createHttpClient.mock.calls).toEqual([[{ poolMaxIdlePerHost: 0 }]]);
  expect(client.close).toHaveBeenCalledOnce();
});

test('what was never used, and a Deno without clients of its own, need nothing', () => {
  vi.stubGlobal('Deno', {});
  const sendOnce = createSendOnce();

  sendOnce.close();

  expect(sendOnce.options('PUT')).toEqual({ keepalive: false });
});
