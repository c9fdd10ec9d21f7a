import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fakePace } from '../../test/fake-pace.ts';
import { toFailure } from '../errors/failure.ts';
import {
  ApiError,
  type ErrorDetails,
  type ImGroupsError,
  isImGroupsError,
  TransportError,
} from '../errors/index.ts';
import type { BatchError } from './batch-error.ts';
import type { BatchResult, Outcome } from './outcome.ts';
import { type BatchProgress, type RunBatchOptions, runBatch } from './run-batch.ts';

interface Options extends Partial<Omit<RunBatchOptions, 'send'>> {
  readonly concurrency?: number;
  readonly userIds: RunBatchOptions['userIds'];
  readonly maxChunk: number;
  readonly send: (
    ids: readonly string[],
    noteDoubt: () => void,
  ) => Promise<readonly Outcome[] | { outcomes: readonly Outcome[]; resend: readonly string[] }>;
}

const toError = (thrown: unknown): ImGroupsError =>
  isImGroupsError(thrown) ? thrown : toFailure(thrown).toError();

function run({ send, concurrency, ...options }: Options): Promise<BatchResult> {
  return runBatch({
    canonical: (id) => id,
    toError,
    pace: fakePace(concurrency),
    ...options,
    async send(ids, _, noteDoubt) {
      const sent = await send(ids, noteDoubt);
      return 'outcomes' in sent ? sent : { outcomes: sent };
    },
  });
}

const done = (ids: readonly string[]): Outcome[] =>
  ids.map((userId) => ({ userId, status: 'done' }));

/** A vendor that refuses a whole call because of single users, and names them when asked to. */
function vendorRefusing(bad: ReadonlySet<string>, naming: boolean) {
  const calls: (readonly string[])[] = [];
  return {
    calls,
    send: async (ids: readonly string[]) => {
      calls.push(ids);
      const found = ids.filter((id) => bad.has(id));
      if (found.length === 0) return done(ids);
      throw new ApiError('refused', {
        code: 'not_found',
        reason: 'user_not_found',
        vendorMessage: naming ? `user ${found[0]} doesn't exist!` : 'no such user',
      });
    },
  };
}

async function failure(options: Options): Promise<BatchError> {
  return run(options).then(
    () => {
      throw new Error('the batch did not fail');
    },
    (thrown: unknown) => toError(thrown) as BatchError,
  );
}

const statuses = (outcomes: readonly Outcome[] | undefined) =>
  outcomes?.map((outcome) =>
    outcome.status === 'failed'
      ? `${outcome.userId} ${outcome.error.code}${outcome.error.ambiguous ? ' ambiguous' : ''}`
      : `${outcome.userId} ${outcome.status}`,
  );

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);

