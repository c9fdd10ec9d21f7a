import type { GroupProvider } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider, textMessage } from '@imgroups/tencent';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { controlHeader } from '../src/control/guard.ts';
import { startEmulator } from '../src/index.ts';
import { serve, startWithReceivers } from './webhook-receiver.ts';

/** Of Easemob; what it is asked is kept. */
const asked: unknown[] = [];

const world = await startWithReceivers(
  {
    before: {
      'group.create': ({ name }) =>
        name === 'Forbidden' ? { allow: false, message: 'not this name' } : { allow: true },
      'members.invite': ({ userIds }) => ({
        allow: true,
        exceptUserIds: userIds.filter((userId) => userId === 'dave'),
      }),
      'joins.request': ({ userId }) => ({ allow: userId !== 'dave' }),
      'message.send': ({ text }) =>
        text === 'spam' ? { allow: true, replaceText: '***' } : { allow: true },
      'topic.create': ({ name }) =>
        name === 'Forbidden' ? { allow: false, code: 10101 } : { allow: true },
    },
    otherwise: 'deny',
  },
  {
    before: {
      'message.send': ({ senderId, text, raw }) => {
        asked.push({ senderId, text, payload: raw.body.payload });
        if (text === 'spam') return { allow: true, replaceText: '***' };
        return { allow: text !== 'insult', message: 'be kind' };
      },
    },
    otherwise: 'deny',
  },
);
const { tencent, easemob } = world.emulator;
const tencentProvider = createTencentProvider(tencent);
const easemobProvider = createEasemobProvider(easemob);

afterAll(async () => {
  await tencentProvider.close();
  await easemobProvider.close();
  await world.close();
});

beforeEach(() => {
  world.events.length = 0;
  world.errors.length = 0;
  for (const vendor of ['tencent', 'easemob'] as const) {
    const { control } = world.emulator[vendor];
    control.reset();
    control.setWebhooks(world.settings[vendor] as never);
    control.importAccounts(['alice', 'bob', 'carol', 'dave']);
  }
});

async function settle(): Promise<void> {
  await Promise.all([tencent.control.deliveries.settled(), easemob.control.deliveries.settled()]);
}

/** The names of the callbacks since the last call of this. */
async function namesOf(vendor: 'tencent' | 'easemob'): Promise<readonly string[]> {
  await settle();
  const { deliveries } = world.emulator[vendor].control;
  const names = deliveries.list().map(({ name }) => name.replace('Group.Callback', ''));
  deliveries.clear();
  return names;
}

/** Creates a community of Tencent that has topics; its id. */
async function createCommunity(): Promise<string> {
  const { GroupId = '' } = await tencentProvider.client.createGroup({
    Type: 'Community',
    Name: 'Club',
    Owner_Account: 'alice',
    SupportTopic: 1,
  });
  return GroupId;
}

/** The bodies of Tencent's callbacks of one command that came as events of the vendor. */
function bodiesOf(command: string): readonly unknown[] {
  return world.events.flatMap((event) =>
    event.type === 'vendor' && event.name === command ? [event.raw.body] : [],
  );
}

describe('every delivery', () => {
  test('is accepted, and stands in the journal with its request', async () => {
    await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await settle();

    const [entry] = easemob.control.journal().filter(({ endpoint }) => endpoint === 'createGroup');

    expect(world.errors).toEqual([]);
    expect(entry?.deliveries).toEqual([
      {
        number: expect.any(Number),
        at: expect.any(String),
        name: 'CREATE',
        kind: 'after',
        groupId: expect.any(String),
        request: entry?.number,
        attempts: 1,
        status: 200,
        problem: undefined,
      },
    ]);
  });

  test('is signed by the clock of the emulator', async () => {
    tencent.control.advanceClock(3600);
    const group = await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await settle();

    expect(group.id).toBeTruthy();
    expect(world.errors[0]).toMatchObject({ reason: 'from_the_future' });
  });

  test('is of the commands that are switched on', async () => {
    const commands = ['Group.CallbackAfterMemberExit'];
    tencent.control.setWebhooks({ ...world.settings.tencent, commands });

    const group = await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await tencentProvider.members.add(group, ['bob']);
    await tencentProvider.members.remove(group, ['bob']);

    expect(await namesOf('tencent')).toEqual(['AfterMemberExit']);
  });

  test('is none when they are switched off', async () => {
    tencent.control.setWebhooks(undefined);

    await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });

    expect(await namesOf('tencent')).toEqual([]);
  });
});

