import type { CallOptions, Gate } from '@imgroups/core/adapter';
import type { Governor } from './governor.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { CallMeter } from './progress.ts';

/** Milliseconds that a call may take with its waits: where a rate is low, many wait for it. */
const totalTimeout = 600_000;

/** The calls of one unit. */
export interface UnitCalls {
  /** Options for each of them. */
  readonly options: CallOptions;
  /** Milliseconds so far, without those in which all that the unit did was to wait for its turn. */
  readonly busyMs: number;
}

/** Passes the calls of a unit through the gate, and measures them; where the unit is held by a lease, sends them only within it. */
export function createUnitCalls(
  gate: Gate,
  governor: Governor,
  meter: CallMeter,
  lease?: LeaseKeeper,
): UnitCalls {
  let waiting = 0;
  let sent = 0;
  let idleMs = 0;
  const tooLate = new AbortController();
  const startedAt = performance.now();
  let changedAt = startedAt;

  /** Notes a change of what the unit does; the time until now was spent as before. */
  function change(waits: number, sends: number): void {
    const now = performance.now();
    if (waiting > 0 && sent === 0) idleMs += now - changedAt;
    changedAt = now;
    waiting += waits;
    sent += sends;
  }

  return {
    options: {
      totalTimeout,
      ...(lease && {
        timeout: lease.timeout,
        signal: AbortSignal.any([tooLate.signal, lease.signal]),
      }),
      gate: {
        async pass(call, enter) {
          governor.noteCall(call.key, call.rate);
          change(1, 0);
          try {
            await gate.pass(call, enter);
            await lease?.outlive();
          } finally {
            change(-1, 0);
          }
        },
      },
      onRequest({ endpoint }) {
        meter.note(endpoint);
        change(0, 1);
        // Last before the wire: credentials may have taken their time since the gate.
        if (lease && !lease.outlives()) tooLate.abort();
      },
      onResponse: () => change(0, -1),
    },
    get busyMs() {
      return performance.now() - startedAt - idleMs;
    },
  };
}

/** Options for calls outside of units, such as those that make a plan: measured, and passed through the gate. */
export function callsBeside(gate: Gate, meter: CallMeter): CallOptions {
  return {
    totalTimeout,
    gate,
    onRequest: ({ endpoint }) => meter.note(endpoint),
  };
}
