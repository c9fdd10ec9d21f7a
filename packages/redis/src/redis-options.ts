import { InvalidRequestError, type Logger } from '@imgroups/core';

/** What is asked of a Redis client: ioredis fits as it is (`Redis` and `Cluster`), others by one line. */
export interface RedisClient {
  eval(
    script: string,
    numberOfKeys: number,
    ...keysAndArguments: (string | number)[]
  ): Promise<unknown>;
}

/** How to reach Redis, and who hears of it when it is down. */
export interface RedisOptions {
  /** A client of yours; it stays yours to close. Give this or `url`. */
  readonly redis?: RedisClient | undefined;
  /** `redis://` or `rediss://`; a connection is opened on first use and closed by `close`. Give this or `redis`. */
  readonly url?: string | undefined;
  /** Begins every key. @default 'imgroups:' */
  readonly prefix?: string | undefined;
  /**
   * Called once when Redis stops answering, with the cause. The error holds no command and no secret. Without this hook the
   * logger is told.
   */
  readonly onDown?: ((error: Error) => void) | undefined;
  /** Called once when Redis answers again. */
  readonly onUp?: (() => void) | undefined;
  /** @default console */
  readonly logger?: Pick<Logger, 'warn'> | undefined;
}

/** Refuses wrong options by name. */
export function requireRedisOptions({ redis, url, prefix, logger }: RedisOptions): void {
  if (redis !== undefined && url !== undefined) {
    throw refused('redis', 'cannot be given together with url');
  }
  if (redis === undefined && !isRedisUrl(url)) {
    throw refused('url', "must be like 'redis://localhost:6379' (or give redis)");
  }
  if (redis !== undefined && typeof redis?.eval !== 'function') {
    throw refused('redis', 'must be a client with eval, as of ioredis');
  }
  if (prefix !== undefined && typeof prefix !== 'string') {
    throw refused('prefix', 'must be a string');
  }
  if (logger !== undefined && typeof logger?.warn !== 'function') {
    throw refused('logger', 'must be an object with warn()');
  }
}

/** The error for a wrong option. */
export function refused(field: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${rule}`, { field });
}

function isRedisUrl(url: unknown): boolean {
  return typeof url === 'string' && /^rediss?:\/\//.test(url) && URL.canParse(url);
}