describe('Tencent', () => {
  test('asks before a group is created, and a refusal fails the call', async () => {
    const creating = tencentProvider.groups.create({ name: 'Forbidden', ownerId: 'alice' });

    await expect(creating).rejects.toMatchObject({ reason: 'refused_by_webhook' });
    expect(tencent.control.groups()).toEqual([]);
    expect(await namesOf('tencent')).toEqual(['BeforeCreateGroup']);
  });

  test('leaves out the users whom the application refuses', async () => {
    const group = await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    const result = await tencentProvider.members.add(group, ['bob', 'dave', 'carol']);
    await settle();

    expect(result.outcomes.map(({ status }) => status)).toEqual(['done', 'failed', 'done']);
    expect(world.events.find(({ type }) => type === 'members.joined')).toMatchObject({
      data: { userIds: ['bob', 'carol'], how: 'added' },
    });
  });

  test('sends what the application makes of a message', async () => {
    const { client } = tencentProvider;
    const { id: GroupId } = await tencentProvider.groups.create({
      name: 'Chess',
      ownerId: 'alice',
    });

    await client.sendGroupMsg({
      GroupId,
      Random: 1,
      MsgBody: textMessage('spam'),
      From_Account: 'alice',
    });
    await settle();

    const [group] = tencent.control.groups();
    expect(group?.messages).toEqual([{ senderId: 'alice', text: '***' }]);
    expect(world.events.at(-1)).toMatchObject({
      type: 'message.sent',
      data: { seq: 1, senderId: 'alice' },
    });
  });

  test.each([
    ['deny', 'refused_by_webhook'],
    ['allow', undefined],
  ] as const)(
    'does what the console says (%s) when nobody answers in time',
    async (otherwise, reason) => {
      const silent = await serve(() => undefined);
      tencent.control.setWebhooks({
        url: silent.url,
        otherwise,
        timeout: 30,
        commands: ['Group.CallbackBeforeCreateGroup'],
      });

      const creating = tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });

      const outcome = await creating.then(
        () => undefined,
        (error) => error.reason,
      );
      silent.close();
      expect(outcome).toBe(reason);
      const [delivery] = tencent.control.deliveries.list();
      expect(delivery).toMatchObject({ kind: 'before', problem: 'timeout' });
    },
  );

  test('sends once more after a time-out where that is switched on', async () => {
    const silent = await serve(() => undefined);
    const commands = ['Group.CallbackAfterCreateGroup'];
    const settings = { url: silent.url, timeout: 30, commands };
    for (const retryOnTimeout of [false, true]) {
      tencent.control.setWebhooks({ ...settings, retryOnTimeout });
      await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
      await settle();
    }
    silent.close();

    const attempts = tencent.control.deliveries.list().map((delivery) => delivery.attempts);
    expect(attempts).toEqual([1, 2]);
  });

  test('asks before a user applies, and tells who came in', async () => {
    const open = await tencentProvider.groups.create({
      name: 'Open',
      ownerId: 'alice',
      joinPolicy: 'open',
    });
    const asks = await tencentProvider.groups.create({ name: 'Asks', ownerId: 'alice' });
    const closed = await tencentProvider.groups.create({
      name: 'Closed',
      ownerId: 'alice',
      joinPolicy: 'closed',
    });
    const { apply } = tencent.control;

    expect([
      await apply(open.id, 'bob'),
      await apply(open.id, 'dave'),
      await apply(asks.id, 'bob'),
      await apply(closed.id, 'bob'),
    ]).toEqual(['joined', 'refused', 'pending', 'refused']);
    await settle();
    expect(world.events.filter(({ type }) => type === 'members.joined')).toMatchObject([
      { groupId: open.id, actor: { kind: 'user' }, data: { userIds: ['bob'], how: 'applied' } },
    ]);
  });

  test('tells what changed in one call in one callback', async () => {
    const group = await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await namesOf('tencent');
    const { client } = tencentProvider;

    await client.modifyGroupBaseInfo({ GroupId: group.id, Name: 'Go', Notification: 'new' });

    expect(await namesOf('tencent')).toEqual(['AfterGroupInfoChanged']);
    expect(world.events.slice(-2)).toMatchObject([
      { type: 'group.updated', data: { changed: { name: 'Go' } } },
      { type: 'group.announcementChanged', data: { text: 'new' } },
    ]);
  });

  test('asks before a topic is created, and tells of topics that are destroyed in one callback', async () => {
    const { client } = tencentProvider;
    const GroupId = await createCommunity();
    const create = (TopicName: string) =>
      client.createGroupTopic({ GroupId, TopicName, From_Account: 'alice' });

    await expect(create('Forbidden')).rejects.toMatchObject({ reason: 'refused_by_webhook' });
    const { TopicId: first = '' } = await create('News');
    const { TopicId: second = '' } = await create('Openings');
    await client.destroyGroupTopic({ GroupId, TopicIdList: [first, second] });
    await settle();

    expect(bodiesOf('Group.CallbackAfterCreateTopic')).toMatchObject([
      { GroupId, TopicId: first, Name: 'News', Owner_Account: 'alice', Type: 'Community' },
      { GroupId, TopicId: second, Name: 'Openings' },
    ]);
    expect(bodiesOf('Group.CallbackAfterTopicDestroyed')).toMatchObject([
      { GroupId, Type: 'Community', TopicIdList: [first, second] },
    ]);
  });

  test('tells of messages in topics, and of all that a call recalls in one callback', async () => {
    const { client } = tencentProvider;
    const GroupId = await createCommunity();
    const { TopicId = '' } = await client.createGroupTopic({
      GroupId,
      TopicName: 'News',
      From_Account: 'alice',
    });
    for (const Random of [1, 2]) {
      await client.sendGroupMsg({
        GroupId,
        TopicId,
        Random,
        From_Account: 'alice',
        MsgBody: textMessage('hi'),
        CloudCustomData: 'mine',
      });
    }
    await client.groupMsgRecall({ GroupId, TopicId, MsgSeqList: [{ MsgSeq: 1 }, { MsgSeq: 2 }] });
    await settle();

    expect(world.events.filter(({ type }) => type.startsWith('message'))).toMatchObject([
      { groupId: GroupId, data: { seq: 1, senderId: 'alice' }, raw: { body: { TopicId } } },
      { data: { seq: 2 }, raw: { body: { CloudCustomData: 'mine' } } },
      { type: 'message.recalled', raw: { body: { MsgSeqList: [{ MsgSeq: 1 }, { MsgSeq: 2 }] } } },
    ]);
  });

  test('tells when a group is full, what was read, marked and not sent', async () => {
    const { client } = tencentProvider;
    const { GroupId = '' } = await client.createGroup({
      Type: 'Public',
      Name: 'Chess',
      Owner_Account: 'alice',
      MaxMemberCount: 2,
    });
    await client.addGroupMember({ GroupId, MemberList: [{ Member_Account: 'bob' }] });
    await client.sendGroupMsg({
      GroupId,
      Random: 1,
      From_Account: 'alice',
      MsgBody: textMessage('hi'),
      NeedReadReceipt: 1,
      SupportMessageExtension: 1,
    });
    await client.groupMsgReceipt({ GroupId, From_Account: 'bob', MsgSeqList: [{ MsgSeq: 1 }] });
    const extension = { GroupId, MsgSeq: 1, ExtensionList: [{ Key: 'votes', Value: '3' }] };
    await client.groupSetKeyValues({ ...extension, OperateType: 1 });
    await client.groupSetKeyValues({ GroupId, MsgSeq: 1, OperateType: 3 });
    await client.forbidSendMsg({ GroupId, Members_Account: ['bob'], MuteTime: 600 });
    await client
      .sendGroupMsg({ GroupId, Random: 2, From_Account: 'bob', MsgBody: textMessage('hi') })
      .catch(() => undefined);
    await settle();

    expect(bodiesOf('Group.CallbackAfterGroupFull')).toMatchObject([{ GroupId }]);
    expect(bodiesOf('Group.CallbackAfterReadReceipt')).toMatchObject([
      {
        GroupMsgReceiptList: [
          {
            MsgSeq: 1,
            ReadNum: 1,
            UnreadNum: 0,
            ReadReceiptMembers: [{ Member_Account: 'bob' }],
          },
        ],
      },
    ]);
    expect(bodiesOf('Group.CallbackAfterGroupMsgExtension')).toMatchObject([
      { OperateType: 1, ExtensionList: [{ Key: 'votes', Value: '3', Seq: 1 }], Seq: 1 },
      { OperateType: 3, ExtensionList: [], Seq: 2 },
    ]);
    expect(bodiesOf('Group.CallbackSendMsgException')).toMatchObject([
      { GroupId, From_Account: 'bob', ErrorCode: 10017 },
    ]);
  });

  test('tells who is in a live room', async () => {
    const room = await tencentProvider.groups.create({
      name: 'Live',
      ownerId: 'alice',
      kind: 'livestream',
    });
    await namesOf('tencent');

    tencent.control.enter(room.id, ['bob']);
    tencent.control.leave(room.id, ['bob']);

    expect(await namesOf('tencent')).toEqual([
      'OnMemberStateChange',
      'AfterNewMemberJoin',
      'OnMemberStateChange',
      'AfterMemberExit',
    ]);
  });
});