describe('chunks and order', () => {
  test('one outcome per distinct id, in order of first appearance, in calls of at most the limit', async () => {
    const ids = fc.array(fc.stringMatching(/^[a-cA-C]{1,3}$/), { maxLength: 60 });
    const size = fc.integer({ min: 1, max: 7 });
    await fc.assert(
      fc.asyncProperty(
        ids,
        size,
        size,
        fc.boolean(),
        async (userIds, maxChunk, concurrency, folds) => {
          const canonical = (id: string) => (folds ? id.toLowerCase() : id);
          const sent: string[] = [];

          const result = await run({
            userIds,
            maxChunk,
            concurrency,
            canonical,
            send: async (chunk) => {
              expect(chunk.length).toBeLessThanOrEqual(maxChunk);
              sent.push(...chunk);
              return done(chunk).toReversed();
            },
          });

          expect(result.outcomes.map(({ userId }) => userId)).toEqual([...new Set(userIds)]);
          expect(new Set(sent).size).toBe(sent.length);
          expect(result.ok).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['a set', () => new Set(['a', 'b'])],
    [
      'a generator',
      function* () {
        yield* ['a', 'b'];
      },
    ],
    [
      'an async generator',
      async function* () {
        yield* ['a', 'b'];
      },
    ],
  ])('ids may come from %s', async (_, source) => {
    const result = await run({
      userIds: source(),
      maxChunk: 1,
      send: async (ids) => done(ids),
    });

    expect(statuses(result.outcomes)).toEqual(['a done', 'b done']);
  });

  test('no more calls are in flight than allowed', async () => {
    let inFlight = 0;
    let most = 0;

    await run({
      userIds: numbered(20),
      maxChunk: 2,
      concurrency: 3,
      send: async (ids) => {
        most = Math.max(most, ++inFlight);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight -= 1;
        return done(ids);
      },
    });

    expect(most).toBe(3);
  });

  test('ids that go into a URL are split by their encoded length too', async () => {
    const calls: (readonly string[])[] = [];

    await run({
      userIds: ['aaaa', 'bbbb', 'cccc'],
      maxChunk: 60,
      maxJoinedBytes: 10,
      send: async (ids) => {
        calls.push(ids);
        return done(ids);
      },
    });

    expect(calls).toEqual([['aaaa', 'bbbb'], ['cccc']]);
  });

  test('a single chunk keeps pace with nothing', async () => {
    const pace = { ...fakePace(), free: () => Promise.reject(), run: () => Promise.reject() };

    const result = await run({
      userIds: ['a', 'b', 'a'],
      maxChunk: 2,
      pace,
      send: async (ids) => done(ids),
    });

    expect(statuses(result.outcomes)).toEqual(['a done', 'b done']);
  });

  test('progress counts to the end', async () => {
    const seen: number[] = [];

    await run({
      userIds: numbered(5),
      maxChunk: 2,
      concurrency: 1,
      send: async (ids) => done(ids),
      onProgress: ({ settled }) => seen.push(settled),
    });

    expect(seen).toEqual([2, 4, 5]);
  });
});

describe('one bad user', () => {
  test('never hides what happened to the others', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 30 }),
        fc.func(fc.boolean()),
        fc.boolean(),
        fc.integer({ min: 1, max: 10 }),
        async (userIds, isBad, naming, maxChunk) => {
          const bad = new Set(userIds.filter((id) => isBad(id)));

          const result = await run({ userIds, maxChunk, ...vendorRefusing(bad, naming) });

          expect(result.failed.map(({ userId }) => userId)).toEqual(
            userIds.filter((id) => bad.has(id)),
          );
        },
      ),
    );
  });

  test('is told by the name in the refusal with two more calls', async () => {
    const vendor = vendorRefusing(new Set(['u7']), true);

    const result = await run({ userIds: numbered(20), maxChunk: 20, send: vendor.send });

    expect(statuses(result.outcomes)).toContain('u7 not_found');
    expect(vendor.calls).toHaveLength(3);
  });

  test('whose id is a word of the refusal is not blamed for another', async () => {
    const vendor = vendorRefusing(new Set(['eve']), true);

    const result = await run({
      userIds: ['user', 'exist', 'eve'],
      maxChunk: 9,
      send: vendor.send,
    });

    expect(statuses(result.outcomes)).toEqual(['user done', 'exist done', 'eve not_found']);
  });
});

