import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { testCallbackSamples } from '../../testing/src/callback-samples.ts';
import { vendorCommands } from '../src/webhooks/callbacks.ts';
import { questionNames } from '../src/webhooks/questions.ts';
import {
  createTencentWebhooks,
  type GroupEvent,
  signTencentCallback,
  type TencentWebhookOptions,
  type TencentWebhookTypes,
  tencentEvents,
  WebhookError,
} from '../src/webhooks.ts';

interface Sample {
  readonly body: { readonly CallbackCommand: string };
  readonly events: readonly object[];
}

function fixture<Value>(name: string): Value {
  return JSON.parse(
    readFileSync(new URL(`fixtures/webhooks/${name}.json`, import.meta.url), 'utf8'),
  );
}

const samples = fixture<readonly Sample[]>('callbacks');
const token = 'xxxxyyyy';
const sdkAppId = 1400000001;

function receiver(options: Partial<TencentWebhookOptions> = {}) {
  const onError = vi.fn();
  const given = { sdkAppId, tokens: [token], onError, ...options } as TencentWebhookOptions;
  return { webhooks: createTencentWebhooks(given), onError };
}

function sign(body: Sample['body'], more: object = {}) {
  return signTencentCallback({ sdkAppId, token, body, ...more });
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

const joined = {
  CallbackCommand: 'Group.CallbackAfterNewMemberJoin',
  GroupId: '@TGS#2J4SZEAEL',
  Type: 'Public',
  JoinType: 'Apply',
  Operator_Account: 'leckie',
  NewMemberList: [{ Member_Account: 'jared' }],
  EventTime: '1670574414123',
};

describe.each(fixture<readonly { token: string; requestTime: string; sign: string }[]>('vectors'))(
  'the documented signature with the token $token',
  ({ token: vectorToken, requestTime, sign: signature }) => {
    const url = `/im?SdkAppid=${sdkAppId}&CallbackCommand=X&Sign=${signature}&RequestTime=${requestTime}`;
    const now = () => Number(requestTime) * 1000;
    const body = JSON.stringify(joined);

    test('is taken', async () => {
      const { webhooks } = receiver({ tokens: [vectorToken], now });

      expect(await webhooks.parse({ url, body })).toHaveLength(1);
    });

    test('is made', async () => {
      const signed = await sign(joined, { token: vectorToken, now });

      expect(new URL(signed.url).searchParams.get('Sign')).toBe(signature);
    });

    test('is refused with another token', async () => {
      const { webhooks } = receiver({ tokens: [`${vectorToken}1`], now });

      await expect(webhooks.parse({ url, body })).rejects.toMatchObject({
        reason: 'signature_mismatch',
      });
    });
  },
);

testCallbackSamples({
  samples,
  titleOf: ({ body }) => body.CallbackCommand,
  vendorNames: vendorCommands,
  support: tencentEvents,
  async read({ body }) {
    return { events: await receiver().webhooks.parse(await sign(body)), sent: body };
  },
});

describe('the envelope', () => {
  test('says when, where and by whom', async () => {
    const { webhooks } = receiver();

    const [event] = await webhooks.parse(await sign(joined, { platform: 'iOS' }));

    expect(event).toMatchObject({
      provider: 'tencent',
      appId: '1400000001',
      occurredAt: new Date(1670574414123),
      actor: { kind: 'user', id: 'leckie' },
    });
  });

  test.each([
    [{ platform: 'RESTAPI' }, 'leckie'],
    [{ platform: 'Unknown' }, 'root'],
  ])('takes %j for the server', async (more, operator) => {
    const { webhooks } = receiver({ administrators: ['root'] });

    const [event] = await webhooks.parse(
      await sign({ ...joined, Operator_Account: operator } as never, more),
    );

    expect(event?.actor).toEqual({ kind: 'server', id: operator });
  });

  test.each<[object, object, string]>([
    [{ kind: 'server', id: 'administrator' }, { Operator_Account: 'administrator' }, 'Web'],
    [{ kind: 'user', id: 'bob' }, { Requestor_Account: 'bob' }, 'Web'],
    [{ kind: 'user', id: 'carol' }, { From_Account: 'carol' }, 'Web'],
    [{ kind: 'unknown' }, {}, 'Web'],
    [{ kind: 'server' }, {}, 'RESTAPI'],
  ])('names the actor %j of %j from %s', async (actor, accounts, platform) => {
    const { webhooks } = receiver();
    const { Operator_Account, ...rest } = joined;

    const [event] = await webhooks.parse(await sign({ ...rest, ...accounts }, { platform }));

    expect(event?.actor).toEqual(actor);
  });

  test('has no signature, with which others could sign', async () => {
    const { webhooks } = receiver();

    const [event] = await webhooks.parse(await sign(joined));

    expect(event?.raw.query).toMatchObject({ OptPlatform: 'RESTAPI' });
    expect(event?.raw.query).toHaveProperty('RequestTime');
    expect(event?.raw.query).not.toHaveProperty('Sign');
  });

  test('has one id for each delivery of a callback, and another for another callback', async () => {
    const { webhooks } = receiver();
    const idOf = async (body: Sample['body'], time: number) =>
      (await webhooks.parse(await sign(body, { now: () => time })).catch(() => []))[0]?.id;
    const { EventTime, ...withoutTime } = joined;
    const at = Date.now();

    expect(await idOf(joined, at)).toBe(await idOf(joined, at - 9000));
    expect(await idOf(joined, at)).not.toBe(await idOf({ ...joined, GroupId: 'x' } as never, at));
    expect(await idOf(withoutTime, at)).toBe(await idOf(withoutTime, at));
    expect(await idOf(withoutTime, at)).not.toBe(await idOf(withoutTime, at - 9000));
  });
});

describe('a callback is refused', () => {
  const missing = '/im?SdkAppid=1400000001&CallbackCommand=X';
  test.each<[string, string, Partial<TencentWebhookOptions>, (url: string) => string]>([
    ['missing_signature', 'without a signature', {}, () => missing],
    ['missing_signature', 'without a time', {}, (url) => url.replace(/&RequestTime=\d+/, '')],
    ['signature_mismatch', 'with another signature', {}, (url) => url.replace(/Sign=./, 'Sign=x')],
    ['signature_mismatch', 'with a longer signature', {}, (url) => url.replace('Sign=', 'Sign=0')],
    [
      'signature_mismatch',
      'with another time',
      {},
      (url) => `${url.replace(/(RequestTime=\d+)/, '$11')}`,
    ],
    ['wrong_app', 'of another app', { sdkAppId: 1400000002 }, (url) => url],
    ['too_old', 'after a minute', { now: () => Date.now() + 62_000 }, (url) => url],
    [
      'from_the_future',
      'by a clock that is late',
      { now: () => Date.now() - 62_000 },
      (url) => url,
    ],
    ['too_old', 'after maxAge', { maxAge: 5, now: () => Date.now() + 7000 }, (url) => url],
  ])('%s: %s', async (reason, _, options, change) => {
    const { webhooks, onError } = receiver(options);
    const { url, body } = await sign(joined);

    const response = await webhooks.fetch(
      new Request(new URL(change(url), 'http://localhost'), { method: 'POST', body }),
    );

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: reason });
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(WebhookError), undefined);
    expect(onError.mock.calls[0]?.[0].message).not.toContain(token);
  });

  test('with another signature before its body is looked at', async () => {
    const { webhooks } = receiver();
    const { url } = await sign(joined);

    const parsing = webhooks.parse({ url: url.replace(/Sign=./, 'Sign=x'), body: 'not JSON' });

    await expect(parsing).rejects.toMatchObject({ reason: 'signature_mismatch' });
  });
});

