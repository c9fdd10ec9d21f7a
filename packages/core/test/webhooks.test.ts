import { afterEach, describe, expect, test, vi } from 'vitest';
import { type GroupEvent, reviveEvent, type SeenIds, seenIdsInMemory } from '../src/webhooks.ts';
import { deferred, fakeRequest, fakeWebhooks } from './fake-webhooks.ts';

describe('handlers', () => {
  test('of the type and of any event are called, and the vendor is answered after them', async () => {
    const calls: string[] = [];
    const { webhooks } = fakeWebhooks({
      onAny: (event) => void calls.push(`any ${event.type}`),
      on: {
        'members.joined': async (event) => {
          await Promise.resolve();
          calls.push(`joined ${event.data.userIds}`);
        },
      },
    });

    const response = await webhooks.fetch(fakeRequest());

    expect([response.status, await response.json()]).toEqual([200, { allow: true }]);
    expect(calls).toEqual(['any members.joined', 'joined bob']);
  });

  test('get a neutral event without its group as an unknown one', async () => {
    const unknown = vi.fn();
    const { webhooks } = fakeWebhooks({ on: { unknown } });

    await webhooks.fetch(fakeRequest({ groupId: undefined }));

    expect(unknown.mock.calls[0]?.[0]).toMatchObject({ type: 'unknown', name: 'joined' });
  });

  test('get the events of a callback one by one, with an id for each and without the signature', async () => {
    const seen: unknown[] = [];
    const { webhooks } = fakeWebhooks({ onAny: (event) => void seen.push(event) });

    await webhooks.fetch(fakeRequest({ events: 2 }, 'sign=yes&shard=1'));

    const event = {
      type: 'members.joined',
      groupId: 'g',
      data: { userIds: ['bob'], how: 'added' },
      provider: 'fake',
      appId: 'app',
      occurredAt: new Date(0),
      actor: { kind: 'server' },
      raw: { query: { shard: '1' }, body: { id: 'one', groupId: 'g', events: 2 } },
    };
    expect(seen).toEqual([
      { ...event, id: 'one/0' },
      { ...event, id: 'one/1' },
    ]);
  });

  test("of the vendor's own events are called by name, with the group where there is one", async () => {
    const seen: GroupEvent[] = [];
    const quota = (event: GroupEvent) => void seen.push(event);
    const { webhooks } = fakeWebhooks({ onVendor: { quota }, on: { unknown: quota } });
    const drafts = [
      { type: 'vendor', name: 'quota', groupId: 'g' },
      { type: 'vendor', name: 'quota' },
      { type: 'vendor', name: 'other' },
      { type: 'unknown', name: 'new' },
    ];

    await webhooks.fetch(fakeRequest({ drafts }));

    const own = seen.map(({ type, ...event }) => [type, 'name' in event && event.name]);
    expect(own).toEqual([
      ['vendor', 'quota'],
      ['vendor', 'quota'],
      ['unknown', 'new'],
    ]);
    expect(seen[0]).toHaveProperty('groupId', 'g');
    expect(seen[1]).not.toHaveProperty('groupId');
  });

  test('that fail are told, and the vendor is not', async () => {
    const error = new Error('broken');
    const { webhooks, onError } = fakeWebhooks({
      on: { 'members.joined': () => Promise.reject(error) },
    });

    const response = await webhooks.fetch(fakeRequest());

    expect(response.status).toBe(200);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      error,
      expect.objectContaining({ type: 'members.joined' }),
    );
  });

  test("with onHandlerError 'fail' the vendor is told, and its retry is handled", async () => {
    const attempts: string[] = [];
    const { webhooks } = fakeWebhooks({
      onHandlerError: 'fail',
      on: {
        'members.joined': (_, { attempt }) => {
          attempts.push(attempt);
          if (attempts.length === 1) throw new Error('broken');
        },
      },
    });

    const answers = [await webhooks.fetch(fakeRequest()), await webhooks.fetch(fakeRequest())];

    expect(answers.map(({ status }) => status)).toEqual([500, 200]);
    expect(await answers[0]?.json()).toEqual({ error: 'a handler failed' });
    expect(attempts).toEqual(['first', 'again']);
  });

  test('of other events of the callback are called although one fails', async () => {
    const handler = vi.fn().mockRejectedValueOnce(new Error('broken'));
    const { webhooks } = fakeWebhooks({
      onHandlerError: 'fail',
      on: { 'members.joined': handler },
    });

    await webhooks.fetch(fakeRequest({ events: 3 }));
    await webhooks.fetch(fakeRequest({ events: 3 }));

    expect(handler).toHaveBeenCalledTimes(4);
  });

  test('that are late go on under waitUntil, and their failure is told', async () => {
    const work = deferred();
    const waitUntil = vi.fn();
    const { webhooks, onError } = fakeWebhooks({
      onHandlerError: 'fail',
      on: { 'members.joined': () => work.promise },
    });

    const response = await webhooks.fetch(fakeRequest(), {}, { waitUntil });
    expect(response.status).toBe(200);
    expect(waitUntil).toHaveBeenCalledOnce();
    work.reject(new Error('broken'));
    await waitUntil.mock.calls[0]?.[0];

    expect(onError).toHaveBeenCalledOnce();
  });

  test("with acknowledge 'first' run after the answer", async () => {
    const work = deferred();
    const done = vi.fn();
    const { webhooks } = fakeWebhooks({
      acknowledge: 'first',
      on: { 'members.joined': () => work.promise.then(done) },
    });

    await webhooks.fetch(fakeRequest());
    expect(done).not.toHaveBeenCalled();
    work.resolve();

    await vi.waitFor(() => expect(done).toHaveBeenCalledOnce());
  });

  test('let work go on after them, whose failure is told', async () => {
    const waitUntil = vi.fn();
    const error = new Error('broken');
    const { webhooks, onError } = fakeWebhooks({
      on: { 'members.joined': (_, context) => context.waitUntil(Promise.reject(error)) },
    });

    await webhooks.fetch(fakeRequest(), {}, { waitUntil });
    await waitUntil.mock.calls[0]?.[0];

    expect(onError).toHaveBeenCalledExactlyOnceWith(error, expect.anything());
  });

  test('are not harmed by an onError that throws', async () => {
    const { webhooks } = fakeWebhooks({
      on: { 'members.joined': () => Promise.reject(new Error('broken')) },
      onError: () => {
        throw new Error('worse');
      },
    });

    expect((await webhooks.fetch(fakeRequest())).status).toBe(200);
  });

  test('that fail are printed where nobody listens', async () => {
    const print = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const { webhooks } = fakeWebhooks({
      onError: undefined,
      on: { 'members.joined': () => Promise.reject(new Error('broken')) },
    });

    await webhooks.fetch(fakeRequest());

    expect(print).toHaveBeenCalledExactlyOnceWith(
      'imgroups: a webhook of fake failed:',
      new Error('broken'),
    );
    print.mockRestore();
  });
});

