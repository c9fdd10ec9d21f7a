/** The emulators in a process of their own, as far away as they are told. */
import type { GroupProvider } from '@imgroups/core';
import { unlimited } from '@imgroups/core/adapter';
import { startEmulator } from '@imgroups/emulator';
import { registry } from '@imgroups/emulator/registry';
import { answerWith, tell } from './dialogue.ts';

/** What a vendor holds, and how to reach it. */
export interface DistantVendor {
  readonly app: { readonly baseUrl: string };
  /** A group with many members. */
  readonly large: string;
  readonly community?: string;
  readonly groups: readonly string[];
}

export type DistantVendors = Readonly<Record<string, DistantVendor>>;

/** How large everything is. */
export interface Sizes {
  /** Accounts m0, m1, and so on. */
  readonly accounts: number;
  readonly groups: number;
  readonly largeGroup: number;
  readonly community: number;
  /** Whether more calls than a vendor takes are refused. */
  readonly strict: boolean;
}

const sizes: Sizes = JSON.parse(process.argv[2] ?? '{}');
const owners = Array.from({ length: 20 }, (_, index) => `owner${index}`);
const accounts = Array.from({ length: sizes.accounts }, (_, index) => `m${index}`);

const emulator = await startEmulator({
  rateScale: sizes.strict ? 1 : 0,
  // The owner and 99 admins are what a group of the newest plans has: one more makes the tasks alike.
  easemob: { quotas: { adminsPerGroup: 100 } },
});
const vendors: Record<string, DistantVendor> = {};
for (const { vendor } of registry) {
  emulator[vendor.name].control.importAccounts([...owners, ...accounts]);
  vendors[vendor.name] = await fill(vendor.name);
}
tell(vendors);

answerWith(async (question) => {
  const { milliseconds } = question as { readonly milliseconds: number };
  for (const { vendor } of registry) {
    const { control } = emulator[vendor.name];
    control.clearFaults();
    if (milliseconds > 0) control.addFault({ kind: 'latency', milliseconds });
  }
  return { milliseconds };
});
process.once('disconnect', () => process.exit());

async function fill(name: 'tencent' | 'easemob'): Promise<DistantVendor> {
  const provider: GroupProvider = await open(name, { ...emulator[name], limiter: unlimited });
  const create = async (ownerId: string, more: object = {}) =>
    (await provider.groups.create({ name: 'Bench', ownerId, ...more })).id;
  const fillGroup = async (id: string, count: number) => {
    if (count > 0) (await provider.members.add(id, accounts.slice(0, count))).throwIfFailed();
    return id;
  };
  const isTencent = name === 'tencent';
  const groups: string[] = [];
  for (let at = 0; at < sizes.groups; at += 50) {
    const some = Array.from({ length: Math.min(50, sizes.groups - at) }, (_, index) =>
      create(`owner${(at + index) % owners.length}`),
    );
    groups.push(...(await Promise.all(some)));
  }
  const filled = {
    app: { ...emulator[name] },
    // The owner is a member too.
    large: await fillGroup(await create('owner0'), isTencent ? sizes.largeGroup - 1 : 150),
    groups,
    ...(isTencent && {
      community: await fillGroup(await create('owner0', { kind: 'community' }), sizes.community),
    }),
  };
  await provider.close();
  return filled;
}

async function open(name: 'tencent' | 'easemob', options: object): Promise<GroupProvider> {
  const module = await import(`@imgroups/${name}`);
  const create = name === 'tencent' ? module.createTencentProvider : module.createEasemobProvider;
  return create(options);
}
