import type { Transport } from '@imgroups/core';
import type { TencentClient, TencentProvider } from '@imgroups/tencent';
import { signedQuery } from '../../signed-query.ts';
import { limitsOf, type OpenBulkVendor } from '../bulk-vendor.ts';
import { type Callers, rate } from '../callers.ts';
import type { CannedAnswer } from '../canned-server.ts';
import { type DistanceVendor, declaredLimits } from '../distance-vendor.ts';
import { type Build, instantTransport, type OwnCode } from '../own-code-vendor.ts';

const secretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const sdkAppId = 1_400_000_001;
const expireSeconds = 86_400;

/** The options of the emulator's application. */
interface App {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly baseUrl: string;
}

export const callers: Callers = {
  async 'bare undici'(port) {
    const { request } = await import('undici');
    const { url, json } = await tencentCall(port);
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return async () => {
      const { body } = await request(url, { method: 'POST', headers, body: JSON.stringify(json) });
      return body.json();
    };
  },

  async 'bare fetch'(port) {
    const { url, json } = await tencentCall(port);
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return async () => {
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(json) });
      return answer.json();
    };
  },

  async 'bare ky'(port) {
    const { default: ky } = await import('ky');
    const { url, json } = await tencentCall(port);
    return () => ky.post(url, { json, retry: 0, timeout: false }).json();
  },

  async 'ky with its defaults'(port) {
    const { default: ky } = await import('ky');
    const { url, json } = await tencentCall(port);
    return () => ky.post(url, { json }).json();
  },

  async 'tencent client.getGroupInfo'(port) {
    const { client } = await tencentProvider(port);
    const request = { GroupIdList: ['book-club'] };
    return () => client.getGroupInfo(request);
  },

  async 'tencent groups.get'(port) {
    const { groups } = await tencentProvider(port);
    return () => groups.get('book-club');
  },

  async 'tencent members.add'(port) {
    const { members } = await tencentProvider(port);
    return () => members.add('book-club', ['bob']);
  },

  async 'tencent groups.get over undici'(port) {
    const { undiciTransport } = await import('@imgroups/tencent/undici');
    const { groups } = await tencentProvider(port, { transport: undiciTransport() });
    return () => groups.get('book-club');
  },
};

/** The fields that `groups.get` asks for. */
const baseInfo = [
  'Type',
  'Name',
  'Introduction',
  'Notification',
  'FaceUrl',
  'Owner_Account',
  'CreateTime',
  'InfoSeq',
  'LastInfoTime',
  'LastMsgTime',
  'NextMsgSeq',
  'MemberNum',
  'MaxMemberNum',
  'ApplyJoinOption',
  'InviteJoinOption',
  'MuteAllMember',
];

/** The call that `groups.get` makes, written by hand. */
async function tencentCall(port: number) {
  const { createUserSig } = await import('@imgroups/tencent');
  const usersig = await createUserSig({
    sdkAppId,
    secretKey,
    userId: 'administrator',
    expireSeconds,
  });
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: 'administrator',
    usersig,
    random: '1',
    contenttype: 'json',
  });
  return {
    url: `http://127.0.0.1:${port}/v4/group_open_http_svc/get_group_info?${query}`,
    json: {
      GroupIdList: ['book-club'],
      ResponseFilter: { GroupBaseInfoFilter: baseInfo },
    },
  };
}

export async function tencentProvider(port: number, more: { transport?: Transport } = {}) {
  const { createTencentProvider } = await import('@imgroups/tencent');
  return createTencentProvider({
    sdkAppId,
    secretKey,
    baseUrl: `http://127.0.0.1:${port}`,
    limits: { getGroupInfo: { rate }, addGroupMember: { rate } },
    ...more,
  });
}

export const openBulkVendor: OpenBulkVendor<App> = async (tencent, { onResponse }) => {
  const { createTencentProvider } = await import('@imgroups/tencent');
  const { tencentEndpoints } = await import('@imgroups/tencent/endpoints');
  const query = await signedQuery(tencent);
  return {
    provider: createTencentProvider({ ...tencent, onResponse }),
    kind: 'community',
    groupSize: Number.POSITIVE_INFINITY,
    limits: limitsOf(tencentEndpoints.addGroupMember),
    async addOnce(GroupId, userIds) {
      const answer = await fetch(
        `${tencent.baseUrl}${tencentEndpoints.addGroupMember.path}?${query}`,
        {
          method: 'POST',
          body: JSON.stringify({
            GroupId,
            MemberList: userIds.map((userId) => ({ Member_Account: userId })),
          }),
        },
      );
      const { ErrorCode } = await answer.json();
      return ErrorCode === 0;
    },
  };
};