describe('a second delivery', () => {
  test('is not handled', async () => {
    const handler = vi.fn();
    const { webhooks } = fakeWebhooks({ on: { 'members.joined': handler } });

    await webhooks.fetch(fakeRequest());
    await webhooks.fetch(fakeRequest());
    await webhooks.fetch(fakeRequest({ id: 'two' }));

    expect(handler).toHaveBeenCalledTimes(2);
  });

  test('at the same time is not handled, and fails only where failures are asked for', async () => {
    for (const [onHandlerError, statuses] of [
      ['acknowledge', [200, 200]],
      ['fail', [200, 500]],
    ] as const) {
      const work = deferred();
      const handler = vi.fn(() => work.promise);
      const { webhooks } = fakeWebhooks({ onHandlerError, on: { 'members.joined': handler } });

      const both = [webhooks.fetch(fakeRequest()), webhooks.fetch(fakeRequest())];
      await vi.waitFor(() => expect(handler).toHaveBeenCalled());
      await both[1];
      work.resolve();

      expect((await Promise.all(both)).map(({ status }) => status)).toEqual(statuses);
      expect(handler).toHaveBeenCalledOnce();
    }
  });

  test('at the same time is told to a queue, which tries again', async () => {
    const work = deferred();
    const { webhooks, onError } = fakeWebhooks({
      onHandlerError: 'fail',
      onAny: () => work.promise,
    });
    const events = await webhooks.parse({ url: '/?sign=yes', body: '{"id":"one","groupId":"g"}' });

    const first = webhooks.handle(events);
    const second = webhooks.handle(events);

    await expect(second).rejects.toThrow('another delivery of the event one/0 is being handled');
    work.resolve();
    await first;
    expect(onError).not.toHaveBeenCalled();
  });

  test('after a day is handled, by the clock of the options', async () => {
    let time = 0;
    const handler = vi.fn();
    const { webhooks } = fakeWebhooks({ now: () => time, on: { 'members.joined': handler } });

    for (time of [0, 86_399_999, 86_400_000]) await webhooks.fetch(fakeRequest());

    expect(handler).toHaveBeenCalledTimes(2);
  });

  test("is handled with dedupe 'off'", async () => {
    const handler = vi.fn();
    const options = { dedupe: 'off', on: { 'members.joined': handler } } as const;
    const { webhooks, onError } = fakeWebhooks(options);

    await webhooks.fetch(fakeRequest());
    await webhooks.fetch(fakeRequest());

    expect(handler).toHaveBeenCalledTimes(2);
    expect(onError).not.toHaveBeenCalled();
  });

  test('is handled when the store of ids is down, which is told', async () => {
    const down = () => Promise.reject(new Error('down'));
    const dedupe: SeenIds = { claim: down, done: down, release: down };
    const handler = vi.fn();
    const { webhooks, onError } = fakeWebhooks({ dedupe, on: { 'members.joined': handler } });

    const response = await webhooks.fetch(fakeRequest());

    expect(response.status).toBe(200);
    expect(handler).toHaveBeenCalledOnce();
    expect(onError).toHaveBeenCalledTimes(2);
  });
});

