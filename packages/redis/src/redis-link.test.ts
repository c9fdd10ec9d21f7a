import { InvalidRequestError } from '@imgroups/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRedisLink, type RedisLink } from './redis-link.ts';
import type { RedisOptions } from './redis-options.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

type Values = readonly (string | number)[];

/** A link to a Redis that answers with its value, and what the link told. */
function linked(options: RedisOptions = {}) {
  const told: string[] = [];
  const commands: Values[] = [];
  const redis = {
    commands,
    /** Answers the probe of the link, and every command. */
    answer: (...values: Values): unknown => values.at(-1),
    async eval(_script: string, keys: number, ...values: Values): Promise<unknown> {
      commands.push([keys, ...values]);
      return redis.answer(...values);
    },
  };
  const link = createRedisLink({
    redis,
    onDown: ({ message }) => told.push(`down: ${message}`),
    onUp: () => told.push('up'),
    ...options,
  });
  return { redis, told, link };
}

const refuse = (message: string) => () => {
  throw new Error(message);
};

const failureOf = (link: RedisLink) =>
  link.run('script', 'key', 1).then(
    () => 'no failure',
    (error: Error) => error,
  );

describe('a command', () => {
  test('goes beside a probe the first time, and alone later', async () => {
    const { redis, link } = linked();

    expect(await link.run('script', 'key', 'a', 1)).toBe(1);
    expect(await link.run('script', 'key', 2)).toBe(2);
    expect(redis.commands).toEqual([
      [1, 'imgroups:probe', '{"fit":1}'],
      [1, 'imgroups:key', 'a', 1],
      [1, 'imgroups:key', 2],
    ]);
  });

  test('has the prefix of the options', async () => {
    const { redis, link } = linked({ prefix: 'chess:' });

    await link.run('script', 'key', 1);

    expect(redis.commands.map(([, key]) => key)).toEqual(['chess:probe', 'chess:key']);
  });

  test('that was answered leaves no timer', async () => {
    const { link } = linked();

    await link.run('script', 'key', 1);
    await vi.advanceTimersByTimeAsync(0);

    expect(vi.getTimerCount()).toBe(0);
  });

  test('that is not answered within a second fails', async () => {
    const { redis, told, link } = linked();
    redis.answer = () => new Promise(() => undefined);

    const failing = failureOf(link);
    await vi.advanceTimersByTimeAsync(999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);

    expect(await failing).toMatchObject({ message: 'Redis failed: no answer in 1000 ms' });
    expect(told).toEqual(['down: Redis failed: no answer in 1000 ms']);
  });
});

describe('a Redis that is down', () => {
  test('is told once, and asked again every 250 ms until it answers', async () => {
    const { redis, told, link } = linked();
    redis.answer = refuse('gone');

    await Promise.all([failureOf(link), failureOf(link)]);
    expect(link.up).toBe(false);
    expect(await failureOf(link)).toMatchObject({ message: 'Redis is down' });
    const before = redis.commands.length;
    await vi.advanceTimersByTimeAsync(750);
    expect(redis.commands.length - before).toBe(3);

    redis.answer = (...values) => values.at(-1);
    await vi.advanceTimersByTimeAsync(249);
    expect(link.up).toBe(false);
    await vi.advanceTimersByTimeAsync(1);

    expect(link.up).toBe(true);
    expect(told).toEqual(['down: Redis failed: gone', 'up']);
    expect(vi.getTimerCount()).toBe(0);
    expect(await link.run('script', 'key', 5)).toBe(5);
  });

  test('is looked at anew, whether the client fits, after its return', async () => {
    const { redis, link } = linked();
    await link.run('script', 'key', 1);
    redis.answer = refuse('gone');
    await failureOf(link);
    redis.answer = (...values) => values.at(-1);
    await vi.advanceTimersByTimeAsync(250);
    redis.commands.length = 0;

    await link.run('script', 'key', 1);

    expect(redis.commands.map(([, key]) => key)).toEqual(['imgroups:probe', 'imgroups:key']);
  });

  test('is not asked any more when the link is closed', async () => {
    const { redis, told, link } = linked();
    redis.answer = refuse('gone');
    await failureOf(link);

    await link.close();
    const before = redis.commands.length;
    await vi.advanceTimersByTimeAsync(5000);

    expect(redis.commands.length).toBe(before);
    expect(told).toEqual(['down: Redis failed: gone']);
  });

  test.each([
    ['still down', refuse('gone')],
    ['back', () => '{"fit":1}'],
  ])('that is %s while the link is closed is not told', async (_, later) => {
    const { redis, told, link } = linked();
    redis.answer = refuse('gone');
    await failureOf(link);
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    redis.answer = () => asked.then(later);
    await vi.advanceTimersByTimeAsync(250);

    await link.close();
    answer();
    await vi.advanceTimersByTimeAsync(5000);

    expect(told).toEqual(['down: Redis failed: gone']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is not told by a link that was closed before', async () => {
    const { redis, told, link } = linked();
    redis.answer = refuse('gone');

    const failing = failureOf(link);
    await link.close();
    await failing;

    expect(told).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is told to the logger where no hook listens, and what logger and hooks throw harms nobody', async () => {
    const warn = vi.fn(refuse('of the logger'));
    const { redis, link } = linked({
      onDown: undefined,
      logger: { warn },
      onUp: () => Promise.reject(new Error('of the hook')) as never,
    });
    redis.answer = refuse('gone');

    await failureOf(link);
    redis.answer = (...values) => values.at(-1);
    await vi.advanceTimersByTimeAsync(250);

    expect(warn.mock.calls).toEqual([['imgroups: going on without Redis: Redis failed: gone']]);
    expect(link.up).toBe(true);
  });

  test('is told to the console where there is no logger either', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { redis, link } = linked({ onDown: undefined });
    redis.answer = refuse('gone');

    await failureOf(link);

    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });
});