describe('a refusal says what is wrong', () => {
  const body = JSON.stringify(joined);
  const signedAt = (requestTime: string, command = '') => {
    const signature = createHash('sha256').update(`${token}${requestTime}`).digest('hex');
    return `/im?SdkAppid=${sdkAppId}&Sign=${signature}&RequestTime=${requestTime}${command}`;
  };
  const now = String(Math.floor(Date.now() / 1000));

  test.each<[string, RegExp, string, string]>([
    [
      'missing_signature',
      /^Sign: is missing in the query; .*console.*token.*proxy/,
      `/im?SdkAppid=${sdkAppId}&RequestTime=${now}`,
      body,
    ],
    [
      'missing_signature',
      /^RequestTime: is missing in the query; /,
      `/im?SdkAppid=${sdkAppId}&Sign=x`,
      body,
    ],
    [
      'signature_mismatch',
      /^Sign: was made with none of the tokens; compare them with the console$/,
      `${signedAt(now)}1`,
      body,
    ],
    [
      'wrong_app',
      /^SdkAppid: must be 1400000001, the sdkAppId of the options, not "5" \(string\)$/,
      signedAt(now).replace(String(sdkAppId), '5'),
      body,
    ],
    [
      'invalid_body',
      /^RequestTime: must be seconds .* not "soon" \(string\)$/,
      signedAt('soon'),
      body,
    ],
    ['invalid_body', /^RequestTime: must be seconds since 1970/, signedAt(`${now}s`), body],
    ['invalid_body', /^RequestTime: must be seconds since 1970/, signedAt(`-${now}`), body],
    ['invalid_body', /^RequestTime: must be seconds since 1970/, signedAt(`${now}00`), body],
    ['invalid_body', /^CallbackCommand: is missing$/, signedAt(now), '{}'],
    ['invalid_body', /^CallbackCommand: is missing$/, signedAt(now, '&CallbackCommand='), '{}'],
  ])('%s: %s', async (reason, message, url, given) => {
    const { webhooks } = receiver();

    await expect(webhooks.parse({ url, body: given })).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(message),
    });
  });

  test('the command may stand in the query alone', async () => {
    const { webhooks } = receiver();
    const { CallbackCommand, ...rest } = joined;
    const url = signedAt(now, `&CallbackCommand=${CallbackCommand}`);

    const [event] = await webhooks.parse({ url, body: JSON.stringify(rest) });

    expect(event?.type).toBe('members.joined');
  });
});

