import { isImGroupsError, type TencentClient } from '@imgroups/tencent';
import type { VendorParts } from '../vendor.ts';

/** The part of the emulator's state that shows what is seen nowhere else. */
interface State {
  readonly groups: readonly {
    readonly GroupId: string;
    readonly Type: string;
    readonly Name: string;
    readonly Counters: Readonly<Record<string, string>>;
    readonly Topics: readonly { readonly TopicName: string }[];
  }[];
}

export const vendorParts: VendorParts<TencentClient> = {
  secrets: ['secretKey'],
  throttled: {
    text: {
      en: '60007, 60011, 60018, 60019 and HTTP 429',
      zh: '60007、60011、60018、60019 和 HTTP 429',
    },
    forms: [
      { kind: 'status', code: 60007 },
      { kind: 'status', code: 60011 },
      { kind: 'status', code: 60018 },
      { kind: 'status', code: 60019 },
      { kind: 'status', status: 429 },
    ],
  },
  effectsIn: ({ groups }: State) =>
    groups.flatMap(({ GroupId, Type, Name, Counters, Topics }) => [
      ...Object.entries(Counters).map(([key, value]) => ({
        groupId: GroupId,
        name: `counter ${key}`,
        times: Number(value),
      })),
      // A community has the name of the group that it was made for.
      ...(Type === 'Community' ? Topics : []).map(({ TopicName }) => ({
        groupId: Name,
        name: `topic ${TopicName}`,
      })),
    ]),
  natives: [
    {
      name: 'client.sendGroupMsg',
      endpoint: 'sendGroupMsg',
      effect: (text) => `message ${text}`,
      run: (client, { groupId, text, number }) =>
        client.sendGroupMsg({
          GroupId: groupId,
          Random: number,
          MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
        }),
    },
    {
      name: 'client.updateGroupCounter',
      endpoint: 'updateGroupCounter',
      effect: (text) => `counter ${text}`,
      run: (client, { groupId, text }) =>
        client.updateGroupCounter({
          GroupId: groupId,
          Mode: 'Increase',
          GroupCounter: [{ Key: text, Value: 1 }],
        }),
    },
    {
      name: 'client.createGroupTopic',
      endpoint: 'createGroupTopic',
      effect: (text) => `topic ${text}`,
      async run(client, { groupId, text }) {
        const community = `@TGS#_c${groupId.replace('@TGS#', '')}`;
        await ensureCommunity(client, community, groupId);
        return client.createGroupTopic({ GroupId: community, TopicName: text });
      },
    },
  ],
};

/** Makes the community that has the topics of a group: only communities have any. */
async function ensureCommunity(client: TencentClient, id: string, groupId: string): Promise<void> {
  try {
    await client.createGroup({ Type: 'Community', Name: groupId, GroupId: id, SupportTopic: 1 });
  } catch (error) {
    if (!isImGroupsError(error) || error.code !== 'already_exists') throw error;
  }
}
