import type { Rate } from '@imgroups/core/adapter';
import { burstShare, type Slots, type Wanted } from './slots.ts';

/** A call that waits for its slot. */
interface Waiter {
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/** The calls of this process that wait for the same rate. */
export interface Queue {
  /** The rate to keep now. */
  rate: Rate;
  add(waiter: Waiter): void;
  remove(waiter: Waiter): void;
}

/**
 * Serves calls in their order with slots that `take` gets.
 *
 * Asking takes a trip. Usually it is short, and the queue asks for one slot at a time, so that processes take turns. When
 * slots are due faster than trips come back, the queue asks for more at once, as many as a trip needs, and before the last one
 * is used up.
 */
export function createQueue(
  rate: Rate,
  take: (rate: Rate, wanted: Wanted) => Promise<Slots>,
): Queue {
  const waiters = new Set<Waiter>();
  /** The times at which slots are due that were taken and not yet given to a call. */
  let due: number[] = [];
  let asking: Promise<void> | undefined;
  let askAt = 0;
  let serving = false;
  /** Milliseconds that a trip takes. */
  let trip = 0;
  let lastGrantAt = Number.NEGATIVE_INFINITY;
  /** True if a caller came right after others had got the slots of the last trip: from a loop, which will come again. */
  let comesAgain = false;
  /** Slots to ask for on behalf of such callers. */
  let speculative = 1;
  /** Ends the present wait, because there may be no call left. */
  let wake = (): void => undefined;

  const queue: Queue = {
    rate,
    add(waiter) {
      if (performance.now() - lastGrantAt <= trip) comesAgain = true;
      waiters.add(waiter);
      if (!serving) void serve();
    },
    remove(waiter) {
      waiters.delete(waiter);
      wake();
    },
  };

  /** Milliseconds from one slot to the next. */
  const interval = (): number => (queue.rate.perSeconds * 1000) / queue.rate.requests;

  /** Slots that are due while a trip is on its way. */
  const perTrip = (): number => 1 + Math.floor(trip / interval());

  function ahead(): number {
    const wanted = Math.max(waiters.size - due.length, comesAgain ? speculative : 0);
    return Math.min(wanted, perTrip());
  }

  function ask(): Promise<void> {
    asking ??= take(queue.rate, { due: waiters.size, ahead: Math.max(ahead(), 1) })
      .then((slots) => {
        due.push(...slots.due);
        askAt = slots.due.length > 0 ? 0 : slots.askAt;
        trip = (trip + slots.trip) / 2;
      })
      .finally(() => {
        asking = undefined;
      });
    if (comesAgain) speculative = Math.min(speculative * 2, perTrip());
    comesAgain = false;
    return asking;
  }

  function grant(): void {
    const [waiter] = waiters;
    if (!waiter) return;
    due.shift();
    waiters.delete(waiter);
    lastGrantAt = performance.now();
    waiter.go();
    const soonUsedUp = due.length * interval() <= trip;
    // When the queue has to wait, it is told of the rejection.
    if (soonUsedUp && perTrip() > 1 && ahead() > 0 && askAt === 0) ask().catch(() => undefined);
  }

  /** Drops slots that no call used in time. */
  function dropMissed(): void {
    const oldest = performance.now() - queue.rate.perSeconds * 1000 * burstShare;
    const left = due.filter((dueAt) => dueAt >= oldest);
    if (left.length < due.length) speculative = Math.max(1, Math.floor(speculative / 2));
    due = left;
  }

  async function serve(): Promise<void> {
    serving = true;
    dropMissed();
    while (waiters.size > 0) {
      const now = performance.now();
      const [dueAt] = due;
      try {
        if (dueAt !== undefined && dueAt > now) await pause(dueAt - now);
        else if (dueAt !== undefined) grant();
        else if (askAt > now) await pause(askAt - now);
        else await ask();
      } catch (error) {
        for (const waiter of waiters) waiter.fail(error);
        waiters.clear();
      }
    }
    serving = false;
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.ceil(milliseconds));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return queue;
}
