import type { Group, GroupProvider } from '@imgroups/core';
import { createEasemobProvider, type EasemobProvider } from '@imgroups/easemob';
import { easemobEvents } from '@imgroups/easemob/webhooks';
import { createTencentProvider, type TencentProvider, textMessage } from '@imgroups/tencent';
import { tencentEvents } from '@imgroups/tencent/webhooks';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type CallbackOperation, callbackOperations } from '../src/server/callback-rules.ts';
import { easemobCallbackRules } from '../src/vendors/easemob/callback-rules.ts';
import { tencentCallbackRules, tencentOwnRules } from '../src/vendors/tencent/callback-rules.ts';
import { startWithReceivers } from './webhook-receiver.ts';

const world = await startWithReceivers();
const { tencent, easemob } = world.emulator;
const tencentProvider = createTencentProvider(tencent);
const easemobProvider = createEasemobProvider(easemob);

const receivers = [
  {
    ...tencentCallbackRules[0],
    vendor: 'tencent',
    generation: undefined,
    support: tencentEvents,
    provider: tencentProvider as GroupProvider,
  },
  ...easemobCallbackRules.map((rules, index) => ({
    ...rules,
    vendor: 'easemob' as const,
    generation: index === 0 ? ('new' as const) : ('legacy' as const),
    support: easemobEvents,
    provider: easemobProvider as GroupProvider,
  })),
] as const;

afterAll(async () => {
  await tencentProvider.close();
  await easemobProvider.close();
  await world.close();
});

interface Scene {
  readonly provider: GroupProvider;
  /** Of Alice, with Bob and, on the blacklist, Dave. */
  readonly group: Group;
  readonly apply: (groupId: string, userId: string) => Promise<unknown>;
  readonly sendMessage: (groupId: string, userId: string, text: string) => Promise<unknown>;
}

/** The effect of each operation, and the neutral events of it that every vendor tells which has them at all. */
const operations: Readonly<
  Record<CallbackOperation, { run(scene: Scene): Promise<unknown>; events: readonly unknown[] }>
> = {
  'groups.create': {
    run: ({ provider }) => provider.groups.create({ name: 'Go', ownerId: 'alice' }),
    events: [{ type: 'group.created', data: { ownerId: 'alice' } }],
  },
  'groups.create with members': {
    run: ({ provider }) => createWithMembers(provider),
    events: [{ type: 'group.created', data: { ownerId: 'alice' } }],
  },
  'groups.update': {
    run: ({ provider, group }) => provider.groups.update(group, { name: 'Go' }),
    events: [{ type: 'group.updated' }],
  },
  'groups.update of policies': {
    run: ({ provider, group }) => provider.groups.update(group, { joinPolicy: 'closed' }),
    events: [],
  },
  'groups.setAnnouncement': {
    run: ({ provider, group }) => provider.groups.setAnnouncement(group, 'news'),
    events: [{ type: 'group.announcementChanged', data: { text: 'news' } }],
  },
  'groups.transfer': {
    run: ({ provider, group }) => provider.groups.transfer(group, 'bob'),
    events: [{ type: 'group.transferred', data: { oldOwnerId: 'alice', newOwnerId: 'bob' } }],
  },
  'groups.delete': {
    run: ({ provider, group }) => provider.groups.delete(group),
    events: [{ type: 'group.deleted' }],
  },
  'members.add': {
    run: ({ provider, group }) => provider.members.add(group, ['carol']),
    events: [{ type: 'members.joined', data: { userIds: ['carol'] } }],
  },
  'members.add of a member': {
    run: ({ provider, group }) => provider.members.add(group, ['bob']),
    events: [],
  },
  'members.remove': {
    run: ({ provider, group }) => provider.members.remove(group, ['bob']),
    events: [{ type: 'members.left', data: { userIds: ['bob'] } }],
  },
  'members.setRole': {
    run: ({ provider, group }) => provider.members.setRole(group, ['bob'], 'admin'),
    events: [{ type: 'members.roleChanged', data: { userIds: ['bob'], role: 'admin' } }],
  },
  'members.setRole to the same': {
    run: ({ provider, group }) => provider.members.setRole(group, ['bob'], 'member'),
    events: [],
  },
  'mutes.add': {
    run: ({ provider, group }) => provider.mutes.add(group, ['bob'], { seconds: 600 }),
    events: [{ type: 'mutes.added', data: { userIds: ['bob'] } }],
  },
  'mutes.remove': {
    run: ({ provider, group }) => provider.mutes.remove(group, ['bob']),
    events: [{ type: 'mutes.removed', data: { userIds: ['bob'] } }],
  },
  'mutes.muteAll': {
    run: ({ provider, group }) => provider.mutes.muteAll(group),
    events: [{ type: 'group.muteAllChanged', data: { mutedAll: true } }],
  },
  'mutes.unmuteAll': {
    run: ({ provider, group }) => provider.mutes.unmuteAll(group),
    events: [{ type: 'group.muteAllChanged', data: { mutedAll: false } }],
  },
  'blacklist.add': {
    run: ({ provider, group }) => provider.blacklist.add(group, ['bob'], 'permanent'),
    events: [{ type: 'blacklist.added', data: { userIds: ['bob'] } }],
  },
  'blacklist.remove': {
    run: ({ provider, group }) => provider.blacklist.remove(group, ['dave']),
    events: [{ type: 'blacklist.removed', data: { userIds: ['dave'] } }],
  },
  'a user joins an open group': {
    run: ({ apply, group }) => apply(group.id, 'carol'),
    events: [{ type: 'members.joined', data: { userIds: ['carol'] } }],
  },
  'a user sends a message': {
    run: ({ sendMessage, group }) => sendMessage(group.id, 'alice', 'hello'),
    events: [{ type: 'message.sent', data: { senderId: 'alice' } }],
  },
  'an account is deleted': {
    run: ({ provider }) => deleteAccount(provider, 'bob'),
    events: [],
  },
};

