import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lease } from '../journal/shared-journal.ts';
import { keepLease } from './lease-keeper.ts';
import { createUnitCalls } from './unit-calls.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const options = { leaseMs: 30_000, timeout: 10_000 };
const rate = { requests: 10, perSeconds: 1 };
const { signal } = new AbortController();

/** A lease that the test lets run out; `isTaken` once another process has it. */
function leaseOf(milliseconds: number) {
  const state = { left: milliseconds, isTaken: false, renewals: 0 };
  const lease: Lease = {
    journal: {} as never,
    left: () => state.left,
    async renew(leaseMs) {
      state.renewals += 1;
      state.left = state.isTaken ? 0 : leaseMs;
      return !state.isTaken;
    },
    release: async () => undefined,
  };
  return { lease, state };
}

function callsIn(lease: Lease) {
  const gate = { pass: (_: unknown, enter: () => Promise<void>) => enter() };
  const governor = { limit: 1, noteCall: () => undefined, noteUnit: () => undefined };
  const meter = { note: () => undefined, perSecond: 0, byEndpoint: {} };
  const keeper = keepLease(lease, options);
  const { options: calls } = createUnitCalls(gate, governor, meter, keeper);
  return { calls, keeper };
}

/** Passes a call through the gate, and sends it. */
async function send({ calls }: ReturnType<typeof callsIn>, enter = async () => undefined) {
  await calls.gate?.pass({ key: 'create', rate, signal }, enter);
  calls.onRequest?.({ provider: 'tencent', endpoint: 'createGroup', attempt: 1 });
}

test('a lease is renewed while there is work, three times as often as it must be', async () => {
  const { lease, state } = leaseOf(30_000);
  const keeper = keepLease(lease, options);

  await vi.advanceTimersByTimeAsync(60_000);
  keeper.stop();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(state.renewals).toBe(6);
});

test('a call goes out in a lease that outlives its time-out by five seconds', async () => {
  const { lease, state } = leaseOf(15_000);
  const unit = callsIn(lease);

  await send(unit);

  expect(state.renewals).toBe(0);
  expect(unit.calls.timeout).toBe(10_000);
  expect(unit.calls.signal?.aborted).toBe(false);
});

test('a lease that has become too short in the queue is renewed before the call goes out', async () => {
  const { lease, state } = leaseOf(30_000);
  const unit = callsIn(lease);

  await send(unit, async () => {
    state.left = 14_999;
  });

  expect(state.renewals).toBe(1);
  expect(unit.calls.signal?.aborted).toBe(false);
});

test('a call of which another process has the unit is not sent', async () => {
  const { lease, state } = leaseOf(30_000);
  const unit = callsIn(lease);
  const sending = send(unit, async () => {
    Object.assign(state, { left: 0, isTaken: true });
  });

  await expect(sending).rejects.toMatchObject({
    text: 'not sent: another process may work on the group by now',
    details: { code: 'cancelled' },
  });
  expect(unit.keeper.signal.aborted).toBe(true);
});

test('a call whose lease runs out after the gate, while it waits for credentials, is ended before it is sent', async () => {
  const { lease, state } = leaseOf(30_000);
  const unit = callsIn(lease);
  await unit.calls.gate?.pass({ key: 'create', rate, signal }, async () => undefined);

  state.left = 14_999;
  unit.calls.onRequest?.({ provider: 'tencent', endpoint: 'createGroup', attempt: 1 });

  expect(unit.calls.signal?.aborted).toBe(true);
});

test('a lease that lasts again lets the calls of the next unit out', async () => {
  const { lease, state } = leaseOf(14_999);
  const keeper = keepLease(lease, options);
  const before = keeper.outlives();

  await keeper.outlive();

  expect(before).toBe(false);
  expect(keeper.outlives()).toBe(true);
  expect(state.renewals).toBe(1);
});

test('the units of a run renew its lease together', async () => {
  const { lease, state } = leaseOf(0);
  const keeper = keepLease(lease, options);

  await Promise.all([keeper.outlive(), keeper.outlive(), keeper.outlive()]);

  expect(state.renewals).toBe(1);
});
