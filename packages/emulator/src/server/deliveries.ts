import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** The answer of a callback's receiver. */
export interface Reception {
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
  /** Why it does not count: the receiver was too slow, not reached, or the vendor has stopped sending. */
  readonly problem?: 'timeout' | 'network' | 'suspended';
  /** Characters of the body. */
  readonly length?: number;
  /** The body, where it was JSON. */
  readonly answer?: unknown;
}

/** A callback that was sent, or should have been. Holds no secret. */
export interface Delivery {
  /** Grows by one with each delivery of an emulator. */
  readonly number: number;
  /** By the emulator's clock, ISO 8601. */
  readonly at: string;
  /** The vendor's name for the callback. */
  readonly name: string;
  /** `before`: the vendor waited for the answer. */
  readonly kind: 'before' | 'after';
  readonly groupId?: string | undefined;
  /** Number of the request that brought it about; absent for what the control does. */
  readonly request?: number | undefined;
  /** The number of times it was sent. */
  readonly attempts: number;
  readonly status?: number | undefined;
  readonly problem?: Reception['problem'];
}

/** A callback on its way. */
interface Sending extends Pick<Delivery, 'name' | 'groupId' | 'request'> {
  /** Sends it as often as the vendor does. */
  readonly send: () => Promise<Reception & { readonly attempts: number }>;
}

/** The deliveries of an emulator, as its user sees them. */
export interface DeliveryLog {
  /** The newest, oldest first. */
  readonly list: () => readonly Delivery[];
  readonly clear: () => void;
  /** Resolves when nothing waits to be sent. */
  readonly settled: () => Promise<void>;
}

/** Sends the callbacks of an emulator. */
export interface Deliveries extends DeliveryLog {
  /** Sends after the request that caused it was answered, and after all others of the group. */
  readonly later: (sending: Sending) => void;
  /** Sends at once and gives the answer. */
  readonly ask: (sending: Sending) => Promise<Reception>;
  /** Grows with each delivery, and when the list is cleared. */
  readonly revision: () => number;
  /** Lets go what waited for the answer to a request; gives its deliveries, which grow. */
  readonly answered: (request: number) => readonly Delivery[];
  /** Gives up what is on its way. */
  readonly close: () => void;
}

/** Deliveries of which so many are remembered. */
export function createDeliveries(clock: Clock, size: number): Deliveries {
  let deliveries: Delivery[] = [];
  let count = 0;
  let cleared = 0;
  let closed = false;
  const held = new Map<number, Sending[]>();
  const ofRequest = new Map<number, Delivery[]>();
  /** The last delivery of each group, after which the next one goes out. */
  const lastOf = new Map<string | undefined, Promise<void>>();
  /** The deliveries that are waiting or under way. */
  const open = new Set<Promise<void>>();

  async function deliver(sending: Sending, kind: Delivery['kind']): Promise<Reception> {
    const { name, groupId, request } = sending;
    const { attempts, ...reception } = await sending.send();
    const { status, problem } = reception;
    count += 1;
    const at = new Date(clock.now()).toISOString();
    const delivery = { number: count, at, name, kind, groupId, request, attempts, status, problem };
    deliveries.push(delivery);
    if (deliveries.length >= size * 2) deliveries = deliveries.slice(-size);
    if (request !== undefined) listOf(request).push(delivery);
    return reception;
  }

  function listOf(request: number): Delivery[] {
    const list = ofRequest.get(request) ?? [];
    ofRequest.set(request, list);
    return list;
  }

  function start(sending: Sending): void {
    const { groupId } = sending;
    const before = lastOf.get(groupId) ?? Promise.resolve();
    const delivered = before.then(async () => {
      if (!closed) await deliver(sending, 'after');
    });
    lastOf.set(groupId, delivered);
    open.add(delivered);
    void delivered.finally(() => {
      open.delete(delivered);
      if (lastOf.get(groupId) === delivered) lastOf.delete(groupId);
    });
  }

  return {
    list: () => deliveries.slice(-size),
    clear() {
      deliveries = [];
      cleared += 1;
    },
    revision: () => count + cleared,
    async settled() {
      do {
        // A command's own change is sent after it, and an answer frees the deliveries that wait for it.
        await nextTurn();
        await Promise.all(open);
      } while (open.size > 0 || held.size > 0);
    },
    later(sending) {
      if (closed) return;
      if (sending.request === undefined) return start(sending);
      const waiting = held.get(sending.request) ?? [];
      held.set(sending.request, waiting);
      waiting.push(sending);
    },
    ask: (sending) => deliver(sending, 'before'),
    answered(request) {
      const list = listOf(request);
      const waiting = held.get(request) ?? [];
      if (waiting.length === 0) {
        held.delete(request);
        ofRequest.delete(request);
        return list;
      }
      // The answer goes out first.
      setImmediate(() => {
        for (const sending of waiting) start(sending);
        held.delete(request);
      });
      return list;
    },
    close() {
      closed = true;
      held.clear();
    },
  };
}

/** Posts JSON as the vendors do, and waits so many milliseconds for the answer. */
export async function postCallback(
  { url, body }: { readonly url: string; readonly body: string },
  timeout: number,
): Promise<Reception> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const text = await response.text();
    return { status: response.status, length: text.length, answer: toJson(text) };
  } catch (thrown) {
    const isTimeout = thrown instanceof Error && thrown.name === 'TimeoutError';
    return { problem: isTimeout ? 'timeout' : 'network' };
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
