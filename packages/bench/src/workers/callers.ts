import type { Transport } from '@imgroups/core';

/** One small call, again and again. Each process imports only what its own caller needs. */
export type Caller = () => Promise<unknown>;

const secretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e';
const sdkAppId = 1_400_000_001;

/** As the application with the largest package at the vendor would set it: nothing waits. */
const rate = { requests: 1_000_000, perSeconds: 1 };

/** What each name of a row does, given the server's port. */
export const callers: Readonly<Record<string, (port: number) => Promise<Caller>>> = {
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

  async 'bare ky, Easemob call'(port) {
    const { default: ky } = await import('ky');
    const url = `http://127.0.0.1:${port}/bench/app/chatgroups/184524748161025`;
    const headers = { authorization: 'Bearer token' };
    return () => ky.get(url, { headers, retry: 0, timeout: false }).json();
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

  async 'easemob groups.get'(port) {
    const { groups } = await easemobProvider(port);
    return () => groups.get('184524748161025');
  },

  async 'tencent groups.get over undici'(port) {
    const { undiciTransport } = await import('@imgroups/tencent/undici');
    const { groups } = await tencentProvider(port, { transport: undiciTransport() });
    return () => groups.get('book-club');
  },

  async openai(port) {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'key', baseURL: `http://127.0.0.1:${port}/v1` });
    const messages = [{ role: 'user' as const, content: 'Is bob in the book club?' }];
    return () => client.chat.completions.create({ model: 'any', messages });
  },

  async stripe(port) {
    const { default: Stripe } = await import('stripe');
    const client = new Stripe('sk_test_key', { host: '127.0.0.1', port, protocol: 'http' });
    return () => client.customers.create({ name: 'Bob', email: 'bob@example.com' });
  },

  async '@stream-io/node-sdk'(port) {
    const { StreamClient } = await import('@stream-io/node-sdk');
    const client = new StreamClient('key', 'secret', { basePath: `http://127.0.0.1:${port}` });
    const request = { type: 'messaging', id: 'book-club', add_members: [{ user_id: 'bob' }] };
    return () => client.chat.updateChannel(request);
  },

  async 'stream-chat'(port) {
    const { StreamChat } = await import('stream-chat');
    const client = new StreamChat('key', 'secret', { baseURL: `http://127.0.0.1:${port}` });
    const channel = client.channel('messaging', 'book-club');
    return () => channel.addMembers(['bob']);
  },
};

/** What `groups.get` asks for. */
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
    expireSeconds: 86_400,
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

export async function easemobProvider(port: number, more: { transport?: Transport } = {}) {
  const { createEasemobProvider } = await import('@imgroups/easemob');
  return createEasemobProvider({
    appKey: 'bench#app',
    token: () => 'token',
    baseUrl: `http://127.0.0.1:${port}`,
    limits: { getGroups: { rate }, listMembers: { rate }, listAdmins: { rate } },
    ...more,
  });
}
