/** The emulators in a process of their own, as far away as they are told. */
import { unlimited } from '@imgroups/core/adapter';
import { startEmulator } from '@imgroups/emulator';
import type { VendorName } from '@imgroups/emulator/registry';
import { answerWith, tell } from './dialogue.ts';
import type { DistanceVendor } from './distance-vendor.ts';

/** The data of a vendor, and the options to reach it. */
export interface DistantVendor {
  readonly app: { readonly baseUrl: string };
  /** A group with many members. */
  readonly large: string;
  readonly community?: string;
  readonly groups: readonly string[];
}

export type DistantVendors = Readonly<Record<string, DistantVendor>>;

/** The sizes of all data. */
export interface Sizes {
  /** The names of the vendors that are measured. */
  readonly vendors: readonly VendorName[];
  /** Accounts m0, m1, and so on. */
  readonly accounts: number;
  readonly groups: number;
  /** True if calls above the vendor's rates are refused. */
  readonly strict: boolean;
}

const sizes: Sizes = JSON.parse(process.argv[2] ?? '{}');
const owners = Array.from({ length: 20 }, (_, index) => `owner${index}`);
const accounts = Array.from({ length: sizes.accounts }, (_, index) => `m${index}`);

const names = sizes.vendors;
const distances = new Map<string, DistanceVendor>();
for (const name of names) distances.set(name, (await import(`./vendors/${name}.ts`)).distance);
const emulator = await startEmulator({
  rateScale: sizes.strict ? 1 : 0,
  ...Object.fromEntries([...distances].map(([name, vendor]) => [name, vendor.emulator])),
});
const vendors: Record<string, DistantVendor> = {};
for (const name of names) {
  emulator[name].control.importAccounts([...owners, ...accounts]);
  const vendor = distances.get(name);
  if (vendor) vendors[name] = await fill(vendor, { ...emulator[name] });
}
tell(vendors);

answerWith(async (question) => {
  const { milliseconds } = question as { readonly milliseconds: number };
  for (const name of names) {
    const { control } = emulator[name];
    control.clearFaults();
    if (milliseconds > 0) control.addFault({ kind: 'latency', milliseconds });
  }
  return { milliseconds };
});
process.once('disconnect', () => process.exit());

async function fill(
  vendor: DistanceVendor,
  app: { readonly baseUrl: string },
): Promise<DistantVendor> {
  const provider = await vendor.open({ ...app, limiter: unlimited });
  const create = async (ownerId: string, more: object = {}) =>
    (await provider.groups.create({ name: 'Bench', ownerId, ...more })).id;
  const createFilled = async (members: number, more: object = {}) => {
    const id = await create('owner0', more);
    if (members > 0) (await provider.members.add(id, accounts.slice(0, members))).throwIfFailed();
    return id;
  };
  const groups: string[] = [];
  for (let at = 0; at < sizes.groups; at += 50) {
    const some = Array.from({ length: Math.min(50, sizes.groups - at) }, (_, index) =>
      create(`owner${(at + index) % owners.length}`),
    );
    groups.push(...(await Promise.all(some)));
  }
  const isFilled = sizes.groups > 0;
  const { largeGroup, community } = vendor;
  const filled = {
    app,
    groups,
    large: await createFilled(isFilled ? largeGroup : 1),
    ...(isFilled &&
      community > 0 && { community: await createFilled(community, { kind: 'community' }) }),
  };
  await provider.close();
  return filled;
}