describe('failures of more than one user', () => {
  const refusing = (details: ErrorDetails) => {
    const calls: (readonly string[])[] = [];
    const send = async (ids: readonly string[]) => {
      calls.push(ids);
      if (ids.includes('u2')) throw new ApiError('refused', details);
      return done(ids);
    };
    return { calls, send };
  };

  test('a full group fails its chunk as it is and the others go on', async () => {
    const vendor = refusing({ code: 'resource_exhausted', reason: 'group_full' });

    const result = await run({ userIds: numbered(6), maxChunk: 2, ...vendor });

    expect(statuses(result.outcomes)).toEqual([
      'u0 done',
      'u1 done',
      'u2 resource_exhausted',
      'u3 resource_exhausted',
      'u4 done',
      'u5 done',
    ]);
    expect(vendor.calls).toHaveLength(3);
  });

  test('a vendor that takes fewer users at once gets smaller chunks from then on', async () => {
    const sizes: number[] = [];

    const result = await run({
      userIds: numbered(400),
      maxChunk: 100,
      concurrency: 1,
      send: async (ids) => {
        sizes.push(ids.length);
        if (ids.length <= 30) return done(ids);
        throw new ApiError('refused', { code: 'invalid_argument', reason: 'batch_too_long' });
      },
    });

    expect(result.ok).toBe(true);
    expect(sizes.filter((size) => size > 30)).toEqual([100, 50]);
    expect(sizes.filter((size) => size <= 30)).toEqual(Array.from({ length: 16 }, () => 25));
  });

  test('a failure about the call stops the batch and tells of every user', async () => {
    const vendor = refusing({ code: 'not_found', reason: 'group_not_found' });

    const error = await failure({ userIds: numbered(6), maxChunk: 2, concurrency: 1, ...vendor });

    expect(error).toMatchObject({ reason: 'group_not_found' });
    expect(statuses(error.result?.outcomes)).toEqual([
      'u0 done',
      'u1 done',
      'u2 not_found',
      'u3 not_found',
      'u4 cancelled',
      'u5 cancelled',
    ]);
  });

  test('a cancelled batch tells what was in flight and what was never sent', async () => {
    const controller = new AbortController();

    const error = await failure({
      userIds: numbered(3),
      maxChunk: 1,
      concurrency: 1,
      signal: controller.signal,
      send: async (ids) => {
        if (ids[0] === 'u0') return done(ids);
        controller.abort();
        throw new TransportError('cancelled', { code: 'cancelled', ambiguous: true });
      },
    });

    expect(error.code).toBe('cancelled');
    expect(statuses(error.result?.outcomes)).toEqual([
      'u0 done',
      'u1 cancelled ambiguous',
      'u2 cancelled',
    ]);
  });

  test.each([
    ['that cannot be reached', 'unavailable'],
    ['whose port fetch refuses', 'failed_precondition'],
  ] as const)('a server %s is not asked for each chunk', async (_, code) => {
    let calls = 0;

    const error = await failure({
      userIds: numbered(1000),
      maxChunk: 10,
      concurrency: 1,
      send: async () => {
        calls += 1;
        throw new TransportError('refused', { code });
      },
    });

    expect(calls).toBe(1);
    expect(error.result?.outcomes).toHaveLength(1000);
  });

  test('an error with a result can be written as JSON', async () => {
    const error = await failure({
      userIds: ['u2', 'u3'],
      maxChunk: 1,
      ...refusing({ code: 'unauthenticated' }),
    });

    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: 'unauthenticated',
      result: [{ userId: 'u2', status: 'failed', code: 'unauthenticated' }, { userId: 'u3' }],
    });
  });

  test('throwIfFailed throws what the result says', async () => {
    const vendor = vendorRefusing(new Set(['u1', 'u2']), true);
    const result = await run({ userIds: numbered(3), maxChunk: 9, send: vendor.send });

    expect(() => result.throwIfFailed()).toThrow(
      expect.objectContaining({ code: 'not_found', reason: 'user_not_found', result }),
    );
    expect(() => result.throwIfFailed()).toThrow('2 of 3 users failed (u1: user_not_found, u2');
  });
});

