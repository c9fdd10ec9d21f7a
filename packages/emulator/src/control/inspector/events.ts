import type { ServerResponse } from 'node:http';

/** The interval at which the state is compared while somebody listens, in milliseconds. */
const interval = 100;
/** Proxies close what is silent for longer. */
const heartbeat = 15_000;
/** More listeners are refused, so that what is kept for them is bounded. */
const mostListeners = 64;

/** Tells listeners the newest state, as server-sent events. */
export interface EventStream {
  /** Begins to answer a request that has seen the event of an id, if any; `false` where there are too many listeners. */
  readonly open: (response: ServerResponse, lastEventId: string | undefined) => boolean;
  readonly close: () => void;
}

interface Listener {
  readonly response: ServerResponse;
  /** Its connection takes no more at the moment. */
  full: boolean;
  /** It has not been told the newest state. */
  behind: boolean;
}

/**
 * Every event is the whole state, so a listener that is slow, or was away, misses nothing by getting only the newest: at most
 * one event waits in its connection, and no other part of the emulator knows that anybody listens.
 */
export function createEventStream(stateOf: () => unknown): EventStream {
  // Tells events of another start of the emulator from those of this one.
  const start = crypto.randomUUID();
  const listeners = new Set<Listener>();
  let state = '';
  let number = 0;
  let timer: NodeJS.Timeout | undefined;
  let silentFor = 0;

  const id = () => `${start}.${number}`;

  function look(): void {
    const newest = JSON.stringify(stateOf());
    silentFor += interval;
    if (newest !== state) {
      state = newest;
      number += 1;
      silentFor = 0;
      for (const listener of listeners) tell(listener);
    } else if (silentFor >= heartbeat) {
      silentFor = 0;
      for (const listener of listeners) if (!listener.full) write(listener, ':\n\n');
    }
  }

  function tell(listener: Listener): void {
    listener.behind = listener.full;
    if (!listener.full) write(listener, `id: ${id()}\ndata: ${state}\n\n`);
  }

  function write(listener: Listener, text: string): void {
    listener.full = !listener.response.write(text);
  }

  return {
    open(response, lastEventId) {
      if (listeners.size >= mostListeners) return false;
      look();
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      const listener: Listener = { response, full: false, behind: false };
      if (lastEventId === id()) write(listener, ':\n\n');
      else tell(listener);
      response.on('drain', () => {
        listener.full = false;
        if (listener.behind) tell(listener);
      });
      response.once('close', () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      });
      listeners.add(listener);
      timer ??= setInterval(look, interval).unref();
      return true;
    },
    close() {
      clearInterval(timer);
      for (const { response } of listeners) response.end();
    },
  };
}
