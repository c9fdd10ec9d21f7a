import type { AnyEndpoint } from '../endpoint/endpoint.ts';
import { unanswered } from '../errors/failure.ts';

/** Knows the calls on their way, so that a client can be closed without cutting them. */
export interface Activity {
  /** Notes a call; gives back what to do when it ends. Throws when the client was closed. */
  begin(endpoint: AnyEndpoint): () => void;
  /** Takes no further calls, and waits for those on their way. */
  close(): Promise<void>;
}

export function createActivity(): Activity {
  let calls = 0;
  let closed = false;
  const waiting: (() => void)[] = [];
  return {
    begin(endpoint) {
      // Calls on their way may still fetch credentials.
      if (closed && endpoint.auth !== 'none') {
        throw unanswered('not sent: the client was closed', { code: 'cancelled' });
      }
      calls += 1;
      return () => {
        calls -= 1;
        if (calls === 0) for (const resolve of waiting.splice(0)) resolve();
      };
    },
    close() {
      closed = true;
      if (calls === 0) return Promise.resolve();
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}