test('either token counts while it is changed', async () => {
  const { webhooks } = receiver({ tokens: ['new', token] });

  expect(await webhooks.parse(await sign(joined))).toHaveLength(1);
  expect(await webhooks.parse(await sign(joined, { token: 'new' }))).toHaveLength(1);
});

test('an app that signs nothing says so, and still is told from others', async () => {
  const { webhooks } = receiver({ tokens: undefined, unsigned: true });

  expect(await webhooks.parse(await sign(joined, { token: undefined }))).toHaveLength(1);
  await expect(
    webhooks.parse(await sign(joined, { token: undefined, sdkAppId: 5 })),
  ).rejects.toMatchObject({ reason: 'wrong_app' });
});

test('a callback that waited in a queue is judged by when it was received', async () => {
  const { webhooks } = receiver();
  const receivedAt = new Date(Date.now() - 3_600_000);
  const signed = await sign(joined, { now: () => receivedAt.getTime() });

  expect(await webhooks.parse({ ...signed, receivedAt })).toHaveLength(1);
  await expect(webhooks.parse(signed)).rejects.toMatchObject({ reason: 'too_old' });
});

test('the vendor gets the answer that it asks for', async () => {
  const { webhooks } = receiver();

  expect(await post(webhooks, joined)).toEqual({
    status: 200,
    answer: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' },
  });
});