/** The answers of the vendor, from templates. */
export const cannedAnswer: CannedAnswer = ({ pathname }, body) => {
  if (pathname.endsWith('/get_group_info')) return group;
  if (pathname.endsWith('/add_group_member')) return addedMembers(body);
  return undefined;
};

const group = JSON.stringify({
  ActionStatus: 'OK',
  ErrorInfo: '',
  ErrorCode: 0,
  GroupInfo: [
    {
      GroupId: 'book-club',
      ErrorCode: 0,
      ErrorInfo: '',
      Type: 'Public',
      Name: 'Book club',
      Owner_Account: 'alice',
      CreateTime: 1_700_000_000,
      MemberNum: 3,
      MaxMemberNum: 2000,
      ApplyJoinOption: 'NeedPermission',
      MuteAllMember: 'Off',
    },
  ],
});

function addedMembers(body: string): string {
  const { MemberList } = JSON.parse(body) as { MemberList: { Member_Account: string }[] };
  const results = MemberList.map(({ Member_Account }) => ({ Member_Account, Result: 1 }));
  return JSON.stringify({
    ActionStatus: 'OK',
    ErrorInfo: '',
    ErrorCode: 0,
    MemberList: results,
  });
}

async function ownProvider({ load, baseUrl }: Build): Promise<TencentProvider> {
  const { createTencentProvider } =
    await load<typeof import('@imgroups/tencent')>('tencent/src/index');
  return createTencentProvider({
    sdkAppId,
    secretKey,
    limits: { getGroupInfo: { rate }, addGroupMember: { rate } },
    ...(baseUrl ? { baseUrl } : { transport: instantTransport(cannedAnswer) }),
  });
}

export const ownCode: OwnCode = {
  async 'tencent client.getGroupInfo'(build) {
    const { client } = await ownProvider(build);
    return () => client.getGroupInfo({ GroupIdList: ['book-club'] });
  },

  async 'tencent groups.get'(build) {
    const { groups } = await ownProvider(build);
    return () => groups.get('book-club');
  },

  async 'tencent members.add of one user'(build) {
    const { members } = await ownProvider(build);
    return () => members.add('book-club', ['bob']);
  },

  async 'tencent members.add of 10,000 users, per user'(build) {
    const { members } = await ownProvider(build);
    const userIds = Array.from({ length: 10_000 }, (_, index) => `user-${index}`);
    return async () => (await members.add('book-club', userIds)).throwIfFailed();
  },

  async createUserSigSync({ load }) {
    const { createUserSigSync } =
      await load<typeof import('@imgroups/tencent/node')>('tencent/src/node');
    const userIdOf = userIds();
    return () => createUserSigSync({ sdkAppId, secretKey, userId: userIdOf(), expireSeconds });
  },

  async 'createUserSig, 64 at once'({ load }) {
    const { createUserSigner } =
      await load<typeof import('@imgroups/tencent')>('tencent/src/index');
    const signer = createUserSigner({ sdkAppId, secretKey });
    const userIdOf = userIds();
    return () => signer.sign({ userId: userIdOf(), expireSeconds });
  },
};

/** Gives another id each time. */
function userIds(): () => string {
  let count = 0;
  return () => `user-${count++}`;
}

export const distance: DistanceVendor = {
  async open(options, module = '@imgroups/tencent') {
    return (await import(module)).createTencentProvider(options);
  },
  optionsBefore: (baseUrl) => ({ baseUrl }),
  emulator: {},
  async limitsOf(task) {
    const { tencentEndpoints } = await import('@imgroups/tencent/endpoints');
    return declaredLimits(
      {
        add: tencentEndpoints.addGroupMember,
        list: tencentEndpoints.getGroupMemberInfo,
        community: tencentEndpoints.getGroupMemberInfo,
        getMany: tencentEndpoints.getGroupInfo,
        setRole: tencentEndpoints.modifyGroupMemberInfo,
      }[task],
    );
  },
  groupToFill: { kind: 'community' },
  chunkSize: (items) => items,
  // The owner is a member too.
  largeGroup: 5999,
  community: 1999,
  call(anyClient, task, { index, groupId: GroupId, userIds, groupIds }) {
    const client = anyClient as TencentClient;
    const [Member_Account = ''] = userIds;
    const MemberList = userIds.map((userId) => ({ Member_Account: userId }));
    if (task === 'add') return client.addGroupMember({ GroupId, MemberList });
    if (task === 'getMany') return client.getGroupInfo({ GroupIdList: [...groupIds] });
    if (task === 'setRole')
      return client.modifyGroupMemberInfo({ GroupId, Member_Account, Role: 'Admin' });
    return client.getGroupMemberInfo({ GroupId, Limit: 200, Offset: index * 200 });
  },
};