/** Neither is a neutral operation. */
function createWithMembers(provider: GroupProvider): Promise<unknown> {
  return provider.name === 'tencent'
    ? (provider as TencentProvider).client.createGroup({
        Type: 'Public',
        Name: 'Go',
        Owner_Account: 'alice',
        MemberList: [{ Member_Account: 'bob' }],
      })
    : (provider as EasemobProvider).client.createGroup({
        groupname: 'Go',
        public: true,
        owner: 'alice',
        members: ['bob'],
      });
}

function deleteAccount(provider: GroupProvider, userId: string): Promise<unknown> {
  return provider.name === 'tencent'
    ? (provider as TencentProvider).client.deleteAccounts({ DeleteItem: [{ UserID: userId }] })
    : (provider as EasemobProvider).client.deleteUser({ username: userId });
}

describe.each(receivers)('$title.en', ({ vendor, generation, rules, provider, support }) => {
  const { control } = world.emulator[vendor];
  const settings = generation
    ? { ...world.settings.easemob, generation, preDelivery: {} }
    : world.settings.tencent;
  let group: Group;

  beforeEach(async () => {
    control.reset();
    control.setWebhooks(undefined);
    control.importAccounts(['alice', 'bob', 'carol', 'dave']);
    const created = await provider.groups.create({
      name: 'Chess',
      ownerId: 'alice',
      joinPolicy: 'open',
    });
    group = await provider.groups.get(created);
    await provider.members.add(group, ['bob', 'dave']);
    await provider.mutes.add(group, ['bob'], { seconds: 60 });
    await provider.blacklist.add(group, ['dave'], 'permanent');
    world.events.length = 0;
    world.errors.length = 0;
    control.setWebhooks(settings as never);
  });

  test.each(callbackOperations)('%s is told as the table says', async (operation) => {
    const { run, events } = operations[operation];
    const rule = rules?.[operation];
    // Setting what is so already must be told, or not, by itself.
    if (operation === 'mutes.unmuteAll') await provider.mutes.muteAll(group);
    await control.deliveries.settled();
    control.deliveries.clear();
    world.events.length = 0;

    const { apply, sendMessage } = control;
    await run({ provider, group, apply, sendMessage });
    await control.deliveries.settled();

    const names = control.deliveries.list().map(({ name }) => name);
    const neutral = world.events.filter(({ type }) => type !== 'vendor' && type !== 'unknown');
    // A callback that the older generation sends once for each user counts as one.
    expect([...new Set(names)]).toEqual(rule?.callbacks);
    expect([...new Set(neutral.map(({ type }) => type))]).toEqual(rule?.events);
    expect(world.errors).toEqual([]);
    for (const expected of events as { type: keyof typeof support }[]) {
      if (support[expected.type] === 'no') continue;
      expect(neutral).toContainEqual(expect.objectContaining(matching(expected)));
    }
  });
});

type TencentClient = TencentProvider['client'];

/** A community with a topic, and a group of Alice and Bob in which message 1 was sent and Carol is muted. */
interface TencentScene {
  readonly client: TencentClient;
  readonly GroupId: string;
  readonly topic: { readonly GroupId: string; readonly TopicId: string };
}

const tencentOperations: Readonly<
  Record<keyof typeof tencentOwnRules, (scene: TencentScene) => Promise<unknown>>