describe('a store of ids', () => {
  const store = (claimed: 'new' | 'again' | 'running' | 'done') => {
    const calls: unknown[][] = [];
    const dedupe: SeenIds = {
      async claim(...given) {
        calls.push(['claim', ...given]);
        return claimed;
      },
      done: async (...given) => void calls.push(['done', ...given]),
      release: async (...given) => void calls.push(['release', ...given]),
    };
    return { dedupe, calls };
  };

  test('learns who took an event for five minutes, and for a day that it was handled', async () => {
    const { dedupe, calls } = store('new');

    await fakeWebhooks({ dedupe }).webhooks.fetch(fakeRequest());

    expect(calls).toEqual([
      ['claim', 'one/0', 300],
      ['done', 'one/0', 86_400],
    ]);
  });

  test('gets an event back whose handler failed', async () => {
    const { dedupe, calls } = store('new');
    const on = { 'members.joined': () => Promise.reject(new Error('broken')) };

    await fakeWebhooks({ dedupe, on }).webhooks.fetch(fakeRequest());

    expect(calls).toEqual([
      ['claim', 'one/0', 300],
      ['release', 'one/0'],
    ]);
  });

  test('keeps a handler from an event that was handled, or is', async () => {
    const onAny = vi.fn();
    const done = store('done');
    const running = store('running');

    await fakeWebhooks({ dedupe: done.dedupe, onAny }).webhooks.fetch(fakeRequest());
    await fakeWebhooks({ dedupe: running.dedupe, onAny }).webhooks.fetch(fakeRequest());

    expect(onAny).not.toHaveBeenCalled();
    expect([...done.calls, ...running.calls]).toHaveLength(2);
  });

  test('tells a handler that an earlier delivery did not get through', async () => {
    const onAny = vi.fn();

    await fakeWebhooks({ dedupe: store('again').dedupe, onAny }).webhooks.fetch(fakeRequest());

    expect(onAny.mock.calls[0]?.[1]).toMatchObject({ attempt: 'again' });
  });

  test('that cannot take an event back is told, beside the failure of the handler', async () => {
    const broken = new Error('broken');
    const down = new Error('down');
    const dedupe = { ...store('new').dedupe, release: () => Promise.reject(down) };
    const on = { 'members.joined': () => Promise.reject(broken) };
    const { webhooks, onError } = fakeWebhooks({ dedupe, on, onHandlerError: 'fail' });

    const response = await webhooks.fetch(fakeRequest());

    expect(response.status).toBe(500);
    expect(onError.mock.calls.map(([error]) => error)).toEqual([down, broken]);
  });
});

