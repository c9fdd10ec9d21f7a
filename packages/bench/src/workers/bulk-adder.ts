/** Adds many members under the vendor's limits, and says how that went. */
import type { GroupProvider } from '@imgroups/core';
import type { BulkVendor, OpenBulkVendor } from './bulk-vendor.ts';
import { tell } from './dialogue.ts';

/** The result of adding. */
export interface Adding {
  readonly calls: number;
  /** Calls per second that the vendor takes. */
  readonly rate: number;
  readonly seconds: number;
  /** Calls refused for their rate. */
  readonly throttled: number;
  /** Users who are not in their group afterwards. */
  readonly missing: number;
  /** The waits of single calls of the same application meanwhile, in milliseconds. */
  readonly waits: readonly number[];
}

/** The interval between single calls meanwhile, in milliseconds. */
const singleCallEvery = 250;

let throttled = 0;
const onResponse = ({ error }: { readonly error?: { readonly code: string } | undefined }) => {
  if (error?.code === 'rate_limited') throttled += 1;
};

const [, , way, vendorName, count, app = ''] = process.argv;
const members = Number(count);
const { openBulkVendor }: { readonly openBulkVendor: OpenBulkVendor<unknown> } = await import(
  `./vendors/${vendorName}.ts`
);
tell(await measure(await openBulkVendor(JSON.parse(app), { onResponse })));

async function measure({
  provider,
  kind,
  groupSize,
  limits,
  addOnce,
}: BulkVendor): Promise<Adding> {
  const size = kind === 'community' ? {} : { maxMembers: 3000 };
  const create = () => provider.groups.create({ name: 'Bulk', ownerId: 'owner', kind, ...size });
  const membersPerGroup = Math.min(groupSize, members);
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
