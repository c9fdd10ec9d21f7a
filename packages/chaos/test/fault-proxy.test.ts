import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { transportNames, transports } from '../src/chaos.ts';
import { chaosTransport } from '../src/chaos-transport.ts';
import { createFaultProxy, type FaultProxy } from '../src/fault-proxy.ts';
import { type ChaosFault, formsOf, wireFaults } from '../src/faults.ts';

let served = 0;
const service = createServer((incoming, outgoing) => {
  incoming.on('data', () => undefined);
  // Only a request that arrived whole is acted on.
  incoming.on('end', () => {
    served += 1;
    const body = JSON.stringify({ served });
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    outgoing.end(body);
  });
});
let url: string;
let proxy: FaultProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/things`;
  proxy = createFaultProxy(url);
});
beforeEach(() => {
  served = 0;
});
afterAll(async () => {
  await proxy.close();
  service.closeAllConnections();
  service.close();
});

/** Returns how often the service acted on one request, and the result. */
async function sendOnce(transportName: (typeof transportNames)[number], fault: ChaosFault) {
  const transport = chaosTransport(transports[transportName](), () => fault, proxy);
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', url, headers, body: '{"name":"Chess"}' };
  const answer = await transport.send(request).catch(() => undefined);
  return { served, answer: answer && { status: answer.status, text: answer.text } };
}

const throttled: readonly [ChaosFault] = [{ kind: 'throttled' }];
const forms = wireFaults.flatMap((name) => formsOf(name, { throttled }));
const notActed = new Set<ChaosFault>([
  ...formsOf('cut in request', { throttled }),
  ...formsOf('stale before', { throttled }),
]);

describe.each(transportNames)('over %s', (transport) => {
  test.each(forms.map((form) => [JSON.stringify(form), form] as const))(
    'the service acts as %s says, and never twice',
    async (_, form) => {
      const { served: times } = await sendOnce(transport, form);

      expect(times).toBe(notActed.has(form) ? 0 : 1);
    },
  );

  test('a stale connection is one that was used before', async () => {
    const before = proxy.staleRequests();

    await sendOnce(transport, { wire: 'stale', acted: true });

    expect(proxy.staleRequests()).toBe(before + 1);
  });

  test('an answer of another status is the whole answer', async () => {
    const { answer } = await sendOnce(transport, { wire: 'status', status: 203 });

    expect(answer).toEqual({ status: 203, text: '{"served":1}' });
  });

  test('an answer that comes byte by byte is whole', async () => {
    const { answer } = await sendOnce(transport, { wire: 'trickle' });

    expect(answer).toEqual({ status: 200, text: '{"served":1}' });
  });
});
