import type { Redis } from 'ioredis';
import type { RedisClient } from './redis-options.ts';

/** Gives the client of a connection. */
export interface Connection {
  client(): Promise<RedisClient>;
  /** Gives up a client that failed, where it is not the user's: the next one connects anew. */
  replace(client: RedisClient): void;
  /** Returns the cause of an error that only says that there is no connection. */
  causeOf(error: unknown): unknown;
  close(): Promise<void>;
}

/** A client of the user, who closes it. */
export function borrowed(redis: RedisClient): Connection {
  return {
    client: () => Promise.resolve(redis),
    replace: () => undefined,
    causeOf: (error) => error,
    close: () => Promise.resolve(),
  };
}

/** The errors of ioredis for every command while it has no connection. */
const withoutConnection = /max retries per request|Connection is closed|Command aborted/;

/** A client that connects when it is asked for first, and again whenever the connection is lost. */
export function openConnection(url: string): Connection {
  let opening: Promise<Redis> | undefined;
  let opened: Redis | undefined;
  let lastError: unknown;

  async function open(): Promise<Redis> {
    const { Redis } = await import('ioredis');
    const redis = new Redis(url, {
      // A command that may have run is not sent again, and none waits for a Redis that is away.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 100, 1000),
      // Both take rights that nothing else needs; a Redis that is not ready refuses the scripts.
      enableReadyCheck: false,
      disableClientInfo: true,
    });
    // Without a listener ioredis prints.
    redis.on('error', (error) => {
      lastError = error;
    });
    redis.on('ready', () => {
      lastError = undefined;
    });
    opened = redis;
    return redis;
  }

  return {
    client() {
      opening ??= open();
      return opening;
    },
    replace(client) {
      if (client !== opened) return;
      // The address may lead to another server by now, and this connection to one that only reads or hangs.
      opened.disconnect();
      opened = undefined;
      opening = undefined;
    },
    causeOf(error) {
      const isVague = error instanceof Error && withoutConnection.test(error.message);
      return isVague ? (lastError ?? error) : error;
    },
    async close() {
      (await opening)?.disconnect();
    },
  };
}
