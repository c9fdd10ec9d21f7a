import type { Redis } from 'ioredis';
import type { RedisClient } from './redis-options.ts';

/** Where a client comes from. */
export interface Connection {
  client(): Promise<RedisClient>;
  close(): Promise<void>;
}

/** A client of the user, who closes it. */
export function borrowed(redis: RedisClient): Connection {
  return { client: () => Promise.resolve(redis), close: () => Promise.resolve() };
}

/** A client that connects when it is asked for first, and again whenever the connection is lost. */
export function openConnection(url: string): Connection {
  let opening: Promise<Redis> | undefined;

  async function open(): Promise<Redis> {
    const { Redis } = await import('ioredis');
    const redis = new Redis(url, {
      // A command that may have run is not sent again, and none waits for a Redis that is away.
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (times) => Math.min(times * 100, 1000),
    });
    // The failed commands tell; without a listener ioredis prints.
    redis.on('error', () => undefined);
    return redis;
  }

  return {
    client() {
      opening ??= open();
      return opening;
    },
    async close() {
      (await opening)?.disconnect();
    },
  };
}
