import {
  aFunction,
  checkOptions,
  configure,
  invalid,
  type Logger,
  secret,
  strict,
  text,
  withMethods,
} from '@imgroups/core/adapter';
import * as v from 'valibot';

/** The one method that a Redis client must have: ioredis fits directly (`Redis` and `Cluster`), others by one line. */
export interface RedisClient {
  eval(
    script: string,
    numberOfKeys: number,
    ...keysAndArguments: (string | number)[]
  ): Promise<unknown>;
}

/** The address of Redis, and the listener for its failures. */
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

const urlRule = "must be like 'redis://localhost:6379' (or give redis)";

const redisEntries = {
  redis: v.optional(withMethods<RedisClient>('eval')),
  // It may hold a password.
  url: v.optional(secret(urlRule, isRedisUrl)),
  prefix: v.optional(text),
  onDown: v.optional(aFunction),
  onUp: v.optional(aFunction),
  logger: v.optional(withMethods<Pick<Logger, 'warn'>>('warn')),
};

/** Checks the options of what works with Redis, with those that are its own; a wrong one is refused by name. */
export function checkRedisOptions<Options extends RedisOptions>(
  ownEntries: v.ObjectEntries,
  options: Options,
): Options {
  const checked = checkOptions(undefined, strict({ ...redisEntries, ...ownEntries }), options);
  return configure(undefined, () => {
    const { redis, url } = checked;
    if (redis && url !== undefined) throw invalid('redis', 'cannot be given together with url');
    if (!redis && url === undefined) throw invalid('url', urlRule);
    return checked;
  });
}

function isRedisUrl(url: string): boolean {
  return /^rediss?:\/\//.test(url) && URL.canParse(url);
}