describe('time', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    [60_000, undefined],
    [60_001, 'too_old'],
    [-60_000, undefined],
    [-60_001, 'from_the_future'],
  ])('a signature that is %d ms old: %s', async (age, reason) => {
    const { webhooks, onError } = fakeWebhooks({ now: () => 1_000_000 });

    const response = await webhooks.fetch(fakeRequest({}, `sign=yes&at=${1_000_000 - age}`));

    expect(response.status).toBe(reason ? 401 : 200);
    expect(onError.mock.calls.map(([error]) => error.reason)).toEqual(reason ? [reason] : []);
  });

  test('a wrong one is told with how wrong it is', async () => {
    const told = async (at: number) => {
      const { webhooks } = fakeWebhooks({ now: () => 1_000_000, maxAge: 5 });
      const body = JSON.stringify({ id: 'one' });
      const parsing = webhooks.parse({ url: `/im?sign=yes&at=${at}`, body });
      return parsing.catch((error) => error.message);
    };

    expect(await told(990_000)).toBe('the signature is 10 seconds old, and maxAge is 5');
    expect(await told(1_010_000)).toBe(
      'the signature is 10 seconds ahead of this clock, and maxAge is 5: check the clock of this machine',
    );
  });

  test('does not matter with maxAge off', async () => {
    const { webhooks } = fakeWebhooks({ maxAge: 'off' });

    expect((await webhooks.fetch(fakeRequest({}, 'sign=yes&at=1'))).status).toBe(200);
  });

  test('that is wrong gets a good answer where the vendor would stop, and calls nobody', async () => {
    const onAny = vi.fn();
    const patient = fakeWebhooks({ onAny }, { acknowledgesWrongTimes: true });

    const late = await patient.webhooks.fetch(fakeRequest({}, 'sign=yes&at=1'));
    const early = await patient.webhooks.fetch(fakeRequest({}, 'sign=yes&at=8000000000000'));
    const unsigned = await patient.webhooks.fetch(fakeRequest({}, 'sign=no&at=1'));

    expect([late.status, early.status, unsigned.status]).toEqual([200, 200, 401]);
    expect(await late.json()).toEqual({ allow: true });
    expect(patient.onError).toHaveBeenCalledTimes(3);
    expect(onAny).not.toHaveBeenCalled();
  });

  test('of a handler is over when its lease ends, and not before', async () => {
    vi.useFakeTimers();
    let signal: AbortSignal | undefined;
    const { webhooks } = fakeWebhooks({
      on: {
        'members.joined': (_, context) => {
          signal = context.signal;
          return new Promise(() => undefined);
        },
      },
    });

    void webhooks.fetch(fakeRequest());
    await vi.advanceTimersByTimeAsync(299_999);
    const before = signal?.aborted;
    await vi.advanceTimersByTimeAsync(1);

    expect([before, signal?.aborted]).toEqual([false, true]);
  });

  test('leaves no timer behind a callback that was handled', async () => {
    vi.useFakeTimers();
    const { webhooks } = fakeWebhooks({ onAny: () => undefined });

    await webhooks.fetch(fakeRequest());

    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a before-callback', () => {
  const asking = (ask: object = { userId: 'bob' }) =>
    fakeRequest({ question: { name: 'ask', ask } });
  const answerOf = async (
    handler: unknown,
    otherwise: 'allow' | 'deny' = 'deny',
    more: Parameters<typeof fakeWebhooks>[0] = {},
    vendor: Parameters<typeof fakeWebhooks>[1] = {},
  ) => {
    const options = { before: { ask: handler }, otherwise, ...more } as typeof more;
    const { webhooks, onError } = fakeWebhooks(options, vendor);
    const response = await webhooks.fetch(asking());
    return { answer: await response.json(), status: response.status, onError };
  };

  test('is answered as its handler decides, each time', async () => {
    const handler = vi.fn(({ userId }) => ({ allow: userId === 'bob' }));
    const options = { before: { ask: handler }, otherwise: 'deny' } as object;
    const { webhooks } = fakeWebhooks(options);

    const answers = [
      await (await webhooks.fetch(asking())).json(),
      await (await webhooks.fetch(asking())).json(),
      await (await webhooks.fetch(asking({ userId: 'eve' }))).json(),
    ];

    expect(answers).toEqual([{ allow: true }, { allow: true }, { allow: false }]);
    expect(handler.mock.calls[0]).toEqual([
      { userId: 'bob' },
      { signal: expect.any(AbortSignal), attempt: 'first', waitUntil: expect.any(Function) },
    ]);
  });

  test('without a handler is let through', async () => {
    expect((await answerOf(undefined)).answer).toEqual({ allow: true });
  });

  test.each<[string, unknown, RegExp]>([
    ['throws', () => Promise.reject(new Error('broken')), /^broken$/],
    ['gives nothing', () => undefined, /^before 'ask': must return \{ allow: true \} or/],
    ['gives null', () => null, /must return/],
    ['gives a word', () => 'yes', /must return/],
    ['gives no decision', () => ({ deny: true }), /must return/],
    ['gives a word as decision', () => ({ allow: 'yes' }), /must return/],
    ['is late', () => new Promise(() => undefined), /^before 'ask': no answer within 50 ms$/],
  ])('whose handler %s is answered as otherwise says, and told', async (_, handler, message) => {
    const allowed = await answerOf(handler, 'allow');
    const denied = await answerOf(handler, 'deny');

    expect([allowed.answer, denied.answer]).toEqual([{ allow: true }, { allow: false }]);
    expect(allowed.onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringMatching(message) }),
      undefined,
    );
  });

  test('that gives no decision is told by the name of its handler', async () => {
    const { onError } = await answerOf(() => ({ allow: 'yes' }));

    expect(onError.mock.calls[0]?.[0]).toMatchObject({ field: 'before.ask' });
  });

  test('whose handler runs out of a time of its own is told as it failed, and is not late', async () => {
    const own = new DOMException('of a read', 'TimeoutError');
    let seen: AbortSignal | undefined;
    const { answer, onError } = await answerOf((_: unknown, context: { signal: AbortSignal }) => {
      seen = context.signal;
      throw own;
    });

    expect(answer).toEqual({ allow: false });
    expect(onError).toHaveBeenCalledExactlyOnceWith(own, undefined);
    expect(seen?.aborted).toBe(false);
  });

  test('that is late sees its signal aborted; one that fails does not', async () => {
    const signals: AbortSignal[] = [];
    const keep = (work: () => unknown) => (_: unknown, context: { signal: AbortSignal }) => {
      signals.push(context.signal);
      return work();
    };

    await answerOf(keep(() => new Promise(() => undefined)));
    await answerOf(keep(() => Promise.reject(new Error('broken'))));

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' });
  });

  test('has the time that the options give', async () => {
    const { onError } = await answerOf(() => new Promise(() => undefined), 'deny', {
      deadlineMs: 7,
    } as object);

    expect(onError.mock.calls[0]?.[0].message).toBe("before 'ask': no answer within 7 ms");
  });

  test.each(['allow', 'deny'] as const)(
    'with an answer that the vendor cannot be told is answered as otherwise says: %s',
    async (otherwise) => {
      const tooLong = new Error('too long');
      const vendor = {
        answer(_: unknown, decision: object) {
          if ('message' in decision) throw tooLong;
          return decision;
        },
      };
      const onAny = vi.fn();
      const handler = () => ({ allow: false, message: 'x' });

      const { answer, onError } = await answerOf(handler, otherwise, { onAny }, vendor);

      expect(answer).toEqual({ allow: otherwise === 'allow' });
      expect(onError).toHaveBeenCalledExactlyOnceWith(tooLong, undefined);
      expect(onAny).toHaveBeenCalledTimes(otherwise === 'allow' ? 1 : 0);
    },
  );

  test('calls the handlers of its events after the answer where it was allowed', async () => {
    const waitUntil = vi.fn();
    const broken = new Error('broken');
    const onAny = vi.fn().mockRejectedValueOnce(broken);
    const { webhooks, onError } = fakeWebhooks({ onAny });

    const request = fakeRequest({ events: 2, question: { name: 'ask', ask: {} } });
    await webhooks.fetch(request, {}, { waitUntil });
    await waitUntil.mock.calls[0]?.[0];

    expect(waitUntil).toHaveBeenCalledOnce();
    expect(onAny.mock.calls.map(([event, { attempt }]) => [event.id, attempt])).toEqual([
      ['one/0', 'first'],
      ['one/1', 'first'],
    ]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      broken,
      expect.objectContaining({ id: 'one/0' }),
    );
  });

  test('may let work go on after its answer, whose failure is told', async () => {
    const waitUntil = vi.fn();
    const broken = new Error('broken');
    const before = {
      ask: (_: unknown, context: { waitUntil: (work: Promise<unknown>) => void }) => {
        context.waitUntil(Promise.reject(broken));
        return { allow: false };
      },
    };
    const { webhooks, onError } = fakeWebhooks({ before, otherwise: 'deny' } as object);

    await webhooks.fetch(asking(), {}, { waitUntil });
    await waitUntil.mock.calls[0]?.[0];

    expect(onError).toHaveBeenCalledExactlyOnceWith(broken, undefined);
  });
});