> = {
  'client.sendGroupMsg': ({ client, GroupId }) => send(client, { GroupId }),
  'client.sendGroupMsg of a muted user': ({ client, GroupId }) =>
    send(client, { GroupId, From_Account: 'carol' }).catch(() => undefined),
  'client.sendGroupMsg in a topic': ({ client, topic }) => send(client, topic),
  'client.groupMsgRecall': ({ client, GroupId }) =>
    client.groupMsgRecall({ GroupId, MsgSeqList: [{ MsgSeq: 1 }] }),
  'client.deleteGroupMsgBySender': ({ client, GroupId }) =>
    client.deleteGroupMsgBySender({ GroupId, Sender_Account: 'alice' }),
  'client.modifyGroupMsg': ({ client, GroupId }) =>
    client.modifyGroupMsg({ GroupId, MsgSeq: 1, MsgBody: textMessage('edited') }),
  'client.importGroupMsg': ({ client, GroupId }) =>
    client.importGroupMsg({
      GroupId,
      MsgList: [
        { From_Account: 'alice', SendTime: 1_600_000_000, Random: 9, MsgBody: textMessage('old') },
      ],
    }),
  'client.groupMsgReceipt': ({ client, GroupId }) =>
    client.groupMsgReceipt({ GroupId, From_Account: 'bob', MsgSeqList: [{ MsgSeq: 1 }] }),
  'client.groupSetKeyValues': ({ client, GroupId }) =>
    client.groupSetKeyValues({
      GroupId,
      MsgSeq: 1,
      OperateType: 1,
      ExtensionList: [{ Key: 'votes', Value: '3' }],
    }),
  'client.setGroupAttr': ({ client, GroupId }) =>
    client.setGroupAttr({ GroupId, GroupAttr: [{ key: 'level', value: '3' }] }),
  'client.createGroupTopic': ({ client, topic: { GroupId } }) =>
    client.createGroupTopic({ GroupId, TopicName: 'Openings', From_Account: 'alice' }),
  'client.importGroupTopic': ({ client, topic: { GroupId } }) =>
    client.importGroupTopic({ GroupId, TopicName: 'Openings', From_Account: 'alice' }),
  'client.modifyGroupTopic': ({ client, topic }) =>
    client.modifyGroupTopic({ ...topic, TopicName: 'Endgames', From_Account: 'alice' }),
  'client.modifyGroupTopic of mute-all': ({ client, topic }) =>
    client.modifyGroupTopic({ ...topic, MuteAllMember: 'On', From_Account: 'alice' }),
  'client.destroyGroupTopic': ({ client, topic: { GroupId, TopicId } }) =>
    client.destroyGroupTopic({ GroupId, TopicIdList: [TopicId] }),
  'members.add that fills the group': async ({ client, GroupId }) =>
    client.addGroupMember({ GroupId, MemberList: [{ Member_Account: 'dave' }] }),
};

function send(
  client: TencentClient,
  where: { GroupId: string; TopicId?: string; From_Account?: string },
) {
  return client.sendGroupMsg({
    From_Account: 'alice',
    Random: 2,
    MsgBody: textMessage('hello'),
    ...where,
  });
}

describe('Tencent alone', () => {
  const { control } = tencent;
  const { client } = tencentProvider;
  let scene: TencentScene;

  beforeEach(async () => {
    control.reset();
    control.setWebhooks(undefined);
    control.importAccounts(['alice', 'bob', 'carol', 'dave']);
    const { GroupId = '' } = await client.createGroup({
      Type: 'Public',
      Name: 'Chess',
      Owner_Account: 'alice',
      MaxMemberCount: 4,
      MemberList: [{ Member_Account: 'bob' }, { Member_Account: 'carol' }],
    });
    await client.forbidSendMsg({ GroupId, Members_Account: ['carol'], MuteTime: 600 });
    await client.sendGroupMsg({
      GroupId,
      From_Account: 'alice',
      Random: 1,
      MsgBody: textMessage('hi'),
      NeedReadReceipt: 1,
      SupportMessageExtension: 1,
    });
    const { GroupId: communityId = '' } = await client.createGroup({
      Type: 'Community',
      Name: 'Club',
      Owner_Account: 'alice',
      SupportTopic: 1,
    });
    const { TopicId = '' } = await client.createGroupTopic({
      GroupId: communityId,
      TopicName: 'News',
      From_Account: 'alice',
    });
    scene = { client, GroupId, topic: { GroupId: communityId, TopicId } };
    world.events.length = 0;
    world.errors.length = 0;
    control.setWebhooks(world.settings.tencent);
  });

  const names = Object.keys(tencentOwnRules) as (keyof typeof tencentOwnRules)[];
  test.each(names)('%s is told as the table says', async (operation) => {
    await tencentOperations[operation](scene);
    await control.deliveries.settled();

    const rule = tencentOwnRules[operation];
    const neutral = world.events.filter(({ type }) => type !== 'vendor');
    expect(control.deliveries.list().map(({ name }) => name)).toEqual(rule.callbacks);
    expect(neutral.map(({ type }) => type)).toEqual(rule.events);
    expect(world.errors).toEqual([]);
  });
});

/** The event with this type, and at least this data. */
function matching({ type, data = {} }: { readonly type: string; readonly data?: object }) {
  return { type, data: expect.objectContaining(data) };
}
