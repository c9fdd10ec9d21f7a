import { describe, expect, test, vi } from 'vitest';
import { reviveEvent, type SeenIds, seenIdsInMemory } from '../src/webhooks.ts';
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

    const statuses = [
      (await webhooks.fetch(fakeRequest())).status,
      (await webhooks.fetch(fakeRequest())).status,
    ];

    expect(statuses).toEqual([500, 200]);
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

  test("is handled with dedupe 'off'", async () => {
    const handler = vi.fn();
    const { webhooks } = fakeWebhooks({ dedupe: 'off', on: { 'members.joined': handler } });

    await webhooks.fetch(fakeRequest());
    await webhooks.fetch(fakeRequest());

    expect(handler).toHaveBeenCalledTimes(2);
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
    time = 60_000;
    expect(await seen.claim('a', 60)).toBe('again');
  });

  test('are bounded: the oldest are forgotten', async () => {
    const seen = seenIdsInMemory({ maxIds: 2 });
    for (const id of ['a', 'b', 'c']) {
      await seen.claim(id, 60);
      await seen.done(id, 60);
    }

    expect(await seen.claim('c', 60)).toBe('done');
    expect(await seen.claim('a', 60)).toBe('new');
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

  test.each([
    ['null', null, 'event'],
    ['half', '{', 'event'],
    ['no date', { type: 'unknown', id: 'a', occurredAt: 'soon' }, 'occurredAt'],
    [
      'no end',
      { type: 'mutes.added', id: 'a', occurredAt: '2026-01-01T00:00:00Z', data: { until: 7 } },
      'data.until',
    ],
  ])('reviveEvent refuses %s by name', (_, json, field) => {
    expect(() => reviveEvent(json)).toThrow(expect.objectContaining({ field }));
  });
});

describe('fetch', () => {
  test('answers only POST', async () => {
    const { webhooks, onError } = fakeWebhooks();

    expect((await webhooks.fetch(new Request('http://localhost/im?sign=yes'))).status).toBe(405);
    expect(onError).not.toHaveBeenCalled();
  });

  test('says at once that the body was read before', async () => {
    const { webhooks, onError } = fakeWebhooks();
    const request = fakeRequest();
    await request.text();

    const response = await webhooks.fetch(request);

    expect([response.status, await response.json()]).toEqual([500, { error: 'body_consumed' }]);
    expect(onError.mock.calls[0]?.[0].message).toMatch(/request\.clone\(\)/);
  });

  test('stops reading above 2 MB', async () => {
    const { webhooks } = fakeWebhooks();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit;

    const response = await webhooks.fetch(new Request('http://localhost/im?sign=yes', init));

    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_body' }]);
    expect(sent).toBeLessThan(2.5 * 1024 * 1024);
  });

  test('refuses a body that breaks off', async () => {
    const { webhooks } = fakeWebhooks();
    const broken = new ReadableStream({
      pull(controller) {
        controller.error(new Error('reset'));
      },
    });
    const init = { method: 'POST', body: broken, duplex: 'half' } as RequestInit;

    expect((await webhooks.fetch(new Request('http://localhost/?sign=yes', init))).status).toBe(
      400,
    );
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