describe('bad input', () => {
  test.each([
    ['one string', 'alice', 'userIds', 'must be a list of ids, not "alice" (string)'],
    ['nothing', undefined, 'userIds', 'must be a list of ids, not undefined'],
    ['null', null, 'userIds', 'must be a list of ids, not null'],
    ['an object', {}, 'userIds', 'must be a list of ids, not an object'],
    [
      'a list with an empty id',
      ['a', ''],
      'userIds[1]',
      'must be a non-empty string, not "" (string)',
    ],
    ['a list with a number', ['a', 5], 'userIds[1]', 'must be a non-empty string, not 5 (number)'],
  ])('%s is refused before anything is sent', async (_, userIds, field, rule) => {
    let calls = 0;
    const send = async (ids: readonly string[]) => {
      calls += 1;
      return done(ids);
    };

    const error = await failure({ userIds: userIds as string[], maxChunk: 1, send });

    expect(error).toMatchObject({ code: 'invalid_argument', field, message: `${field}: ${rule}` });
    expect(calls).toBe(0);
  });

  describe('from a source that never goes on', () => {
    /** Gives one id and then nothing, for ever. */
    function stuck() {
      const state = { returned: false };
      const ids: AsyncIterable<string> = {
        [Symbol.asyncIterator]() {
          let given = false;
          return {
            next() {
              if (given) return new Promise(() => undefined);
              given = true;
              return Promise.resolve({ done: false, value: 'a' });
            },
            return() {
              state.returned = true;
              // As that of a generator which waits for something.
              return new Promise(() => undefined);
            },
          };
        },
      };
      return { ids, state };
    }

    test('a batch ends when it is aborted, and lets the source go', async () => {
      const { ids, state } = stuck();
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 5);

      const error = await failure({
        userIds: ids,
        maxChunk: 10,
        signal: controller.signal,
        send: async (chunk) => done(chunk),
      });

      expect(error.code).toBe('cancelled');
      expect(statuses(error.result.outcomes)).toEqual(['a cancelled']);
      expect(state.returned).toBe(true);
    });

    test('a batch that was aborted before does not ask it', async () => {
      const { ids } = stuck();
      const send = async (chunk: readonly string[]) => done(chunk);

      const error = await failure({
        userIds: ids,
        maxChunk: 1,
        signal: AbortSignal.abort(),
        send,
      });

      expect(error.result.outcomes).toEqual([]);
    });

    test('a batch ends with a failure about the call', async () => {
      const { ids, state } = stuck();
      async function* two() {
        yield 'z';
        yield* ids;
      }

      const error = await failure({
        userIds: two(),
        maxChunk: 1,
        send: () => Promise.reject(new ApiError('no', { code: 'permission_denied' })),
      });

      expect(error.code).toBe('permission_denied');
      expect(statuses(error.result.outcomes)?.[0]).toBe('z permission_denied');
      expect(state.returned).toBe(false);
    });

    test('its own failure at the end harms nobody', async () => {
      const { ids } = stuck();
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 5);
      const failing: AsyncIterable<string> = {
        [Symbol.asyncIterator]: () => ({
          next: ids[Symbol.asyncIterator]().next,
          return: () => Promise.reject(new Error('cursor closed')),
        }),
      };

      const error = await failure({
        userIds: failing,
        maxChunk: 10,
        signal: controller.signal,
        send: async (chunk) => done(chunk),
      });

      expect(error.code).toBe('cancelled');
    });
  });

  test('a source that breaks is told with what was done until then', async () => {
    async function* rows() {
      yield 'a';
      yield 'b';
      throw new Error('database gone');
    }

    const error = await failure({ userIds: rows(), maxChunk: 1, send: async (ids) => done(ids) });

    expect(error.message).toContain('database gone');
    expect(statuses(error.result?.outcomes)?.[0]).toBe('a done');
  });
});

describe('what a caller is told meanwhile and at the end', () => {
  test('progress counts what was read, settled and failed', async () => {
    const { send } = vendorRefusing(new Set(['u1', 'u3']), true);
    const seen: BatchProgress[] = [];

    await run({
      userIds: numbered(5),
      maxChunk: 2,
      concurrency: 1,
      send,
      onProgress: (progress) => seen.push(progress),
    });

    expect(seen.map(({ settled, failed }) => [settled, failed])).toEqual([
      [2, 1],
      [4, 2],
      [5, 2],
    ]);
    expect(seen.at(-1)?.read).toBe(5);
  });

  test('a user whom the answer leaves out is in doubt', async () => {
    const { failed } = await run({
      userIds: ['ann', 'bob'],
      maxChunk: 2,
      send: async () => done(['ann']),
    });

    expect(failed).toMatchObject([
      {
        userId: 'bob',
        error: {
          code: 'internal',
          ambiguous: true,
          message: 'the call gave no outcome for this user',
        },
      },
    ]);
  });

  test('a batch that was cancelled before its first call says so, and sends nothing', async () => {
    const calls: unknown[] = [];

    const error = await failure({
      userIds: numbered(3),
      maxChunk: 1,
      signal: AbortSignal.abort(),
      send: async (ids) => {
        calls.push(ids);
        return done(ids);
      },
    });

    expect(calls).toEqual([]);
    expect(error).toMatchObject({ code: 'cancelled', message: 'cancelled by the caller' });
    expect(statuses(error.result?.outcomes)).toEqual([
      'u0 cancelled',
      'u1 cancelled',
      'u2 cancelled',
    ]);
  });

  test('a single user whose call is refused as too long is told as it is', async () => {
    const { outcomes } = await run({
      userIds: ['ann'],
      maxChunk: 5,
      send: async () => {
        throw new ApiError('too long', { code: 'invalid_argument', reason: 'batch_too_long' });
      },
    });

    expect(statuses(outcomes)).toEqual(['ann invalid_argument']);
  });
});

