import type { Transport } from '@imgroups/core';
import type { EasemobClient, EasemobProvider } from '@imgroups/easemob';
import { limitsOf, type OpenBulkVendor } from '../bulk-vendor.ts';
import { type Callers, rate } from '../callers.ts';
import type { CannedAnswer } from '../canned-server.ts';
import { type DistanceVendor, declaredLimits } from '../distance-vendor.ts';
import { type Build, instantTransport, type OwnCode } from '../own-code-vendor.ts';

/** The options of the emulator's application. */
interface App {
  readonly appKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly baseUrl: string;
}

export const callers: Callers = {
  async 'bare ky, Easemob call'(port) {
    const { default: ky } = await import('ky');
    const url = `http://127.0.0.1:${port}/bench/app/chatgroups/184524748161025`;
    const headers = { authorization: 'Bearer token' };
    return () => ky.get(url, { headers, retry: 0, timeout: false }).json();
  },

  async 'easemob groups.get'(port) {
    const { groups } = await easemobProvider(port);
    return () => groups.get('184524748161025');
  },
};

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

export const openBulkVendor: OpenBulkVendor<App> = async (easemob, { onResponse }) => {
  const { createEasemobProvider } = await import('@imgroups/easemob');
  const { easemobEndpoints } = await import('@imgroups/easemob/endpoints');
  const { appKey, clientId, clientSecret, baseUrl } = easemob;
  const app = `${baseUrl}/${appKey.replace('#', '/')}`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${app}/token`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  const { access_token } = await answer.json();
  return {
    provider: createEasemobProvider({ ...easemob, onResponse }),
    kind: 'standard',
    groupSize: 2000,
    limits: limitsOf(easemobEndpoints.addMembers),
    async addOnce(groupId, usernames) {
      const { ok } = await fetch(`${app}/chatgroups/${groupId}/users`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${access_token}` },
        body: JSON.stringify({ usernames }),
      });
      return ok;
    },
  };
};

/** The answers of the vendor, from templates. */
export const cannedAnswer: CannedAnswer = ({ pathname, searchParams }) => {
  if (pathname.endsWith('/users')) return membersPage(pathname, searchParams);
  if (pathname.endsWith('/admin')) return '{"action":"get","data":[],"duration":1}';
  if (pathname.includes('/chatgroups/')) return group;
  return undefined;
};

const group = JSON.stringify({
  action: 'get',
  data: [
    {
      id: '184524748161025',
      name: 'Book club',
      description: '',
      membersonly: true,
      allowinvites: false,
      maxusers: 300,
      owner: 'alice',
      created: 1_656_062_986_845,
      mute: false,
      public: true,
      affiliations_count: 2,
      affiliations: [{ member: 'bob' }, { owner: 'alice' }],
    },
  ],
  timestamp: 1_656_063_032_000,
  duration: 3,
  count: 1,
});

/** The group `members-5000` has five thousand members. */
function membersPage(pathname: string, query: URLSearchParams): string {
  const total = Number(/members-(\d+)/.exec(pathname)?.[1] ?? 0);
  const size = Number(query.get('pagesize'));
  const first = (Number(query.get('pagenum')) - 1) * size;
  const count = Math.max(0, Math.min(size, total - first));
  const data = Array.from({ length: count }, (_, index) => ({
    member: `user-${first + index}`,
    joined_time: 1_700_000_000_000 + first + index,
  }));
  return JSON.stringify({ action: 'get', data, count, timestamp: 1_700_000_000_000, duration: 1 });
}

async function ownProvider({ load, isBefore, baseUrl }: Build): Promise<EasemobProvider> {
  const address = baseUrl ?? 'http://bench';
  const { createEasemobProvider } =
    await load<typeof import('@imgroups/easemob')>('easemob/src/index');
  return createEasemobProvider({
    appKey: 'bench#app',
    token: () => 'token',
    ...(isBefore ? { host: address } : { baseUrl: address }),
    limits: { getGroups: { rate }, listMembers: { rate }, listAdmins: { rate } },
    ...(baseUrl === undefined && { transport: instantTransport(cannedAnswer) }),
  });
}

export const ownCode: OwnCode = {
  async 'easemob groups.get'(build) {
    const { groups } = await ownProvider(build);
    return () => groups.get('184524748161025');
  },

  async 'easemob members.list of 100,000, per member'(build) {
    const { members } = await ownProvider(build);
    return async () => {
      for await (const { userId } of members.list('members-100000', { pageSize: 1000 })) {
        if (userId === '') return;
      }
    };
  },

  async 'easemob members.list page by page, per member'(build) {
    const { members } = await ownProvider(build);
    return async () => {
      for await (const _ of members.list('members-100000', { pageSize: 1000 }).pages());
    };
  },
};

export const distance: DistanceVendor = {
  async open(options, module = '@imgroups/easemob') {
    return (await import(module)).createEasemobProvider(options);
  },
  optionsBefore: (baseUrl) => ({ host: baseUrl }),
  // The owner and 99 admins are what a group of the newest plans has: one more makes the tasks alike.
  emulator: { quotas: { adminsPerGroup: 100 } },
  async limitsOf(task) {
    const { easemobEndpoints } = await import('@imgroups/easemob/endpoints');
    return declaredLimits(
      {
        add: easemobEndpoints.addMembers,
        list: easemobEndpoints.listMembers,
        community: easemobEndpoints.listMembers,
        getMany: easemobEndpoints.getGroups,
        setRole: easemobEndpoints.addAdmin,
      }[task],
    );
  },
  groupToFill: { maxMembers: 3000 },
  chunkSize: (items, calls) => Math.min(items, Math.floor(2900 / calls)),
  largeGroup: 150,
  community: 0,
  call(anyClient, task, { groupId: group_id, userIds, groupIds }) {
    const client = anyClient as EasemobClient;
    const [newadmin = ''] = userIds;
    if (task === 'add') return client.addMembers({ group_id, usernames: [...userIds] });
    if (task === 'getMany') return client.getGroups({ group_ids: [...groupIds] });
    return client.addAdmin({ group_id, newadmin });
  },
};