describe('ids in memory', () => {
  test('are taken by one of many', async () => {
    const seen = seenIdsInMemory();

    const claims = await Promise.all(Array.from({ length: 5 }, () => seen.claim('a', 60)));

    expect(claims.sort()).toEqual(['new', 'running', 'running', 'running', 'running']);
  });

  test('are done for as long as they are kept', async () => {
    let time = 0;
    const seen = seenIdsInMemory({ now: () => time });
    await seen.claim('a', 60);
    await seen.done('a', 100);

    time = 99_000;
    expect(await seen.claim('a', 60)).toBe('done');
    time = 100_000;
    expect(await seen.claim('a', 60)).toBe('new');
  });

  test('are taken again after they were given back, and after their lease', async () => {
    let time = 0;
    const seen = seenIdsInMemory({ now: () => time });
    await seen.claim('a', 60);
    await seen.release('a');
    expect(await seen.claim('a', 60)).toBe('again');
    time = 59_999;
    expect(await seen.claim('a', 60)).toBe('running');
    time = 60_000;
    expect(await seen.claim('a', 60)).toBe('again');
  });

  test('are bounded: the oldest are forgotten', async () => {
    const seen = seenIdsInMemory({ maxIds: 2 });
    for (const id of ['a', 'b', 'c']) {
      await seen.claim(id, 60);
      await seen.done(id, 60);
    }

    expect(await seen.claim('b', 60)).toBe('done');
    expect(await seen.claim('c', 60)).toBe('done');
    expect(await seen.claim('a', 60)).toBe('new');
  });

  test('that are noted again are not the oldest', async () => {
    const seen = seenIdsInMemory({ maxIds: 2 });
    await seen.done('a', 60);
    await seen.done('b', 60);
    await seen.done('a', 60);
    await seen.done('c', 60);

    expect(await seen.claim('a', 60)).toBe('done');
    expect(await seen.claim('b', 60)).toBe('new');
  });

  test('are kept by the clock of this process where none is given', async () => {
    const seen = seenIdsInMemory();
    await seen.done('a', 60);

    expect(await seen.claim('a', 60)).toBe('done');
  });
});