describe('a user whose answer was lost', () => {
  const notThere = new ApiError('u1 is not on the list', {
    code: 'invalid_argument',
    vendorMessage: 'u1 is not on the list',
  });

  test('stays in doubt through every split, and is told so when the batch ends before', async () => {
    const controller = new AbortController();

    const error = await failure({
      userIds: ['u1', 'ghost'],
      maxChunk: 2,
      signal: controller.signal,
      async send(_, noteDoubt) {
        noteDoubt();
        controller.abort();
        throw notThere;
      },
    });

    expect(statuses(error.result.outcomes)).toEqual([
      'u1 cancelled ambiguous',
      'ghost cancelled ambiguous',
    ]);
  });

  test('is not told as unchanged: the lost attempt may have changed the user', async () => {
    const { outcomes } = await run({
      userIds: ['u1', 'u2'],
      maxChunk: 2,
      async send(ids, noteDoubt) {
        if (ids.length === 2) {
          noteDoubt();
          throw notThere;
        }
        return ids.map((userId) => ({ userId, status: 'done', changed: false }));
      },
    });

    expect(outcomes).toEqual([
      { userId: 'u1', status: 'done' },
      { userId: 'u2', status: 'done' },
    ]);
  });

  const tell = (outcome: Outcome, options: Partial<Options> = {}) =>
    run({
      userIds: ['u1'],
      maxChunk: 1,
      async send(_, noteDoubt) {
        noteDoubt();
        return [outcome];
      },
      ...options,
    });

  test.each([
    ['permission_denied', undefined, true],
    ['not_found', 'user_not_found', false],
    ['failed_precondition', 'is_owner', false],
    ['not_found', 'not_a_member', false],
  ] as const)('refused with %s %s later is in doubt: %s', async (code, reason, ambiguous) => {
    const error = new ApiError('refused', { code, reason });

    const { failed } = await tell({ userId: 'u1', status: 'failed', error });

    expect(failed).toMatchObject([
      { userId: 'u1', error: { code, ambiguous, afterAmbiguous: ambiguous } },
    ]);
  });

  test('is in doubt as no member where the lost call may have put the user out', async () => {
    const error = new ApiError('no', { code: 'not_found', reason: 'not_a_member' });

    const { failed } = await tell(
      { userId: 'u1', status: 'failed', error },
      { endsMembership: true },
    );

    expect(failed).toMatchObject([{ error: { ambiguous: true } }]);
  });

  test.each<Outcome>([
    { userId: 'u1', status: 'pending' },
    { userId: 'u1', status: 'done', changed: true },
    {
      userId: 'u1',
      status: 'failed',
      error: new TransportError('lost', { code: 'timeout', ambiguous: true }),
    },
  ])('is told as the later answer says: %o', async (outcome) => {
    const { outcomes } = await tell(outcome);

    expect(outcomes).toEqual([outcome]);
  });
});

describe('a user who was not settled', () => {
  async function messages(options: Omit<Options, 'userIds' | 'maxChunk'>): Promise<unknown> {
    const { result } = await failure({
      userIds: ['u1', 'u2'],
      maxChunk: 1,
      concurrency: 1,
      ...options,
    });
    return result.outcomes.map((outcome) => outcome.status === 'failed' && outcome.error.message);
  }

  test('has the failure that stopped the batch', async () => {
    const send = async () => {
      throw new ApiError('no', { code: 'permission_denied' });
    };

    expect(await messages({ send })).toEqual([
      'no',
      'not sent: another failure stopped the batch (permission_denied)',
    ]);
  });

  test('has been cancelled, in doubt or not', async () => {
    const controller = new AbortController();

    const told = await messages({
      signal: controller.signal,
      async send(_, noteDoubt) {
        noteDoubt();
        controller.abort();
        return [];
      },
    });

    expect(told).toEqual([
      'not settled, after an answer was lost: the batch was cancelled',
      'not sent: the batch was cancelled',
    ]);
  });
});

