import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { testCallbackSamples } from '../../testing/src/callback-samples.ts';
import { vendorNames } from '../src/webhooks/callbacks.ts';
import {
  createEasemobWebhooks,
  type EasemobWebhookOptions,
  easemobEvents,
  signEasemobCallback,
  WebhookError,
} from '../src/webhooks.ts';

interface Sample {
  readonly body: Readonly<Record<string, unknown>>;
  readonly events: readonly object[];
}

function fixture<Value>(name: string): Value {
  return JSON.parse(
    readFileSync(new URL(`fixtures/webhooks/${name}.json`, import.meta.url), 'utf8'),
  );
}

const samples = ['operations', 'legacy', 'messages'].flatMap((name) =>
  fixture<readonly Sample[]>(name),
);
const secret = 's3cr3t';
const appKey = 'acme#demo';

function receiver(options: Partial<EasemobWebhookOptions> = {}) {
  const onError = vi.fn();
  const given = { appKey, secrets: [secret], onError, ...options } as EasemobWebhookOptions;
  return { webhooks: createEasemobWebhooks(given), onError };
}

function sign(body: Sample['body'], more: object = {}) {
  return signEasemobCallback({ appKey, secret, body, ...more });
}

/** At the time that the sample tells. */
function signAsTold(body: Sample['body']) {
  return sign(body, { now: () => Number(body.timestamp) });
}

async function post(
  webhooks: ReturnType<typeof receiver>['webhooks'],
  body: Sample['body'],
  more = {},
) {
  const signed = await sign(body, more);
  const response = await webhooks.fetch(
    new Request(signed.url, { method: 'POST', body: signed.body }),
  );
  return { status: response.status, answer: await response.json() };
}

function sampleOf(change: (body: Sample['body']) => boolean): Sample['body'] {
  return samples.find(({ body }) => change(body))?.body ?? {};
}

const joined = sampleOf(({ operation }) => operation === 'JOIN');
const question = sampleOf(({ chat_type, eventType }) => chat_type === 'groupchat' && !eventType);

describe.each(
  fixture<readonly { callId: string; secret: string; timestamp: number; security: string }[]>(
    'vectors',
  ),
)('the documented signature of $callId', (vector) => {
  const { callId, timestamp, security } = vector;
  const body = JSON.stringify({ ...joined, callId, timestamp, security });

  test('is taken', async () => {
    const { webhooks } = receiver({ secrets: [vector.secret], now: () => timestamp });

    expect(await webhooks.parse({ url: '/', body })).toHaveLength(1);
  });

  test('is made', async () => {
    const signed = await sign({ ...joined, callId }, { now: () => timestamp });

    expect(JSON.parse(signed.body)).toMatchObject({ callId, timestamp, security });
  });

  test('is taken with the time as a string', async () => {
    const { webhooks } = receiver({ now: () => timestamp });
    const withText = JSON.stringify({ ...joined, callId, timestamp: String(timestamp), security });

    expect(await webhooks.parse({ url: '/', body: withText })).toHaveLength(1);
  });
});

testCallbackSamples({
  samples,
  titleOf: ({ events }) => JSON.stringify(events),
  vendorNames,
  support: easemobEvents,
  async read({ body }) {
    const { webhooks } = receiver({ maxAge: 'off', now: () => Number(body.timestamp) });
    const signed = await signAsTold(body);
    return { events: await webhooks.parse(signed), sent: JSON.parse(signed.body) };
  },
});

describe('the envelope', () => {
  const cases: [object, Sample['body']][] = [
    [{ kind: 'server' }, { ...joined, operator: '@ppAdmin' }],
    [
      { kind: 'user', id: 'tst' },
      { ...joined, operator: 'Tst' },
    ],
    [{ kind: 'user', id: 'alice' }, sampleOf(({ chat_type }) => chat_type === 'muc')],
    [
      { kind: 'unknown', id: 'alice' },
      { ...sampleOf(({ chat_type }) => chat_type === 'muc'), from: 'acme#demo_alice' },
    ],
    [{ kind: 'unknown' }, { ...joined, operator: undefined }],
    [
      { kind: 'user', id: 'bob' },
      { ...joined, operator: undefined, from: 'acme#demo_bob' },
    ],
    [
      { kind: 'unknown', id: 'bob' },
      { ...sampleOf(({ chat_type }) => chat_type === 'muc'), operator: 'bob', from: undefined },
    ],
  ];
  test.each(cases)('names the actor %j', async (actor, body) => {
    const { webhooks } = receiver();

    const [event] = await webhooks.parse(await sign(body));

    expect(event).toMatchObject({ provider: 'easemob', appId: appKey, actor });
  });

  test('has the time of the signature', async () => {
    const { webhooks } = receiver();
    const at = Date.now() - 5000;

    const [event] = await webhooks.parse(await sign(joined, { now: () => at }));

    expect(event?.occurredAt).toEqual(new Date(at));
  });

  test('has the app of the options, or none, where the callback names none', async () => {
    const { url, body } = await sign(joined);
    const unnamed = { url, body: JSON.stringify({ ...JSON.parse(body), appkey: undefined }) };

    const [known] = await receiver().webhooks.parse(unnamed);
    const [unknown] = await receiver({ appKey: undefined }).webhooks.parse(unnamed);

    expect([known?.appId, unknown?.appId]).toEqual([appKey, '']);
  });

  test('has one id for each delivery, and another for each offline receiver and the question before', async () => {
    const { webhooks } = receiver();
    const idOf = async (body: Sample['body']) => (await webhooks.parse(await sign(body)))[0]?.id;
    const message = { ...question, eventType: 'chat' };

    const ids = [
      await idOf(question),
      await idOf(message),
      await idOf({ ...message, eventType: 'chat_offline', to: 'bob' }),
      await idOf({ ...message, eventType: 'chat_offline', to: 'carol' }),
    ];

    expect(new Set(ids).size).toBe(4);
    expect(await idOf(message)).toBe(ids[1]);
  });
});