describe('before-callbacks', () => {
  const bodyOf = (command: string) =>
    samples.find(({ body }) => body.CallbackCommand === command)?.body ?? joined;
  const invite = bodyOf('Group.CallbackBeforeInviteJoinGroup');
  const message = bodyOf('Group.CallbackBeforeSendMsg');
  const allowed = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' };

  test.each([
    [
      'group.create',
      'Group.CallbackBeforeCreateGroup',
      {
        kind: 'standard',
        ownerId: 'leckie',
        name: 'MyFirstGroup',
        userIds: ['bob', 'peter'],
        actorId: 'leckie',
      },
    ],
    [
      'members.invite',
      'Group.CallbackBeforeInviteJoinGroup',
      { groupId: '@TGS#2J4SZEAEL', userIds: ['jared', 'tommy'], actorId: 'leckie' },
    ],
    [
      'joins.request',
      'Group.CallbackBeforeApplyJoinGroup',
      { groupId: '@TGS#2J4SZEAEL', userId: 'jared' },
    ],
    [
      'message.send',
      'Group.CallbackBeforeSendMsg',
      {
        groupId: '@TGS#2J4SZEAEL',
        senderId: 'jared',
        text: 'red packet',
        actorId: 'administrator',
      },
    ],
    [
      'topic.create',
      'Group.CallbackBeforeCreateTopic',
      { name: 'MyFirstTopic', actorId: 'leckie' },
    ],
  ])('%s is asked', async (name, command, ask) => {
    const handler = vi.fn(() => ({ allow: false as const }));
    const { webhooks } = receiver({ before: { [name]: handler }, otherwise: 'allow' });

    const { answer } = await post(webhooks, bodyOf(command));

    expect(answer).toEqual({ ActionStatus: 'OK', ErrorCode: 1, ErrorInfo: '' });
    expect(handler).toHaveBeenCalledExactlyOnceWith(
      { ...ask, raw: { query: expect.any(Object), body: bodyOf(command) } },
      expect.objectContaining({ signal: expect.any(AbortSignal) }),
    );
  });

  test('the table has all of them', () => {
    expect(questionNames).toHaveLength(5);
  });

  test('some users may be refused', async () => {
    const { webhooks } = receiver({
      before: {
        'members.invite': ({ userIds }) => ({ allow: true, exceptUserIds: userIds.slice(1) }),
      },
      otherwise: 'allow',
    });

    expect((await post(webhooks, invite)).answer).toEqual({
      ...allowed,
      RefusedMembers_Account: ['tommy'],
    });
  });

  test('a text may be replaced', async () => {
    const { webhooks } = receiver({
      before: { 'message.send': () => ({ allow: true, replaceText: '***' }) },
      otherwise: 'allow',
    });

    expect((await post(webhooks, message)).answer).toEqual({
      ...allowed,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: '***' } }],
    });
  });

  test('a refusal with a text has a code that the user sees', async () => {
    const { webhooks } = receiver({
      before: { 'members.invite': () => ({ allow: false, message: 'not today' }) },
      otherwise: 'allow',
    });

    expect((await post(webhooks, invite)).answer).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 10100,
      ErrorInfo: 'not today',
    });
  });

  test('without a handler the answer is yes', async () => {
    const { webhooks } = receiver({ before: {}, otherwise: 'deny' });

    expect((await post(webhooks, invite)).answer).toEqual(allowed);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken'))],
    ['answers nonsense', () => 'yes'],
    ['refuses a list that is none', () => ({ allow: true, exceptUserIds: 'bob' })],
    ['never answers', () => new Promise(() => undefined)],
  ])('a handler that %s gives the answer of otherwise', async (_, handler) => {
    for (const [otherwise, code] of [
      ['allow', 0],
      ['deny', 1],
    ] as const) {
      const { webhooks, onError } = receiver({
        before: { 'members.invite': handler as never },
        otherwise,
        deadlineMs: 20,
      });

      expect((await post(webhooks, invite)).answer).toMatchObject({ ErrorCode: code });
      expect(onError).toHaveBeenCalledOnce();
    }
  });

  test('a late handler sees its signal aborted', async () => {
    let seen: AbortSignal | undefined;
    const { webhooks } = receiver({
      before: {
        'members.invite': (_, { signal }) => {
          seen = signal;
          return new Promise<never>(() => undefined);
        },
      },
      otherwise: 'allow',
      deadlineMs: 20,
    });

    await post(webhooks, invite);

    expect(seen?.aborted).toBe(true);
  });

  test('each delivery is asked about', async () => {
    const handler = vi.fn(() => ({ allow: true as const }));
    const { webhooks } = receiver({ before: { 'members.invite': handler }, otherwise: 'allow' });

    await post(webhooks, invite);
    await post(webhooks, invite);

    expect(handler).toHaveBeenCalledTimes(2);
  });

  test('an application is an event, unless it was refused', async () => {
    const requested = vi.fn();
    const apply = bodyOf('Group.CallbackBeforeApplyJoinGroup');
    const yes = receiver({ on: { 'joins.requested': requested } });
    const no = receiver({
      on: { 'joins.requested': requested },
      before: { 'joins.request': () => ({ allow: false }) },
      otherwise: 'allow',
    });

    await post(no.webhooks, apply);
    expect(requested).not.toHaveBeenCalled();
    await post(yes.webhooks, apply);
    await vi.waitFor(() => expect(requested).toHaveBeenCalledOnce());
  });
});