describe('parse and handle', () => {
  const url = '/im?sign=yes';
  const body = JSON.stringify({ id: 'one', groupId: 'g' });

  test('parse calls nobody, and handle calls once', async () => {
    const handler = vi.fn();
    const { webhooks } = fakeWebhooks({ on: { 'members.joined': handler } });

    const events = await webhooks.parse({ url, body });
    expect(handler).not.toHaveBeenCalled();
    await webhooks.handle(events);
    await webhooks.handle(events);

    expect(handler).toHaveBeenCalledOnce();
  });

  test('events come through a queue as JSON', async () => {
    const handler = vi.fn();
    const { webhooks } = fakeWebhooks({ on: { 'members.joined': handler } });
    const queue = JSON.stringify(
      await webhooks.parse({ url, body: new TextEncoder().encode(body) }),
    );

    const events = JSON.parse(queue);
    await expect(webhooks.handle(events)).rejects.toThrow(
      'events[0].occurredAt: must be a Date; pass events that were JSON through reviveEvent',
    );
    await webhooks.handle(events.map(reviveEvent));

    expect(handler).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ occurredAt: new Date(0) }),
      expect.anything(),
    );
  });

  test("handle rejects with onHandlerError 'fail', so that a queue tries again", async () => {
    const error = new Error('broken');
    const handler = vi.fn().mockRejectedValueOnce(error);
    const { webhooks } = fakeWebhooks({
      onHandlerError: 'fail',
      on: { 'members.joined': handler },
    });
    const events = await webhooks.parse({ url, body });

    await expect(webhooks.handle(events)).rejects.toBe(error);
    await webhooks.handle(events);

    expect(handler).toHaveBeenCalledTimes(2);
  });

  test.each([
    [
      'a parsed object',
      { id: 'one' },
      /body: must be the string or bytes .*, not an object that was parsed; .*express\.json\(\)/,
    ],
    ['nothing', undefined, /not undefined; .*express\.raw/],
    ['an empty body', '', /body: is empty; where a body parser runs first/],
    ['an object made a string', '[object Object]', /an object that was made a string/],
    ['half a body', '{"id":', /body: is not JSON/],
    ['a list', '[1]', /must be a JSON object, not a list/],
    ['a number', '7', /must be a JSON object, not 7/],
    ['null in JSON', 'null', /must be a JSON object, not null/],
    ['null', null, /not null; .*express\.raw/],
    ['a deep body', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, /nested more than 64 levels/],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), /is not UTF-8/],
    ['more than 2 MB', ' '.repeat(2 * 1024 * 1024 + 1), /larger than 2097152 bytes/],
    ['more than 2 MB of bytes', new Uint8Array(2 * 1024 * 1024 + 1), /larger than 2097152 bytes/],
  ])('parse refuses %s and says what to do', async (_, given, message) => {
    const { webhooks } = fakeWebhooks();

    await expect(webhooks.parse({ url, body: given as never })).rejects.toMatchObject({
      name: 'WebhookError',
      reason: 'invalid_body',
      message: expect.stringMatching(message),
    });
  });

  test.each([undefined, null, { occurredAt: '2026-01-01T00:00:00Z' }])(
    'handle refuses %j among the events by its place',
    async (wrong) => {
      const onAny = vi.fn();
      const { webhooks } = fakeWebhooks({ onAny });
      const [event] = await webhooks.parse({ url, body });

      const handling = webhooks.handle([event, wrong] as never);

      await expect(handling).rejects.toMatchObject({ field: 'events[1].occurredAt' });
      expect(onAny).not.toHaveBeenCalled();
    },
  );

  test('handle lets work go on under the waitUntil that it is given', async () => {
    const waitUntil = vi.fn();
    const { webhooks } = fakeWebhooks({
      onAny: (_, context) => context.waitUntil(Promise.resolve()),
    });

    await webhooks.handle(await webhooks.parse({ url, body }), { waitUntil });

    expect(waitUntil).toHaveBeenCalledOnce();
  });

  test.each([
    ['sign=yes&sign=no', 1],
    ['sign=no&sign=yes', 0],
    ['x=1#?sign=yes', 0],
    ['sign=yes#sign=no', 1],
  ])(
    'of a parameter that comes twice the first counts, and none after a hash: %s',
    async (query, count) => {
      const { webhooks } = fakeWebhooks();

      const events = await webhooks.parse({ url: `/im?${query}`, body }).catch(() => []);

      expect(events).toHaveLength(count);
    },
  );

  test.each([
    ['as a string', ' '.repeat(2 * 1024 * 1024 - body.length)],
    ['as bytes', new TextEncoder().encode(' '.repeat(2 * 1024 * 1024 - body.length))],
  ])('parse takes 2 MB %s', async (_, blanks) => {
    const { webhooks } = fakeWebhooks();
    const whole =
      typeof blanks === 'string' ? body + blanks : Buffer.concat([Buffer.from(body), blanks]);

    expect(await webhooks.parse({ url, body: whole })).toHaveLength(1);
  });

  test('parse takes a field that is null, and an address without a query', async () => {
    const { webhooks } = fakeWebhooks({}, { verify: () => undefined });

    const [event] = await webhooks.parse({ url: '/im', body: '{"id":"one","name":null}' });

    expect(event?.raw).toEqual({ query: {}, body: { id: 'one', name: null } });
  });

  test('parse takes a body that is nested 64 levels deep', async () => {
    const { webhooks } = fakeWebhooks();
    const deep = `${'{"a":'.repeat(63)}{}${'}'.repeat(63)}`;

    expect(await webhooks.parse({ url, body: deep })).toHaveLength(1);
  });

  test.each([
    ['null', null, 'event', /^event: must be an event as webhooks.parse gives it.*, not null$/],
    ['a list', [], 'event', /not a list$/],
    ['a number', 7, 'event', /not 7 \(number\)$/],
    ['no type', { id: 'a', occurredAt: new Date() }, 'event', /not an object$/],
    ['no id', { type: 'unknown', occurredAt: new Date() }, 'event', /not an object$/],
    ['half', '{', 'event', /^event: is not JSON$/],
    [
      'no date',
      { type: 'unknown', id: 'a', occurredAt: 'soon' },
      'occurredAt',
      /^occurredAt: must be a date as JSON writes it, not "soon"/,
    ],
    ['a number as date', { type: 'unknown', id: 'a', occurredAt: 7 }, 'occurredAt', /not 7/],
    [
      'no end',
      { type: 'mutes.added', id: 'a', occurredAt: '2026-01-01T00:00:00Z', data: { until: 7 } },
      'data.until',
      /^data.until: must be a date/,
    ],
  ])('reviveEvent refuses %s by name', (_, json, field, message) => {
    expect(() => reviveEvent(json)).toThrow(
      expect.objectContaining({ field, message: expect.stringMatching(message) }),
    );
  });

  test.each([
    ['a date', { userIds: ['bob'], until: '2026-01-02T00:00:00.000Z' }, new Date('2026-01-02')],
    ['for good', { userIds: ['bob'], until: 'permanent' }, 'permanent'],
    ['nothing', { userIds: ['bob'] }, undefined],
  ])('reviveEvent gives an end as it was: %s', (_, data, until) => {
    const event = { type: 'mutes.added', id: 'a', occurredAt: '2026-01-01T00:00:00.000Z', data };

    const revived = reviveEvent(JSON.stringify(event));

    expect(revived).toEqual({
      ...event,
      occurredAt: new Date('2026-01-01'),
      data: until === undefined ? data : { ...data, until },
    });
    expect(reviveEvent(revived)).toEqual(revived);
  });

  test('reviveEvent refuses what fails when it is read', () => {
    const failing = {
      get type() {
        throw new Error('closed');
      },
    };

    expect(() => reviveEvent(failing)).toThrow(expect.objectContaining({ field: 'event' }));
  });

  test('reviveEvent takes events without data', () => {
    const event = { type: 'unknown', id: 'a', occurredAt: '2026-01-01T00:00:00.000Z' };

    expect(reviveEvent(event)).toEqual({ ...event, occurredAt: new Date('2026-01-01') });
  });
});

