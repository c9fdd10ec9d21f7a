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

/** Reads options once, whatever their own code does meanwhile. */
export function readOptions<Options extends RedisOptions>(options: Options): Options {
  if (typeof options !== 'object' || options === null) {
    throw refused('options', 'must be an object with url or redis');
  }
  try {
    return { ...options };
  } catch {
    throw refused('options', 'cannot be read');
  }
}

/** Refuses wrong options by name. */
export function requireRedisOptions(options: RedisOptions): void {
  const { redis, url, prefix, onDown, onUp, logger } = options;
  if (redis !== undefined && url !== undefined) {
    throw refused('redis', 'cannot be given together with url');
  }
  if (redis === undefined && !isRedisUrl(url)) {
    throw refused('url', "must be like 'redis://localhost:6379' (or give redis)");
  }
  if (redis !== undefined && !hasMethod(redis, 'eval')) {
    throw refused('redis', 'must be a client with eval, as of ioredis');
  }
  if (prefix !== undefined && typeof prefix !== 'string') {
    throw refused('prefix', 'must be a string');
  }
  for (const [name, hook] of Object.entries({ onDown, onUp })) {
    if (hook !== undefined && typeof hook !== 'function') throw refused(name, 'must be a function');
  }
  if (logger !== undefined && !hasMethod(logger, 'warn')) {
    throw refused('logger', 'must be an object with warn()');
  }
}

function hasMethod(value: unknown, name: string): boolean {
  try {
    return typeof (value as Readonly<Record<string, unknown>> | null)?.[name] === 'function';
  } catch {
    // It throws when it is looked at.
    return false;
  }
}

/** The error for a wrong option. */
export function refused(field: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`${field}: ${rule}`, { field });
}

function isRedisUrl(url: unknown): boolean {
  return typeof url === 'string' && /^rediss?:\/\//.test(url) && URL.canParse(url);
}