describe('a callback is refused', () => {
  const spoilt = (change: object) => async () => {
    const { url, body } = await sign(joined);
    return { url, body: JSON.stringify({ ...JSON.parse(body), ...change }) };
  };
  test.each([
    ['missing_signature', 'without security', spoilt({ security: undefined })],
    ['missing_signature', 'with an object as callId', spoilt({ callId: { a: 1 } })],
    ['missing_signature', 'without a time', spoilt({ timestamp: null })],
    ['signature_mismatch', 'with another secret', () => sign(joined, { secret: 'other' })],
    ['signature_mismatch', 'with another time', spoilt({ timestamp: Date.now() + 1 })],
    [
      'signature_mismatch',
      'with another first character',
      async () => {
        const { url, body } = await sign(joined);
        const fields = JSON.parse(body);
        return {
          url,
          body: JSON.stringify({ ...fields, security: `X${fields.security.slice(1)}` }),
        };
      },
    ],
    ['wrong_app', 'with another app key', spoilt({ appkey: 'acme#other' })],
    ['wrong_app', 'with the id of another app', () => sign({ ...joined, callId: 'acme#demo2_1' })],
  ])('%s: %s', async (reason, _, make) => {
    const { webhooks, onError } = receiver();
    const { url, body } = await make();

    const response = await webhooks.fetch(new Request(url, { method: 'POST', body }));

    expect([response.status, await response.json()]).toEqual([401, { error: reason }]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(WebhookError), undefined);
    expect(onError.mock.calls[0]?.[0].message).not.toContain(secret);
  });

  test.each([
    ['too_old', 601_000],
    ['from_the_future', -601_000],
  ])('%s: with a good answer, because failures suspend the rule', async (reason, milliseconds) => {
    const handler = vi.fn();
    const { webhooks, onError } = receiver({
      now: () => Date.now() + milliseconds,
      onAny: handler,
    });

    const { status } = await post(webhooks, joined);

    expect(status).toBe(200);
    expect(handler).not.toHaveBeenCalled();
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason }), undefined);
  });
});

describe('a refusal says what is wrong', () => {
  const signed = (change: object, timestamp: unknown = Date.now()) => {
    const callId = 'acme#demo_1';
    const security = createHash('md5').update(`${callId}${secret}${timestamp}`).digest('hex');
    return JSON.stringify({ ...joined, appkey: appKey, callId, security, timestamp, ...change });
  };

  test.each<[string, RegExp, string]>([
    ['missing_signature', /^callId: is missing in the body, or of /, signed({ callId: undefined })],
    ['missing_signature', /^callId: is missing /, signed({ callId: '' })],
    ['missing_signature', /^security: is missing /, signed({ security: 7 })],
    ['missing_signature', /^security: is missing /, signed({ security: '' })],
    ['missing_signature', /^timestamp: is missing /, signed({ timestamp: '' })],
    ['missing_signature', /^timestamp: is missing .* no callback of /, signed({ timestamp: true })],
    [
      'signature_mismatch',
      /^security: was made with none of the secrets; each rule .* has a secret of its own$/,
      signed({ security: 'x' }),
    ],
    [
      'invalid_body',
      /^timestamp: must be milliseconds .*, not "soon" \(string\)$/,
      signed({}, 'soon'),
    ],
    ['invalid_body', /^timestamp: must be milliseconds since 1970/, signed({}, `${Date.now()}x`)],
    ['invalid_body', /^timestamp: must be milliseconds since 1970/, signed({}, -Date.now())],
    ['invalid_body', /^timestamp: must be milliseconds since 1970/, signed({}, `${Date.now()}00`)],
    [
      'wrong_app',
      /^appkey: must be acme#demo, the appKey of the options, not "acme#other" \(string\) with the callId "acme#demo_1" \(string\)$/,
      signed({ appkey: 'acme#other' }),
    ],
  ])('%s: %s', async (reason, message, body) => {
    const { webhooks } = receiver();

    await expect(webhooks.parse({ url: '/', body })).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(message),
    });
  });
});