describe('fetch', () => {
  test('answers only POST', async () => {
    const { webhooks, onError } = fakeWebhooks();

    const response = await webhooks.fetch(new Request('http://localhost/im?sign=yes'));

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(onError).not.toHaveBeenCalled();
  });

  test('answers a mistake of its own without its words, which are told', async () => {
    const mistake = new TypeError('Cannot read properties of null');
    const throwing = fakeWebhooks(
      {},
      {
        read() {
          throw mistake;
        },
      },
    );

    const response = await throwing.webhooks.fetch(fakeRequest());

    expect([response.status, await response.json()]).toEqual([500, { error: 'internal' }]);
    expect(throwing.onError).toHaveBeenCalledExactlyOnceWith(mistake, undefined);
  });

  test('says at once that the body was read before', async () => {
    const { webhooks, onError } = fakeWebhooks();
    const request = fakeRequest();
    await request.text();

    const response = await webhooks.fetch(request);

    expect([response.status, await response.json()]).toEqual([500, { error: 'body_consumed' }]);
    expect(onError.mock.calls[0]?.[0].message).toMatch(/request\.clone\(\)/);
  });

  test('reads 2 MB, as the body says and as it comes', async () => {
    const { webhooks } = fakeWebhooks();
    const body = '{"id":"one"}'.padEnd(2 * 1024 * 1024);
    const init = { method: 'POST', body, headers: { 'content-length': String(body.length) } };

    const response = await webhooks.fetch(new Request('http://localhost/im?sign=yes', init));

    expect(response.status).toBe(200);
  });

  test('stops reading above 2 MB', async () => {
    const { webhooks } = fakeWebhooks();
    let sent = 0;
    const cancel = vi.fn();
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
      cancel,
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;

    const response = await webhooks.fetch(new Request('http://localhost/im?sign=yes', init));

    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_body' }]);
    expect(sent).toBeLessThan(2.5 * 1024 * 1024);
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('refuses a body that says that it has more than 2 MB without reading it', async () => {
    const { webhooks } = fakeWebhooks();
    const request = fakeRequest();
    const headers = { 'content-length': String(2 * 1024 * 1024 + 1) };
    const large = new Proxy(request, {
      get: (target, name) =>
        name === 'headers' ? new Headers(headers) : Reflect.get(target, name),
    });

    const response = await webhooks.fetch(large);

    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_body' }]);
    expect(request.bodyUsed).toBe(false);
  });

  test('puts a body together that comes in parts', async () => {
    const onAny = vi.fn();
    const { webhooks } = fakeWebhooks({ onAny });
    const parts = ['{"id":"', 'one', '","groupId":"g"}'].map((part) => Buffer.from(part));
    const body = new ReadableStream({
      pull(controller) {
        const part = parts.shift();
        if (part) controller.enqueue(part);
        else controller.close();
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;

    await webhooks.fetch(new Request('http://localhost/?sign=yes', init));

    expect(onAny.mock.calls[0]?.[0].raw.body).toEqual({ id: 'one', groupId: 'g' });
  });

  test('refuses a request without a body', async () => {
    const { webhooks, onError } = fakeWebhooks();

    const response = await webhooks.fetch(
      new Request('http://localhost/?sign=yes', { method: 'POST' }),
    );

    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_body' }]);
    expect(onError.mock.calls[0]?.[0].message).toMatch(/^body: is empty/);
  });

  test('refuses a body that breaks off', async () => {
    const { webhooks, onError } = fakeWebhooks();
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('reset'));
      },
    });
    const init = { method: 'POST', body: broken, duplex: 'half' } as RequestInit;

    const response = await webhooks.fetch(new Request('http://localhost/?sign=yes', init));

    expect(response.status).toBe(400);
    expect(onError.mock.calls[0]?.[0].message).toBe('the body broke off before its end');
  });

  test.each([undefined, null, 7, {}, { waitUntil: 'later' }])(
    'goes without a waitUntil where the platform gives %j',
    async (context) => {
      const { webhooks, onError } = fakeWebhooks({ acknowledge: 'first' });

      expect((await webhooks.fetch(fakeRequest(), {}, context)).status).toBe(200);
      expect(onError).not.toHaveBeenCalled();
    },
  );

  test('does not harm a callback with a waitUntil that throws, which is told', async () => {
    const error = new Error('too late');
    const { webhooks, onError } = fakeWebhooks({ acknowledge: 'first' });
    const context = {
      waitUntil() {
        throw error;
      },
    };

    expect((await webhooks.fetch(fakeRequest(), {}, context)).status).toBe(200);
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, undefined);
  });

  test('takes the waitUntil of a platform that looks at its this', async () => {
    class Platform {
      readonly #kept: Promise<unknown>[] = [];
      waitUntil(work: Promise<unknown>): void {
        this.#kept.push(work);
      }
      get size(): number {
        return this.#kept.length;
      }
    }
    const platform = new Platform();
    const { webhooks } = fakeWebhooks({ acknowledge: 'first' });

    await webhooks.fetch(fakeRequest(), {}, platform);

    expect(platform.size).toBe(1);
  });
});
