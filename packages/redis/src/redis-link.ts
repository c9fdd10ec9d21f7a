import { InvalidRequestError } from '@imgroups/core';
import { borrowed, openConnection } from './connection.ts';
import { commandFailure, misfitOf, misfitOfAnswer } from './redis-failure.ts';
import type { RedisOptions } from './redis-options.ts';

/** A way to Redis that knows whether Redis answers. */
export interface RedisLink {
  /** False from a command that failed until Redis answers again; commands are refused at once meanwhile. */
  readonly up: boolean;
  /**
   * Runs a script on one key, which gets the prefix. Rejects with an `InvalidRequestError` when the client is one that cannot
   * work, and with another error when Redis is down.
   */
  run(script: string, key: string, ...values: readonly (string | number)[]): Promise<unknown>;
  /** Closes a connection that the link has opened. */
  close(): Promise<void>;
}

/** So many milliseconds without an answer count as down. */
const answerTimeout = 1000;

/** Pause between two questions whether Redis is back, in milliseconds. */
const probePause = 250;

/** A string that a client which parses JSON returns as another value. */
const probeText = '{"fit":1}';

/**
 * Checks that Redis works and the client fits. Writes, because a replica and a full Redis still answer reads; gives back what
 * it got, because clients differ in how they pass arguments and answers.
 */
const probeScript = `
if #KEYS ~= 1 or #ARGV ~= 1 then return 'arguments' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', 1000)
return ARGV[1]
`;

/** Opens a link with checked options; it sends nothing until used. */
export function createRedisLink(options: RedisOptions): RedisLink {
  const { redis, url = '', prefix = 'imgroups:', onUp } = options;
  const connection = redis ? borrowed(redis) : openConnection(url);
  const field = redis ? 'redis' : 'url';
  let up = true;
  let closed = false;
  let fits: Promise<void> | undefined;
  let probing: ReturnType<typeof setTimeout> | undefined;

  async function send(
    script: string,
    key: string,
    values: readonly (string | number)[],
  ): Promise<unknown> {
    const client = await connection.client();
    try {
      return await answered(client.eval(script, 1, `${prefix}${key}`, ...values));
    } catch (thrown) {
      const cause = connection.causeOf(thrown);
      connection.replace(client);
      throw misfitOf(cause, field) ?? commandFailure(cause, prefix);
    }
  }

  async function probe(): Promise<void> {
    const answer = await send(probeScript, 'probe', [probeText]);
    if (answer !== probeText) throw misfitOfAnswer(answer, field);
  }

  /** Runs a script; beside the first one it finds out whether the client fits, which costs no time. */
  async function runChecked(
    script: string,
    key: string,
    values: readonly (string | number)[],
  ): Promise<unknown> {
    fits ??= probe();
    const checked = fits;
    const answer = send(script, key, values);
    // The check may end this first.
    answer.catch(() => undefined);
    await checked;
    return answer;
  }

  function goDown(error: Error): void {
    if (!up || closed) return;
    up = false;
    fits = undefined;
    probeLater();
    report(options, error);
  }

  function probeLater(): void {
    probing = setTimeout(askWhetherBack, probePause);
    // A process that has nothing else to do may end.
    if (typeof probing === 'object') probing.unref();
  }

  async function askWhetherBack(): Promise<void> {
    try {
      await probe();
    } catch {
      if (!closed) probeLater();
      return;
    }
    if (closed) return;
    up = true;
    call(() => onUp?.());
  }

  return {
    get up() {
      return up;
    },
    async run(script, key, ...values) {
      if (!up) throw new Error('Redis is down');
      try {
        return await runChecked(script, key, values);
      } catch (error) {
        if (error instanceof Error && !(error instanceof InvalidRequestError)) goDown(error);
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

/** Tells the listener that Redis is down. */
function report({ onDown, logger = console }: RedisOptions, error: Error): void {
  call(() => {
    if (onDown) onDown(error);
    else logger.warn(`imgroups: going on without Redis: ${error.message}`);
  });
}

/** Calls what the user gave: a report that fails must not harm the calls. */
function call(report: () => unknown): void {
  try {
    const result = report();
    if (result instanceof Promise) result.catch(() => undefined);
  } catch {
    // Nobody is left to tell.
  }
}