describe('a user whom a check of the call refused', () => {
  function refusing(id: string, fieldOf: (place: number) => string) {
    const calls: (readonly string[])[] = [];
    return {
      calls,
      async send(ids: readonly string[]) {
        calls.push(ids);
        const place = ids.indexOf(id);
        if (place < 0) return done(ids);
        throw new ApiError('no', { code: 'invalid_argument', field: fieldOf(place) });
      },
    };
  }

  test.each([
    (place: number) => `userIds.${place}.Member_Account`,
    (place: number) => `ids.${place}`,
  ])('is told by the place in the list of the caller', async (fieldOf) => {
    const { calls, send } = refusing('u13', fieldOf);

    const { failed } = await run({ userIds: ['u1', ...numbered(20)], maxChunk: 20, send });

    expect(failed).toMatchObject([{ userId: 'u13', error: { field: 'userIds[14]' } }]);
    expect(calls).toHaveLength(3);
  });

  test('is told so where a call takes one', async () => {
    const { send } = refusing('u2', () => 'userIds');

    const { failed } = await run({ userIds: numbered(3), maxChunk: 1, send });

    expect(failed).toMatchObject([{ userId: 'u2', error: { field: 'userIds[2]' } }]);
  });

  test.each(['myuserIds.0', 'userIdsOfAll', 'group'])(
    'is not found by the field %s',
    async (field) => {
      const { send } = refusing('u2', () => field);

      const { failed } = await run({ userIds: numbered(3), maxChunk: 1, send });

      expect(failed).toMatchObject([{ userId: 'u2', error: { field } }]);
    },
  );
});

describe('a name in the text of a refusal', () => {
  async function callsUntilFound(vendorMessage: string): Promise<number> {
    let calls = 0;
    await run({
      userIds: ['bob', ...numbered(15)],
      maxChunk: 16,
      async send(ids) {
        calls += 1;
        if (!ids.includes('bob')) return done(ids);
        throw new ApiError('no', { code: 'not_found', reason: 'user_not_found', vendorMessage });
      },
    });
    return calls;
  }

  test.each(['bob', 'bob is unknown', 'unknown: bob', 'bobby, kebob, "bob"'])(
    'is found in: %s',
    async (text) => {
      expect(await callsUntilFound(text)).toBe(3);
    },
  );

  test.each(['bobby is unknown', 'unknown: kebob', 'somebody'])(
    'is not found in %s, so that halves are tried',
    async (text) => {
      expect(await callsUntilFound(text)).toBe(9);
    },
  );
});

test('the signal is let go at the end', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');

  await run({ userIds: ['u1'], maxChunk: 1, signal, send: async (ids) => done(ids) });

  expect(removed.mock.calls).toEqual(added.mock.calls.map(([type, listener]) => [type, listener]));
});

test('a chunk is never larger than the limit, and nobody is no chunk', async () => {
  const sizes: number[] = [];
  const send = async (ids: readonly string[]) => {
    sizes.push(ids.length);
    return done(ids);
  };

  await run({ userIds: numbered(5), maxChunk: 2, chunkSize: 3, send });
  await run({ userIds: [], maxChunk: 2, send });

  expect(sizes).toEqual([2, 2, 1]);
});

test('users who are to be sent again are sent without those who are settled', async () => {
  const calls: (readonly string[])[] = [];

  const { outcomes } = await run({
    userIds: ['owner', 'u1'],
    maxChunk: 2,
    async send(ids) {
      calls.push(ids);
      return ids.includes('owner')
        ? { outcomes: done(['owner']), resend: ['u1'] }
        : { outcomes: done(ids), resend: [] };
    },
  });

  expect(calls).toEqual([['owner', 'u1'], ['u1']]);
  expect(statuses(outcomes)).toEqual(['owner done', 'u1 done']);
});
