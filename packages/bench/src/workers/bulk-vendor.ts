import type { GroupProvider, Hooks } from '@imgroups/core';

/** A vendor, as far as adding members goes. */
export interface BulkVendor {
  readonly provider: GroupProvider;
  readonly kind: 'community' | 'standard';
  /** The largest number of members in a group. */
  readonly groupSize: number;
  /** Members per call, and calls per second. */
  readonly limits: { readonly items: number; readonly rate: number };
  /** One call without an SDK; whether the vendor took it. */
  readonly addOnce: (groupId: string, userIds: readonly string[]) => Promise<boolean>;
}

/** Opens a vendor for adding, with the application of its emulator. */
export type OpenBulkVendor<App> = (
  app: App,
  hooks: Pick<Hooks, 'onResponse'>,
) => Promise<BulkVendor>;

/** Members per call and calls per second of an endpoint. */
export function limitsOf({
  limits,
}: {
  readonly limits?: {
    readonly items?: { readonly max: number };
    readonly rate?: { readonly requests: number; readonly perSeconds: number };
  };
}): BulkVendor['limits'] {
  if (!limits?.items || !limits.rate) throw new Error('the endpoint declares no limits');
  return { items: limits.items.max, rate: limits.rate.requests / limits.rate.perSeconds };
}
