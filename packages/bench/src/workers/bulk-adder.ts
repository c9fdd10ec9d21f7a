/** Adds many members under the vendor's limits, and says how that went. */
import type { GroupProvider } from '@imgroups/core';
import { createEasemobProvider } from '@imgroups/easemob';
import { easemobEndpoints } from '@imgroups/easemob/endpoints';
import { createTencentProvider } from '@imgroups/tencent';
import { tencentEndpoints } from '@imgroups/tencent/endpoints';
import { signedQuery } from '../signed-query.ts';
import type { Apps } from './bulk-server.ts';
import { tell } from './dialogue.ts';

/** How adding went. */
export interface Adding {
  readonly calls: number;
  /** Calls per second that the vendor takes. */
  readonly rate: number;
  readonly seconds: number;
  /** Calls refused for their rate. */
  readonly throttled: number;
  /** Users who are not in their group afterwards. */
  readonly missing: number;
  /** How long single calls of the same application waited meanwhile, in milliseconds. */
  readonly waits: readonly number[];
}

/** A vendor, as far as adding members goes. */
interface Vendor {
  readonly provider: GroupProvider;
  readonly kind: 'community' | 'standard';
  readonly membersPerGroup: number;
  /** Members per call, and calls per second. */
  readonly limits: { readonly items: number; readonly rate: number };
  /** One call without an SDK; whether the vendor took it. */
  readonly addOnce: (groupId: string, userIds: readonly string[]) => Promise<boolean>;
}

/** How often a single call is made meanwhile, in milliseconds. */
const singleCallEvery = 250;

let throttled = 0;
const onResponse = ({ error }: { readonly error?: { readonly code: string } | undefined }) => {
  if (error?.code === 'rate_limited') throttled += 1;
};

const [, , way, vendorName, count, apps = ''] = process.argv;
const members = Number(count);
const { tencent, easemob }: Apps = JSON.parse(apps);
tell(await measure(vendorName === 'tencent' ? await tencentVendor() : await easemobVendor()));

async function tencentVendor(): Promise<Vendor> {
  const query = await signedQuery(tencent);
  return {
    provider: createTencentProvider({ ...tencent, onResponse }),
    kind: 'community',
    membersPerGroup: members,
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
}

async function easemobVendor(): Promise<Vendor> {
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
    membersPerGroup: 2000,
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
}

async function measure({
  provider,
  kind,
  membersPerGroup,
  limits,
  addOnce,
}: Vendor): Promise<Adding> {
  const size = kind === 'community' ? {} : { maxMembers: 3000 };
  const create = () => provider.groups.create({ name: 'Bulk', ownerId: 'owner', kind, ...size });
  const groups = Math.ceil(members / membersPerGroup);
  const other = await create();
  const targets: string[] = [];
  for (let index = 0; index < groups; index += 1) targets.push((await create()).id);
  const usersOf = (index: number) =>
    Array.from({ length: membersPerGroup }, (_, user) => `m${index * membersPerGroup + user}`);

  const singles = way === 'imgroups' ? startSingleCalls(provider, other.id) : undefined;
  let missing = 0;
  const startedAt = performance.now();
  for (const [index, groupId] of targets.entries()) {
    missing +=
      way === 'imgroups'
        ? (await provider.members.add(groupId, usersOf(index))).failed.length
        : await addInLoop(groupId, usersOf(index));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const waits = (await singles?.stop()) ?? [];
  await provider.close();
  const calls = groups * Math.ceil(membersPerGroup / limits.items);
  return { calls, rate: limits.rate, seconds, throttled, missing, waits };

  /** The loop that people write: chunk by chunk, the next when the last was answered. */
  async function addInLoop(groupId: string, userIds: readonly string[]): Promise<number> {
    let lost = 0;
    for (let at = 0; at < userIds.length; at += limits.items) {
      const chunk = userIds.slice(at, at + limits.items);
      if (await addOnce(groupId, chunk)) continue;
      throttled += 1;
      lost += chunk.length;
    }
    return lost;
  }
}

/** Adds a user to another group every now and then, through the same limits. */
function startSingleCalls(provider: GroupProvider, groupId: string) {
  const waits: number[] = [];
  const running: Promise<void>[] = [];
  const timer = setInterval(() => running.push(callOnce()), singleCallEvery);

  async function callOnce(): Promise<void> {
    const startedAt = performance.now();
    (await provider.members.add(groupId, ['guest'])).throwIfFailed();
    waits.push(performance.now() - startedAt);
  }

  return {
    async stop(): Promise<readonly number[]> {
      clearInterval(timer);
      await Promise.all(running);
      return waits;
    },
  };
}

function limitsOf({
  limits,
}: {
  readonly limits?: {
    readonly items?: { readonly max: number };
    readonly rate?: { readonly requests: number; readonly perSeconds: number };
  };
}): Vendor['limits'] {
  if (!limits?.items || !limits.rate) throw new Error('the endpoint declares no limits');
  return { items: limits.items.max, rate: limits.rate.requests / limits.rate.perSeconds };
}