test('what comes from the exception store days later is taken with maxAge off', async () => {
  const { webhooks } = receiver({ maxAge: 'off' });

  expect(await webhooks.parse(await sign(joined, { now: () => 1_600_000_000_000 }))).toHaveLength(
    1,
  );
});

test('without an appKey every app of the secret counts', async () => {
  const { webhooks } = receiver({ appKey: undefined });
  const legacy = samples.find(
    ({ events }) => Object(events[0]).type === 'mutes.added' && true,
  )?.body;

  const [event] = await webhooks.parse(
    await sign({ ...legacy, callId: 'other#app_1' }, { appKey: 'other#app' }),
  );

  expect(event).toMatchObject({ appId: 'other#app', type: 'mutes.added' });
});

test('each rule of the console may have its secret', async () => {
  const { webhooks } = receiver({ secrets: ['one', secret] });

  expect(await webhooks.parse(await sign(joined))).toHaveLength(1);
  expect(await webhooks.parse(await sign(joined, { secret: 'one' }))).toHaveLength(1);
});

describe('before-callbacks', () => {
  test.each([
    ['bodies', question],
    ['one flat body', { ...question, chat_type: 'group', payload: { type: 'txt', msg: 'hi' } }],
  ])('a message is asked about, with %s', async (_, body) => {
    const handler = vi.fn(() => ({ allow: false as const, message: 'no' }));
    const { webhooks } = receiver({ before: { 'message.send': handler }, otherwise: 'allow' });

    const { status, answer } = await post(webhooks, body);

    expect([status, answer]).toEqual([200, { valid: false, code: 'no' }]);
    expect(handler).toHaveBeenCalledExactlyOnceWith(
      {
        groupId: '16934809238921545',
        senderId: 'user1',
        text: 'hi',
        raw: { query: {}, body: expect.objectContaining({ from: 'user1', payload: body.payload }) },
      },
      expect.anything(),
    );
  });

  test('a text may be replaced', async () => {
    const { webhooks } = receiver({
      before: { 'message.send': () => ({ allow: true, replaceText: '***' }) },
      otherwise: 'allow',
    });

    expect((await post(webhooks, question)).answer).toEqual({
      valid: true,
      payload: { bodies: [{ msg: '***', type: 'txt' }] },
    });
  });

  test.each([
    ['a long reason', { allow: false, message: 'x'.repeat(5000) }],
    ['a long reason that JSON makes longer', { allow: false, message: '\u0001'.repeat(5000) }],
    ['a long text', { allow: true, replaceText: 'x'.repeat(1001) }],
    ['a text of many bytes', { allow: true, replaceText: '群'.repeat(400) }],
  ])('an answer with %s stays within what the vendor takes', async (_, decision) => {
    const { webhooks } = receiver({
      before: { 'message.send': () => decision as never },
      otherwise: 'deny',
    });

    const { answer } = await post(webhooks, question);

    expect(answer.valid).toBe(false);
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(1000);
  });

  test.each(['chat', 'chatroom'])('a message of the type %s is let through', async (type) => {
    const handler = vi.fn();
    const { webhooks } = receiver({ before: { 'message.send': handler }, otherwise: 'deny' });

    const { answer } = await post(webhooks, { ...question, chat_type: type });

    expect(answer).toEqual({ valid: true });
    expect(handler).not.toHaveBeenCalled();
  });

  test('a late handler gives the answer of otherwise after 150 ms', async () => {
    const { webhooks } = receiver({
      before: { 'message.send': () => new Promise<never>(() => undefined) },
      otherwise: 'deny',
    });

    expect((await post(webhooks, question)).answer).toEqual({ valid: false });
  });
});

test('the map of before-handlers has no more than Easemob asks', () => {
  expect(() =>
    createEasemobWebhooks({
      secrets: [secret],
      // @ts-expect-error Easemob asks about messages only
      before: { 'members.invite': () => ({ allow: true }) },
      otherwise: 'allow',
    }),
  ).toThrow(expect.objectContaining({ field: 'before.members.invite' }));
});

test.each([
  ['a blank at its end', ['hushed\n']],
  ['no list', 'hushed'],
  ['a list in a list', [['hushed']]],
])('no secret is shown: %s', (_, secrets) => {
  const create = () => createEasemobWebhooks({ secrets } as never);

  expect(create).toThrow(/^secrets.* must be /);
  expect(create).not.toThrow('hushed');
});