describe('the cause is told with what helps', () => {
  const rights = 'the user needs the rights ~imgroups:* +eval +time +get +set +del';

  test.each<[unknown, string]>([
    [new Error('ECONNREFUSED'), 'ECONNREFUSED'],
    [new Error('NOAUTH Authentication required.'), '(check the user and the password)'],
    [new Error('WRONGPASS invalid'), '(check the user and the password)'],
    [new Error('ERR invalid password'), '(check the user and the password)'],
    [new Error('invalid username-password pair'), '(check the user and the password)'],
    [new Error("NOPERM this user has no permissions to run the 'eval' command"), `(${rights})`],
    [new Error('ACL failure in script'), `(${rights})`],
    [new Error("The user executing the script can't run this command"), `(${rights})`],
    [new Error("READONLY You can't write"), '(this is a replica: connect to the primary)'],
    [
      new Error('self-signed certificate'),
      '(set NODE_EXTRA_CA_CERTS, or give a client of your own',
    ],
    [
      new Error('Certificate has expired'),
      '(set NODE_EXTRA_CA_CERTS, or give a client of your own',
    ],
    [
      new AggregateError([new Error('one'), 'text', new Error('other')], ''),
      'Redis failed: one, , other',
    ],
    [new AggregateError([new Error('one')], 'all failed'), 'Redis failed: all failed'],
    ['text', 'Redis failed: unknown reason'],
    [
      new Error("unknown command 'eval', with args beginning with: 'a'\n'secret'"),
      "Redis failed: unknown command 'eval'",
    ],
  ])('%s', async (thrown, expected) => {
    const { redis, told, link } = linked();
    redis.answer = () => {
      throw thrown;
    };

    await failureOf(link);

    expect(told).toEqual([expect.stringContaining(expected)]);
    expect(told[0]).not.toContain('secret');
  });
});

describe('a client that cannot work is told at the first command, and Redis is not down', () => {
  const otherArguments = 'its eval takes other arguments';

  test.each<[string, () => unknown, string]>([
    [
      'throws at its arguments',
      () => {
        throw new TypeError('The "arguments[1]" argument must be of type string');
      },
      otherArguments,
    ],
    ['is one node of a cluster', refuse('MOVED 866 127.0.0.1:7001'), 'is one node of a cluster'],
    ['parses JSON', () => ({ fit: 1 }), 'parses answers as JSON'],
    ['passes no keys', () => 'arguments', 'or does not answer strings'],
    ['answers nothing', () => null, 'or does not answer strings'],
    ['answers bytes', () => new TextEncoder().encode('{"fit":1}'), 'or does not answer strings'],
  ])('%s', async (_, answer, expected) => {
    const { redis, told, link } = linked();
    redis.answer = answer;

    const error = await failureOf(link);

    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({
      field: 'redis',
      message: expect.stringMatching(new RegExp(`^redis: .*${expected}`)),
    });
    expect(told).toEqual([]);
    expect(link.up).toBe(true);
  });

  test.each(['fetch failed', 'Invalid request', 'Network connection lost'])(
    'but a TypeError "%s" is Redis being down',
    async (message) => {
      const { redis, told, link } = linked();
      redis.answer = () => {
        throw new TypeError(message);
      };

      await failureOf(link);

      expect(told).toEqual([`down: Redis failed: ${message}`]);
    },
  );
});
