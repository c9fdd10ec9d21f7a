import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../src/server/faults.ts';
import { exchange, requestText } from './raw-socket.ts';
import { startTencent, type TencentSetup } from './tencent-client.ts';

let setup: TencentSetup;
beforeAll(async () => {
  setup = await startTencent();
});
afterAll(() => setup.emulator.close());
beforeEach(() => {
  setup.emulator.control.reset();
  setup.emulator.control.importAccounts(['alice']);
});

const body = JSON.stringify({
  Type: 'Public',
  Name: 'Chess',
  GroupId: 'chess',
  Owner_Account: 'alice',
});

/** Creates a group over a raw connection while a fault is in force. */
async function createWith(fault: Fault) {
  setup.emulator.control.addFault(fault);
  const text = requestText('POST', `/v4/group_open_http_svc/create_group?${setup.query}`, { body });
  return exchange(setup.emulator.baseUrl, [text]);
}

const wasCreated = () => setup.emulator.control.snapshot().groups.length === 1;

describe('without the effect of the call', () => {
  const kinds: [Fault, RegExp][] = [
    [{ kind: 'status' }, /^HTTP\/1\.1 503/],
    [{ kind: 'status', status: 500 }, /^HTTP\/1\.1 500/],
    [{ kind: 'status', status: 205 }, /^HTTP\/1\.1 205/],
    [{ kind: 'status', code: 10002 }, /^HTTP\/1\.1 200.*"ErrorCode":10002/s],
    [{ kind: 'status', code: 10002, message: 'busy' }, /"ErrorInfo":"busy"/],
    [{ kind: 'status', status: 500, message: 'busy' }, /^HTTP\/1\.1 500.*"message":"busy"/s],
    [{ kind: 'throttled' }, /^HTTP\/1\.1 200.*"ErrorCode":60007/s],
    [{ kind: 'expired-credentials' }, /^HTTP\/1\.1 200.*"ErrorCode":70001/s],
    [{ kind: 'html' }, /^HTTP\/1\.1 502.*<html>/s],
  ];

  test.each(kinds)('%o', async (fault, expected) => {
    const { text } = await createWith(fault);

    expect(text).toMatch(expected);
    expect(wasCreated()).toBe(false);
  });

  test('a reset before the effect cuts the connection', async () => {
    const answer = await createWith({ kind: 'reset-before' });

    expect(answer).toEqual({ text: '', error: 'ECONNRESET' });
    expect(wasCreated()).toBe(false);
  });
});

describe('with the effect of the call', () => {
  test('a reset after the effect cuts the connection', async () => {
    const answer = await createWith({ kind: 'reset-after' });

    expect(answer).toEqual({ text: '', error: 'ECONNRESET' });
    expect(wasCreated()).toBe(true);
  });

  test('a status after the effect hides the answer', async () => {
    const { text } = await createWith({ kind: 'status-after', status: 504 });

    expect(text).toMatch(/^HTTP\/1\.1 504/);
    expect(wasCreated()).toBe(true);
  });

  test('a malformed answer is complete, and no JSON', async () => {
    const { text } = await createWith({ kind: 'malformed-json' });

    expect(() => JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toThrow(SyntaxError);
    expect(wasCreated()).toBe(true);
  });

  test('a truncated answer ends before its length', async () => {
    const { text } = await createWith({ kind: 'truncated' });

    const length = Number(/content-length: (\d+)/.exec(text)?.[1]);
    expect(text.split('\r\n\r\n')[1]?.length).toBeLessThan(length);
    expect(wasCreated()).toBe(true);
  });

  test('a slow body is complete in the end', async () => {
    const { text } = await createWith({ kind: 'slow-body', milliseconds: 1 });

    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({ ErrorCode: 0 });
    expect(wasCreated()).toBe(true);
  });

  test('latency only waits', async () => {
    const { text } = await createWith({ kind: 'latency', milliseconds: 1 });

    expect(text).toContain('"ErrorCode":0');
  });
});

describe('which calls are hit', () => {
  const codes = async (count: number) => {
    const all: number[] = [];
    for (let call = 0; call < count; call += 1) {
      all.push((await setup.call('get_appid_group_list')).ErrorCode);
    }
    return all;
  };

  test('only those of the endpoint that is named', async () => {
    setup.emulator.control.addFault({ endpoint: 'createGroup', kind: 'throttled' });

    expect(await codes(2)).toEqual([0, 0]);
  });

  test('as many as asked for', async () => {
    setup.emulator.control.addFault({ kind: 'throttled', times: 2 });

    expect(await codes(3)).toEqual([60007, 60007, 0]);
  });

  test('the same ones in every run, where chance decides', async () => {
    const run = async () => {
      setup.emulator.control.clearFaults();
      setup.emulator.control.addFault({ kind: 'throttled', probability: 0.5 });
      return codes(40);
    };

    const first = await run();

    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([0, 60007]));
  });

  test('the journal names the fault', async () => {
    await createWith({ kind: 'reset-after' });

    const [entry] = setup.emulator.control.journal();

    expect(entry).toMatchObject({
      endpoint: 'createGroup',
      fault: 'reset-after',
      status: undefined,
    });
  });
});