describe('options are refused by name', () => {
  test.each<[string, object]>([
    ['tokens', {}],
    ['tokens', { tokens: [] }],
    ['tokens[0]', { tokens: ['t\n'] }],
    ['tokens[0]', { tokens: ['x'.repeat(129)] }],
    ['unsigned', { tokens: ['t'], unsigned: true }],
    ['unsigned', { unsigned: false }],
    ['sdkAppId', { tokens: ['t'], sdkAppId: 0 }],
    ['on.member.joined', { tokens: ['t'], on: { 'member.joined': () => undefined } }],
    ['onVendor', { tokens: ['t'], onVendor: 3 }],
    ['otherwise', { tokens: ['t'], before: {} }],
    ['otherwise', { tokens: ['t'], otherwise: 'allow' }],
    ['maxAge', { tokens: ['t'], maxAge: 0 }],
    ['dedupe', { tokens: ['t'], dedupe: {} }],
    ['token', { tokens: ['t'], token: 't' }],
    ['administrators', { tokens: ['t'], administrators: 'root' }],
    ['administrators', { tokens: ['t'], administrators: ['root', 7] }],
  ])('%s: %j', (field, options) => {
    let thrown: unknown;
    try {
      createTencentWebhooks({ sdkAppId, ...options } as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: 'InvalidRequestError', provider: 'tencent', field });
  });

  test.each([
    [{}, /^tokens: is missing: .*console.* unsigned: true/],
    [{ tokens: ['t'], unsigned: true }, /^unsigned: cannot be given together with tokens$/],
    [{ unsigned: false }, /^unsigned: must be true, or left out, not false/],
    [
      { tokens: ['t'], administrators: 'root' },
      /^administrators: must be a list of user ids, not "root"/,
    ],
  ])('with what to do: %j', (options, message) => {
    expect(() => createTencentWebhooks({ sdkAppId, ...options } as never)).toThrow(message);
  });

  test.each([
    { tokens: ['t'], unsigned: undefined },
    { tokens: undefined, unsigned: true },
  ] as const)('but what is undefined is not given: %j', (options) => {
    expect(() => createTencentWebhooks({ sdkAppId, ...options })).not.toThrow();
  });

  test('the nearest name is shown', () => {
    expect(() =>
      createTencentWebhooks({
        sdkAppId,
        tokens: ['t'],
        on: { 'member.joined': () => undefined },
      } as never),
    ).toThrow('did you mean members.joined?');
  });

  test.each([
    ['a blank at its end', ['hushed\n']],
    ['no list', 'hushed'],
    ['a list in a list', [['hushed']]],
  ])('no token is shown: %s', (_, tokens) => {
    const create = () => createTencentWebhooks({ sdkAppId, tokens } as never);

    expect(create).toThrow(/^tokens.* must be /);
    expect(create).not.toThrow('hushed');
  });
});

test('a switch over events narrows to the bodies of the vendor', () => {
  const read = (event: GroupEvent<TencentWebhookTypes>): unknown => {
    switch (event.type) {
      case 'members.joined':
        return event.raw.body.JoinType;
      case 'vendor':
        return event.name === 'Group.CallbackOnDailyGroupQuotaAlarm'
          ? event.raw.body.Quota + 1
          : event.name;
      case 'unknown':
        return event.raw.body;
      default:
        return event.type;
    }
  };

  expect(read({ type: 'unknown', raw: { query: {}, body: 7 } } as never)).toBe(7);
});
