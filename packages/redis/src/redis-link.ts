import { borrowed, openConnection } from './connection.ts';
import { type RedisOptions, requireRedisOptions } from './redis-options.ts';

/** A way to Redis that knows whether Redis answers. */
export interface RedisLink {
  /** False from a command that failed until Redis answers again; commands are refused at once meanwhile. */
  readonly up: boolean;
  /** Runs a script on one key, which gets the prefix. */
  run(script: string, key: string, ...values: readonly (string | number)[]): Promise<unknown>;
  /** Closes a connection that the link has opened. */
  close(): Promise<void>;
}

/** So many milliseconds without an answer count as down. */
const answerTimeout = 1000;

/** Pause between two questions whether Redis is back, in milliseconds. */
const probePause = 250;

/** Writes, because a replica and a full Redis still answer reads. */
const probeScript = "return redis.call('SET', KEYS[1], '1', 'PX', 1000)";

/** Opens a link, which sends nothing until used. */
export function createRedisLink(options: RedisOptions): RedisLink {
  requireRedisOptions(options);
  const { redis, url = '', prefix = 'imgroups:', onDown, onUp } = options;
  const connection = redis ? borrowed(redis) : openConnection(url);
  let up = true;
  let closed = false;
  let probing: ReturnType<typeof setTimeout> | undefined;

  async function send(
    script: string,
    key: string,
    values: readonly (string | number)[],
  ): Promise<unknown> {
    try {
      const client = await connection.client();
      return await answered(client.eval(script, 1, `${prefix}${key}`, ...values));
    } catch (error) {
      throw withoutCommand(error);
    }
  }

  function goDown(error: Error): void {
    if (!up || closed) return;
    up = false;
    probeLater();
    tell(() => onDown?.(error));
  }

  function probeLater(): void {
    probing = setTimeout(probe, probePause);
    // A process that has nothing else to do may end.
    if (typeof probing === 'object') probing.unref();
  }

  async function probe(): Promise<void> {
    try {
      await send(probeScript, 'probe', []);
    } catch {
      if (!closed) probeLater();
      return;
    }
    if (closed) return;
    up = true;
    tell(() => onUp?.());
  }

  return {
    get up() {
      return up;
    },
    async run(script, key, ...values) {
      if (!up) throw new Error('Redis is down');
      try {
        return await send(script, key, values);
      } catch (error) {
        if (error instanceof Error) goDown(error);
        throw error;
      }
    },
    async close() {
      closed = true;
      clearTimeout(probing);
      await connection.close();
    },
  };
}

function answered(answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer in ${answerTimeout} ms`)),
      answerTimeout,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Clients put the command into their errors, and with it a token; a Redis without `eval` quotes it in its text. */
function withoutCommand(error: unknown): Error {
  const message = error instanceof Error ? error.message : 'unknown reason';
  return new Error(`Redis failed: ${message.replace(/, with args beginning with.*/s, '')}`);
}

function tell(hook: () => void): void {
  try {
    hook();
  } catch {
    // A report that fails must not harm the calls.
  }
}