describe('Easemob', () => {
  async function failing(status: number) {
    let requests = 0;
    const server = await serve((_, response) => {
      requests += 1;
      response.writeHead(status).end();
    });
    return { ...server, requests: () => requests };
  }

  test('sends once more at once, then never', async () => {
    const server = await failing(500);
    easemob.control.setWebhooks({ ...world.settings.easemob, url: server.url });

    await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await settle();
    server.close();

    expect(server.requests()).toBe(2);
    expect(easemob.control.deliveries.list()).toMatchObject([{ attempts: 2, status: 500 }]);
  });

  test('takes a long answer for a failure', async () => {
    const server = await serve((_, response) => response.end('x'.repeat(1001)));
    easemob.control.setWebhooks({ ...world.settings.easemob, url: server.url });

    await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await settle();
    server.close();

    expect(easemob.control.deliveries.list()).toMatchObject([{ attempts: 2, status: 200 }]);
  });

  test('suspends a rule after 90 failures in 30 seconds, for 5 minutes', async () => {
    const server = await failing(500);
    easemob.control.setWebhooks({ ...world.settings.easemob, url: server.url, suspension: true });
    const group = await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    for (let count = 0; count < 45; count += 1) {
      await easemobProvider.groups.update(group, { name: `Chess ${count}` });
    }
    await settle();
    expect(easemob.control.deliveries.list().at(-1)).toMatchObject({
      problem: 'suspended',
      attempts: 0,
    });
    expect(server.requests()).toBe(90);

    easemob.control.advanceClock(301);
    await easemobProvider.groups.update(group, { name: 'Chess' });
    await settle();
    server.close();

    expect(server.requests()).toBe(92);
  });

  test('keeps what failed for a while, and sends it again on demand', async () => {
    const server = await failing(503);
    const { url } = world.settings.easemob;
    easemob.control.setWebhooks({ ...world.settings.easemob, url: server.url, storage: true });
    await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await settle();
    server.close();
    const token = await fetch(`${easemob.baseUrl}/${easemob.appKey.replace('#', '/')}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: easemob.clientId,
        client_secret: easemob.clientSecret,
      }),
    });
    const { access_token: accessToken } = (await token.json()) as { access_token: string };
    const call = async (path: string, body?: object) => {
      const response = await fetch(
        `${easemob.baseUrl}/${easemob.appKey.replace('#', '/')}/callbacks/storage/${path}`,
        {
          method: body ? 'POST' : 'GET',
          headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
          body: body && JSON.stringify(body),
        },
      );
      return (await response.json()) as { data: unknown };
    };

    const { data: stored } = await call('info');
    expect(stored).toEqual([{ date: expect.stringMatching(/^\d{11}0$/), size: 1, retry: 0 }]);
    const [{ date }] = stored as [{ date: string }];
    expect((await call('retry', { date, retry: 0, targetUrl: url })).data).toBe('success');
    await settle();

    expect(world.events).toMatchObject([{ type: 'group.created', data: { name: 'Chess' } }]);
  });

  describe.each(['bodies', 'flat'] as const)('asks before a message of a client (%s)', (shape) => {
    test.each([
      ['hello', 'sent', ['hello']],
      ['spam', 'sent', ['***']],
      ['insult', 'refused', []],
    ] as const)('%s is %s', async (text, result, delivered) => {
      asked.length = 0;
      easemob.control.setWebhooks({ ...world.settings.easemob, preDelivery: { shape } });
      const group = await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
      await easemobProvider.members.add(group, ['bob']);

      expect(await easemob.control.sendMessage(group.id, 'bob', text)).toBe(result);
      await settle();

      const body = { msg: text, type: 'txt' };
      const payload = shape === 'flat' ? body : { ext: {}, bodies: [body] };
      expect(asked).toEqual([{ senderId: 'bob', text, payload }]);
      const sent = world.events.filter(({ type }) => type === 'message.sent');
      expect(sent.map(({ raw }) => raw.body)).toMatchObject(
        delivered.map((msg) => ({ payload: { bodies: [{ msg }] }, group_id: group.id })),
      );
      expect(world.errors).toEqual([]);
    });
  });

  test.each([
    ['deny', 'refused'],
    ['allow', 'sent'],
  ] as const)(
    'does with a message what the rule says (%s) when the answer is late or wrong',
    async (otherwise, result) => {
      const silent = await serve(() => undefined);
      const wordy = await serve((_, response) =>
        response.end(JSON.stringify({ valid: otherwise === 'deny', code: 'x'.repeat(1000) })),
      );
      const group = await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
      await settle();
      easemob.control.deliveries.clear();
      for (const { url } of [silent, wordy]) {
        const preDelivery = { otherwise, timeout: 500 };
        easemob.control.setWebhooks({ ...world.settings.easemob, url, timeout: 30, preDelivery });
        expect(await easemob.control.sendMessage(group.id, 'alice', 'hello')).toBe(result);
      }
      await settle();
      silent.close();
      wordy.close();

      const before = easemob.control.deliveries.list().filter(({ kind }) => kind === 'before');
      expect(before).toMatchObject([{ problem: 'timeout' }, { status: 200 }]);
    },
  );

  test('plays the older generation', async () => {
    easemob.control.setWebhooks({ ...world.settings.easemob, generation: 'legacy' });
    const group = await easemobProvider.groups.create({
      name: 'Chess',
      ownerId: 'alice',
      joinPolicy: 'open',
    });
    await easemobProvider.members.add(group, ['bob', 'carol']);
    await easemobProvider.members.remove(group, ['bob']);
    await easemobProvider.blacklist.add(group, ['carol'], 'permanent');
    await easemob.control.apply(group.id, 'dave');
    await easemobProvider.groups.transfer(group, 'dave');
    await easemobProvider.groups.delete(group);

    expect(await namesOf('easemob')).toEqual([
      'muc/create',
      'muc/presence',
      'muc/presence',
      'muc/kick',
      'muc/absence',
      'muc/absence',
      'muc/ban',
      'muc/direct_joined',
      'muc/presence',
      'muc/assing_owner',
      'muc/destroy',
      'muc/destroy',
    ]);
    expect(world.errors).toEqual([]);
  });

  test('tells of an application in the older generation', async () => {
    easemob.control.setWebhooks({ ...world.settings.easemob, generation: 'legacy' });
    const group = await easemobProvider.groups.create({ name: 'Chess', ownerId: 'alice' });

    expect(await easemob.control.apply(group.id, 'dave', 'let me in')).toBe('pending');
    await settle();

    expect(world.events.at(-1)).toMatchObject({
      type: 'joins.requested',
      groupId: group.id,
      actor: { kind: 'user', id: 'dave' },
      data: { userId: 'dave', text: 'let me in' },
    });
  });
});

test.each(['tencent', 'easemob'] as const)(
  'who may not speak at %s sends nothing',
  async (vendor) => {
    const { control } = world.emulator[vendor];
    const provider: GroupProvider = vendor === 'tencent' ? tencentProvider : easemobProvider;
    const group = await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
    await provider.members.add(group, ['bob', 'carol']);
    await provider.mutes.add(group, ['bob'], { seconds: 60 });
    const send = (userId: string) => control.sendMessage(group.id, userId, 'hello');

    expect([
      await send('alice'),
      await send('bob'),
      await send('dave'),
      await send('carol'),
    ]).toEqual(['sent', 'refused', 'refused', 'sent']);
    await provider.mutes.muteAll(group);
    expect([await send('alice'), await send('carol')]).toEqual(['sent', 'refused']);
    await settle();
    expect(
      world.events.flatMap((event) => (event.type === 'message.sent' ? [event.data.senderId] : [])),
    ).toEqual(['alice', 'carol', 'alice']);
    await expect(send('ghost')).rejects.toThrow(/ghost|user/);
  },
);

test('the control takes settings over HTTP, and refuses wrong ones by name', async () => {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${tencent.baseUrl}/_emulator/${path}`, {
      method,
      headers: { [controlHeader]: '1', 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };

  expect(await call('POST', 'webhooks', { url: 'nowhere' })).toEqual([
    400,
    { error: expect.stringMatching(/^url: /) },
  ]);
  expect(await call('POST', 'webhooks', world.settings.tencent)).toEqual([200, { ok: true }]);
  await tencentProvider.groups.create({ name: 'Chess', ownerId: 'alice' });
  expect(await call('POST', 'deliveries/settled')).toEqual([200, { ok: true }]);
  expect(await call('GET', 'deliveries')).toEqual([
    200,
    { deliveries: [expect.anything(), expect.objectContaining({ kind: 'after' })] },
  ]);
  expect(await call('DELETE', 'webhooks')).toEqual([200, { ok: true }]);
  expect(() => tencent.control.setWebhooks({ url: 'x' })).toThrow(/^url: /);
});

test('settings may be among the options, whose fields are refused by name', async () => {
  const wrong = startEmulator({ tencent: { webhooks: { url: 'nowhere' } } });

  await expect(wrong).rejects.toMatchObject({ field: 'webhooks.url' });
  const started = await startEmulator({
    tencent: { webhooks: world.settings.tencent },
    easemob: { webhooks: world.settings.easemob },
  });
  const provider = createEasemobProvider(started.easemob);
  started.easemob.control.importAccounts(['alice']);
  await provider.groups.create({ name: 'Chess', ownerId: 'alice' });
  await started.easemob.control.deliveries.settled();
  await provider.close();
  await started.close();

  expect(world.events.map(({ type }) => type)).toEqual(['group.created']);
});
